"""Who reads what of a meeting in which state: the two while it goes on, a number and a date who coordinates."""

from typing import Any

import pytest
from django.utils import timezone
from rules import has_perm

from mentoring import actions
from mentoring.meetings import held_in, last_meeting_at
from mentoring.models import Meeting, MeetingNote, MeetingProposal, Mentorship
from tests.factories import make_member
from tests.mentoring.together import agree, ahead, make_mentorship, make_past, propose

pytestmark = pytest.mark.django_db
FIELDS = {"place": "The old mill", "link": "https://meet.example.org/secret", "about": "My diploma from Leeds"}
NOTES = {"for_both": "We read the letter together.", "for_me": "He is afraid of the office."}


@pytest.fixture
def mentorship(centre: Any) -> Mentorship:
    mentor = make_member(centre, display_name="Anna Wraca")
    return make_mentorship(centre, mentor, make_member(centre, display_name="Piotr Pyta"))


@pytest.fixture
def readers(mentorship: Mentorship, everybody: Any) -> dict[str, Any]:
    return everybody(mentor=mentorship.mentor, mentee=mentorship.mentee)


def noted(meeting: Meeting, by: Any) -> None:
    for kind, text in NOTES.items():
        actions.note(meeting=meeting, text=text, for_both=kind == "for_both", by=by, at=timezone.now())


def ended(mentorship: Mentorship, state: str) -> None:
    if state == "ended":
        actions.end(mentorship=mentorship, by=mentorship.mentee, at=timezone.now())


def pages(meeting: Meeting) -> list[str]:
    page = meeting.get_absolute_url()
    return [page, f"{page}meeting.ics", f"{page}move/", f"{page}end/"]


def answers(client: Any, meeting: Meeting) -> set[int]:
    posts = {client.post(f"{meeting.get_absolute_url()}{verb}/").status_code for verb in ("attendance", "notes")}
    return {client.get(path).status_code for path in pages(meeting)} | posts


@pytest.mark.parametrize("state", ["active", "ended"])
def test_lists_and_single_ones_agree_on_who_sees_a_meeting(
    state: str, mentorship: Mentorship, readers: dict[str, Any]
) -> None:
    meeting = make_past(mentorship)
    propose(mentorship)
    ended(mentorship, state)
    meeting = Meeting.objects.select_related("mentorship__centre").get()
    for model in (Meeting, MeetingProposal):
        listed = {name for name, user in readers.items() if model.objects.visible_to(user).exists()}
        assert listed == ({"mentor", "mentee"} if state == "active" else set())
    assert {name for name, user in readers.items() if has_perm("mentoring.view_meeting", user, meeting)} == listed
    assert {name for name, user in readers.items() if has_perm("mentoring.meet", user, meeting.mentorship)} == listed


@pytest.mark.parametrize("state", ["active", "ended"])
def test_to_anybody_but_the_two_no_page_of_it_is_there(
    state: str, mentorship: Mentorship, readers: dict[str, Any], client_of: Any, stranger_client: Any
) -> None:
    meeting = make_past(mentorship)
    ended(mentorship, state)
    stranger = readers.pop("stranger")
    assert not stranger.is_authenticated
    assert answers(stranger_client, meeting) == {302}
    found = {name: answers(client_of(user), meeting) for name, user in readers.items()}
    insiders = {"mentor", "mentee"} if state == "active" else set()
    assert {name for name, codes in found.items() if codes != {404}} == insiders
    assert [found[name] for name in insiders] == [{200, 302}] * len(insiders)


@pytest.mark.parametrize("state", ["active", "ended"])
@pytest.mark.parametrize("field", FIELDS)
def test_each_field_of_a_meeting_is_read_by_the_two_while_it_goes_on(
    field: str, state: str, mentorship: Mentorship, readers: dict[str, Any], client_of: Any
) -> None:
    agree(mentorship, **FIELDS)
    propose(mentorship, ahead(9), **FIELDS | {field: FIELDS[field] + "2"})
    ended(mentorship, state)
    del readers["stranger"]
    seen = {name: client_of(user).get(mentorship.get_absolute_url()) for name, user in readers.items()}
    shown = {name for name, page in seen.items() if FIELDS[field] in page.content.decode()}
    proposed = {name for name, page in seen.items() if FIELDS[field] + "2" in page.content.decode()}
    assert shown == proposed == ({"mentor", "mentee"} if state == "active" else set())


