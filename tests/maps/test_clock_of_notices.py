"""Who waits for an answer, what the clock does with notices and letters, and what a member takes along or erases."""

import datetime as dt
import json
from collections.abc import Callable

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.members.actions import erase_member
from community.members.export import gather
from community.members.models import Centre, User
from community.members.waiting import waiting_for
from community.moderation.models import Decision
from community.notifications.models import Notification
from maps.actions import enquiring, offering
from maps.models import Enquiry, EnquiryMessage, Mute, Offer, SharedContact
from maps.models.enquiries import ENQUIRY_KEPT
from maps.models.offers import OFFER_KEPT
from maps.offer_tasks import forget_old_enquiries, forget_old_offers, remind_of_ends
from tests.factories import make_member
from tests.maps.offering import make_notice, shares, write_about, writes_on

Sign = Callable[[User], Client]
pytestmark = pytest.mark.django_db
RULE = {"facts": "So it is.", "ground": Decision.Ground.RULE, "ground_text": "Be civil"}
WORDS, PHONE = "Is it free on Saturday?", "600 000 017"


def told(member: User, kind: str) -> int:
    return Notification.objects.filter(recipient=member, kind=f"maps.{kind}").count()


def lines(member: User, centre: Centre) -> list[str]:
    return [line.text for line in waiting_for(member, centre) if "answer" in line.text]


def test_the_side_that_has_not_answered_finds_it_waiting(
    enquiry: Enquiry, centre: Centre, author: User, asker: User
) -> None:
    assert lines(author, centre) == ["Somebody waits for your answer about “A ladder”"]
    assert lines(asker, centre) == []
    writes_on(enquiry, author)
    assert lines(author, centre) == []
    assert lines(asker, centre) == ["Somebody waits for your answer about “A ladder”"]
    enquiring.close_enquiry(enquiry=enquiry, by=author, at=timezone.now())
    assert lines(asker, centre) == []


def test_many_that_wait_are_one_line(offer: Offer, centre: Centre, author: User) -> None:
    for _number in range(4):
        write_about(offer, make_member(centre))
    assert lines(author, centre) == ["4 messages about notices wait for your answer"]


def test_a_thread_asks_the_database_as_often_for_many_messages(
    enquiry: Enquiry, author: User, asker: User, client_of: Sign
) -> None:
    client, path = client_of(asker), enquiry.get_absolute_url()

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    asked()
    few = asked()
    for number in range(5):
        writes_on(enquiry, (author, asker)[number % 2])
    assert asked() == few


def test_its_author_is_asked_once_a_week_before_the_end(centre: Centre, author: User) -> None:
    now = timezone.now()
    long_ago, soon = make_notice(centre, author), make_notice(centre, author, days=5)
    Offer.objects.filter(pk=long_ago.pk).update(
        renewed_at=now - dt.timedelta(days=80), ends_at=now + dt.timedelta(days=6)
    )
    for _run in range(2):
        remind_of_ends.func()
    assert told(author, "offer_ends") == 1  # what was put up for five days needs no reminder
    soon.refresh_from_db()
    assert soon.reminded_at is None
    offering.renew_offer(offer=long_ago, by=author, at=now)
    long_ago.refresh_from_db()
    assert long_ago.reminded_at is None


@pytest.mark.parametrize("end", ["closed", "withdrawn", "over"])
def test_letters_are_erased_ninety_days_after_the_end(end: str, enquiry: Enquiry) -> None:
    at = timezone.now() - ENQUIRY_KEPT + dt.timedelta(hours=1)

    def ended(at: dt.datetime) -> None:
        if end == "closed":
            Enquiry.objects.update(closed_at=at)
        elif end == "withdrawn":
            Offer.objects.update(withdrawn_at=at)
        else:
            Offer.objects.update(renewed_at=at - dt.timedelta(days=1), ends_at=at)

    ended(at)
    forget_old_enquiries.func()
    assert EnquiryMessage.objects.count() == 1
    ended(at - dt.timedelta(hours=2))
    forget_old_enquiries.func()
    assert (Enquiry.objects.count(), EnquiryMessage.objects.count(), Offer.objects.count()) == (0, 0, 1)


def test_a_notice_is_forgotten_half_a_year_after_its_end(offer: Offer) -> None:
    Offer.objects.update(withdrawn_at=timezone.now() - OFFER_KEPT + dt.timedelta(hours=1))
    forget_old_offers.func()
    assert Offer.objects.count() == 1
    Offer.objects.update(withdrawn_at=timezone.now() - OFFER_KEPT - dt.timedelta(hours=1))
    forget_old_offers.func()
    assert Offer.objects.count() == 0


def test_a_member_takes_along_their_own_words_and_not_the_others(enquiry: Enquiry, author: User, asker: User) -> None:
    writes_on(enquiry, author, "Yes, come by.")
    shares(enquiry, author, "at the mill")
    shares(enquiry, asker, PHONE)
    mine, theirs = (json.dumps(gather(who), cls=DjangoJSONEncoder, ensure_ascii=False) for who in (asker, author))
    assert WORDS in mine
    assert PHONE in mine
    assert "Yes, come by." not in mine
    assert "at the mill" not in mine
    assert "Four metres" in theirs
    assert WORDS not in theirs


@pytest.mark.parametrize("keep_public", [True, False])
@pytest.mark.parametrize("who", ["author", "asker"])
def test_erasing_a_side_erases_what_the_two_wrote(
    who: str, keep_public: bool, enquiry: Enquiry, author: User, asker: User
) -> None:
    writes_on(enquiry, author)
    shares(enquiry, asker, PHONE)
    Mute.objects.create(centre=enquiry.centre, by=asker, whom=author, name="x")
    erase_member(member={"author": author, "asker": asker}[who], keep_public=keep_public, at=timezone.now())
    kept = [model.objects.count() for model in (Enquiry, EnquiryMessage, SharedContact, Mute)]
    assert kept == [0, 0, 0, 0]
    assert Offer.objects.count() == (0 if who == "author" else 1)
