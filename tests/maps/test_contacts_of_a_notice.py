"""A contact is shown only when both have said yes; either side closes, and is left alone if it wants."""

import json
from collections.abc import Callable
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client
from django.utils import timezone

from community.members.actions import leave
from community.members.export import gather
from community.members.models import Centre, User
from community.members.waiting import waiting_for
from community.moderation.models import Decision
from community.notifications.models import Notification
from maps.actions import enquiring
from maps.models import Enquiry, Mute, Offer, SharedContact
from tests.maps.offering import make_notice, shares, write_about, writes_on
from tests.racing import at_once

Sign = Callable[[User], Client]
pytestmark = pytest.mark.django_db
RULE = {"facts": "So it is.", "ground": Decision.Ground.RULE, "ground_text": "Be civil"}
PHONE = "600 000 017"


def told(member: User, kind: str) -> int:
    return Notification.objects.filter(recipient=member, kind=f"maps.{kind}").count()


def test_a_contact_is_shown_only_when_both_have_said_yes(
    enquiry: Enquiry, author: User, asker: User, client_of: Sign
) -> None:
    path, one, other = enquiry.get_absolute_url(), client_of(asker), client_of(author)
    one.post(f"{path}contact/", {"email": "on", "words": PHONE})
    assert PHONE not in other.get(path).text
    assert asker.email not in other.get(path).text
    assert "would like to tell you" in other.get(path).text
    assert told(author, "contacts_shared") == 0
    other.post(f"{path}contact/", {"words": "at the mill"})
    for client in (one, other):
        assert PHONE in client.get(path).text
        assert "at the mill" in client.get(path).text
    assert asker.email in other.get(path).text
    assert author.email not in one.get(path).text
    assert (told(author, "contacts_shared"), told(asker, "contacts_shared")) == (1, 1)
    one.post(f"{path}contact/back/")
    assert PHONE not in other.get(path).text
    assert "at the mill" not in one.get(path).text


def test_an_empty_yes_is_none(enquiry: Enquiry, asker: User, client_of: Sign) -> None:
    answer = client_of(asker).post(f"{enquiry.get_absolute_url()}contact/", {"words": "  "})
    assert answer.status_code == 200
    assert SharedContact.objects.count() == 0


def test_a_member_without_an_address_is_not_offered_to_share_one(
    enquiry: Enquiry, asker: User, client_of: Sign
) -> None:
    User.objects.filter(pk=asker.pk).update(email=None)
    page = client_of(asker).get(f"{enquiry.get_absolute_url()}contact/")
    assert "email" not in page.context["form"].fields


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_both_say_yes_at_the_same_instant_and_each_is_told_once(enquiry: Enquiry, author: User, asker: User) -> None:
    for _round in range(3):
        Notification.objects.all().delete()
        SharedContact.objects.all().delete()
        raised = at_once([partial(shares, enquiry, author, "A"), partial(shares, enquiry, asker, "B")])
        assert raised == []
        assert SharedContact.objects.count() == 2
        assert (told(author, "contacts_shared"), told(asker, "contacts_shared")) == (1, 1)


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_written_and_closed_at_the_same_instant_leaves_nothing_after_the_end(
    enquiry: Enquiry, author: User, asker: User
) -> None:
    close = partial(enquiring.close_enquiry, enquiry=enquiry, by=author, at=timezone.now())
    raised = at_once([close, *(partial(writes_on, enquiry, asker, f"{number}") for number in range(3))])
    assert all(isinstance(error, ValidationError) for error in raised)
    enquiry.refresh_from_db()
    assert enquiry.messages.count() == enquiry.last_number == 1 + 3 - len(raised)


# --- Closing, and being left alone ------------------------------------------------------------------------------------


def test_either_side_closes_it_and_shared_contacts_go(
    enquiry: Enquiry, author: User, asker: User, client_of: Sign
) -> None:
    shares(enquiry, author, "at the mill")
    shares(enquiry, asker, PHONE)
    client_of(author).post(f"{enquiry.get_absolute_url()}end/")
    assert SharedContact.objects.count() == 0
    page = client_of(asker).get(enquiry.get_absolute_url()).text
    assert "This is closed" in page
    assert "at the mill" not in page
    with pytest.raises(ValidationError):
        writes_on(enquiry, asker)
    with pytest.raises(PermissionDenied):
        shares(enquiry, asker)
    assert Notification.objects.filter(recipient=asker).count() == 1  # of the contacts, not of the end


def test_who_was_sent_away_does_not_begin_anew_and_who_left_may(offer: Offer, author: User, asker: User) -> None:
    now = timezone.now()
    enquiring.close_enquiry(enquiry=write_about(offer, asker), by=asker, at=now)
    again = write_about(offer, asker)
    enquiring.close_enquiry(enquiry=again, by=author, at=now)
    with pytest.raises(PermissionDenied):
        write_about(offer, asker)


def test_whoever_is_muted_writes_about_nothing_any_more_until_it_is_allowed_again(
    enquiry: Enquiry, centre: Centre, author: User, asker: User, client_of: Sign
) -> None:
    another, theirs = make_notice(centre, author), make_notice(centre, asker)
    second = write_about(another, asker)
    client_of(author).post(f"{enquiry.get_absolute_url()}end/", {"mutes": "on"})
    second.refresh_from_db()
    assert not second.is_open
    third = make_notice(centre, author)
    assert client_of(asker).get(f"{third.get_absolute_url()}enquiry/").status_code == 403
    with pytest.raises(PermissionDenied):
        write_about(third, asker)
    with pytest.raises(PermissionDenied):
        write_about(theirs, author)
    mute = Mute.objects.get()
    assert mute.name == "Bruno Buk"
    lift = f"/en/{centre.slug}/map/offers/mine/muted/{mute.pk}/end/"
    assert client_of(asker).post(lift).status_code == 404
    assert "Bruno Buk" in client_of(author).get(f"/en/{centre.slug}/map/offers/mine/").text
    client_of(author).post(lift)
    write_about(third, asker)


def test_muting_somebody_who_hides_behind_a_neighbour_does_not_name_them(
    enquiry: Enquiry, author: User, asker: User
) -> None:
    enquiring.close_enquiry(enquiry=enquiry, by=asker, at=timezone.now(), mutes=True)
    assert Mute.objects.get().name == "a neighbour from Dolna"
    exported = json.dumps(gather(asker), cls=DjangoJSONEncoder)
    assert "Anna" not in exported


def test_whoever_leaves_the_centre_is_waited_for_no_more(enquiry: Enquiry, asker: User, author: User) -> None:
    assert len(waiting_for(author, enquiry.centre)) >= 1
    leave(membership=asker.membership_in(enquiry.centre), at=timezone.now())
    enquiry.refresh_from_db()
    assert not enquiry.is_open
