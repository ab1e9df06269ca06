"""Adopting the minutes: the record becomes final. Afterwards it is handed in and annotated, never changed."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from community.members.models import User
from initiatives.voting.actions.hall import lock_begun, meanwhile, quorate
from initiatives.voting.models import HandingIn, Meeting, Minutes, Motion, Remark
from initiatives.voting.secrecy import canonical, digest

FORMAT = "locer-minutes/1"


@transaction.atomic
def adopt_minutes(*, meeting: Meeting, chair_name: str, clerk_name: str, by: User, seen: str | None = None) -> Minutes:
    """Closes the meeting. `seen` is the seal of what the writer read: where a count changed since, it stays open."""
    locked = lock_begun(meeting)
    quorate(locked)
    record = record_of(locked)
    if seen is not None and seen != digest(canonical(record)):
        raise meanwhile()
    record |= {"chair": chair_name, "clerk": clerk_name}
    return Minutes.objects.create(
        meeting=locked,
        chair_name=chair_name,
        clerk_name=clerk_name,
        record=record,
        seal=digest(canonical(record)),
        by=by,
    )


@transaction.atomic
def hand_in(*, meeting: Meeting, day: dt.date, reference: str, by: User, at: dt.datetime) -> HandingIn:
    """Notes when the request reached the office: once, between the day of the meeting and today."""
    locked = Meeting.objects.select_for_update(of=["self"]).select_related("centre").get(pk=meeting.pk)
    zone = locked.centre.zone
    if not locked.is_minuted:
        raise ValidationError(_("Adopt the minutes first."))
    if hasattr(locked, "handed_in"):
        raise ValidationError(_("It was noted already that the request was handed in."))
    if not locked.first_term_at.astimezone(zone).date() <= day <= at.astimezone(zone).date():
        raise ValidationError({"day": _("Choose a day between the meeting and today.")})
    return HandingIn.objects.create(meeting=locked, day=day, reference=reference, by=by)


@transaction.atomic
def remark(*, meeting: Meeting, text: str, by: User) -> Remark:
    if not Minutes.objects.filter(meeting=meeting).exists():
        raise ValidationError(_("Adopt the minutes first."))
    return Remark.objects.create(meeting=meeting, text=text, by=by)


def record_of(meeting: Meeting) -> dict[str, Any]:
    """Everything that the minutes say besides who signs them. Money is in minor units; nobody present is named."""
    motions = [motion_of(motion) for motion in meeting.motions.prefetch_related("counts")]
    return {
        "format": FORMAT,
        "meeting": meeting.pk,
        "centre": meeting.centre.slug,
        "language": meeting.language,
        "title": meeting.title,
        "area": meeting.area,
        "place": meeting.place,
        "first_term_at": meeting.first_term_at.isoformat(),
        "second_term_at": meeting.second_term_at.isoformat() if meeting.second_term_at else None,
        "entitled": meeting.entitled,
        "quorum": {"parts": meeting.quorum_parts, "of": meeting.quorum_of, "needed": meeting.quorum},
        "agenda": meeting.agenda_lines,
        "attendance": list(meeting.attendances.values("number", "term", "present", "quorum", "reason")),
        "currency": meeting.currency,
        "fund": meeting.fund,
        "budget_year": meeting.budget_year,
        "legal_basis": meeting.legal_basis,
        "office": meeting.office,
        "deadline_on": meeting.deadline_on.isoformat() if meeting.deadline_on else None,
        "motions": motions,
        "adopted_cost": sum(motion["cost"] for motion in motions if motion["adopted"]),
    }


def motion_of(motion: Motion) -> dict[str, Any]:
    """`adopted` is null where the motion was not put to the vote."""
    figures = ("number", "in_favour", "against", "abstained", "present", "reason")
    hands = motion.hands
    return {
        "number": motion.number,
        "title": motion.title,
        "text": motion.text,
        "reasons": motion.reasons,
        "cost": motion.cost,
        "proposed_by": motion.proposed_by,
        "initiative": motion.initiative_id,
        "counts": [{name: getattr(count, name) for name in figures} for count in motion.counts.all()],
        "adopted": hands.carries if hands else None,
    }
