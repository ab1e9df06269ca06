"""What two people write about a notice is read by nobody else, and reported by one of them like anything else."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from rules import has_perm

from community.members.models import Centre, User
from community.moderation import actions as moderation
from community.moderation.models import Decision, Report
from community.moderation.templatetags.moderation import report_url
from community.notifications.models import Notification
from maps.actions import offering
from maps.forms.enquiries import ENQUIRIES_A_DAY
from maps.models import Enquiry, EnquiryMessage, Offer
from maps.models.enquiries import LONGEST_MESSAGE
from tests.board.payloads import PAYLOADS
from tests.factories import make_member, make_user
from tests.maps.offering import make_notice, shares, write_about, writes_on

Sign = Callable[[User], Client]
pytestmark = pytest.mark.django_db
RULE = {"facts": "So it is.", "ground": Decision.Ground.RULE, "ground_text": "Be civil"}
WORDS = "Is it free on Saturday?"


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
