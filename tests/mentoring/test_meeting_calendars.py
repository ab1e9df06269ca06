"""Meetings in calendars: invitations by mail, a file, and a feed behind a secret link."""

import datetime as dt
import io
from typing import Any

import icalendar
import pytest
from dateutil import tz
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone

from community.members.actions import erase_member
from mentoring import actions
from mentoring.models import CalendarFeed, Meeting, Mentorship
from tests.factories import make_member
from tests.mentoring.together import agree, ahead, join, make_mentorship, propose

pytestmark = pytest.mark.django_db
CALENDAR = "/en/lipka/mentoring/mine/calendar/"


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Any:
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def mentorship(centre: Any) -> Mentorship:
    mentor = make_member(centre, display_name="Anna Wraca", email="anna@example.org", language="en")
    mentee = make_member(centre, display_name="Piotr Pyta", email="piotr@example.org", language="pl")
    return make_mentorship(centre, mentor, mentee)


def invited() -> dict[str, Any]:
    """Address → the mail as it goes over the wire."""
    return {sent.to[0]: sent.message() for sent in mail.outbox if sent.calendar}


def parts_of(message: Any, kind: str) -> list[Any]:
    return [part for part in message.walk() if part.get_content_type() == kind]


def calendar_of(message: Any) -> Any:
    """Of the part on which mail programs act; the file that lies beside it is the same."""
    [part], [file] = parts_of(message, "text/calendar"), parts_of(message, "application/ics")
    content = part.get_content().replace("\r\n", "\n")
    assert file.get_content().decode().replace("\r\n", "\n") == content
    assert file.get_filename() == "meeting.ics"
    calendar = icalendar.Calendar.from_ical(content)
    assert part.get_param("method") == calendar["METHOD"]
    return calendar


def entry_of(message: Any) -> Any:
    [entry] = calendar_of(message).walk("VEVENT")
    return entry


