"""What two people write about a notice is read by nobody else, and a contact is shown only when both have said yes."""

import datetime as dt
import json
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rules import has_perm

from community.members.actions import erase_member, leave
from community.members.export import gather
from community.members.models import Centre, User
from community.members.waiting import waiting_for
from community.moderation import actions as moderation
from community.moderation.models import Decision, Report
from community.moderation.templatetags.moderation import report_url
from community.notifications.models import Notification
from maps.actions import enquiring, offering
from maps.forms.enquiries import ENQUIRIES_A_DAY
from maps.models import Enquiry, EnquiryMessage, Mute, Offer, SharedContact
from maps.models.enquiries import ENQUIRY_KEPT, LONGEST_MESSAGE
from maps.models.offers import OFFER_KEPT
from maps.offer_tasks import forget_old_enquiries, forget_old_offers, remind_of_ends
from tests.board.payloads import PAYLOADS
from tests.factories import make_member, make_user
from tests.maps.offering import make_notice, shares, write_about, writes_on
from tests.racing import at_once

Sign = Callable[[User], Client]
pytestmark = pytest.mark.django_db
RULE = {"facts": "So it is.", "ground": Decision.Ground.RULE, "ground_text": "Be civil"}
WORDS, PHONE = "Is it free on Saturday?", "600 000 017"


@pytest.fixture
def author(centre: Centre) -> User:
    return make_member(centre, display_name="Anna Amsel")


@pytest.fixture
def asker(centre: Centre) -> User:
    return make_member(centre, display_name="Bruno Buk")


@pytest.fixture
def offer(centre: Centre, author: User) -> Offer:
    return make_notice(centre, author)


@pytest.fixture
def enquiry(offer: Offer, asker: User) -> Enquiry:
    return write_about(offer, asker, WORDS)


def told(member: User, kind: str) -> int:
    return Notification.objects.filter(recipient=member, kind=f"maps.{kind}").count()


def said(text: str = WORDS) -> dict[str, str]:
    return {"text": text, "token": str(uuid.uuid4())}


def report_on(message: EnquiryMessage) -> Report:
    facts = {"title": str(message), "url": "/", "category": "other", "text": "Bad", "language": "en"}
    return moderation.report(centre=message.centre, target=message, at=timezone.now(), **facts)


# --- Beginning --------------------------------------------------------------------------------------------------------


