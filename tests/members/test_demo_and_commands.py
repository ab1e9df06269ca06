"""The demonstration's people, the first real centre, and what is forgotten by the clock."""

import datetime as dt

import pytest
from django.conf import settings as site
from django.contrib.auth import authenticate
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from community.members import actions
from community.members.demo import contribute
from community.members.models import Centre, Invitation, Membership, User
from community.members.tasks import forget_lapsed
from community.members.waiting import Waiting, waiting_for
from community.operations.demo import DemoContent

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(settings) -> DemoContent:
    settings.CENTRE_CONTRIBUTIONS = []
    return DemoContent(folder=site.ROOT / "demo", now=timezone.now())


def test_the_demonstration_has_its_centres_cast_and_residents(content):
    contribute(content)
    assert Centre.objects.count() == len(content.centres)
    slug = content.centres[0]["centre"]["slug"]
    coordinator = next(person for person in content.centres[0]["members"] if "coordinator" in person["roles"])
    user = content.member(slug, coordinator["key"])
    assert user.has_role(content.centre(slug), "coordinator")
    assert authenticate(username=user.handle, password="locer-demo") == user
    assert user.email == f"{coordinator['key']}@{slug}.example"
    assert len(content.residents(slug)) == 60
    assert Membership.objects.verified().filter(member__in=content.residents(slug)).count() == 60
    assert User.objects.get(email="network@locer.example").is_superuser


def test_seeding_again_adds_nothing_and_a_larger_scale_only_residents(content):
    contribute(content)
    before = User.objects.count()
    contribute(DemoContent(folder=content.folder, now=timezone.now()))
    assert User.objects.count() == before
    contribute(DemoContent(folder=content.folder, now=timezone.now(), scale=2))
    assert User.objects.count() == before + 60 * len(content.centres)


def test_the_same_neighbours_live_there_each_time(content):
    contribute(content)
    slug = content.centres[0]["centre"]["slug"]
    first = [user.display_name for user in content.residents(slug)]
    User.objects.filter(handle__startswith=slug).delete()
    again = DemoContent(folder=content.folder, now=timezone.now())
    contribute(again)
    assert [user.display_name for user in again.residents(slug)] == first


def add_centre(**changed: str) -> None:
    facts = {"country": "SK", "latitude": "49.0", "longitude": "21.0", "coordinator": "starosta@example.org"} | changed
    slug, name = facts.pop("slug", "javorie"), facts.pop("name", "Javorie")
    call_command("add_centre", slug, name, *(f"--{option}={value}" for option, value in facts.items()))


def test_the_first_real_centre_opens_with_one_command(settings, client):
    settings.CENTRE_CONTRIBUTIONS = []
    add_centre()
    centre = Centre.objects.get(slug="javorie")
    assert (centre.languages, centre.currency, centre.time_zone) == (["sk", "en"], "EUR", "Europe/Bratislava")
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.email) == ("coordinator", "starosta@example.org")
    assert mail.outbox[0].to == ["starosta@example.org"]
    assert client.get("/sk/javorie/members/").status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"slug": "accounts"},
        {"slug": "pl"},
        {"slug": "Big Letters"},
        {"latitude": "95"},
        {"coordinator": "nobody"},
        {"languages": "de"},
    ],
)
def test_a_centre_that_cannot_be_is_refused_whole(settings, wrong):
    settings.CENTRE_CONTRIBUTIONS = []
    with pytest.raises(CommandError):
        add_centre(**wrong)
    assert not Centre.objects.exists()
    assert not Invitation.objects.exists()


def test_a_centre_is_not_opened_twice(settings):
    settings.CENTRE_CONTRIBUTIONS = []
    add_centre()
    with pytest.raises(CommandError, match="already"):
        add_centre()


def test_rooms_named_in_settings_furnish_a_new_centre(settings):
    settings.CENTRE_CONTRIBUTIONS = ["tests.members.test_demo_and_commands.furnish"]
    add_centre()
    assert Centre.objects.get().phone == "furnished"


def furnish(centre: Centre) -> None:
    Centre.objects.filter(pk=centre.pk).update(phone="furnished")


def test_accounts_never_confirmed_are_forgotten_after_seven_days(client, sign_up):
    for address in ("old@example.org", "fresh@example.org"):
        client.post("/en/accounts/signup/", {"email": address})
        client.session.flush()
        client.cookies.clear()
    sign_up("real@example.org")
    User.objects.exclude(email="fresh@example.org").update(joined_at=timezone.now() - dt.timedelta(days=8))
    actions.open_account(language="pl", display_name="Desk", at=timezone.now() - dt.timedelta(days=99))
    forget_lapsed.enqueue()
    assert set(User.objects.values_list("email", flat=True)) == {"fresh@example.org", "real@example.org", None}


def test_what_waits_for_a_member_follows_where_they_stand(centre, newcomer, coordinator, settings):
    settings.WAITING_CONTRIBUTIONS = ["community.members.waiting.contribute"]
    now = timezone.now()

    def texts(user: User) -> list[str]:
        return [line.text for line in waiting_for(User.objects.get(pk=user.pk), centre)]

    assert texts(newcomer) == ["Join this centre"]
    membership = actions.join(member=newcomer, centre=centre, at=now)
    assert texts(newcomer) == ["Say that you live here, to back initiatives and vote"]
    actions.declare_residency(membership=membership, at=now)
    assert texts(newcomer) == ["Enter the code from your letter"]
    assert texts(coordinator) == ["1 person asks to be verified as a resident"]
    actions.verify_residency(membership=membership, through="desk", by=coordinator, at=now)
    assert texts(newcomer) == texts(coordinator) == []
    assert Waiting("a", "/b/") == Waiting("a", "/b/")


def test_what_waits_costs_the_same_number_of_queries(centre, coordinator, django_assert_max_num_queries, settings):
    settings.WAITING_CONTRIBUTIONS = ["community.members.waiting.contribute"]
    with django_assert_max_num_queries(3):
        waiting_for(coordinator, centre)
