"""Every address of this room with every role; lists and rules that agree; as many queries for one row as for three."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from community.members.models import Centre, Membership, User
from initiatives.voting import actions
from initiatives.voting.models import Pool, Project, Round
from initiatives.voting.trials import invitation_of
from initiatives.voting.urls import urlpatterns
from tests.factories import make_member
from tests.voting.conftest import finished, make_round, start
from tests.voting.papering import on_paper, out_of_the_urn

ROLES = ("stranger", "newcomer", "member", "outsider", "coordinator")
PUBLIC = dict.fromkeys(ROLES, 200)
SIGNED_IN = dict.fromkeys(ROLES, 302) | {"stranger": "login"}
STAFF = dict.fromkeys(ROLES, 404) | {"coordinator": 200}  # a draft is not even seen by others
HERE = dict.fromkeys(ROLES, 403) | {"stranger": "login", "coordinator": 200}
HERE_POST = HERE | {"coordinator": 405}
STAFF_POST = STAFF | {"coordinator": 405}

EXPECTED: dict[str, dict[str, Any]] = {
    "round-list": PUBLIC,
    "round-create": dict.fromkeys(ROLES, 403) | {"stranger": "login", "coordinator": 200},
    "round-repeat": HERE,
    "trial-join": dict.fromkeys(ROLES, 200) | {"stranger": "login"},
    "trial-discard": STAFF,
    "round-detail": PUBLIC,
    "ballot-cast": PUBLIC,
    "ballot-withdraw": dict.fromkeys(ROLES, 200) | {"stranger": "login"},
    "receipt-show": SIGNED_IN,
    "receipt-check": PUBLIC,
    "round-results": PUBLIC,
    "notice-list": PUBLIC,
    "notice-detail": PUBLIC,
    "recount-script": PUBLIC,
    "round-file": PUBLIC,
    "round-prepare": STAFF,
    "ballot-preview": STAFF,
    "round-edit": STAFF,
    "project-adopt": STAFF_POST,
    "project-create": STAFF,
    "project-edit": STAFF,
    "project-remove": STAFF_POST,
    "pool-create": STAFF,
    "pool-edit": STAFF,
    "pool-remove": STAFF_POST,
    "code-print": STAFF,
    "round-announce": STAFF_POST,
    "round-open": STAFF,
    "paper-list": HERE,
    "paper-print": HERE,
    "paper-receive": HERE_POST,
    "paper-settle": HERE_POST,
    "paper-key": HERE,
    "paper-set-aside": HERE,
    "desk": HERE,
    "desk-open": HERE | {"coordinator": 404},  # for votes by letter or register
    "paper-issue": HERE_POST,
    "assistance-start": HERE_POST,
    "assistance-cast": HERE | {"coordinator": 302},
    "assistance-receipt": HERE | {"coordinator": 302},
    "assistance-end": HERE_POST,
    "certifiers-name": STAFF,
    "certification": PUBLIC,
    "certifier-replace": HERE,
    "key-half": dict.fromkeys(ROLES, 403) | {"stranger": "login"},  # for the two who were named alone
    "minutes": PUBLIC,
    "roll": dict.fromkeys(ROLES, 403) | {"stranger": "login"},
    "annotation-create": HERE,
    "objection-list": PUBLIC,
    "objection-create": PUBLIC,
    "objection-detail": PUBLIC,
    "objection-answer": HERE,
    "round-extend": dict.fromkeys(ROLES, 403) | {"stranger": "login", "coordinator": 200},
}

CHANGING = ("round", "project", "pool", "code", "paper", "certifiers")


@pytest.fixture
def clients(
    newcomer: User, member: User, outsider: User, coordinator: User, client_of: Callable[[User], Client]
) -> dict[str, Client]:
    people = {"newcomer": newcomer, "member": member, "outsider": outsider, "coordinator": coordinator}
    return {"stranger": Client()} | {role: client_of(person) for role, person in people.items()}


@pytest.fixture
def addresses(centre: Centre, member: User) -> dict[str, str]:
    opened = on_paper(centre)
    out_of_the_urn(opened, 1)
    own = Membership.objects.get(member=member, centre=centre)
    over = finished(start(make_round(centre)))
    actions.close(round=over)
    actions.count(round=over)
    objection = actions.object_to(round=over, text="Too fast.", at=timezone.now())
    trial = start(make_round(centre, is_trial=True))
    draft = make_round(centre)
    project = draft.projects.first()
    assert project is not None
    pool = actions.save_pool(pool=Pool(round=draft, title="Upper village", budget=500_000))
    facts: dict[str, dict[str, Any]] = {
        "round-list": {},
        "trial-join": {"pk": trial.pk, "token": invitation_of(trial)},
        "trial-discard": {"pk": trial.pk},
        "round-create": {},
        "round-results": {"pk": over.pk},
        "notice-detail": {"pk": opened.pk, "date": opened.heads.get().date},
        "recount-script": {"pk": opened.pk},
        "round-file": {"pk": opened.pk, "name": "rules.json"},
        "project-edit": {"pk": draft.pk, "project": project.pk},
        "project-remove": {"pk": draft.pk, "project": project.pk},
        "certification": {"pk": over.pk},
        "certifier-replace": {"pk": over.pk},
        "minutes": {"pk": over.pk},
        "roll": {"pk": over.pk},
        "annotation-create": {"pk": over.pk, "project": over.projects.all()[0].pk},
        "objection-detail": {"pk": over.pk, "receipt": objection.receipt},
        "objection-answer": {"pk": over.pk, "receipt": objection.receipt},
        "paper-key": {"pk": opened.pk, "number": 1},
        "paper-set-aside": {"pk": opened.pk, "number": 1},
        "paper-issue": {"pk": opened.pk, "membership": own.pk},
        "assistance-start": {"pk": opened.pk, "membership": own.pk},
        "pool-edit": {"pk": draft.pk, "pool": pool.pk},
        "pool-remove": {"pk": draft.pk, "pool": pool.pk},
    }
    drafted = ("round-prepare", "round-edit", "project-adopt", "project-create", "round-announce", "round-open")
    drafted += ("pool-create", "code-print", "certifiers-name", "ballot-preview")
    facts = {name: {"pk": draft.pk if name in drafted else opened.pk} for name in EXPECTED} | facts
    return {name: reverse(f"voting:{name}", kwargs={"centre": centre.slug, **own}) for name, own in facts.items()}


def test_every_address_is_answered_as_each_role_may_expect(
    addresses: dict[str, str], clients: dict[str, Client]
) -> None:
    others = {
        pattern.name for pattern in urlpatterns if "meetings/" in str(pattern.pattern)
    }  # they have their own test
    assert {pattern.name for pattern in urlpatterns} - others == set(EXPECTED)
    answers = {name: {role: answer(clients[role], address) for role in ROLES} for name, address in addresses.items()}
    assert answers == EXPECTED


def answer(client: Client, address: str) -> int | str:
    response = client.get(address)
    return "login" if response.headers.get("Location", "").startswith("/en/accounts/login/") else response.status_code


def test_nobody_but_the_coordinator_changes_a_round_by_post(
    addresses: dict[str, str], clients: dict[str, Client]
) -> None:
    before = list(Round.objects.order_by("pk").values()), list(Project.objects.order_by("pk").values())
    changing = [name for name, expected in EXPECTED.items() if expected is not PUBLIC and name.startswith(CHANGING)]
    for role in ROLES[:-1]:
        for name in changing:
            assert clients[role].post(addresses[name], {"title": "Mine"}).status_code in (302, 403, 404), name
    assert (list(Round.objects.order_by("pk").values()), list(Project.objects.order_by("pk").values())) == before


def test_the_list_and_the_rule_agree_about_every_round_and_reader(
    centre: Centre, other_centre: Centre, newcomer: User, *, member: User, outsider: User, coordinator: User
) -> None:
    announced = make_round(centre)
    actions.announce(round=announced, at=timezone.now())
    trial = start(make_round(centre, is_trial=True))
    guest, editor = make_member(centre), make_member(centre, "editor")
    actions.join_trial(round=trial, member=guest)
    make_round(centre, is_trial=True)
    rounds = [make_round(centre), announced, start(make_round(centre)), make_round(other_centre)]
    for reader in (AnonymousUser(), newcomer, member, outsider, coordinator, guest, editor):
        listed = set(Round.objects.visible_to(reader).values_list("pk", flat=True))
        ruled = {round.pk for round in Round.objects.all() if reader.has_perm("voting.view_round", round)}
        assert listed == ruled
        assert (trial.pk in listed) == (reader in (coordinator, guest, editor))
    assert len(rounds) == 4


@pytest.mark.parametrize("role", ["stranger", "member", "coordinator"])
def test_the_list_of_votes_asks_as_much_for_one_as_for_three(
    centre: Centre, clients: dict[str, Client], role: str
) -> None:
    address = reverse("voting:round-list", kwargs={"centre": centre.slug})
    counts = []
    for more in (1, 2):
        for _number in range(more):
            over = finished(start(make_round(centre)))
            actions.close(round=over)
            start(make_round(centre))
            make_round(centre)
        clients[role].get(address)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            clients[role].get(address)
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[1] <= 9


@pytest.mark.parametrize("name", ["round-detail", "ballot-cast", "round-results"])
def test_a_vote_asks_as_much_for_one_project_as_for_three(
    centre: Centre, clients: dict[str, Client], name: str
) -> None:
    counts = []
    for few in (1, 3):
        round = make_round(centre)
        round.projects.filter(position__gt=few).delete()
        round = start(round)
        if name == "round-results":
            round = finished(round)
            actions.close(round=round)
            actions.count(round=round)
        address = reverse(f"voting:{name}", kwargs={"centre": centre.slug, "pk": round.pk})
        clients["member"].get(address)  # what a process learns once
        with CaptureQueriesContext(connection) as captured:
            assert clients["member"].get(address).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[1] <= 14
