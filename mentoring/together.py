"""What two people share: on the page of their mentorship, in what one of them downloads, and how it is forgotten."""

import datetime as dt
from typing import Any

from community.members.models import User
from mentoring.models import Agreement, Feedback, Goal, Mentorship, MentorshipQuerySet, Step

AGREED = ("aims", "rhythm", "months", "private", "drafted_at", "mentor_agreed_at", "mentee_agreed_at")
ANSWERED = ("side", "moment", "asked_at", "given_at", "gets_on", "helps", "recommends", "words", "opened")


def shown_on(mentorship: Mentorship, reader: User, *, at: dt.datetime) -> dict[str, Any]:
    """For the page of a mentorship: to both sides while it is active, what they share; what is asked of the reader;
    to the mentor coordinator why it ended, and sentences that were opened."""
    side = mentorship.side_of(reader)
    facts: dict[str, Any] = {"my_side": side}
    if not side:
        return facts | {"reason": mentorship.get_ended_reason_display(), "opened": opened(mentorship)}
    asked = Feedback.objects.waiting(at).of(reader).filter(mentorship=mentorship)
    facts["asked_feedback"] = asked.select_related("mentorship__centre").first()
    if not mentorship.is_active:
        return facts
    return facts | agreements(mentorship, side) | {"goals": goals(mentorship)}


def agreements(mentorship: Mentorship, side: str) -> dict[str, Any]:
    """The one that holds, and beside it one that waits for somebody's yes."""
    rows = list(mentorship.agreements.newest_first())
    draft = next((row for row in rows if not row.is_confirmed), None)
    return {
        "agreement": next((row for row in rows if row.is_confirmed), None),
        "draft": draft,
        "draft_is_mine": draft is not None and draft.agreed_at(side) is not None,
    }


def goals(mentorship: Mentorship) -> list[dict[str, Any]]:
    """In the order in which they were written, each with its steps. Two queries."""
    rows = mentorship.goals.order_by("made_at", "pk").prefetch_related("steps")
    return [counted(goal) for goal in rows]


def counted(goal: Goal) -> dict[str, Any]:
    steps = sorted(goal.steps.all(), key=lambda step: (step.made_at, step.pk))
    done = sum(step.done_at is not None for step in steps)
    return {"goal": goal, "steps": steps, "done": done, "count": len(steps)}


def opened(mentorship: Mentorship) -> list[Feedback]:
    return list(mentorship.feedback.opened())


# --- One's own data ---------------------------------------------------------------------------------------------------


def written_by(member: User) -> dict[str, Any]:
    """What the member wrote, also after the end; nothing that the other side did."""
    ends = Mentorship.objects.filter(ended_by=member, ended_at__isnull=False)
    return {
        "agreements_drafted": list(Agreement.objects.filter(drafted_by=member).order_by("pk").values(*AGREED)),
        "goals": list(Goal.objects.filter(by=member).order_by("pk").values("text", "made_at", "reached_at")),
        "steps": list(Step.objects.filter(by=member).order_by("pk").values("text", "made_at", "done_at")),
        "feedback": list(Feedback.objects.of(member).order_by("pk").values(*ANSWERED)),
        "ended_by_me": list(ends.order_by("pk").values("ended_at", "ended_reason")),
    }


def forget_of(member: User) -> None:
    """Words and writer go; dates and figures stay for counting, and name nobody."""
    Agreement.objects.filter(drafted_by=member).delete()
    Goal.objects.filter(by=member).update(text="", by=None)
    Step.objects.filter(by=member).update(text="", by=None)
    Feedback.objects.of(member).update(words="", by=None, opened=False)


def forget_words(mentorships: MentorshipQuerySet) -> None:
    """Of what is long over nothing stays that could be read."""
    Agreement.objects.filter(mentorship__in=mentorships).delete()
    Goal.objects.filter(mentorship__in=mentorships).update(text="", by=None)
    Step.objects.filter(goal__mentorship__in=mentorships).delete()
    Feedback.objects.filter(mentorship__in=mentorships).update(words="", by=None, opened=False)
