"""What the two sides of a mentorship write to each other: read by nobody else, sent once, told once, erased in time."""

import datetime as dt
import json
import re
import uuid
from itertools import batched
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from rules import has_perm

from community.board.wording import marked_up
from community.live.models import Event
from community.members.actions import erase_member
from community.members.export import gather
from community.members.waiting import waiting_for
from community.notifications.models import Notification
from mentoring import actions
from mentoring.models import Mentorship, ThreadReading
from mentoring.models.threads import LONGEST, LOOKS, THREAD_KEPT
from mentoring.tasks import erase_old_threads, tell_of_messages
from mentoring.threads import PAGE
from tests.board.payloads import PAYLOADS
from tests.factories import make_member
from tests.mentoring.making import make_mentorship, reported, wrote
from tests.racing import at_once

pytestmark = pytest.mark.django_db
WORDS = "Bring the papers from Leeds."


@pytest.fixture
def mentorship(centre: Any) -> Mentorship:
    mentor = make_member(centre, display_name="Anna Wraca")
    return make_mentorship(centre, mentor=mentor, mentee=make_member(centre, display_name="Piotr Pyta"))


def thread(mentorship: Mentorship) -> str:
    return f"/en/{mentorship.centre.slug}/mentoring/mentorships/{mentorship.pk}/thread/"


def reads(client: Any, mentorship: Mentorship) -> None:
    """As the page does by itself, or a button where there is no script."""
    client.post(f"{thread(mentorship)}reading/", {"number": str(mentorship.messages.count())})


def told(member: Any) -> int:
    return Notification.objects.filter(kind="mentoring.message", recipient=member).count()


def texts(mentorship: Mentorship) -> list[str]:
    return list(mentorship.messages.order_by("number").values_list("text", flat=True))


def ended(mentorship: Mentorship, days: int = 0) -> None:
    actions.end(mentorship=mentorship, by=mentorship.mentor, at=timezone.now() - dt.timedelta(days=days))


# --- Writing ----------------------------------------------------------------------------------------------------------


def test_each_side_reads_what_the_other_sends_the_newest_at_the_bottom(mentorship: Mentorship, client_of: Any) -> None:
    mentor, mentee = client_of(mentorship.mentor), client_of(mentorship.mentee)
    for client, text in ((mentor, WORDS), (mentee, "I will: https://example.org/form")):
        token = client.get(thread(mentorship)).context["form"]["token"].value()
        page = client.post(thread(mentorship), {"text": text, "token": token}, follow=True)
        assert page.redirect_chain == [(f"{thread(mentorship)}#message-{mentorship.messages.count()}", 302)]
    for client in (mentor, mentee):
        page = client.get(thread(mentorship)).text
        assert page.index(WORDS) < page.index('<a href="https://example.org/form" rel="nofollow ugc noopener">')
    assert "Piotr Pyta</h1>" in mentor.get(thread(mentorship)).text
    assert "Anna Wraca</h1>" in mentee.get(thread(mentorship)).text


def test_the_same_form_sent_twice_is_one_message(mentorship: Mentorship, client_of: Any) -> None:
    client, token = client_of(mentorship.mentor), str(uuid.uuid4())
    for _time in range(2):
        assert client.post(thread(mentorship), {"text": WORDS, "token": token}).status_code == 302
    assert texts(mentorship) == [WORDS]
    client_of(mentorship.mentee).post(thread(mentorship), {"text": "Mine", "token": token})
    assert texts(mentorship) == [WORDS, "Mine"]


def test_what_is_too_long_or_empty_or_too_much_comes_back_with_what_was_typed(
    mentorship: Mentorship, client_of: Any
) -> None:
    client = client_of(mentorship.mentor)

    def sent(text: str, **headers: str) -> Any:
        return client.post(thread(mentorship), {"text": text, "token": str(uuid.uuid4())}, headers=headers)

    long = "x" * (LONGEST + 1)
    assert long in sent(long).text
    assert sent("   ").status_code == 200
    assert texts(mentorship) == []
    answers = [sent(f"Number {number}") for number in range(21)]
    assert [answer.status_code for answer in answers] == [302] * 20 + [429]
    assert "Number 20" in answers[-1].text
    assert len(texts(mentorship)) == 20
    assert sent(long, X_Live="yes").status_code == 422
    assert sent("And this", X_Live="yes").status_code == 429


