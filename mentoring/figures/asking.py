"""The questions a centre asks of its mentoring, each answered by a table. Dates are days of the centre."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from mentoring.figures.estimates import mean, spread, wilson
from mentoring.figures.hiding import ALL, FEWEST, protected
from mentoring.figures.quarters import Span, spans
from mentoring.figures.questions import HIDDEN, Cell, Line, Question, estimated

MOST_QUARTERS = 8
STATES = ("open", "active", "ended", "not_agreed")
LEAST, MOST = 1, 5  # the scale on which feedback is given


@dataclass(frozen=True)
class Asked:
    """A request. `paired_on` is the first day on which both had said yes; without it, somebody still waits."""

    on: dt.date
    paired_on: dt.date | None = None


@dataclass(frozen=True)
class Paired:
    """A mentorship, by the day on which it was proposed and one of STATES."""

    on: dt.date
    state: str


@dataclass(frozen=True)
class GoalSet:
    on: dt.date
    is_reached: bool


@dataclass(frozen=True)
class Feedback:
    """What one person answered on one day: a score from 1 to 5 for each question, None where it was left out."""

    on: dt.date
    scores: tuple[int | None, int | None, int | None]


def figures(
    today: dt.date,
    requests: Sequence[Asked],
    mentorships: Sequence[Paired],
    *,
    meetings: Sequence[dt.date] | None = None,
    goals: Sequence[GoalSet] | None = None,
    feedback: Sequence[Feedback] | None = None,
) -> list[Question]:
    """None is what nobody writes down here yet: there is no table for it."""
    found = [waiting(today, requests), share_paired(today, requests), states(today, mentorships)]
    if meetings is not None:
        found.append(held(today, meetings))
    if goals is not None:
        found.append(reached(today, goals))
    if feedback is not None:
        found += [satisfied(today, feedback, number) for number in range(3)]
    return found


class Counts:
    """Facts counted by span and by kind, as far as they are shown."""

    def __init__(self, today: dt.date, facts: Sequence[tuple[dt.date, str]], kinds: Sequence[str]) -> None:
        self.spans = spans((day for day, _kind in facts), today, most=MOST_QUARTERS, fewest=FEWEST)
        self.table = protected(self.spans, kinds, Counter((self.of(day), kind) for day, kind in facts))

    def of(self, day: dt.date) -> Span:
        return next(span for span in self.spans if day in span)

    def question(self, key: str, answer: Callable[[Span | None], dict[str, Cell]]) -> Question:
        """`answer` says what stands in the line of a span, or of all."""
        lines = tuple(Line(span, answer(span)) for span in (*self.spans, ALL))
        return Question(key, tuple(lines[-1].cells), lines)


def among[Fact: (Asked, Feedback)](facts: Iterable[Fact], span: Span | None) -> list[Fact]:
    return [each for each in facts if span is None or each.on in span]


def counts_of(today: dt.date, requests: Sequence[Asked]) -> Counts:
    facts = [(each.on, "paired" if each.paired_on else "waiting") for each in requests]
    return Counts(today, facts, ("paired", "waiting"))


def waiting(today: dt.date, requests: Sequence[Asked]) -> Question:
    """How many days from a request to the first yes of both, and how long those have waited who still do."""
    counts = counts_of(today, requests)

    def answer(span: Span | None) -> dict[str, Cell]:
        here = among(requests, span)
        until_yes = [(each.paired_on - each.on).days for each in here if each.paired_on]
        so_far = [(today - each.on).days for each in here if not each.paired_on]
        paired, still = counts.table.count(span, "paired"), counts.table.count(span, "waiting")
        return {
            "paired": Cell(paired),
            "days_until_yes": estimated(spread(until_yes)) if paired else HIDDEN,
            "still_waiting": Cell(still),
            "days_so_far": estimated(spread(so_far)) if still else HIDDEN,
        }

    return counts.question("waiting", answer)


def share_paired(today: dt.date, requests: Sequence[Asked]) -> Question:
    table = (counts := counts_of(today, requests)).table

    def answer(span: Span | None) -> dict[str, Cell]:
        paired, everybody = table.count(span, "paired"), table.count(span, ALL)
        return {"requests": Cell(everybody), "paired": Cell(paired), "share": share(paired, everybody)}

    return counts.question("share", answer)


def share(some: int | None, of_all: int | None) -> Cell:
    """Only of what is shown itself."""
    return estimated(wilson(some, of_all)) if some is not None and of_all else HIDDEN


def states(today: dt.date, mentorships: Sequence[Paired]) -> Question:
    counts = Counts(today, [(each.on, each.state) for each in mentorships], STATES)

    def answer(span: Span | None) -> dict[str, Cell]:
        by_state = {state: Cell(counts.table.count(span, state)) for state in STATES}
        return {"mentorships": Cell(counts.table.count(span, ALL))} | by_state

    return counts.question("mentorships", answer)


def held(today: dt.date, meetings: Sequence[dt.date]) -> Question:
    counts = Counts(today, [(day, "held") for day in meetings], ("held",))
    return counts.question("meetings", lambda span: {"held": Cell(counts.table.count(span, "held"))})


def reached(today: dt.date, goals: Sequence[GoalSet]) -> Question:
    facts = [(each.on, "reached" if each.is_reached else "not_yet") for each in goals]
    counts = Counts(today, facts, ("reached", "not_yet"))

    def answer(span: Span | None) -> dict[str, Cell]:
        some, everything = counts.table.count(span, "reached"), counts.table.count(span, ALL)
        return {"goals": Cell(everything), "reached": Cell(some), "share": share(some, everything)}

    return counts.question("goals", answer)


def satisfied(today: dt.date, feedback: Sequence[Feedback], number: int) -> Question:
    """The mean of one of the three questions."""
    answered = [each for each in feedback if each.scores[number] is not None]
    counts = Counts(today, [(each.on, "answers") for each in answered], ("answers",))

    def answer(span: Span | None) -> dict[str, Cell]:
        count = counts.table.count(span, "answers")
        scores = [each.scores[number] or 0 for each in among(answered, span)]
        return {"answers": Cell(count), "mean": estimated(mean(scores, least=LEAST, most=MOST)) if count else HIDDEN}

    return counts.question(f"feedback_{number + 1}", answer)
