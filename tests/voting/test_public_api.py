"""What programs read of votes: the announced ones with their ballot, and results once every count is done."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.members.models import Centre, User
from initiatives.proposals.models import Initiative
from initiatives.voting import actions
from initiatives.voting.models import Phase, Project, Round
from tests.factories import make_member
from tests.moderation.making import decided
from tests.proposals.making import make_published
from tests.voting.conftest import DAY, finished, make_round, start

ROUNDS = "/api/v1/rounds"
RESULTS = "/api/v1/results"


def listed(path: str, query: str = "") -> list[dict[str, Any]]:
    return Client().get(f"{path}{query}").json()["data"]


def questions(path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(path).status_code == 200
    return len(queries)


def test_a_draft_is_absent_also_for_its_coordinator(draft: Round, coordinator: User, client_of: Any) -> None:
    for client in (Client(), client_of(coordinator)):
        assert client.get(ROUNDS).json()["data"] == []
        assert client.get(f"{ROUNDS}/{draft.pk}").status_code == 404
    actions.announce(round=draft, at=timezone.now())
    assert [row["id"] for row in listed(ROUNDS)] == [draft.pk]


def test_an_open_vote_is_told_with_its_ballot_and_without_a_result(opened: Round) -> None:
    told = Client().get(f"{ROUNDS}/{opened.pk}").json()
    assert (told["phase"], told["budget"], told["currency"], told["centre"]) == ("open", 1_000_000, "PLN", "lipka")
    assert told["rules_sha256"] == opened.rules_hash
    assert [(row["number"], row["cost"]) for row in told["projects"]] == [
        ("1", 300_000),
        ("2", 450_000),
        ("3", 800_000),
    ]
    assert Client().get(f"{RESULTS}/{opened.pk}").status_code == 404
    assert listed(RESULTS) == []


def test_while_ballots_come_in_nothing_tells_that_they_do(opened: Round, member: User) -> None:
    before = [Client().get(f"{path}/{opened.pk}").content for path in (ROUNDS, RESULTS)]
    actions.cast(round=opened, member=member, choices=["1"])
    assert [Client().get(f"{path}/{opened.pk}").content for path in (ROUNDS, RESULTS)] == before


def test_a_closed_vote_tells_nothing_before_every_count_is_done(opened: Round, member: User) -> None:
    actions.cast(round=opened, member=member, choices=["1"])
    over = finished(opened)
    assert listed(RESULTS) == []
    actions.close(round=over)
    assert listed(RESULTS) == []
    assert Client().get(f"{RESULTS}/{over.pk}").status_code == 404
    actions.count(round=over)
    assert [row["id"] for row in listed(RESULTS)] == [over.pk]
    over.results.get(rule="greedy").delete()
    assert listed(RESULTS) == []


def test_a_result_says_what_its_page_says(counted: Round) -> None:
    told = Client().get(f"{RESULTS}/{counted.pk}").json()
    assert (told["ballots"], told["channels"], told["rule"]) == (12, {"online": 12}, "equal-shares")
    assert told["seal"] == counted.closure.seal
    assert [(count["rule"], count["decides"]) for count in told["counts"]] == [
        ("equal-shares", True),
        ("greedy", False),
    ]
    stored = {result.rule: result for result in counted.results.all()}
    for count in told["counts"]:
        assert count["winners"] == stored[count["rule"]].winners
        assert count["cost"] == stored[count["rule"]].outcome["cost_minor"]
        votes = {line["number"]: line["votes"] for line in count["projects"]}
        assert votes == {"1": 6, "2": 6, "3": 0}
        assert {line["number"] for line in count["projects"] if line["wins"]} == set(count["winners"])
    assert Client().get(f"/pl/lipka/votes/{counted.pk}/results/").status_code == 200
    assert told["url"].endswith(f"/pl/lipka/votes/{counted.pk}/results/")


def test_a_poll_is_told_by_its_one_count(centre: Centre) -> None:
    facts = {"purpose": "poll", "ballot_kind": "yesno", "rule": "majority", "budget": 3}
    poll = start(make_round(centre, **facts))
    for answer in ("yes", "yes", "no"):
        actions.cast(round=poll, member=make_member(centre), choices=[["1", answer]])
    poll = finished(poll)
    actions.close(round=poll)
    actions.count(round=poll)
    [count] = Client().get(f"{RESULTS}/{poll.pk}").json()["counts"]
    assert (count["rule"], count["cost"], count["winners"]) == ("majority", None, ["1"])
    assert [(line["yes"], line["no"]) for line in count["projects"]] == [(2, 1), (0, 0), (0, 0)]


def test_no_receipt_code_or_voter_is_told(counted: Round) -> None:
    receipts = list(counted.receipts.values_list("receipt", flat=True))
    assert len(receipts) == 12
    for path in (ROUNDS, RESULTS):
        text = Client().get(f"{path}/{counted.pk}").text
        assert [receipt for receipt in receipts if receipt in text] == []
        assert "receipt" not in text


def test_a_project_names_its_initiative_only_while_that_is_shown(
    draft: Round, centre: Centre, member: User, moderator: User
) -> None:
    initiative = make_published(centre, member)
    Initiative.objects.filter(pk=initiative.pk).update(state="admitted")
    project = Project(round=draft, initiative=initiative, title="Bench", cost=1000, category="nature")
    actions.save_project(project=project)
    actions.announce(round=draft, at=timezone.now())

    def named() -> list[int | None]:
        return [row["initiative"] for row in Client().get(f"{ROUNDS}/{draft.pk}").json()["projects"]]

    assert named() == [None, None, None, initiative.pk]
    decided(initiative, moderator)
    assert named() == [None] * 4


def test_the_texts_come_in_the_language_asked_for(draft: Round) -> None:
    actions.announce(round=draft, at=timezone.now())
    Round.objects.update(translations={"en": {"title": "The riverbank"}})

    def told(query: str) -> tuple[str, str]:
        row = Client().get(f"{ROUNDS}/{draft.pk}{query}").json()
        return row["language"], row["title"]

    assert told("") == ("pl", "Budget of the riverbank")
    assert told("?language=en") == ("en", "The riverbank")
    assert told("?language=hu") == ("en", "The riverbank")


@pytest.mark.parametrize("collects", [{}, {"collects_from": -2}, {"collects_from": -2, "collects_until": -1}])
def test_a_phase_asked_for_is_the_phase_told(centre: Centre, collects: dict[str, int], member: User) -> None:
    now = timezone.now()
    dates = {name: now + days * dt.timedelta(days=1) for name, days in collects.items()}
    coming = make_round(centre, **dates)
    actions.announce(round=coming, at=now)
    late = make_round(centre, **dates)
    actions.announce(round=late, at=now)
    Round.objects.filter(pk=late.pk).update(opens_at=now - DAY / 24)
    start(make_round(centre))
    frozen = actions.open_round(round=make_round(centre), at=now - DAY / 12)
    over = finished(start(make_round(centre)))
    found = {phase: listed(ROUNDS, f"?phase={phase}") for phase in Phase if phase != Phase.DRAFT}
    for phase, rows in found.items():
        assert {row["phase"] for row in rows} <= {str(phase)}
    assert sorted(row["id"] for rows in found.values() for row in rows) == sorted(row["id"] for row in listed(ROUNDS))
    assert over.pk in {row["id"] for row in found[Phase.CLOSED]}
    assert frozen.pk in {row["id"] for row in found[Phase.COMING]}


def test_three_votes_cost_as_many_questions_as_one(centre: Centre) -> None:
    def bring() -> None:
        over = start(make_round(centre))
        for _number in range(2):
            actions.cast(round=over, member=make_member(centre), choices=["1"])
        over = finished(over)
        actions.close(round=over)
        actions.count(round=over)

    bring()
    for path in (ROUNDS, RESULTS):
        questions(path)
    few = [questions(path) for path in (ROUNDS, RESULTS)]
    bring()
    bring()
    assert [len(listed(path)) for path in (ROUNDS, RESULTS)] == [3, 3]
    assert [questions(path) for path in (ROUNDS, RESULTS)] == few