def test_a_page_with_script_is_answered_with_the_message(mentorship: Mentorship, client_of: Any) -> None:
    facts = {"text": WORDS, "token": str(uuid.uuid4())}
    answer = client_of(mentorship.mentor).post(thread(mentorship), facts, headers={"X-Live": "yes"})
    assert (answer.status_code, answer.text.count("<li"), WORDS in answer.text) == (201, 1, True)


def test_when_it_was_written_is_told_by_the_centres_clock(mentorship: Mentorship, client_of: Any) -> None:
    wrote(mentorship, mentorship.mentor, at=dt.datetime(2026, 1, 5, 17, 5, tzinfo=dt.UTC))
    assert "18:05" in client_of(mentorship.mentee).get(thread(mentorship)).text
    assert "18:05" in Event.objects.get(kind="message").html["en"]


def test_a_silenced_side_reads_and_cannot_write(mentorship: Mentorship, silenced: Any, client_of: Any) -> None:
    wrote(mentorship, mentorship.mentee, WORDS)
    silenced(mentorship.mentor)
    client = client_of(mentorship.mentor)
    page = client.get(thread(mentorship)).text
    assert WORDS in page
    assert "data-post" not in page
    answer = client.post(thread(mentorship), {"text": "Even so", "token": str(uuid.uuid4())})
    assert "You may not write here at the moment." in answer.text
    assert texts(mentorship) == [WORDS]


def test_nothing_that_is_written_runs(mentorship: Mentorship, client_of: Any) -> None:
    """Neither in the page nor in what a live page is handed. A form takes no NUL."""
    payloads = [payload.replace("\x00", "") for payload in PAYLOADS]
    client, shown = client_of(mentorship.mentor), re.compile(r'message__words prose">(.*?)</div>\s*</li>', re.DOTALL)
    for some in batched(payloads, PAGE):
        for payload in some:
            wrote(mentorship, mentorship.mentee, payload)
        page = client.get(thread(mentorship)).text
        assert shown.findall(page)[-len(some) :] == [marked_up(payload) for payload in some]
    events = [event.html["pl"] for event in Event.objects.filter(kind="message").order_by("number")]
    assert [shown.findall(event) for event in events] == [[marked_up(payload)] for payload in payloads]


def test_earlier_messages_stand_on_earlier_pages(mentorship: Mentorship, client_of: Any) -> None:
    for number in range(1, 2 * PAGE + 3):
        wrote(mentorship, mentorship.mentor, f"Message {number}.")
    client, address, seen = client_of(mentorship.mentee), thread(mentorship), []
    while address:
        page = client.get(address).text
        seen.append([int(number) for number in re.findall(r"Message (\d+)\.", page)])
        earlier = re.search(r'href="(\?before=\d+)"', page)
        address = thread(mentorship) + earlier[1] if earlier else ""
    assert seen == [[*range(33, 63)], [*range(3, 33)], [1, 2]]
    assert client.get(f"{thread(mentorship)}?before=x").status_code == 200


# --- Who finds it -----------------------------------------------------------------------------------------------------

SIDES = {"mentor", "mentee"}
STATES = {"active": SIDES, "paused": SIDES, "ended": set(), "long ended": set()}


@pytest.mark.parametrize("state", STATES)
def test_only_the_two_sides_find_it_and_only_while_both_stand_by_it(
    state: str, mentorship: Mentorship, everybody: Any, client_of: Any
) -> None:
    wrote(mentorship, mentorship.mentor, WORDS)
    if state == "paused":
        reported(mentorship, mentorship.mentee, may_read=True)
    if "ended" in state:
        ended(mentorship, days=100 if "long" in state else 0)
    mentorship = Mentorship.objects.get(pk=mentorship.pk)
    people = everybody(mentor=mentorship.mentor, mentee=mentorship.mentee)
    finds = {name for name, user in people.items() if has_perm("mentoring.view_thread", user, mentorship)}
    assert finds == STATES[state]
    del people["stranger"]
    for name, user in people.items():
        found = client_of(user).get(thread(mentorship))
        assert (name, found.status_code) == (name, 200 if name in STATES[state] else 404)
        assert (name, WORDS in found.text) == (name, name in STATES[state])
        writes = client_of(user).post(thread(mentorship), {"text": "Hello", "token": str(uuid.uuid4())})
        assert (name, writes.status_code == 404) == (name, name not in STATES[state])
        marked = client_of(user).post(f"{thread(mentorship)}reading/", {"number": "1"}, headers={"X-Live": "yes"})
        assert (name, marked.status_code) == (name, 204 if name in STATES[state] else 404)
    assert len(texts(mentorship)) == (3 if state == "active" else 1)


