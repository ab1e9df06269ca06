"""A coordinator prepares a vote, freezes its rules and prolongs it, in a browser."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.menu import admin_menu

from community.members.models import Centre, User
from initiatives.proposals.models import Initiative
from initiatives.voting import actions
from initiatives.voting.models import Project, Round
from tests.factories import make_member


@pytest.fixture
def desk(coordinator: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(coordinator)


def at(view: str, **more: object) -> str:
    return reverse(f"voting:{view}", kwargs={"centre": "lipka", **more})


def told(days: int) -> str:
    return (timezone.now() + dt.timedelta(days=days)).strftime("%Y-%m-%dT18:30")


def typed(**fields: object) -> dict[str, object]:
    return {
        "title": "Budżet nad rzeką",
        "summary": "Dziesięć tysięcy.",
        "opens_at": told(2),
        "closes_at": told(9),
        "budget": "10000.50",
        "purpose": "budget",
        "ballot_kind": "approval",
        "min_choices": 1,
        "max_choices": 3,
        "points": 10,
        "min_votes": 1,
        "min_age": 0,
        "paper": "none",
        "eligibility": "declared",
        "rule": "equal-shares",
        "completion": "add1",
        "increment": 0,
        "threshold": 0,
        "at_first_misfit": "skip",
        "title_en": "Budget of the river",
    } | fields


def test_from_an_empty_form_to_frozen_rules(desk: Client, centre: Centre, coordinator: User) -> None:
    Initiative.objects.create(
        centre=centre,
        state="admitted",
        title="Shade for the bus stop",
        summary="A roof.",
        cost=120_000,
        category="roads",
    )
    made = desk.post(at("round-create"), typed(), follow=True)
    round = Round.objects.get()
    assert made.redirect_chain == [(at("round-prepare", pk=round.pk), 302)]
    assert (round.budget, round.currency, round.language) == (1_000_050, "PLN", "pl")
    # Half past six in the evening is meant in the centre's own time.
    assert round.opens_at.astimezone(centre.zone).strftime("%H:%M") == "18:30"
    assert round.local_title == "Budget of the river"
    assert "There is no project on the ballot yet." in made.text
    initiative = Initiative.objects.get()
    desk.post(at("project-adopt", pk=round.pk), {"initiatives": [initiative.pk]})
    desk.post(at("project-create", pk=round.pk), {"title": "Benches", "cost": "3000", "category": "nature"})
    assert list(round.projects.in_order().values_list("external_id", "title", "cost")) == [
        ("1", "Shade for the bus stop", 120_000),
        ("2", "Benches", 300_000),
    ]
    assert "Benches" in desk.get(at("round-open", pk=round.pk)).text
    assert "Name the two people of the staff who certify the result." in desk.get(at("round-open", pk=round.pk)).text
    desk.post(at("certifiers-name", pk=round.pk), {"members": [coordinator.pk, make_member(centre, "editor").pk]})
    desk.post(at("round-announce", pk=round.pk))
    assert Client().get(round.get_absolute_url()).status_code == 200
    desk.post(at("round-open", pk=round.pk))
    round.refresh_from_db()
    assert round.is_frozen
    assert round.opened_by == coordinator


def test_frozen_rules_are_not_edited_and_the_coordinator_is_told_why(desk: Client, opened: Round) -> None:
    before = Round.objects.values().get(pk=opened.pk)
    for view in ("round-prepare", "round-edit", "round-open"):
        for answer in (
            desk.get(at(view, pk=opened.pk), follow=True),
            desk.post(at(view, pk=opened.pk), typed(), follow=True),
        ):
            assert "The rules of this vote are frozen" in answer.text
    assert Round.objects.values().get(pk=opened.pk) == before


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"budget": "-1"}, "Ensure this value is greater than or equal to 0.01."),
        ({"budget": "0"}, "Ensure this value is greater than or equal to 0.01."),
        ({"budget": "10.005"}, "Ensure that there are no more than 2 decimal places."),
        ({"budget": "1e40"}, "Ensure this value is less than or equal to 100000000000."),
        ({"budget": "9e999999"}, "Ensure this value is less than or equal to 100000000000."),
        ({"budget": "NaN"}, "Enter a number."),
        ({"budget": "a lot"}, "Enter a number."),
        ({"title": "x" * 10_000}, "Ensure this value has at most 160 characters"),
        ({"title": ""}, "This field is required."),
        ({"closes_at": told(1)}, "Voting must close after it opens."),
        ({"results_at": told(3)}, "Results come after the close."),
        ({"opens_at": "soon"}, "Enter a valid date/time."),
        ({"max_choices": 0}, "Ensure this value is greater than or equal to 1."),
        ({"max_choices": 9999999}, "Ensure this value is less than or equal to 200."),
        ({"min_votes": 10**12}, "Ensure this value is less than or equal to"),
        ({"rule": "dice"}, "Select a valid choice."),
        ({"title_en": "x" * 10_000}, "Ensure this value has at most 160 characters"),
    ],
    ids=str,
)
def test_a_wrong_answer_is_told_and_what_was_typed_is_kept(
    desk: Client, centre: Centre, fields: dict[str, object], error: str
) -> None:
    answer = desk.post(at("round-create"), typed(**fields))
    assert answer.status_code == 200
    assert error in answer.text
    assert "Dziesięć tysięcy." in answer.text
    assert Round.objects.count() == 0


@pytest.mark.parametrize("cost", ["-5", "0", "", "abc", "99999999999999999999"])
def test_a_project_needs_a_real_cost(desk: Client, draft: Round, cost: str) -> None:
    answer = desk.post(at("project-create", pk=draft.pk), {"title": "Benches", "cost": cost})
    assert "field__error" in answer.text
    assert draft.projects.count() == 3


def test_a_project_is_corrected_and_removed(desk: Client, draft: Round) -> None:
    project = draft.projects.get(external_id="2")
    page = desk.get(at("project-edit", pk=draft.pk, project=project.pk))
    assert 'value="4500"' in page.text
    desk.post(at("project-edit", pk=draft.pk, project=project.pk), {"title": "A rack", "cost": "4600.50"})
    project.refresh_from_db()
    assert (project.title, project.cost, project.external_id) == ("A rack", 460_050, "2")
    assert desk.get(at("project-remove", pk=draft.pk, project=project.pk)).status_code == 405
    desk.post(at("project-remove", pk=draft.pk, project=project.pk))
    assert not Project.objects.filter(pk=project.pk).exists()


def test_a_project_of_another_round_is_not_reached_through_mine(desk: Client, draft: Round, opened: Round) -> None:
    """`opened` is the same row as `draft`; a stranger's project belongs to neither."""
    other = actions.save_round(round=Round(**vars_of(opened)))
    foreign = actions.save_project(project=Project(round=other, title="Foreign", cost=5))
    second = actions.save_round(round=Round(**vars_of(opened)))
    for view in ("project-edit", "project-remove"):
        assert desk.post(at(view, pk=second.pk, project=foreign.pk), {"title": "Mine", "cost": "1"}).status_code == 404
    foreign.refresh_from_db()
    assert foreign.title == "Foreign"


