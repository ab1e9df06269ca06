"""The demonstration's votes: an open one in every centre, and two real elections that were counted."""

import random
from collections.abc import Callable
from typing import Any

from django.conf import settings

from community.members.models import Centre, User
from community.operations.demo import DemoContent
from initiatives.proposals.models import Initiative
from initiatives.voting import actions, demo_desk
from initiatives.voting.freezing import coin_of
from initiatives.voting.models import Project, Round

OPEN_FOR = 5  # days
VOTERS_A_DAY = (6, 8, 4, 3, 5, 2)
# What the files do not say of how their cities counted, and data/pabulib/SOURCES.md does.
ELECTIONS: list[tuple[str, dict[str, Any]]] = [
    ("Poland_Wieliczka_2023_Green_Budget.pb", {"title": "Zielony Milion, Wieliczka 2023"}),
    (
        "Poland_Swiecie_2023.pb",
        {"title": "Budżet obywatelski, Świecie 2023", "comparison": True, "eligibility": 3},
    ),
]


def contribute(content: DemoContent) -> None:
    for data in content.centres:
        centre = content.centre(data["centre"]["slug"])
        if not Round.objects.for_centre(centre).filter(title=data["round"]["title"]).exists():
            round = opened(content, centre, data["round"])
            fill(content, round, content.residents(centre.slug))
            if round.takes_paper:
                demo_desk.on_paper(content, round)
        for told in data.get("polls", []):
            if not Round.objects.for_centre(centre).filter(title=told["title"]).exists():
                fill(content, asked(content, centre, told), content.residents(centre.slug))
        if "past_round" in data:
            demo_desk.certified(content, centre, data["past_round"])
    polish = [content.centre(data["centre"]["slug"]) for data in content.centres if data["centre"]["country"] == "PL"]
    for centre, (name, facts) in zip(polish, ELECTIONS, strict=False):
        source = (settings.ROOT / "data" / "pabulib" / name).read_bytes()
        actions.import_pabulib(centre=centre, source=source, name=name, at=content.now, **facts)


def opened(content: DemoContent, centre: Centre, told: dict[str, Any]) -> Round:
    coin = coin_of(centre.currency)
    zone = centre.zone
    round = actions.save_round(
        round=Round(
            centre=centre,
            language=centre.language,
            title=told["title"],
            summary=told["summary"],
            about=told.get("about", ""),
            translations=told.get("translations", {}),
            currency=centre.currency,
            budget=told["budget"] * coin,
            max_choices=told["max_choices"],
            collects_from=content.at(-90, "08:00", zone),
            opens_at=content.at(-OPEN_FOR, "08:00", zone),
            closes_at=content.at(16, "20:00", zone),
            results_at=content.at(20, "12:00", zone),
            paper=Round.Paper.PAPER if told.get("paper") else Round.Paper.NONE,
            papers_until=content.at(19, "20:00", zone) if told.get("paper") else None,
        )
    )
    actions.name_certifiers(round=round, members=demo_desk.certifiers(centre))
    admitted = Initiative.objects.for_centre(centre).shown().filter(state=Initiative.State.ADMITTED, cost__gt=0)
    actions.adopt_initiatives(round=round, initiatives=admitted.order_by("pk")[:12])
    for extra in told["extra"]:
        actions.save_project(project=Project(**extra | {"round": round, "cost": extra["cost"] * coin}))
    return actions.open_round(round=round, at=content.at(-OPEN_FOR - 1, "12:00", zone))


def asked(content: DemoContent, centre: Centre, told: dict[str, Any]) -> Round:
    """A question without money, open for three weeks."""
    yes_no = told["ballot_kind"] == Round.BallotKind.YES_NO
    round = actions.save_round(
        round=Round(
            centre=centre,
            language=centre.language,
            title=told["title"],
            summary=told["summary"],
            translations=told.get("translations", {}),
            purpose=Round.Purpose.POLL,
            ballot_kind=told["ballot_kind"],
            rule=Round.Rule.MAJORITY if yes_no else Round.Rule.GREEDY,
            currency=centre.currency,
            budget=1,
            max_choices=told.get("max_choices", 1),
            opens_at=content.at(-OPEN_FOR, "08:00", centre.zone),
            closes_at=content.at(9, "20:00", centre.zone),
        )
    )
    for option in told["options"]:
        actions.save_project(project=Project(**option | {"round": round, "cost": 1}))
    return actions.open_round(round=round, at=content.at(-OPEN_FOR - 1, "12:00", centre.zone))


def fill(content: DemoContent, round: Round, residents: list[User]) -> None:
    """Neighbours who voted, day by day, with the notice of each evening; nobody of the cast, so that they still can."""
    draw = random.Random(round.title)  # noqa: S311  (a repeatable draw of invented choices)
    numbers = [project["id"] for project in round.rules["projects"]]
    liking = [draw.uniform(1, 6) for _number in numbers]
    waiting = iter(residents)
    for day, voters in enumerate(VOTERS_A_DAY):
        for member in [next(waiting, None) for _voter in range(voters * content.scale)]:
            if member is not None:
                choices = some(numbers, liking, round.max_choices, draw)
                actions.cast(round=round, member=member, choices=SAID[round.ballot_kind](choices, draw))
        if day < OPEN_FOR:
            actions.publish_head(round=round, at=content.at(day - OPEN_FOR, "20:00", round.centre.zone))


SAID: dict[str, Callable[[list[str], random.Random], list[Any]]] = {
    Round.BallotKind.APPROVAL: lambda chosen, draw: chosen,
    Round.BallotKind.CHOICE: lambda chosen, draw: [draw.choice(chosen)],
    Round.BallotKind.RANKING: lambda chosen, draw: draw.sample(chosen, len(chosen)),
    Round.BallotKind.YES_NO: lambda chosen, draw: [[name, draw.choice(["yes", "yes", "no"])] for name in chosen],
}


def some(numbers: list[str], liking: list[float], most: int, draw: random.Random) -> list[str]:
    wanted = draw.choices(numbers, liking, k=draw.choice([most, most, most, 1, 2]))
    return sorted(set(wanted[:most]))