def test_the_same_thread_is_not_found_through_another_centre_or_by_a_stranger(
    mentorship: Mentorship, other_centre: Any, stranger_client: Any, client_of: Any
) -> None:
    elsewhere = thread(mentorship).replace(mentorship.centre.slug, other_centre.slug)
    assert client_of(mentorship.mentor).get(elsewhere).status_code == 404
    assert stranger_client.get(thread(mentorship)).status_code == 302


@pytest.mark.parametrize("ending", ["open", "declined"])
def test_before_both_said_yes_there_is_no_thread(ending: str, centre: Any, client_of: Any) -> None:
    made = make_mentorship(centre)
    dates = {"mentor_accepted_at": None} | ({"declined_at": timezone.now()} if ending == "declined" else {})
    Mentorship.objects.filter(pk=made.pk).update(**dates)
    for side in (made.mentor, made.mentee):
        assert client_of(side).get(thread(made)).status_code == 404
        assert client_of(side).get(thread(made).replace("thread", "wrong")).status_code == 404
        with pytest.raises(PermissionDenied):
            wrote(made, side)


# --- Unread, and being told -------------------------------------------------------------------------------------------


def test_what_is_unread_is_counted_until_it_was_read(mentorship: Mentorship, client_of: Any) -> None:
    mentor, mentee, centre = mentorship.mentor, mentorship.mentee, mentorship.centre
    for number in range(3):
        wrote(mentorship, mentor, f"Number {number}")
    mine = f"/en/{centre.slug}/mentoring/mine/"
    lines = [line.text for line in waiting_for(mentee, centre)]
    assert "3 unread messages in your mentorship" in lines
    assert "3 unread messages" in client_of(mentee).get(mine).text
    assert "3 unread messages" in client_of(mentee).get(mentorship.get_absolute_url()).text
    assert "unread message" not in client_of(mentor).get(mine).text
    client_of(mentee).post(f"{thread(mentorship)}reading/", {"number": "2"})
    assert "1 unread message<" in client_of(mentee).get(mine).text
    assert "I have read this" in client_of(mentee).get(thread(mentorship)).text
    reads(client_of(mentee), mentorship)
    assert "I have read this" not in client_of(mentee).get(thread(mentorship)).text
    assert "unread message" not in client_of(mentee).get(mine).text
    assert [line.text for line in waiting_for(mentee, centre) if "unread message" in line.text] == []


def test_nobody_has_read_what_is_not_there_and_nothing_becomes_unread_again(
    mentorship: Mentorship, client_of: Any
) -> None:
    wrote(mentorship, mentorship.mentor)
    client, where = client_of(mentorship.mentee), f"{thread(mentorship)}reading/"
    for number in ("999", "0"):
        assert client.post(where, {"number": number}).status_code == 302
    assert ThreadReading.objects.get(member=mentorship.mentee).number == 1
    assert [client.post(where, {"number": odd}).status_code for odd in ("", "-1", "x", "9" * 12)] == [400] * 4


def test_the_other_side_is_told_once_until_they_have_read_and_the_words_stay_on_the_page(
    mentorship: Mentorship, client_of: Any, django_capture_on_commit_callbacks: Any
) -> None:
    mentee = mentorship.mentee
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(5):
            wrote(mentorship, mentorship.mentor, WORDS)
    [sent] = [each for each in mail.outbox if mentee.email in each.to and "Unread messages" in each.subject]
    assert (told(mentee), told(mentorship.mentor)) == (1, 0)
    news = client_of(mentee).get("/en/notifications/").text
    for shown in (sent.subject, sent.body, sent.alternatives[0].content, news):
        assert WORDS not in shown
        assert "Anna" not in shown
    reads(client_of(mentee), mentorship)
    assert Notification.objects.unread().filter(kind="mentoring.message").count() == 0
    later = timezone.now() + 2 * LOOKS
    wrote(mentorship, mentorship.mentor, at=later)
    assert told(mentee) == 2


def test_whoever_looks_at_the_page_is_told_only_after_they_looked_away(mentorship: Mentorship, client_of: Any) -> None:
    mentee, now = mentorship.mentee, timezone.now()
    reads(client_of(mentee), mentorship)
    wrote(mentorship, mentorship.mentor)
    reads(client_of(mentee), mentorship)
    wrote(mentorship, mentorship.mentor)
    tell_of_messages.func()
    assert told(mentee) == 0
    ThreadReading.objects.filter(member=mentee).update(read_at=now - 2 * LOOKS)
    for _time in range(2):
        tell_of_messages.func()
    assert told(mentee) == 1