def vars_of(round: Round) -> dict[str, object]:
    names = ("centre", "language", "title", "currency", "budget", "opens_at", "closes_at", "max_choices")
    return {name: getattr(round, name) for name in names}


def test_only_admitted_initiatives_of_this_centre_are_offered(
    desk: Client, draft: Round, centre: Centre, other_centre: Centre
) -> None:
    for where, state, title in (
        (centre, "admitted", "Ours and admitted"),
        (centre, "published", "Ours but gathering"),
        (other_centre, "admitted", "Of the neighbours"),
    ):
        Initiative.objects.create(centre=where, state=state, title=title, cost=100, category="roads")
    page = desk.get(at("round-prepare", pk=draft.pk)).text
    assert "Ours and admitted · PLN1" in page
    assert "Ours but gathering" not in page
    foreign = Initiative.objects.get(title="Of the neighbours")
    refused = desk.post(at("project-adopt", pk=draft.pk), {"initiatives": [foreign.pk]})
    assert "is not one of the available choices." in refused.text
    assert draft.projects.count() == 3


def test_voting_is_prolonged_for_a_reason(desk: Client, opened: Round) -> None:
    address = at("round-extend", pk=opened.pk)
    assert "This field is required." in desk.post(address, {"closes_at": told(5), "reason": ""}).text
    sooner = desk.post(address, {"closes_at": told(0), "reason": "Haste"})
    assert "An extension moves the close to a later time." in sooner.text
    answer = desk.post(address, {"closes_at": told(5), "reason": "A storm cut the power."}, follow=True)
    assert "A storm cut the power." in answer.text
    assert opened.extensions.count() == 1


def test_a_coordinator_finds_the_votes_of_the_own_centre_in_the_back_office(
    desk: Client, centre: Centre, other_centre: Centre
) -> None:
    request = desk.get(at("round-list")).wsgi_request
    votes = next(item for item in admin_menu.registered_menu_items if item.name == "locer-votes")
    assert [item.url for item in votes.menu.menu_items_for_request(request)] == ["/en/lipka/votes/"]