def test_a_member_writes_and_the_author_is_told_without_a_word_of_it(
    offer: Offer, author: User, asker: User, client_of: Sign, mailoutbox: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = client_of(asker).post(f"{offer.get_absolute_url()}enquiry/", said())
    enquiry = Enquiry.objects.get()
    assert answer.url == enquiry.get_absolute_url()
    assert told(author, "enquired") == 1
    assert WORDS in client_of(author).get(enquiry.get_absolute_url()).text
    [mail] = mailoutbox
    assert "A ladder" in mail.subject
    assert WORDS not in mail.body
    assert "Bruno" not in mail.body


def test_nobody_but_the_two_finds_it_whatever_their_role(
    enquiry: Enquiry, centre: Centre, client_of: Sign, stranger_client: Client, outsider: User
) -> None:
    roles = ("moderator", "coordinator", "editor", "mentor_coordinator")
    readers = [*(make_member(centre, role) for role in roles), make_member(centre), outsider]
    readers.append(make_user(is_superuser=True))
    path, report = enquiry.get_absolute_url(), report_url({"centre": centre}, enquiry.messages.get())
    assert client_of(enquiry.offer.author).get(report).status_code == 200
    for who in readers:
        client = client_of(who)
        for tail in ("", "contact/", "end/"):
            assert client.get(f"{path}{tail}").status_code == 404
            assert client.post(f"{path}{tail}", said()).status_code == 404
        assert not Enquiry.objects.visible_to(who).exists()
        assert not EnquiryMessage.objects.visible_to(who).exists()
        assert WORDS not in client.get(enquiry.offer.get_absolute_url()).text
        assert client.get(report).status_code == 404
    assert stranger_client.get(path).status_code == 302
    assert EnquiryMessage.objects.count() == 1


def test_a_superuser_reads_the_list_of_notices_and_no_letter(enquiry: Enquiry, client_of: Sign) -> None:
    page = client_of(make_user(is_superuser=True)).get("/admin/offer/")
    assert "A ladder" in page.text
    assert WORDS not in page.text


def test_neither_sees_the_others_mail_nor_the_author_a_hidden_name(
    enquiry: Enquiry, author: User, asker: User, client_of: Sign
) -> None:
    writes_on(enquiry, author)
    page = client_of(asker).get(enquiry.get_absolute_url()).text
    assert "Anna Amsel" not in page
    assert author.email not in page
    assert "a neighbour from Dolna" in page
    page = client_of(author).get(enquiry.get_absolute_url()).text
    assert "Bruno Buk" in page
    assert asker.email not in page


def test_who_may_not_write_writes_nothing(
    offer: Offer, author: User, outsider: User, centre: Centre, client_of: Sign, stranger_client: Client
) -> None:
    path = f"{offer.get_absolute_url()}enquiry/"
    assert "Send me a code" in stranger_client.get(path).text
    assert "Join" in client_of(outsider).get(path).text
    stranger_client.post(path, said())
    client_of(outsider).post(path, said())
    assert client_of(author).post(path, said()).status_code == 403
    with pytest.raises(PermissionDenied):
        write_about(offer, outsider)
    offering.withdraw_offer(offer=offer, by=author, at=timezone.now())
    with pytest.raises(PermissionDenied):
        write_about(offer, make_member(centre))
    assert Enquiry.objects.count() == 0


def test_the_same_form_sent_twice_and_a_second_beginning_give_one_enquiry(
    offer: Offer, author: User, asker: User, client_of: Sign
) -> None:
    client, form = client_of(asker), said()
    path = f"{offer.get_absolute_url()}enquiry/"
    client.post(path, form)
    assert client.post(path, form).status_code == 302
    assert client.post(path, said("Again")).status_code == 302
    assert EnquiryMessage.objects.count() == 1
    assert told(author, "enquired") == 1


def test_eight_beginnings_a_day_are_enough(centre: Centre, asker: User, client_of: Sign) -> None:
    client = client_of(asker)
    answers = []
    for _number in range(ENQUIRIES_A_DAY + 1):
        offer = make_notice(centre, make_member(centre))
        answers.append(client.post(f"{offer.get_absolute_url()}enquiry/", said()).status_code)
    assert answers == [302] * ENQUIRIES_A_DAY + [429]
    assert Enquiry.objects.count() == ENQUIRIES_A_DAY


def test_a_first_message_waits_where_the_gate_says_so(
    offer: Offer, author: User, asker: User, centre: Centre, moderator: User, client_of: Sign
) -> None:
    moderation.set_gate(centre=centre, first_posts_wait=0, links_wait=True, slow_seconds=0)
    enquiry = write_about(offer, asker, "See cheap-ladders.com")
    assert told(author, "enquired") == 0
    assert client_of(author).get(enquiry.get_absolute_url()).status_code == 404
    assert "then it is delivered" in client_of(asker).get(enquiry.get_absolute_url()).text
    assert not has_perm("maps.write_enquiry", asker, enquiry)
    ground = {"facts": "Good.", "ground": "", "ground_text": ""}
    report = Report.objects.open().get()
    moderation.decide(report=report, outcome="keep", by=moderator, at=timezone.now(), **ground)
    assert told(author, "enquired") == 1
    assert "cheap-ladders" in client_of(author).get(enquiry.get_absolute_url()).text


def test_the_filter_marks_a_first_message_and_no_later_one(
    offer: Offer, author: User, asker: User, centre: Centre
) -> None:
    moderation.add_word(centre=centre, word="crook")
    enquiry = write_about(offer, asker, "You crook")
    assert Report.objects.open().count() == 1
    writes_on(enquiry, author, "crook yourself")
    assert Report.objects.open().count() == 1


# --- Writing on -------------------------------------------------------------------------------------------------------


def test_they_write_to_each_other_and_are_told_once_a_breath(enquiry: Enquiry, author: User, asker: User) -> None:
    writes_on(enquiry, author)
    assert told(asker, "enquiry_answered") == 1
    writes_on(enquiry, author, "And bring gloves.")
    assert told(asker, "enquiry_answered") == 1
    writes_on(enquiry, asker, "I will.")
    assert told(author, "enquiry_answered") == 1
    writes_on(enquiry, asker, "Really.", at=timezone.now() + dt.timedelta(hours=2))
    assert told(author, "enquiry_answered") == 2
    assert list(enquiry.messages.in_order().values_list("number", flat=True)) == [1, 2, 3, 4, 5]


def test_a_paused_member_and_one_whose_letter_is_too_long_are_told_so(
    enquiry: Enquiry, author: User, asker: User, centre: Centre, moderator: User, client_of: Sign
) -> None:
    path, client = enquiry.get_absolute_url(), client_of(asker)
    assert client.post(path, said("x" * (LONGEST_MESSAGE + 1))).context["form"].errors.keys() == {"text"}
    report = report_on(enquiry.messages.get())
    moderation.decide(report=report, outcome="pause", by=moderator, at=timezone.now(), days=3, **RULE)
    answer = client.post(path, said("More"))
    assert "Nothing can be written here" in answer.text
    assert enquiry.messages.count() == 1
    page = client_of(author).get(path).text
    assert WORDS not in page
    assert "A moderator has hidden this message" in page


def test_a_reported_message_reaches_the_moderators_and_only_that_one(
    enquiry: Enquiry, author: User, asker: User, moderator: User, client_of: Sign
) -> None:
    second = writes_on(enquiry, author, "My secret answer")
    first = enquiry.messages.get(number=1)
    page = client_of(author).get(enquiry.get_absolute_url()).text
    assert f"maps.enquirymessage/{first.pk}/" in page
    assert f"maps.enquirymessage/{second.pk}/" not in page
    report = report_on(first)
    assert report.excerpt == WORDS
    shown = client_of(moderator).get(f"/en/{enquiry.centre.slug}/reports/{report.pk}/")
    assert shown.status_code == 200
    assert WORDS in shown.text
    assert "My secret answer" not in shown.text


def test_what_is_private_is_not_swept_with_what_was_published(enquiry: Enquiry, asker: User, moderator: User) -> None:
    own = make_notice(enquiry.centre, asker)
    facts = {"title": "Notice", "url": "/", "category": "other", "text": "Bad", "language": "en"}
    report = moderation.report(centre=own.centre, target=own, at=timezone.now(), **facts)
    moderation.sweep_member(report=report, by=moderator, at=timezone.now(), **RULE)
    own.refresh_from_db()
    assert own.is_hidden
    assert not enquiry.messages.get().is_hidden


@pytest.mark.parametrize("payload", PAYLOADS[:40])
def test_nothing_that_is_written_runs(payload: str, enquiry: Enquiry, asker: User, client_of: Sign) -> None:
    hostile = payload.replace("\x00", "")
    shares(enquiry, enquiry.offer.author, hostile[:300])
    shares(enquiry, asker, hostile[:300])
    writes_on(enquiry, enquiry.offer.author, hostile)
    text = client_of(asker).get(enquiry.get_absolute_url()).text
    assert hostile not in text or not set(hostile) & set("<>\"'&")


# --- Contacts ---------------------------------------------------------------------------------------------------------


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


# --- Waiting, the clock, and what is kept -----------------------------------------------------------------------------


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
