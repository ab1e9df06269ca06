"""What programs read of initiatives: what any stranger sees, and nobody's name."""

import datetime as dt
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.members.models import Centre, User
from initiatives.proposals import actions
from initiatives.proposals.models import Initiative
from tests.moderation.making import decided
from tests.proposals.making import lead, make_backed, make_published

PATH = "/api/v1/initiatives"


def listed(query: str = "") -> list[dict[str, Any]]:
    return Client().get(f"{PATH}{query}").json()["data"]


def test_a_published_initiative_is_told_by_its_facts(published: Initiative) -> None:
    [told] = listed()
    assert told == Client().get(f"{PATH}/{published.pk}").json()
    shown = ("id", "centre", "title", "state", "cost", "currency", "support", "support_needed", "place", "steps")
    assert {name: told[name] for name in shown} == {
        "id": published.pk,
        "centre": "lipka",
        "title": "A bench by the river",
        "state": "published",
        "cost": 120_000,
        "currency": "PLN",
        "support": 0,
        "support_needed": 15,
        "place": "By the ferry in Łodzica",
        "steps": [{"state": "published", "at": told["published_at"]}],
    }
    assert told["url"].endswith(f"/pl/lipka/initiatives/{published.pk}/")


def test_neither_its_author_nor_its_whole_text_is_told(published: Initiative, author: User) -> None:
    text = Client().get(f"{PATH}/{published.pk}").text
    assert author.display_name not in text
    assert "The old bench rotted" not in text


def test_a_draft_is_absent_also_for_its_author(draft: Initiative, author: User, client_of: Any) -> None:
    for client in (Client(), client_of(author)):
        assert client.get(PATH).json()["data"] == []
        assert client.get(f"{PATH}/{draft.pk}").status_code == 404
    actions.publish(initiative=draft, by=author, at=timezone.now())
    assert [row["id"] for row in listed()] == [draft.pk]


def test_a_hidden_one_is_absent_also_for_moderators(published: Initiative, moderator: User, client_of: Any) -> None:
    assert listed() != []
    decided(published, moderator)
    for client in (Client(), client_of(moderator)):
        assert client.get(PATH).json()["data"] == []
        assert client.get(f"{PATH}/{published.pk}").status_code == 404


def test_those_of_a_centre_that_is_not_open_are_absent(published: Initiative, centre: Centre) -> None:
    Centre.objects.filter(pk=centre.pk).update(opened_at=timezone.now() + dt.timedelta(days=1))
    assert listed() == []
    assert Client().get(f"{PATH}/{published.pk}").status_code == 404


def test_the_list_is_narrowed(published: Initiative, outsider: User, other_centre: Centre) -> None:
    theirs = make_published(other_centre, outsider, category="sport")

    def found(query: str) -> list[int]:
        return [row["id"] for row in listed(query)]

    assert found("?centre=lipka") == [published.pk]
    assert found("?centre=javorina") == [theirs.pk]
    assert found("?category=sport&state=published") == [theirs.pk]
    assert found("?state=done") == []
    assert found("?published_after=2199-01-01T00:00:00Z") == []
    assert found("?published_after=2000-01-01T00:00:00%2B02:00") == [theirs.pk, published.pk]


def test_the_work_is_told_once_it_was_decided(centre: Centre, author: User, coordinator: User) -> None:
    initiative = make_backed(centre, author)
    lead(initiative, "admit", "take_up", "start_delivery", by=coordinator)
    initiative.refresh_from_db()
    plan = actions.Plan(title="Foundations", planned_on=dt.date(2026, 10, 1))
    actions.plan_milestone(initiative=initiative, plan=plan, by=coordinator)
    [told] = listed("?state=in_delivery")
    [milestone] = told["milestones"]
    assert (milestone["title"], milestone["planned_on"], milestone["done_on"]) == ("Foundations", "2026-10-01", None)
    assert [step["state"] for step in told["steps"]][-2:] == ["taken_up", "in_delivery"]


def test_what_it_was_merged_into_is_not_named_when_that_is_hidden(
    centre: Centre, author: User, published: Initiative, moderator: User
) -> None:
    other = make_published(centre, author)
    Initiative.objects.filter(pk=published.pk).update(state="merged", merged_into=other)
    assert Client().get(f"{PATH}/{published.pk}").json()["merged_into"] == other.pk
    decided(other, moderator)
    assert Client().get(f"{PATH}/{published.pk}").json()["merged_into"] is None


def test_ten_initiatives_cost_as_many_questions_as_one(centre: Centre, author: User) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(PATH).status_code == 200
        return len(queries)

    def bring() -> None:
        initiative = make_published(centre, author)
        initiative.tags.add("river", "oak")

    bring()
    asked()
    few = asked()
    for _number in range(9):
        bring()
    assert len(listed()) == 10
    assert asked() == few