@pytest.mark.parametrize("state", ["active", "ended"])
@pytest.mark.parametrize("kind", NOTES)
def test_a_note_for_oneself_is_read_by_nobody_else_and_one_for_both_by_the_other(
    kind: str, state: str, mentorship: Mentorship, readers: dict[str, Any], client_of: Any
) -> None:
    meeting = make_past(mentorship)
    noted(meeting, mentorship.mentor)
    ended(mentorship, state)
    del readers["stranger"]
    paths = (mentorship.get_absolute_url(), *pages(meeting), "/en/lipka/mentoring/mine/")
    found = {
        name: "".join(client_of(user).get(path).content.decode() for path in paths) for name, user in readers.items()
    }
    expected = {"for_both": {"mentor", "mentee"}, "for_me": {"mentor"}}[kind] if state == "active" else set()
    assert {name for name, text in found.items() if NOTES[kind] in text} == expected
    listed = {
        name
        for name, user in readers.items()
        if MeetingNote.objects.readable_by(user).filter(for_both=kind == "for_both").exists()
    }
    assert listed == expected


def test_who_coordinates_reads_how_many_and_when_last_and_nothing_else(
    mentorship: Mentorship, mentor_coordinator: Any, client_of: Any
) -> None:
    for days in (3, 9):
        meeting = make_past(mentorship, days)
        actions.say_attendance(meeting=meeting, answer="held", by=mentorship.mentor, at=timezone.now())
        noted(meeting, mentorship.mentee)
    agree(mentorship, ahead(30), **FIELDS)
    page = client_of(mentor_coordinator).get(mentorship.get_absolute_url()).content.decode()
    assert "<dt>Meetings held</dt><dd>2</dd>" in page
    assert "The last one" in page
    assert [words for words in (*FIELDS.values(), *NOTES.values()) if words in page] == []
    assert "Propose a meeting" not in page


def test_a_mentor_who_was_only_asked_meets_nobody(centre: Any, client_of: Any) -> None:
    from tests.mentoring.making import make_mentor, make_request

    offer, request = make_mentor(centre, wishes={}), make_request(centre, wishes={})
    asked = actions.ask(request=request, offer=offer, total=1, at=timezone.now())
    for member in (asked.mentor, asked.mentee):
        assert client_of(member).get(f"{asked.get_absolute_url()}meetings/proposal/").status_code == 404
        assert "Propose a meeting" not in client_of(member).get(asked.get_absolute_url()).content.decode()


def test_one_of_another_mentorship_cannot_be_reached_through_ones_own(
    centre: Any, mentorship: Mentorship, client_of: Any
) -> None:
    meeting, made = make_past(mentorship), propose(mentorship)
    other = make_mentorship(centre)
    own = other.get_absolute_url()
    client = client_of(other.mentor)
    assert client.get(f"{own}meetings/{meeting.pk}/").status_code == 404
    assert client.get(f"{own}meetings/{meeting.pk}/meeting.ics").status_code == 404
    for verb in ("answer", "refusal", "withdrawal"):
        assert client.post(f"{own}proposals/{made.pk}/{verb}/").status_code == 404


def test_what_they_are_called_in_news_and_logs_names_nobody(mentorship: Mentorship) -> None:
    meeting = make_past(mentorship)
    noted(meeting, mentorship.mentor)
    actions.say_attendance(meeting=meeting, answer="held", by=mentorship.mentor, at=timezone.now())
    actions.open_feed(member=mentorship.mentor, at=timezone.now())
    things = [meeting, propose(mentorship), *meeting.notes.all(), *meeting.attendances.all()]
    assert [str(each) for each in things if "Anna" in str(each) or "Piotr" in str(each)] == []


def test_the_page_asks_as_often_for_one_meeting_as_for_many(
    mentorship: Mentorship, client_of: Any, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, counts = client_of(mentorship.mentee), []
    for days in (3, 5, 7):
        actions.say_attendance(
            meeting=make_past(mentorship, days), answer="held", by=mentorship.mentor, at=timezone.now()
        )
        agree(mentorship, ahead(20 + days))
        with CaptureQueriesContext(connection) as queries:
            client.get(mentorship.get_absolute_url())
        counts.append(len(queries))
    assert len({*counts[1:]}) == 1


def test_figures_know_only_what_took_place(centre: Any, mentorship: Mentorship) -> None:
    other = make_mentorship(centre)
    held, denied = make_past(mentorship, 9), make_past(mentorship, 3)
    make_past(other, 2)
    for answer, by in (("held", mentorship.mentor), ("not_held", mentorship.mentee)):
        actions.say_attendance(meeting=denied, answer=answer, by=by, at=timezone.now())
    actions.say_attendance(meeting=held, answer="held", by=mentorship.mentee, at=timezone.now())
    assert last_meeting_at([mentorship, other]) == {mentorship.pk: held.starts_at}
    assert held_in(centre) == [(mentorship.pk, held.starts_at)]
