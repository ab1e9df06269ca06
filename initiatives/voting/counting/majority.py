"""Yes or no to each question: adopted where more say yes than no. Who does not answer counts neither way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    question: str
    yes: int
    no: int

    @property
    def is_adopted(self) -> bool:
        return self.yes > self.no


def count_answers(questions: Sequence[str], ballots: Iterable[Iterable[Sequence[str]]]) -> list[Answer]:
    """`ballots`: of each voter the pairs (question, "yes" or "no"), each question at most once. In `questions`' order.

    KeyError for a question that is not among them, ValueError for another answer.
    """
    yes, no = dict.fromkeys(questions, 0), dict.fromkeys(questions, 0)
    for ballot in ballots:
        for question, answer in ballot:
            if answer not in ("yes", "no"):
                raise ValueError(f"{answer!r} is neither yes nor no.")
            (yes if answer == "yes" else no)[question] += 1
    return [Answer(question, yes[question], no[question]) for question in questions]
