"""Two people in one hall enter a count in the same instant: one is stored, and nobody's is lost unsaid."""

import pytest
from django.core.exceptions import ValidationError

from initiatives.voting import actions
from initiatives.voting.models import Hands, Minutes
from tests.racing import at_once
from tests.voting.meetings.conftest import begin, call, make_meeting, make_motion

pytestmark = [pytest.mark.engine, pytest.mark.django_db(transaction=True)]


def counting(motion, by, figures):
    names = ("in_favour", "against", "abstained")
    return lambda: actions.count_hands(motion=motion, by=by, **dict(zip(names, figures, strict=True)))


def test_twelve_who_enter_the_same_count_store_it_once_and_are_all_content(quorate, coordinator):
    motion = quorate.motions.first()
    assert at_once([counting(motion, coordinator, (12, 5, 3))] * 12) == []
    assert Hands.objects.get().in_favour == 12


def test_of_two_different_counts_one_is_stored_and_the_other_is_told(quorate, coordinator, chair):
    motion = quorate.motions.first()
    pieces = [counting(motion, coordinator, (12, 5, 3)), counting(motion, chair, (11, 6, 3))] * 4
    failures = at_once(pieces)
    assert {error.code for error in failures if isinstance(error, ValidationError)} == {"meanwhile"}
    assert len(failures) == 4
    assert Hands.objects.count() == 1


def test_two_motions_that_do_not_fit_together_are_not_both_adopted(centre, coordinator):
    meeting = make_meeting(centre)
    motions = [make_motion(meeting, title, 3_000_000) for title in ("Path", "Hall", "Roof")]
    meeting = begin(call(meeting))
    actions.count_attendance(meeting=meeting, term="first", present=20, by=coordinator)
    failures = at_once([counting(motion, coordinator, (20, 0, 0)) for motion in motions])
    assert [error.code for error in failures] == ["beyond the fund"] * 2
    assert sum(motion.is_adopted for motion in motions) == 1


def test_a_count_entered_while_the_minutes_are_adopted_is_in_them_or_refused(quorate, coordinator):
    lamps, bench = quorate.motions.all()
    closing = {"chair_name": "A", "clerk_name": "B", "by": coordinator}
    work = [lambda: actions.adopt_minutes(meeting=quorate, **closing)] * 2
    work += [counting(lamps, coordinator, (12, 5, 3)), counting(bench, coordinator, (9, 5, 3))]
    failures = at_once(work)
    assert {type(error) for error in failures} == {actions.MeetingFinal}
    told = sum(len(motion["counts"]) for motion in Minutes.objects.get().record["motions"])
    assert told == Hands.objects.count()
