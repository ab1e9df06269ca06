"""When a pair has last done something together, told by the parts of this room; and when nobody shall be nudged.

A part adds itself by one line in SIGNS or RESTING.
"""

import datetime as dt
from collections.abc import Collection, Iterator

from django.db.models import Max
from django.utils.module_loading import import_string

from mentoring.models import Agreement, Case, Goal, Meeting, Mentorship, MentorshipQuerySet, Message, Step

SILENCE = dt.timedelta(days=21)
Days = dict[int, dt.datetime]

# (numbers of mentorships) → when each of them last showed a sign of life.
SIGNS = [
    "mentoring.silence.ticked",
    "mentoring.silence.reached",
    "mentoring.silence.drafted",
    "mentoring.silence.written",
    "mentoring.silence.met",
]
# (numbers of mentorships) → those of them that are left alone, as while a case is open.
RESTING = ["mentoring.silence.looked_into"]


def silent(at: dt.datetime) -> Iterator[Mentorship]:
    """Active pairs that neither did anything nor were nudged for three weeks."""
    known = list(long_enough(at).select_related("centre", "mentor", "mentee").order_by("pk"))
    numbers = [each.pk for each in known]
    left_alone = {pk for path in RESTING for pk in import_string(path)(numbers)}
    last = last_signs(numbers)
    for each in known:
        if each.pk not in left_alone and last.get(each.pk, at - SILENCE) <= at - SILENCE:
            yield each


def long_enough(at: dt.datetime) -> MentorshipQuerySet:
    """Began three weeks ago, and was not nudged since."""
    before = at - SILENCE
    begun = Mentorship.objects.active().filter(mentor_accepted_at__lte=before, mentee_accepted_at__lte=before)
    return begun.exclude(nudged_at__gt=before)


def last_signs(numbers: Collection[int]) -> Days:
    """The latest of all parts; a pair that never did anything is missing."""
    last: Days = {}
    for path in SIGNS:
        for number, when in import_string(path)(numbers).items():
            last[number] = max(when, last.get(number, when))
    return last


def ticked(numbers: Collection[int]) -> Days:
    done = Step.objects.filter(goal__mentorship__in=numbers, done_at__isnull=False).order_by()
    return dict(done.values_list("goal__mentorship").annotate(last=Max("done_at")))


def reached(numbers: Collection[int]) -> Days:
    done = Goal.objects.filter(mentorship__in=numbers, reached_at__isnull=False).order_by()
    return dict(done.values_list("mentorship").annotate(last=Max("reached_at")))


def drafted(numbers: Collection[int]) -> Days:
    return dict(
        Agreement.objects.filter(mentorship__in=numbers)
        .order_by()
        .values_list("mentorship")
        .annotate(last=Max("drafted_at"))
    )


def written(numbers: Collection[int]) -> Days:
    told = Message.objects.filter(mentorship__in=numbers).order_by()
    return dict(told.values_list("mentorship").annotate(last=Max("written_at")))


def met(numbers: Collection[int]) -> Days:
    """Or is about to: whoever has agreed a day is not silent before it."""
    agreed = Meeting.objects.filter(mentorship__in=numbers, called_off_at__isnull=True).order_by()
    return dict(agreed.values_list("mentorship").annotate(last=Max("starts_at")))


def looked_into(numbers: Collection[int]) -> list[int]:
    standing = Case.objects.standing().filter(mentorship__in=numbers).order_by()
    return list(standing.values_list("mentorship", flat=True))
