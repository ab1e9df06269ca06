"""What is decided before the first ballot stays decided."""

import datetime as dt
import json

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.members.models import Centre, User
from initiatives.proposals.models import Initiative
from initiatives.voting import actions, keys
from initiatives.voting.models import Extension, Phase, Project, Round
from initiatives.voting.secrecy import digest
from tests.voting.conftest import DAY, make_round, start


def test_opening_publishes_the_rules_under_their_hash(opened: Round, centre: Centre) -> None:
    address = reverse("voting:round-file", kwargs={"centre": centre.slug, "pk": opened.pk, "name": "rules.json"})
    published = Client().get(address).content
    assert digest(published) == opened.rules_hash
    rules = json.loads(published)
    assert [project["cost"] for project in rules["projects"]] == [300_000, 450_000, 800_000]
    assert rules["budget"] == 1_000_000
    assert rules["ballot"] == {"kind": "approval", "min": 1, "max": 2, "length": 9}
    assert len(rules["count"]["seed_sha256"]) == 64


def test_frozen_rules_refuse_every_later_change(opened: Round) -> None:
    project = opened.projects.get(external_id="1")
    late = [
        lambda: actions.save_round(round=opened),
        lambda: actions.save_project(project=project),
        lambda: actions.save_project(project=Project(round=opened, title="Late", cost=1)),
        lambda: actions.remove_project(project=project),
        lambda: actions.adopt_initiatives(round=opened, initiatives=[]),
        lambda: actions.open_round(round=opened, at=timezone.now()),
    ]
    for change in late:
        with pytest.raises(actions.RulesFrozen):
            change()


def test_the_count_obeys_the_frozen_rules_even_if_a_cost_is_changed_in_the_database(
    opened: Round, member: User
) -> None:
    actions.cast(round=opened, member=member, choices=["1"])
    Project.objects.filter(round=opened).update(cost=1)
    Round.objects.filter(pk=opened.pk).update(budget=5)
    past = timezone.now() - dt.timedelta(minutes=2)
    Round.objects.filter(pk=opened.pk).update(opens_at=past - DAY, closes_at=past)
    over = Round.objects.get(pk=opened.pk)
    actions.close(round=over)
    shares = next(result for result in actions.count(round=over) if result.rule == "equal-shares")
    assert shares.outcome["cost_minor"] == 300_000


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"opens_at": timezone.now() - DAY}, "The opening date has passed"),
        ({"budget": 500_000}, "“Lamps on Mill Street” costs more than the whole budget."),
        ({"ballot_kind": "choice"}, "Money cannot be divided by this kind of ballot."),
    ],
)
def test_a_round_that_could_not_be_counted_honestly_is_not_opened(
    centre: Centre, fields: dict[str, object], told: str
) -> None:
    round = make_round(centre, **fields)
    with pytest.raises(actions.CannotOpen, match=told):
        actions.open_round(round=round, at=timezone.now())
    assert not keys.path_of(round.pk).exists()
    assert not Round.objects.frozen().exists()


def test_a_round_without_projects_is_not_opened(centre: Centre) -> None:
    round = make_round(centre)
    round.projects.all().delete()
    with pytest.raises(actions.CannotOpen, match="There is no project on the ballot yet."):
        actions.open_round(round=round, at=timezone.now())


def test_the_phase_follows_the_clock(draft: Round) -> None:
    now = timezone.now()
    draft.collects_from = now - DAY
    assert draft.phase(at=now) == Phase.DRAFT
    actions.announce(round=draft, at=now)
    draft.announced_at = now
    assert draft.phase(at=now - 2 * DAY) == Phase.COMING
    assert draft.phase(at=now) == Phase.COLLECTING
    draft.collects_until = now
    assert draft.phase(at=now) == Phase.COMING
    opened = actions.open_round(round=draft, at=now)
    assert opened.phase(at=now) == Phase.COMING
    assert opened.phase(at=opened.opens_at) == Phase.OPEN
    assert opened.phase(at=opened.closes_at - dt.timedelta(microseconds=1)) == Phase.OPEN
    assert opened.phase(at=opened.closes_at) == Phase.CLOSED