def test_both_are_invited_when_a_meeting_is_agreed(mentorship: Mentorship, commit: Any) -> None:
    with commit():
        meeting = agree(mentorship)
    mails = invited()
    assert sorted(mails) == ["anna@example.org", "piotr@example.org"]
    for address, message in mails.items():
        entry = entry_of(message)
        assert calendar_of(message)["METHOD"] == "REQUEST"
        assert (entry["UID"], entry["SEQUENCE"]) == (f"mentoring-meeting-{meeting.pk}@127.0.0.1", 0)
        assert (entry.start, entry.end) == (meeting.starts_at, meeting.ends_at)
        assert entry["DTSTART"].params["TZID"] == "Europe/Warsaw"
        assert entry["ORGANIZER"] == "mailto:locer@localhost"
        assert entry["ATTENDEE"] == f"mailto:{address}"
        assert entry["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
        assert entry["STATUS"] == "CONFIRMED"
        assert entry["LOCATION"] == "The library"
        assert "https://meet.example.org/room" in entry["DESCRIPTION"]


def test_the_title_names_nobody_and_speaks_the_readers_language(mentorship: Mentorship, commit: Any) -> None:
    with commit():
        agree(mentorship)
    mails = invited()
    assert entry_of(mails["anna@example.org"])["SUMMARY"] == "LOCER: mentoring meeting"
    assert entry_of(mails["piotr@example.org"])["SUMMARY"].startswith("LOCER: ")
    texts = {address: calendar_of(message).to_ical().decode() for address, message in mails.items()}
    for address, text in texts.items():
        assert [name for name in ("Anna", "Wraca", "Piotr", "Pyta") if name in text] == []
        assert [other for other in texts if other in text] == [address]


def test_a_move_and_a_calling_off_change_the_same_entry(mentorship: Mentorship, commit: Any) -> None:
    meeting, then = agree(mentorship), ahead(8)
    with commit():
        proposal = propose(mentorship, then, meeting=meeting)
        actions.pick(proposal=proposal, starts_at=then, by=mentorship.mentee, at=timezone.now())
    entry = entry_of(invited()["anna@example.org"])
    assert (entry["UID"], entry["SEQUENCE"], entry.start) == (f"mentoring-meeting-{meeting.pk}@127.0.0.1", 1, then)
    mail.outbox.clear()
    with commit():
        actions.call_off(meeting=meeting, by=mentorship.mentee, at=timezone.now())
    for message in invited().values():
        off = entry_of(message)
        assert calendar_of(message)["METHOD"] == "CANCEL"
        assert (off["UID"], off["SEQUENCE"], off["STATUS"]) == (entry["UID"], 2, "CANCELLED")
    assert len(invited()) == 2


@pytest.mark.parametrize("by", ["mentor", "mentee"])
def test_with_the_end_of_the_mentorship_both_calendars_lose_what_lies_ahead(
    by: str, mentorship: Mentorship, commit: Any
) -> None:
    agree(mentorship)
    with commit():
        actions.end(mentorship=mentorship, by=getattr(mentorship, by), at=timezone.now())
    assert {calendar_of(message)["METHOD"] for message in invited().values()} == {"CANCEL"}
    assert len(invited()) == 2


def test_who_erases_their_account_takes_the_meeting_out_of_the_others_calendar(
    mentorship: Mentorship, commit: Any
) -> None:
    agree(mentorship)
    with commit():
        erase_member(member=mentorship.mentee, keep_public=True, at=timezone.now())
    [message] = [invited()["anna@example.org"]]
    assert calendar_of(message)["METHOD"] == "CANCEL"
    meeting = Meeting.objects.get()
    assert (meeting.place, meeting.link, meeting.about) == ("", "", "")


def test_the_clock_changes_of_the_place_go_along_and_another_reader_of_them_agrees(
    mentorship: Mentorship, client_of: Any
) -> None:
    """dateutil knows nothing of the library that wrote the file."""
    meeting = agree(mentorship)
    content = client_of(mentorship.mentee).get(f"{meeting.get_absolute_url()}meeting.ics").content.decode()
    described = tz.tzical(io.StringIO(content.replace("\r\n", "\n"))).get("Europe/Warsaw")
    zone = mentorship.centre.zone
    year = meeting.starts_at.year
    for moment in (dt.datetime(year, month, 15, 18) for month in range(1, 13)):
        assert moment.replace(tzinfo=described).utcoffset() == moment.replace(tzinfo=zone).utcoffset()


HOSTILE = "Room 1\r\nBcc: all@example.org\r\n\r\nBEGIN:VALARM\nATTACH:http://evil.example/x"


def test_what_was_typed_breaks_neither_the_mail_nor_the_calendar(
    mentorship: Mentorship, commit: Any, client_of: Any, centre: Any
) -> None:
    path = f"{mentorship.get_absolute_url()}meetings/proposal/"
    data = {
        "token": "3b241101-e2bb-4255-8caf-4136c566a962",
        "time_1": f"{ahead().astimezone(centre.zone):%Y-%m-%dT%H:%M}",
        "minutes": 60,
        "place": HOSTILE,
        "about": HOSTILE,
        "link": "https://meet.example.org/a%0d%0aBcc:x",
    }
    client_of(mentorship.mentor).post(path, data)
    proposal = mentorship.proposals.get()
    assert "\n" not in proposal.place + proposal.about + proposal.link
    Meeting.objects.all().delete()
    proposal.place = proposal.about = HOSTILE  # as if it had come in by another door
    proposal.save()
    with commit():
        actions.pick(proposal=proposal, starts_at=ahead(), by=mentorship.mentee, at=timezone.now())
    message = invited()["anna@example.org"]
    assert message["Bcc"] is None
    assert message["To"] == "anna@example.org"
    assert "Room 1" not in message["Subject"]
    [entry] = calendar_of(message).walk("VEVENT")
    assert (entry.subcomponents, "ATTACH" in entry) == ([], False)
    assert entry["LOCATION"].replace("\r\n", "\n") == HOSTILE.replace("\r\n", "\n")


def test_whoever_wants_no_such_mails_gets_none(mentorship: Mentorship, commit: Any) -> None:
    mentorship.mentor.notification_preferences.create(group="mentoring", mail="none")
    with commit():
        agree(mentorship)
    assert [*invited()] == ["piotr@example.org"]


# --- The feed ---------------------------------------------------------------------------------------------------------


def link_of(page: str) -> str:
    return page.partition('id="calendar-link">')[2].partition("<")[0].removeprefix(settings.BASE_URL)


def fed(link: str) -> list[str]:
    response = Client().get(link)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    calendar = icalendar.Calendar.from_ical(response.content)
    assert calendar["METHOD"] == "PUBLISH"
    return [str(entry["UID"]).partition("@")[0] for entry in calendar.walk("VEVENT")]


def test_a_secret_link_shows_ones_own_agreed_meetings_and_nothing_else(
    mentorship: Mentorship, centre: Any, client_of: Any
) -> None:
    meeting = agree(mentorship)
    other = join(mentorship.offer, centre)
    of_other = agree(other, ahead(6))
    propose(mentorship, ahead(9))
    actions.call_off(meeting=agree(other, ahead(12)), by=other.mentee, at=timezone.now())
    client = client_of(mentorship.mentee)
    link = link_of(client.post(CALENDAR, follow=True).content.decode())
    assert fed(link) == [f"mentoring-meeting-{meeting.pk}"]
    of_mentor = link_of(client_of(mentorship.mentor).post(CALENDAR, follow=True).content.decode())
    assert fed(of_mentor) == [f"mentoring-meeting-{each.pk}" for each in (meeting, of_other)]
    actions.end(mentorship=mentorship, by=mentorship.mentee, at=timezone.now())
    assert fed(link) == []
    assert "@example.org" not in Client().get(of_mentor).content.decode()


def test_the_link_is_shown_once_and_ended_or_replaced_opens_nothing(mentorship: Mentorship, client_of: Any) -> None:
    client = client_of(mentorship.mentee)
    assert "when, where, the link of the call" in client.get(CALENDAR).content.decode()
    first = link_of(client.post(CALENDAR, follow=True).content.decode())
    assert first not in client.get(CALENDAR).content.decode()
    assert first.rpartition("/")[2].removesuffix(".ics") not in CalendarFeed.objects.get().digest
    second = link_of(client.post(CALENDAR, follow=True).content.decode())
    assert Client().get(first).status_code == 404
    assert fed(second) == []
    client.post(f"{CALENDAR}end/")
    assert Client().get(second).status_code == 404


def test_a_link_is_guessed_by_nobody_and_dies_with_the_account(mentorship: Mentorship) -> None:
    link = "/en/lipka/mentoring/calendar/{}.ics"
    token = actions.open_feed(member=mentorship.mentee, at=timezone.now())
    assert len(token) >= 22
    for guess in (token[:-1], token.swapcase(), "x", CalendarFeed.objects.get().digest):
        assert Client().get(link.format(guess)).status_code == 404
    assert Client().get(link.format(token)).status_code == 200
    erase_member(member=mentorship.mentee, keep_public=True, at=timezone.now())
    assert Client().get(link.format(token)).status_code == 404
