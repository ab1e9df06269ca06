"""What the clock says: once each, and only where it is due."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from mentoring import actions, silence
from mentoring.models import Mentorship
from mentoring.tasks import end_unanswered_questions, nudge_silent_pairs, remind_who_has_not_answered
from tests.mentoring.making import make_mentor, make_pair, make_request
from tests.racing import at_once

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def question(centre: Any, mentor: Any, mentee: Any, days: int) -> Mentorship:
    offer = make_mentor(centre, mentor, wishes={})
    request = make_request(centre, mentee, wishes={})
    return actions.ask(request=request, offer=offer, total=8000, at=timezone.now() - days * DAY)


def began(pair: Mentorship, days: int) -> Mentorship:
    at = timezone.now() - days * DAY
    Mentorship.objects.filter(pk=pair.pk).update(mentor_accepted_at=at, mentee_accepted_at=at)
    return pair


# --- A question ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "reminded"), [(4, False), (5, True), (6, True), (7, False)])
def test_on_the_fifth_day_the_mentor_who_has_not_answered_is_reminded_once(
    days: int, reminded: bool, centre: Any, mentor: Any, mentee: Any, told: Any
) -> None:
    question(centre, mentor, mentee, days)
    for _time in range(2):
        remind_who_has_not_answered.func()
    assert told("unanswered") == ([mentor] if reminded else [])


def test_whoever_has_answered_is_not_reminded(centre: Any, mentor: Any, mentee: Any, told: Any) -> None:
    made = question(centre, mentor, mentee, 6)
    actions.accept(mentorship=made, by=mentor, at=timezone.now())
    remind_who_has_not_answered.func()
    assert told("unanswered") == []


def test_on_the_seventh_day_it_lapses_and_the_mentee_is_led_to_the_next_best(
    centre: Any, mentor: Any, mentee: Any, told: Any, client_of: Any
) -> None:
    made = question(centre, mentor, mentee, 7)
    following = make_mentor(centre, wishes={})
    for _time in range(2):
        end_unanswered_questions.func()
    assert told("lapsed") == [mentee]
    client = client_of(mentee)
    assert "/mine/request/best/" in client.get(made.get_absolute_url()).content.decode()
    assert f"offer-{following.pk}" in client.get("/en/lipka/mentoring/mine/request/best/").content.decode()


# --- Silence ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "nudged"), [(20, False), (21, True), (60, True)])
def test_after_three_silent_weeks_both_get_one_nudge(
    days: int, nudged: bool, pair: Mentorship, mentor: Any, mentee: Any, told: Any
) -> None:
    began(pair, days)
    for _time in range(2):
        nudge_silent_pairs.func()
    assert told("silent") == ([mentor, mentee] if nudged else [])


def test_there_is_at_most_one_nudge_in_three_silent_weeks(pair: Mentorship, told: Any) -> None:
    began(pair, 60)
    for days, times in ((20, 1), (21, 2)):
        Mentorship.objects.update(nudged_at=timezone.now() - days * DAY)
        nudge_silent_pairs.func()
        nudge_silent_pairs.func()
        assert len(told("silent")) == 2 * (times - 1)


def tick(pair: Mentorship, by: Any, at: Any) -> None:
    goal = actions.add_goal(mentorship=pair, text="Goal", by=by, at=at)
    actions.mark(actions.add_step(goal=goal, text="Step", by=by, at=at), by=by, at=at)


def reach(pair: Mentorship, by: Any, at: Any) -> None:
    actions.mark(actions.add_goal(mentorship=pair, text="Goal", by=by, at=at), by=by, at=at)


def write_down(pair: Mentorship, by: Any, at: Any) -> None:
    actions.draft(mentorship=pair, terms=actions.Terms("Aim", "weekly", 3), seen=0, by=by, at=at)


@pytest.mark.parametrize("sign", [tick, reach, write_down])
def test_what_either_side_does_breaks_the_silence(sign: Any, pair: Mentorship, mentor: Any, told: Any) -> None:
    began(pair, 60)
    sign(pair, mentor, timezone.now() - 20 * DAY)
    nudge_silent_pairs.func()
    assert told("silent") == []


def test_what_was_done_more_than_three_weeks_ago_is_silence_again(pair: Mentorship, mentor: Any, told: Any) -> None:
    began(pair, 60)
    tick(pair, mentor, timezone.now() - 22 * DAY)
    nudge_silent_pairs.func()
    assert len(told("silent")) == 2


def yesterday(numbers: Any) -> dict[int, Any]:
    return {number: timezone.now() - DAY for number in numbers}


def all_of_them(numbers: Any) -> set[int]:
    return {*numbers}


def test_another_part_of_the_room_adds_its_signs_of_life_by_one_line(
    pair: Mentorship, told: Any, monkeypatch: Any
) -> None:
    began(pair, 60)
    monkeypatch.setattr(silence, "SIGNS", [*silence.SIGNS, f"{__name__}.yesterday"])
    nudge_silent_pairs.func()
    assert told("silent") == []


def test_nobody_is_nudged_while_another_part_says_to_leave_them_alone(
    pair: Mentorship, told: Any, monkeypatch: Any
) -> None:
    began(pair, 60)
    monkeypatch.setattr(silence, "RESTING", [f"{__name__}.all_of_them"])
    nudge_silent_pairs.func()
    assert told("silent") == []


def test_what_has_ended_is_not_nudged(pair: Mentorship, mentor: Any, told: Any) -> None:
    began(pair, 60)
    actions.end(mentorship=pair, by=mentor, at=timezone.now())
    nudge_silent_pairs.func()
    assert told("silent") == []


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_clocks_that_strike_together_say_it_once(centre: Any, mentor: Any, mentee: Any, told: Any) -> None:
    pair = began(make_pair(centre), 60)
    question(centre, mentor, mentee, 6)
    assert at_once([nudge_silent_pairs.func, remind_who_has_not_answered.func] * 2) == []
    assert (told("silent"), told("unanswered")) == ([pair.mentor, pair.mentee], [mentor])