def test_the_querysets_agree_with_the_phase(centre: Centre) -> None:
    now = timezone.now()
    announced, collecting = make_round(centre), make_round(centre, collects_from=now - DAY, collects_until=now + DAY)
    for round in (announced, collecting):
        actions.announce(round=round, at=now)
    opened = start(make_round(centre))
    over = start(make_round(centre))
    Round.objects.filter(pk=over.pk).update(closes_at=now - dt.timedelta(seconds=1))
    make_round(centre)
    for moment in (now, now + 2 * DAY):
        by_phase = {
            phase: {round.pk for round in Round.objects.all() if round.phase(at=moment) == phase} for phase in Phase
        }
        assert {round.pk for round in Round.objects.drafts()} == by_phase[Phase.DRAFT]
        assert {round.pk for round in Round.objects.open(at=moment)} == by_phase[Phase.OPEN]
        assert {round.pk for round in Round.objects.closed(at=moment)} == by_phase[Phase.CLOSED]
        assert {round.pk for round in Round.objects.coming(at=moment)} == by_phase[Phase.COMING] | by_phase[
            Phase.COLLECTING
        ]
        assert {round.pk for round in Round.objects.collecting(moment)} == by_phase[Phase.COLLECTING]
    glance = [round.phase(at=now) for round in Round.objects.at_a_glance(now)]
    assert glance == [Phase.DRAFT, Phase.OPEN, Phase.COMING, Phase.COLLECTING, Phase.CLOSED]
    assert opened.pk in {round.pk for round in Round.objects.open(at=now)}


def test_an_open_vote_may_be_prolonged_for_a_reason_that_everybody_reads(opened: Round, coordinator: User) -> None:
    later = opened.closes_at + DAY
    actions.extend(round=opened, closes_at=later, reason="A storm cut the power.", by=coordinator)
    page = Client().get(opened.get_absolute_url())
    assert "A storm cut the power." in page.text
    assert Round.objects.get(pk=opened.pk).closes_at == later
    assert Extension.objects.get().closed_before == opened.closes_at


def test_a_vote_is_never_shortened_nor_prolonged_after_its_close(opened: Round, coordinator: User) -> None:
    with pytest.raises(actions.CannotExtend):
        actions.extend(round=opened, closes_at=opened.closes_at - DAY / 2, reason="Haste", by=coordinator)
    Round.objects.filter(pk=opened.pk).update(closes_at=timezone.now() - dt.timedelta(seconds=1))
    with pytest.raises(actions.CannotExtend):
        actions.extend(round=opened, closes_at=timezone.now() + DAY, reason="Too late", by=coordinator)
    assert Extension.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"budget": 0},
        {"min_choices": 3, "max_choices": 2},
        {"closes_at": timezone.now() - 3 * DAY},
        {"collects_from": timezone.now() + 9 * DAY},
        {"results_at": timezone.now() - DAY},
        {"rules_hash": "x"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_the_database_itself_refuses_a_contradictory_round(draft: Round, wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=draft.pk).update(**wrong)


def test_crossed_dates_are_told_at_their_fields(draft: Round) -> None:
    draft.closes_at = draft.opens_at
    draft.collects_from = draft.opens_at
    with pytest.raises(ValidationError) as refusal:
        draft.clean()
    assert refusal.value.message_dict == {
        "closes_at": ["Voting must close after it opens."],
        "collects_from": ["Ideas are collected before voting opens."],
    }


def test_an_initiative_is_put_on_a_ballot_once_and_as_it_stands(draft: Round, centre: Centre) -> None:
    initiative = Initiative.objects.create(
        centre=centre,
        state="admitted",
        title="Shade for the bus stop",
        summary="A roof.",
        cost=120_000,
        category="roads",
    )
    assert [project.external_id for project in actions.adopt_initiatives(round=draft, initiatives=[initiative])] == [
        "4"
    ]
    assert actions.adopt_initiatives(round=draft, initiatives=[initiative]) == []
    Initiative.objects.filter(pk=initiative.pk).update(cost=999)
    assert draft.projects.get(initiative=initiative).cost == 120_000