def test_of_an_ended_mentorship_nobody_is_told(mentorship: Mentorship) -> None:
    actions.read_thread(mentorship=mentorship, member=mentorship.mentee, number=0, at=timezone.now())
    wrote(mentorship, mentorship.mentor)
    ended(mentorship)
    ThreadReading.objects.update(read_at=timezone.now() - 2 * LOOKS)
    tell_of_messages.func()
    assert told(mentorship.mentee) == 0


# --- How long it is kept ----------------------------------------------------------------------------------------------


def test_ninety_days_after_the_end_it_is_erased_and_both_could_read_that(
    centre: Any, mentorship: Mentorship, client_of: Any
) -> None:
    fresh, running, looked_at = (make_mentorship(centre) for _number in range(3))
    for each in (mentorship, fresh, running, looked_at):
        wrote(each, each.mentor)
    assert f"{THREAD_KEPT.days} days later it is erased" in client_of(mentorship.mentor).get(thread(mentorship)).text
    ended(mentorship, days=THREAD_KEPT.days + 1)
    ended(fresh, days=THREAD_KEPT.days - 1)
    assert "is erased on" in client_of(fresh.mentor).get(fresh.get_absolute_url()).text
    reported(looked_at, looked_at.mentee)
    ended(looked_at, days=THREAD_KEPT.days + 1)
    erase_old_threads.func()
    assert set(Mentorship.objects.filter(messages__isnull=False)) == {fresh, running, looked_at}
    assert not ThreadReading.objects.filter(mentorship=mentorship).exists()


@pytest.mark.parametrize("is_over", [False, True])
def test_a_download_holds_ones_own_words_and_none_of_the_other_side(is_over: bool, mentorship: Mentorship) -> None:
    wrote(mentorship, mentorship.mentor, "The mentor's words")
    wrote(mentorship, mentorship.mentee, "The mentee's words")
    if is_over:
        ended(mentorship)
    for member, own, others in ((mentorship.mentor, "mentor", "mentee"), (mentorship.mentee, "mentee", "mentor")):
        text = json.dumps(gather(member)["mentoring"], cls=DjangoJSONEncoder, ensure_ascii=False)
        assert f"The {own}'s words" in text
        assert f"The {others}'s words" not in text


def test_whoever_erases_their_account_takes_their_words_along_also_from_the_live_events(mentorship: Mentorship) -> None:
    mentor, mentee = mentorship.mentor, mentorship.mentee
    wrote(mentorship, mentor, "Stays with its author")
    wrote(mentorship, mentee, "Goes with its author")
    assert any("Goes with" in str(event.html) for event in Event.objects.all())
    erase_member(member=mentee, keep_public=True, at=timezone.now())
    assert texts(mentorship) == ["Stays with its author"]
    assert not any("Goes with" in str(event.html) for event in Event.objects.all())
    assert [row["text"] for row in gather(mentor)["mentoring"]["messages"]] == ["Stays with its author"]


# --- At the same instant ----------------------------------------------------------------------------------------------


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_one_form_sent_many_times_at_the_same_instant_is_one_message(centre: Any) -> None:
    mentorship, token = make_mentorship(centre), uuid.uuid4()
    failures = at_once([lambda: wrote(mentorship, mentorship.mentor, token=token)] * 6)
    assert (failures, mentorship.messages.count(), told(mentorship.mentee)) == ([], 1, 1)


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_what_both_sides_send_at_the_same_instant_has_its_order(centre: Any) -> None:
    mentorship = make_mentorship(centre)
    sides = (mentorship.mentor, mentorship.mentee) * 4
    failures = at_once([lambda side=side: wrote(mentorship, side) for side in sides])
    numbers = list(mentorship.messages.order_by("number").values_list("number", flat=True))
    assert (failures, numbers) == ([], [*range(1, 9)])


@pytest.mark.engine
@pytest.mark.parametrize("verb", ["report", "end"])
@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_after_the_pause_or_the_end_whoever_was_sending_then(verb: str, centre: Any) -> None:
    mentorship = make_mentorship(centre)
    stop = {"report": lambda: reported(mentorship, mentorship.mentee), "end": lambda: ended(mentorship)}[verb]
    sends = [lambda: wrote(mentorship, mentorship.mentor) for _number in range(7)]
    failures = at_once([*sends[:3], stop, *sends[3:]])
    events = Event.objects.filter(topic__name=f"thread:{mentorship.pk}").order_by("number")
    assert list(events.values_list("kind", flat=True)) == ["message"] * (7 - len(failures)) + ["state"]
    assert mentorship.messages.count() == 7 - len(failures)
