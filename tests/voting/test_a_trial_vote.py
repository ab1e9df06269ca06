"""A trial vote goes all the way, is seen by nobody who was not asked, decides nothing, and can be deleted."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.members.models import Centre, User
from community.notifications.models import Notification
from initiatives.proposals.models import Initiative
from initiatives.voting import actions, deciding, done, hosting, keys, tasks, waiting
from initiatives.voting.actions.certifying import TYPED
from initiatives.voting.models import Ballot, CountedBallot, DailyHead, Participation, Project, Round, RoundResult
from initiatives.voting.personal import VotingContribution
from initiatives.voting.prints.minutes import minutes_texts
from initiatives.voting.trials import BANNER, invitation_of
from initiatives.voting.urls import urlpatterns
from tests.factories import make_member
from tests.voting.conftest import finished, make_round, start
from tests.voting.test_preparing_a_vote import typed


def at(view: str, **more: object) -> str:
    return reverse(f"voting:{view}", kwargs={"centre": "lipka", **more})


@pytest.fixture
def desk(coordinator: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(coordinator)


@pytest.fixture
def trial(centre: Centre, names: tuple[User, User]) -> Round:
    """Open, with nobody invited yet."""
    round = make_round(centre, is_trial=True, title="Only tried")
    actions.name_certifiers(round=round, members=names)
    return start(round)


def join(client: Client, round: Round) -> Any:
    return client.post(at("trial-join", pk=round.pk, token=invitation_of(round)))


def test_a_trial_goes_all_the_way_and_away(
    desk: Client, trial: Round, member: User, editor: User, coordinator: User, client_of: Callable[[User], Client]
) -> None:
    guest = client_of(member)
    page = guest.get(at("trial-join", pk=trial.pk, token=invitation_of(trial)))
    assert "Take part in the trial" in page.text
    assert trial.guests.count() == 0  # a GET never lets anybody in
    assert join(guest, trial).headers["Location"] == trial.get_absolute_url()
    cast = at("ballot-cast", pk=trial.pk)
    assert str(BANNER) in guest.get(cast).text
    receipt = guest.post(cast, {"choices": ["1"]}, follow=True)
    assert str(BANNER) in receipt.text
    assert "Your ballot is in the box" in receipt.text
    desk.post(cast, {"choices": ["1", "2"]})
    assert Ballot.objects.filter(round=trial).count() == 2
    finished(trial)
    tasks.close_due_rounds.func()
    for view in ("round-results", "certification", "notice-list", "receipt-check", "round-detail"):
        assert str(BANNER) in guest.get(at(view, pk=trial.pk)).text, view
    trial = Round.objects.select_related("centre", "closure").get(pk=trial.pk)
    assert [trial.contents.count(), trial.results.count(), trial.participations.count()] == [2, 2, 2]
    assert str(BANNER) in minutes_texts(trial)["vote"]
    assert guest.get(at("objection-list", pk=trial.pk)).status_code == 404
    assert "objections/" not in guest.get(at("round-results", pk=trial.pk)).text
    file = guest.get(at("round-file", pk=trial.pk, name="rules.json"))
    assert json.loads(file.content)["trial"] is True
    assert "TRIAL-" in file.headers["Content-Disposition"]
    for person in (coordinator, editor):
        actions.certify(round=trial, by=person, seal=trial.closure.seal[:TYPED], at=timezone.now())
    assert "Certified by" in guest.get(at("round-results", pk=trial.pk)).text
    assert "Delete this trial" in desk.get(trial.get_absolute_url()).text
    answer = desk.post(at("trial-discard", pk=trial.pk), follow=True)
    assert "The trial is deleted" in answer.text
    for model in (Round, Project, Ballot, CountedBallot, DailyHead, Participation, RoundResult):
        assert model.objects.count() == 0, model
    assert guest.get(at("round-detail", pk=trial.pk)).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_deleting_an_open_trial_takes_its_ballots_and_its_key(trial: Round, member: User) -> None:
    actions.join_trial(round=trial, member=member)
    actions.cast(round=trial, member=member, choices=["1"])
    assert keys.path_of(trial.pk).exists()
    actions.discard_trial(round=trial)
    assert not Round.objects.filter(pk=trial.pk).exists()
    assert Ballot.objects.count() == 0
    assert list(settings.KEYS.iterdir()) == []


def test_a_real_vote_is_never_deleted(desk: Client, opened: Round) -> None:
    assert desk.get(at("trial-discard", pk=opened.pk)).status_code == 403
    assert desk.post(at("trial-discard", pk=opened.pk)).status_code == 403
    with pytest.raises(actions.NoTrial):
        actions.discard_trial(round=opened)
    assert Round.objects.get() == opened


def test_only_the_coordinator_deletes_a_trial(
    trial: Round, member: User, editor: User, outsider: User, client_of: Callable[[User], Client]
) -> None:
    join(client_of(member), trial)
    address = at("trial-discard", pk=trial.pk)
    for client, status in (
        (Client(), 404),
        (client_of(outsider), 404),
        (client_of(member), 403),
        (client_of(editor), 403),
    ):
        assert client.get(address).status_code == status
        assert client.post(address).status_code == status
        assert "Delete this trial" not in client.get(trial.get_absolute_url()).text
    assert Round.objects.count() == 1


def test_nobody_finds_a_trial_who_was_not_invited(
    trial: Round, member: User, outsider: User, newcomer: User, client_of: Callable[[User], Client]
) -> None:
    """Every address of a round, also those that are public for a vote."""
    patterns = {str(pattern.name): str(pattern.pattern) for pattern in urlpatterns}
    about_rounds = [name for name, path in patterns.items() if path.startswith("<int:pk>/") and name != "trial-join"]
    more: dict[str, Any] = {
        "date": timezone.now().date(),
        "name": "rules.json",
        "project": trial.projects.all()[0].pk,
        "pool": 1,
        "receipt": "AAAA",
        "number": 1,
        "membership": 1,
    }
    for name in about_rounds:
        facts = {part: value for part, value in more.items() if f":{part}>" in patterns[name]}
        address = at(name, pk=trial.pk, **facts)
        for client in (Client(), client_of(member), client_of(outsider), client_of(newcomer)):
            assert client.get(address).status_code == 404, name
            assert client.post(address, {"choices": ["1"]}).status_code in (404, 405), name
    assert len(about_rounds) > 45
    assert trial.ballots.count() == 0


def test_a_trial_stands_in_no_list_that_others_read(
    trial: Round, opened_too: Round, member: User, centre: Centre, client_of: Callable[[User], Client]
) -> None:
    now = timezone.now()
    actions.join_trial(round=trial, member=member)
    actions.cast(round=trial, member=member, choices=["1"])
    # What could leak stands beside a vote that is told everywhere.
    public = [
        Client().get("/en/lipka/"),
        Client().get(at("round-list")),
        Client().get("/api/v1/rounds"),
        Client().get("/sitemap.xml"),
    ]
    assert opened_too.title in public[1].text
    for page in public:
        assert trial.title not in page.text
        assert f"/votes/{trial.pk}/" not in page.text
    assert [card.title for card in deciding.contribute(centre, now)] == [opened_too.title]
    assert all(trial.title not in line.text for line in waiting.contribute(member, centre))
    assert list(hosting.Rounds.visible_to(member)) == [opened_too]
    assert list(Round.objects.visible_to(AnonymousUser())) == [opened_too]
    finished(trial)
    tasks.close_due_rounds.func()
    assert Participation.objects.filter(round=trial, member=member).exists()
    assert done.contribute(member) == []
    assert trial.title not in Client().get("/api/v1/results").text


@pytest.fixture
def opened_too(centre: Centre) -> Round:
    return start(make_round(centre, title="Meant in earnest"))


def test_a_trial_tells_nobody_anything(trial: Round, member: User) -> None:
    actions.join_trial(round=trial, member=member)
    actions.cast(round=trial, member=member, choices=["1"])
    tasks.remind_of_the_close.func()
    finished(trial)
    with pytest.raises(actions.NotNow):
        actions.object_to(round=trial, text="Too fast.", at=timezone.now())
    assert Notification.objects.count() == 0


def test_who_was_not_invited_cannot_vote_in_a_trial(
    trial: Round, member: User, editor: User, outsider: User, newcomer: User
) -> None:
    for person in (member, outsider, newcomer):
        with pytest.raises(actions.NotEligible):
            actions.cast(round=trial, member=person, choices=["1"])
    actions.cast(round=trial, member=editor, choices=["1"])
    assert trial.ballots.count() == 1


def test_the_invitation_is_for_members_of_the_centre_who_know_it(
    trial: Round, opened_too: Round, member: User, outsider: User, client_of: Callable[[User], Client]
) -> None:
    client = client_of(member)
    assert client.get(at("trial-join", pk=trial.pk, token="0" * 24)).status_code == 404
    assert client.post(at("trial-join", pk=trial.pk, token=invitation_of(opened_too))).status_code == 404
    assert client.post(at("trial-join", pk=opened_too.pk, token=invitation_of(opened_too))).status_code == 404
    assert "/accounts/login/" in join(Client(), trial).headers["Location"]
    page = client_of(outsider).get(at("trial-join", pk=trial.pk, token=invitation_of(trial)))
    assert "Only members of this centre take part." in page.text
    assert join(client_of(outsider), trial).status_code == 403
    assert trial.guests.count() == 0
    assert join(client, trial).status_code == 302
    assert join(client, trial).status_code == 302
    assert list(trial.guests.all()) == [member]


def test_the_coordinator_alone_reads_the_invitation(
    desk: Client, trial: Round, editor: User, client_of: Callable[[User], Client]
) -> None:
    address = at("trial-join", pk=trial.pk, token=invitation_of(trial))
    assert address in desk.get(trial.get_absolute_url()).text
    assert address not in client_of(editor).get(trial.get_absolute_url()).text


def test_nothing_becomes_of_an_initiative_by_a_trial(desk: Client, centre: Centre, names: tuple[User, User]) -> None:
    idea = Initiative.objects.create(
        centre=centre, state="admitted", title="Shade", summary="A roof.", cost=120_000, category="roads"
    )
    round = make_round(centre, is_trial=True)
    desk.post(at("project-adopt", pk=round.pk), {"initiatives": [idea.pk]})
    assert round.projects.get(title="Shade").initiative is None
    start(round)
    idea.refresh_from_db()
    assert idea.state == "admitted"


def test_a_trial_is_made_by_a_tick_that_cannot_be_changed(desk: Client, centre: Centre) -> None:
    desk.post(at("round-create"), typed(is_trial="on"))
    round = Round.objects.get()
    assert round.is_trial
    page = desk.get(at("round-prepare", pk=round.pk))
    assert str(BANNER) in page.text
    assert at("round-announce", pk=round.pk) not in page.text
    assert "is_trial" not in desk.get(at("round-edit", pk=round.pk)).text
    desk.post(at("round-edit", pk=round.pk), typed(title="Changed"))
    desk.post(at("round-announce", pk=round.pk))
    round.refresh_from_db()
    assert (round.title, round.is_trial, round.announced_at) == ("Changed", True, None)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"eligibility": "letter"}, "A trial is by account"),
        ({"paper": "paper"}, "A trial has no paper ballots."),
    ],
)
def test_a_trial_is_by_account_and_on_screen(desk: Client, centre: Centre, fields: dict[str, str], told: str) -> None:
    assert told in desk.post(at("round-create"), typed(is_trial="on", **fields)).text
    assert Round.objects.count() == 0


@pytest.mark.parametrize("column", ["is_trial", "announced", "paper", "identifier"])
def test_the_database_refuses_a_half_trial(trial: Round, draft: Round, column: str) -> None:
    changes: dict[str, tuple[Round, dict[str, Any]]] = {
        "is_trial": (trial, {"is_trial": False}),
        "announced": (draft, {"is_trial": True, "announced_at": timezone.now()}),
        "paper": (draft, {"is_trial": True, "paper": "paper"}),
        "identifier": (draft, {"is_trial": True, "identifier": "letter"}),
    }
    round, change = changes[column]
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=round.pk).update(**change)


def test_a_vote_does_not_turn_into_a_trial(opened: Round) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=opened.pk).update(is_trial=True)
    assert "trial" not in opened.rules


def test_what_was_tried_is_begun_in_earnest(desk: Client, trial: Round) -> None:
    page = desk.get(at("round-repeat", pk=trial.pk))
    assert str(BANNER) not in page.text
    assert page.context["form"]["is_trial"].value() is False


def test_an_invitation_is_exported_and_goes_with_the_account(trial: Round, member: User) -> None:
    actions.join_trial(round=trial, member=member)
    contribution = VotingContribution()
    assert [line["vote"] for line in contribution.export(member)["invited_to_trials"]] == ["Only tried"]
    contribution.erase(member, keep_public=True)
    assert trial.guests.count() == 0


def test_a_trial_takes_no_declaration_of_living_here(trial: Round, client_of: Callable[[User], Client]) -> None:
    fresh = make_member(trial.centre, verified=False)
    join(client_of(fresh), trial)
    page = client_of(fresh).get(at("ballot-cast", pk=trial.pk))
    assert "lives_here" not in page.text
    assert client_of(fresh).post(at("ballot-cast", pk=trial.pk), {"choices": ["1"]}).status_code == 302
