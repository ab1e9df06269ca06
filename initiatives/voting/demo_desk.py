"""The demonstration's paper, and a vote of its own residents that was objected to and certified."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils import timezone

from community.members.models import Centre, User
from community.operations.demo import DemoContent
from initiatives.voting import actions
from initiatives.voting.actions.certifying import TYPED
from initiatives.voting.certifiers import NEEDED
from initiatives.voting.freezing import coin_of
from initiatives.voting.models import PaperBallot, Project, Round

PRINTED, TAKEN, CONFIRMED = 40, 7, 4
HELD_AT = -75  # days: when the past vote opened
HELD_FOR = 14


def certifiers(centre: Centre) -> list[User]:
    """Two of the staff who do not answer objections, so that a coordinator can."""
    answering = set(User.objects.serving(centre, "coordinator").values_list("pk", flat=True))
    return sorted(User.objects.serving(centre), key=lambda person: person.pk in answering)[:NEEDED]


def coordinator_of(centre: Centre) -> User:
    return User.objects.serving(centre, "coordinator")[0]


def on_paper(content: DemoContent, round: Round) -> None:
    """Some residents took paper; of their sheets some are confirmed, one is read, one waits, one is set aside."""
    actions.print_papers(round=round, size=PRINTED, typeset=lambda *_: b"")
    for member in content.residents(round.centre.slug)[-TAKEN:]:
        actions.issue_paper(round=round, member=member, at=content.at(-1, "10:00", round.centre.zone))
    drawn = [3, 8, 11, 17, 24, 29, 36]
    actions.receive_papers(round=round, numbers=drawn)
    clerks = certifiers(round.centre)
    projects = [project["id"] for project in round.rules["projects"]]
    for place, number in enumerate(drawn[: CONFIRMED + 1]):
        marked = projects[place : place + round.max_choices]
        for clerk in clerks[: NEEDED if place < CONFIRMED else 1]:
            actions.key_in(round=round, number=number, choices=marked, by=clerk)
    blank = {"pl": "Niewypełniona"}.get(round.language, "Blank")
    actions.set_aside(round=round, number=drawn[-1], reason=blank)
    assert round.papers.filter(state=PaperBallot.State.CONFIRMED).count() == CONFIRMED


def certified(content: DemoContent, centre: Centre, told: dict[str, Any]) -> None:
    """Held in spring by the same residents, counted, objected to, answered, and signed by two."""
    if Round.objects.for_centre(centre).filter(title=told["title"]).exists():
        return
    round = held(content, centre, told)
    names = certifiers(centre)
    with objections_heard(round):
        for said in told["objections"]:
            objection = actions.object_to(round=round, text=said["text"], at=day(content, round, HELD_FOR + 4))
            by, at = coordinator_of(centre), day(content, round, HELD_FOR + 6)
            actions.answer_objection(objection=objection, answer=said["answer"], by=by, at=at)
    for place, name in enumerate(names):
        at = day(content, round, HELD_FOR + 12 + place)
        actions.certify(round=round, by=name, seal=round.closure.seal[:TYPED], at=at)
    winner = round.projects.filter(external_id__in=round.results.get(rule=round.rule).winners).in_order()[0]
    actions.annotate(project=winner, text=told["remark"], by=coordinator_of(centre), at=day(content, round, 40))


def held(content: DemoContent, centre: Centre, told: dict[str, Any]) -> Round:
    coin, zone = coin_of(centre.currency), centre.zone
    round = actions.save_round(
        round=Round(
            centre=centre,
            language=centre.language,
            title=told["title"],
            summary=told["summary"],
            translations=told.get("translations", {}),
            currency=centre.currency,
            budget=told["budget"] * coin,
            max_choices=told["max_choices"],
            opens_at=content.at(HELD_AT, "08:00", zone),
            closes_at=content.at(HELD_AT + HELD_FOR, "20:00", zone),
            results_at=content.at(HELD_AT + HELD_FOR + 1, "12:00", zone),
        )
    )
    actions.name_certifiers(round=round, members=certifiers(centre))
    for project in told["projects"]:
        actions.save_project(project=Project(**project | {"round": round, "cost": project["cost"] * coin}))
    round = actions.open_round(round=round, at=content.at(HELD_AT - 2, "12:00", zone))
    numbers = [project["id"] for project in round.rules["projects"]]
    with voting_open(round):
        for place, member in enumerate(content.residents(centre.slug)[: 46 * content.scale]):
            marked = sorted({numbers[place % len(numbers)], numbers[(place * place + 1) % len(numbers)]})
            actions.cast(round=round, member=member, choices=marked[: round.max_choices])
            if place % 10 == 0 and place // 10 < HELD_FOR:
                actions.publish_head(round=round, at=day(content, round, place // 10))
    actions.close(round=round)
    actions.count(round=round)
    return Round.objects.select_related("centre", "closure").get(pk=round.pk)


def day(content: DemoContent, round: Round, after: int) -> Any:
    return content.at(HELD_AT + after, "20:00", round.centre.zone)


@contextmanager
def voting_open(round: Round) -> Iterator[None]:
    """The database's clock decides what is in time, so the dates are moved and put back as they were frozen."""
    with moved(round, closes_at=timezone.now() + dt.timedelta(hours=1), results_at=None, objections_until=None):
        yield


@contextmanager
def objections_heard(round: Round) -> Iterator[None]:
    with moved(round, objections_until=timezone.now() + dt.timedelta(hours=1)):
        yield


@contextmanager
def moved(round: Round, **dates: Any) -> Iterator[None]:
    rows = Round.objects.filter(pk=round.pk)
    before = rows.values(*dates).get()
    rows.update(**dates)
    yield
    rows.update(**before)
