"""Before a mentor meets anybody, three things are looked at, each with its date and by whom."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.notifications.models import Notification
from mentoring import actions
from mentoring.models import Offer, Vetting
from tests.factories import make_member
from tests.mentoring.making import make_mentor, make_offer, vet_all

pytestmark = pytest.mark.django_db
LIST = "/en/lipka/mentoring/mentors/"
KINDS = list(Vetting.Kind.values)


@pytest.fixture
def offer(centre: Any) -> Offer:
    return make_offer(centre, make_member(centre, display_name="Anna Wraca"))


def note(client: Any, offer: Offer, kind: str, on: dt.date) -> Any:
    return client.post(f"{LIST}{offer.pk}/", {"kind": kind, "on": on.isoformat()}, follow=True)


def test_an_offer_counts_once_the_coordinator_has_noted_all_three_and_the_mentor_is_told(
    offer: Offer, mentor_coordinator: Any, client_of: Any
) -> None:
    client, today = client_of(mentor_coordinator), timezone.localdate()
    for kind in KINDS:
        assert not Offer.objects.ready(timezone.now()).exists()
        assert "Noted." in note(client, offer, kind, today).content.decode()
    assert list(Offer.objects.ready(timezone.now())) == [offer]
    rows = offer.vettings.order_by("pk").values_list("kind", "on", "by")
    assert list(rows) == [(kind, today, mentor_coordinator.pk) for kind in KINDS]
    told = Notification.objects.filter(kind="mentoring.vetted")
    assert [(row.recipient, row.url) for row in told] == [(offer.member, "/en/lipka/mentoring/mine/")]


def test_taken_back_it_counts_no_longer(centre: Any, mentor_coordinator: Any, client_of: Any) -> None:
    offer = make_mentor(centre)
    client_of(mentor_coordinator).post(f"{LIST}{offer.pk}/reference/undo/")
    assert not Offer.objects.ready(timezone.now()).exists()
    assert sorted(offer.vettings.values_list("kind", flat=True)) == ["conversation", "statement"]


@pytest.mark.parametrize("verb", ["paused", "withdrawn", "left the centre", "silenced", "closed"])
def test_who_was_looked_at_does_not_count_while(verb: str, centre: Any, silenced: Any) -> None:
    offer = make_mentor(centre)
    if verb == "paused":
        actions.pause(offer, at=timezone.now())
    elif verb == "withdrawn":
        actions.withdraw(offer, at=timezone.now())
    elif verb == "left the centre":
        offer.member.memberships.all().delete()
    elif verb == "silenced":
        silenced(offer.member)
    else:
        type(offer.member).objects.filter(pk=offer.member_id).update(is_active=False)
    assert not Offer.objects.ready(timezone.now()).exists()


def test_the_list_is_narrowed_to_waiting_vetted_and_paused(
    offer: Offer, centre: Any, mentor_coordinator: Any, client_of: Any
) -> None:
    make_mentor(centre, make_member(centre, display_name="Bogdan Gotowy"))
    resting = make_mentor(centre, make_member(centre, display_name="Celina Wolna"))
    actions.pause(resting, at=timezone.now())
    names = ("Anna Wraca", "Bogdan Gotowy", "Celina Wolna")
    shown = {}
    for state in ("", "waiting", "vetted", "paused", "nonsense"):
        page = client_of(mentor_coordinator).get(LIST, {"state": state} if state else {}).content.decode()
        shown[state] = [name for name in names if name in page]
    first = ["Anna Wraca"]
    wanted = {"": first, "waiting": first, "vetted": ["Bogdan Gotowy"], "paused": ["Celina Wolna"], "nonsense": first}
    assert shown == wanted


def test_a_day_that_has_not_come_is_refused_at_the_field(offer: Offer, mentor_coordinator: Any, client_of: Any) -> None:
    page = note(client_of(mentor_coordinator), offer, KINDS[0], timezone.localdate() + dt.timedelta(days=3))
    assert page.context["form"].errors == {"on": ["This day has not come yet."]}
    assert not offer.vettings.exists()


def test_nobody_vets_themselves(centre: Any, mentor_coordinator: Any, client_of: Any) -> None:
    own = make_offer(centre, mentor_coordinator)
    client = client_of(mentor_coordinator)
    assert client.get(f"{LIST}{own.pk}/").status_code == 200
    assert note(client, own, KINDS[0], timezone.localdate()).status_code == 403
    with pytest.raises(PermissionDenied):
        vet_all(own, by=mentor_coordinator)
    assert not own.vettings.exists()


def test_others_see_neither_the_list_nor_an_offer(offer: Offer, everybody: Any, client_of: Any) -> None:
    people = everybody(owner=offer.member)
    del people["stranger"]
    answers = {
        name: {client_of(user).get(path).status_code for path in (LIST, f"{LIST}{offer.pk}/")}
        for name, user in people.items()
    }
    assert {name for name, found in answers.items() if found == {200}} == {"mentor coordinator", "network"}
    assert {name for name, found in answers.items() if found != {200}} == {
        name for name, found in answers.items() if found == {403}
    }


def test_the_coordinator_is_told_of_a_new_offer_and_that_it_waits(
    mentor_coordinator: Any, offer: Offer, client_of: Any
) -> None:
    [told] = Notification.objects.filter(kind="mentoring.offered")
    assert (told.recipient, told.url) == (mentor_coordinator, f"{LIST}{offer.pk}/")
    assert "Anna" not in told.title
    assert (
        "1 mentor waits to be looked at"
        in client_of(mentor_coordinator).get("/en/members/waiting/", follow=True).content.decode()
    )
    vet_all(offer, by=mentor_coordinator)
    assert (
        "waits to be looked at"
        not in client_of(mentor_coordinator).get("/en/members/waiting/", follow=True).content.decode()
    )
