"""A mentorship ends by either side, without blame; or because one of both has gone."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from community.members import actions as members
from community.members.actions import erase_member
from community.moderation import actions as moderation
from mentoring import actions
from mentoring.models import Agreement, Feedback, Goal, Mentorship, Offer, Reason, Request
from mentoring.tasks import forget_withdrawn
from tests.board.conftest import begin, say
from tests.factories import make_member
from tests.mentoring.making import make_mentor, make_pair, make_request
from tests.racing import at_once

pytestmark = pytest.mark.django_db
ROOM = "/en/lipka/mentoring/"


def ended(client: Any, pair: Mentorship, **choice: str) -> Mentorship:
    client.post(f"{ROOM}mentorships/{pair.pk}/end/", choice)
    pair.refresh_from_db()
    return pair


@pytest.mark.parametrize(
    ("reason", "state", "kind"),
    [
        ("goals", "completed", "completed"),
        ("time", "ended", "ended"),
        ("fit", "ended", "ended"),
        ("moved", "ended", "ended"),
        ("other", "ended", "ended"),
        ("unsaid", "ended", "ended"),
    ],
)
@pytest.mark.parametrize("by", ["mentor", "mentee"])
def test_either_side_ends_it_and_the_other_is_told_without_the_reason(
    by: str, reason: str, state: str, kind: str, pair: Mentorship, mentor: Any, mentee: Any, client_of: Any, told: Any
) -> None:
    who, other = (mentor, mentee) if by == "mentor" else (mentee, mentor)
    made = ended(client_of(who), pair, reason=reason)
    assert (made.state(timezone.now()), made.ended_reason, made.ended_by) == (state, reason, who)
    assert told(kind) == [other]
    html = client_of(other).get(pair.get_absolute_url()).content.decode()
    assert str(Reason(reason).label).capitalize() not in html


def test_the_reason_is_read_by_the_mentor_coordinator_and_by_nobody_else(
    pair: Mentorship, mentor: Any, mentee: Any, everybody: Any, client_of: Any
) -> None:
    ended(client_of(mentee), pair, reason="moved")
    people = everybody(mentor=mentor, mentee=mentee)
    del people["stranger"]
    pages = {name: client_of(user).get(pair.get_absolute_url()).content.decode() for name, user in people.items()}
    assert {name for name, html in pages.items() if "Somebody moves away" in html} == {"mentor coordinator", "network"}


def test_saying_nothing_is_a_reason_too_and_an_unknown_one_is_refused(
    pair: Mentorship, mentor: Any, client_of: Any
) -> None:
    for wrong in ("left", "their fault"):
        assert ended(client_of(mentor), pair, reason=wrong).is_active
    assert ended(client_of(mentor), pair).ended_reason == "unsaid"


def test_it_is_completed_when_every_goal_was_reached_whoever_says_so(
    pair: Mentorship, mentor: Any, mentee: Any
) -> None:
    now = timezone.now()
    first, second = (actions.add_goal(mentorship=pair, text=text, by=mentor, at=now) for text in ("One", "Two"))
    actions.mark(first, by=mentor, at=now)
    assert not actions.ending.has_reached_all(pair)
    actions.mark(second, by=mentee, at=now)
    actions.end(mentorship=pair, by=mentee, at=now, reason="time")
    pair.refresh_from_db()
    assert (pair.state(now), pair.completed_at) == ("completed", now)


def test_whoever_ends_it_is_asked_how_it_was(pair: Mentorship, mentor: Any, client_of: Any) -> None:
    answer = client_of(mentor).post(f"{ROOM}mentorships/{pair.pk}/end/", {"reason": "time"})
    assert answer["Location"] == f"{ROOM}mentorships/{pair.pk}/feedback/"


def test_half_a_year_after_the_end_no_word_is_left(pair: Mentorship, mentor: Any, mentee: Any) -> None:
    long_ago = timezone.now() - dt.timedelta(days=190)
    actions.draft(mentorship=pair, terms=actions.Terms("Aim", "weekly", 3), seen=0, by=mentor, at=long_ago)
    goal = actions.add_goal(mentorship=pair, text="Goal", by=mentee, at=long_ago)
    actions.mark(goal, by=mentee, at=long_ago)
    actions.end(mentorship=pair, by=mentor, at=long_ago)
    Feedback.objects.filter(by=mentee).update(words="A sentence.", opened=True)
    forget_withdrawn.func()
    pair.refresh_from_db()
    assert (pair.mentor, pair.mentee, pair.ended_by) == (None, None, None)
    assert not Agreement.objects.exists()
    assert list(Goal.objects.values_list("text", "by", "reached_at")) == [("", None, long_ago)]
    assert set(Feedback.objects.values_list("words", "by", "opened")) == {("", None, False)}


# --- Going -----------------------------------------------------------------------------------------------------------


def erases(member: Any, centre: Any) -> None:
    erase_member(member=member, keep_public=True, at=timezone.now())


def leaves(member: Any, centre: Any) -> None:
    members.leave(membership=member.membership_in(centre), at=timezone.now())


def is_banned(member: Any, centre: Any) -> None:
    """By a real decision about something that they wrote."""
    post = say(begin(centre, member), member)
    facts = {"title": "X", "url": "/en/", "category": "other", "text": "Bad.", "language": "en"}
    now = timezone.now()
    report = moderation.report(centre=centre, target=post, at=now, **facts)
    ground = {"facts": "Bad.", "ground": "rule", "ground_text": "Rule 1"}
    by = make_member(centre, "moderator")
    moderation.decide(report=report, outcome="ban", by=by, at=now, **ground)


def withdraws(member: Any, centre: Any) -> None:
    actions.withdraw(Offer.objects.open().get(member=member), at=timezone.now())


GOING = [erases, leaves, is_banned]
WAYS = [*[(way, leaving) for way in GOING for leaving in ("mentor", "mentee")], (withdraws, "mentor")]


@pytest.mark.parametrize(("way", "leaving"), WAYS)
def test_whoever_goes_ends_it_and_the_other_side_is_told_and_offered_the_next_best(
    way: Callable[[Any, Any], None],
    leaving: str,
    centre: Any,
    pair: Mentorship,
    mentor: Any,
    mentee: Any,
    client_of: Any,
    told: Any,
) -> None:
    following = make_mentor(centre, wishes={})
    gone, other = (mentor, mentee) if leaving == "mentor" else (mentee, mentor)
    name = gone.display_name
    way(gone, centre)
    pair.refresh_from_db()
    assert (pair.state(timezone.now()), pair.ended_reason, told("left")) == ("ended", "left", [other])
    assert list(Feedback.objects.filter(by__isnull=False).values_list("by", "moment")) == [(other.pk, "end")]
    html = client_of(other).get(pair.get_absolute_url()).content.decode()
    assert name not in html
    if leaving == "mentor":
        assert "/mine/request/best/" in html
        assert f"offer-{following.pk}" in client_of(mentee).get(f"{ROOM}mine/request/best/").content.decode()


@pytest.mark.parametrize("way", GOING)
@pytest.mark.parametrize("leaving", ["mentor", "mentee"])
def test_an_open_question_ends_too(
    leaving: str, way: Callable[[Any, Any], None], centre: Any, mentor: Any, mentee: Any, told: Any
) -> None:
    offer, request = make_mentor(centre, mentor, wishes={}), make_request(centre, mentee, wishes={})
    made = actions.ask(request=request, offer=offer, total=1, at=timezone.now())
    gone, other = (mentor, mentee) if leaving == "mentor" else (mentee, mentor)
    way(gone, centre)
    made.refresh_from_db()
    assert (made.state(timezone.now()), told("left")) == ("withdrawn", [other])
    assert not Feedback.objects.exists()


def test_who_leaves_a_centre_takes_back_what_they_said_there_and_nowhere_else(
    centre: Any, other_centre: Any, mentor: Any, pair: Mentorship
) -> None:
    make_request(centre, mentor)
    make_request(other_centre, mentor)
    elsewhere = make_pair(other_centre, mentor)
    leaves(mentor, centre)
    elsewhere.refresh_from_db()
    assert elsewhere.is_active
    assert {said.centre for said in Offer.objects.open().filter(member=mentor)} == {other_centre}
    assert {said.centre for said in Request.objects.open().filter(member=mentor)} == {other_centre}


def test_under_a_ban_an_offer_waits_and_is_asked_by_nobody(centre: Any, mentor: Any, pair: Mentorship) -> None:
    is_banned(mentor, centre)
    offer = Offer.objects.get(member=mentor)
    assert (offer.is_open, list(Offer.objects.ready(timezone.now()))) == (True, [])


def test_who_was_banned_meanwhile_asks_nobody(centre: Any, mentee: Any) -> None:
    offer, request = make_mentor(centre, wishes={}), make_request(centre, mentee, wishes={})
    is_banned(mentee, centre)
    with pytest.raises(Exception, match="You may not write here"):
        actions.ask(request=request, offer=offer, total=1, at=timezone.now())


def test_whoever_withdraws_a_request_goes_on_with_the_mentor_they_have(pair: Mentorship, mentee: Any) -> None:
    actions.withdraw(Request.objects.get(member=mentee), at=timezone.now())
    pair.refresh_from_db()
    assert pair.is_active


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", [*GOING, withdraws])
def test_a_yes_and_a_goodbye_at_the_same_instant_leave_nothing_half_done(
    way: Callable[[Any, Any], None], centre: Any, mentor: Any, mentee: Any, told: Any
) -> None:
    offer, request = make_mentor(centre, mentor, wishes={}), make_request(centre, mentee, wishes={})
    made = actions.ask(request=request, offer=offer, total=1, at=timezone.now())
    failures = at_once(
        [
            lambda: actions.accept(mentorship=made, by=mentor, at=timezone.now()),
            lambda: way(mentor, centre),
        ]
    )
    made.refresh_from_db()
    assert [type(failure).__name__ for failure in failures] in ([], ["ValidationError"], ["PermissionDenied"])
    assert (made.is_over, made.is_active) == (True, False)
    news = told("declined") + told("left")
    assert [person for person in news if person == mentee] == [mentee]


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", GOING)
def test_a_question_and_a_goodbye_at_the_same_instant_leave_nobody_waiting(
    way: Callable[[Any, Any], None], centre: Any, mentor: Any, mentee: Any
) -> None:
    offer, request = make_mentor(centre, mentor, wishes={}), make_request(centre, mentee, wishes={})
    at_once(
        [
            lambda: actions.ask(request=request, offer=offer, total=1, at=timezone.now()),
            lambda: way(mentee, centre),
        ]
    )
    assert not Mentorship.objects.live(timezone.now()).exists()


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_both_end_it_at_the_same_instant_and_it_ends_once(centre: Any, told: Any) -> None:
    pair = make_pair(centre)
    now = timezone.now()
    failures = at_once([lambda by=by: actions.end(mentorship=pair, by=by, at=now) for by in (pair.mentor, pair.mentee)])
    assert [type(failure).__name__ for failure in failures] == ["PermissionDenied"]
    assert len(told("ended")) == 1
    assert Feedback.objects.count() == 2
