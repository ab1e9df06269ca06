"""Goals with steps: either side writes, ticks off and undoes; without any script."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mentoring import actions
from mentoring.models import Goal, Mentorship, Step
from mentoring.models.agreements import MOST_GOALS, MOST_STEPS
from tests.mentoring.making import make_pair
from tests.racing import at_once

pytestmark = pytest.mark.django_db


def page(pair: Mentorship, end: str = "") -> str:
    return f"/en/lipka/mentoring/mentorships/{pair.pk}/goals/{end}"


@pytest.fixture
def goal(pair: Mentorship, mentee: Any) -> Goal:
    return actions.add_goal(mentorship=pair, text="My diploma is recognised", by=mentee, at=timezone.now())


@pytest.fixture
def step(goal: Goal, mentor: Any) -> Step:
    return actions.add_step(goal=goal, text="Have it translated", by=mentor, at=timezone.now())


def test_either_side_writes_goals_and_steps_and_ticks_them_off(
    pair: Mentorship, mentor: Any, mentee: Any, client_of: Any
) -> None:
    client_of(mentee).post(page(pair), {"text": "  My diploma is recognised "})
    goal = Goal.objects.get()
    html = client_of(mentor).post(page(pair, f"{goal.pk}/steps/"), {"text": "Have it translated"}, follow=True)
    assert "Have it translated" in html.content.decode()
    step = Step.objects.get()
    client_of(mentee).post(page(pair, f"{goal.pk}/steps/{step.pk}/done/"))
    html = client_of(mentor).post(page(pair, f"{goal.pk}/done/"), follow=True).content.decode()
    assert "Well done" in html
    goal.refresh_from_db()
    step.refresh_from_db()
    assert (goal.text, goal.by, step.by) == ("My diploma is recognised", mentee, mentor)
    assert step.done_at <= goal.reached_at


def test_what_was_ticked_keeps_its_first_day_and_can_be_undone(
    pair: Mentorship, goal: Goal, step: Step, mentor: Any, mentee: Any, client_of: Any
) -> None:
    for thing, address in ((step, f"{goal.pk}/steps/{step.pk}/"), (goal, f"{goal.pk}/")):
        name = "done_at" if isinstance(thing, Step) else "reached_at"
        client_of(mentee).post(page(pair, f"{address}done/"))
        thing.refresh_from_db()
        first = getattr(thing, name)
        client_of(mentor).post(page(pair, f"{address}done/"))
        thing.refresh_from_db()
        assert getattr(thing, name) == first
        client_of(mentor).post(page(pair, f"{address}not-yet/"))
        thing.refresh_from_db()
        assert getattr(thing, name) is None


def test_what_no_longer_counts_is_removed(
    pair: Mentorship, goal: Goal, step: Step, mentor: Any, client_of: Any
) -> None:
    client_of(mentor).post(page(pair, f"{goal.pk}/steps/{step.pk}/removal/"))
    assert list(goal.steps.all()) == []
    client_of(mentor).post(page(pair, f"{goal.pk}/removal/"))
    assert list(pair.goals.all()) == []


@pytest.mark.parametrize("text", ["", "   ", "x" * 201, "My diploma is recognised"])
def test_a_goal_that_is_not_in_order_is_told_and_what_was_typed_stays(
    text: str, pair: Mentorship, goal: Goal, mentor: Any, client_of: Any
) -> None:
    html = client_of(mentor).post(page(pair), {"text": text}).content.decode()
    assert "Please look at this again" in html
    assert text.strip() in html
    assert pair.goals.count() == 1


@pytest.mark.parametrize("text", ["", "x" * 201, "Have it translated"])
def test_a_step_that_is_not_in_order_is_told_at_its_goal(
    text: str, pair: Mentorship, goal: Goal, step: Step, mentor: Any, client_of: Any
) -> None:
    html = client_of(mentor).post(page(pair, f"{goal.pk}/steps/"), {"text": text}).content.decode()
    assert f'href="#id_step_{goal.pk}_text"' in html
    assert text in html
    assert goal.steps.count() == 1


def test_there_are_at_most_ten_goals_of_ten_steps(pair: Mentorship, goal: Goal, mentor: Any, client_of: Any) -> None:
    for number in range(1, MOST_GOALS):
        client_of(mentor).post(page(pair), {"text": f"Goal {number}"})
    for number in range(MOST_STEPS):
        client_of(mentor).post(page(pair, f"{goal.pk}/steps/"), {"text": f"Step {number}"})
    html = client_of(mentor).post(page(pair), {"text": "One too many"}).content.decode()
    assert "At most 10 goals" in html
    assert "One too many" in html
    html = client_of(mentor).post(page(pair, f"{goal.pk}/steps/"), {"text": "One too many"}).content.decode()
    assert "At most 10 steps" in html
    assert (pair.goals.count(), goal.steps.count()) == (MOST_GOALS, MOST_STEPS)


def test_goals_are_found_by_both_while_it_runs_and_by_nobody_else_or_afterwards(
    pair: Mentorship, goal: Goal, step: Step, mentor: Any, mentee: Any, everybody: Any, client_of: Any
) -> None:
    people = everybody(mentor=mentor, mentee=mentee)
    del people["stranger"]

    def readers() -> set[str]:
        return {
            name for name, user in people.items() if "My diploma" in client_of(user).get(page(pair)).content.decode()
        }

    assert readers() == {"mentor", "mentee"}
    verbs = ["done/", "not-yet/", "removal/"]
    ends = [*verbs, "steps/", *(f"steps/{step.pk}/{verb}" for verb in verbs)]
    for name, user in people.items():
        if name not in {"mentor", "mentee"}:
            answers = [client_of(user).post(page(pair, f"{goal.pk}/{end}"), {"text": "Mine"}) for end in ends]
            assert [answer.status_code for answer in answers] == [404] * len(ends)
    coordinators = client_of(people["mentor coordinator"]).get(pair.get_absolute_url()).content.decode()
    assert "My diploma" not in coordinators
    actions.end(mentorship=pair, by=mentee, at=timezone.now())
    assert readers() == set()
    answers = [client_of(mentor).post(page(pair, f"{goal.pk}/{end}"), {"text": "Mine"}) for end in ends]
    assert [answer.status_code for answer in answers] == [404] * len(ends)
    assert (Goal.objects.count(), Step.objects.count()) == (1, 1)


def test_a_goal_of_another_pair_cannot_be_reached_through_ones_own(
    centre: Any, pair: Mentorship, goal: Goal, step: Step, client_of: Any
) -> None:
    other = make_pair(centre)
    own = actions.add_goal(mentorship=other, text="Ours", by=other.mentor, at=timezone.now())
    client = client_of(other.mentor)
    assert client.post(page(other, f"{goal.pk}/done/")).status_code == 404
    assert client.post(page(other, f"{own.pk}/steps/{step.pk}/done/")).status_code == 404
    assert not Step.objects.filter(done_at__isnull=False).exists()


def test_the_page_asks_the_database_as_often_for_ten_goals(
    pair: Mentorship, goal: Goal, step: Step, mentor: Any, client_of: Any
) -> None:
    client = client_of(mentor)
    client.get(page(pair))
    with CaptureQueriesContext(connection) as for_one:
        client.get(page(pair))
    for number in range(1, MOST_GOALS):
        each = actions.add_goal(mentorship=pair, text=f"Goal {number}", by=mentor, at=timezone.now())
        for which in range(MOST_STEPS):
            actions.add_step(goal=each, text=f"Step {which}", by=mentor, at=timezone.now())
    with CaptureQueriesContext(connection) as for_ten:
        client.get(page(pair))
    assert len(for_ten) == len(for_one)


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_the_tenth_goal_is_written_once_however_many_write_at_the_same_instant(centre: Any) -> None:
    pair = make_pair(centre)
    for number in range(MOST_GOALS - 1):
        actions.add_goal(mentorship=pair, text=f"Goal {number}", by=pair.mentor, at=timezone.now())
    writing = {"mentorship": pair, "by": pair.mentee, "at": timezone.now()}
    failures = at_once([lambda n=number: actions.add_goal(text=f"New {n}", **writing) for number in range(4)])
    assert (len(failures), pair.goals.count()) == (3, MOST_GOALS)
