"""What happens in the hall: who is there, and which hands are raised. The database's clock says what has begun.

Every count names the number of the one it follows. Two people who enter the same count at once store it once; where
they disagree, the second is told, and corrects with a reason or not at all.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.interface.templatetags.interface import money
from community.members.models import User
from initiatives.voting.actions.meetings import lock_changeable
from initiatives.voting.models import Attendance, Attendee, Hands, Meeting, Motion, Term


@transaction.atomic
def count_attendance(
    *, meeting: Meeting, term: str, present: int, by: User, after: int = 0, reason: str = ""
) -> Attendance:
    """A count of those present at `term`. `after` is the number of the count that the writer saw, 0 for none."""
    locked = lock_begun(meeting)
    last = locked.attendances.last()
    if last and last.number != after:
        if (last.term, last.present) == (term, present):
            return last
        raise meanwhile()
    _refuse_term(locked, Term(term), last)
    if present > locked.entitled:
        raise ValidationError(
            {"present": _("Only %(count)d people are entitled to vote here.") % {"count": locked.entitled}}
        )
    if last and last.term == term and not reason:
        raise ValidationError({"reason": _("Say why the number changed: people came or left, or it was miscounted.")})
    return Attendance.objects.create(
        meeting=locked,
        number=after + 1,
        term=term,
        present=present,
        entitled=locked.entitled,
        quorum=locked.quorum if term == Term.FIRST else 0,
        reason=reason,
        by=by,
    )


def _refuse_term(meeting: Meeting, term: Term, last: Attendance | None) -> None:
    """The second term follows a first that was counted and found too small, and only once its time has come."""
    if term == Term.FIRST:
        if last and last.term == Term.SECOND:
            raise ValidationError({"term": _("The second term is open already.")})
        return
    if meeting.second_term_at is None:
        raise ValidationError({"term": _("No second term was announced.")})
    if last is None:
        raise ValidationError({"term": _("Count those present at the first term first.")})
    if last.term == Term.FIRST and last.has_quorum:
        raise ValidationError({"term": _("The first term has its quorum: the meeting is open.")})
    if not Meeting.objects.second_term_begun().filter(pk=meeting.pk).exists():
        raise ValidationError({"term": _("The second term has not begun yet.")})


@transaction.atomic
def count_hands(
    *, motion: Motion, in_favour: int, against: int, abstained: int, by: User, after: int = 0, reason: str = ""
) -> Hands:
    """Hands counted on a motion, of at most those present. `after` is the number of the count the writer saw."""
    meeting = lock_begun(motion.meeting)
    figures = {"in_favour": in_favour, "against": against, "abstained": abstained}
    last = motion.counts.last()
    if last and last.number != after:
        if figures == {name: getattr(last, name) for name in figures}:
            return last
        raise meanwhile()
    present = quorate(meeting).present
    if sum(figures.values()) > present:
        raise ValidationError(_few(sum(figures.values()), present), code="more than present")
    if last and not reason:
        raise ValidationError({"reason": _("Say why the count is corrected.")})
    hands = Hands(motion=motion, number=after + 1, present=present, reason=reason, by=by, **figures)
    if hands.carries:
        _refuse_beyond_fund(meeting, motion)
    hands.save()
    return hands


def quorate(meeting: Meeting) -> Attendance:
    """The count of those present under which the meeting may decide now."""
    last = meeting.attendances.last()
    if last is None:
        raise ValidationError(_("Count those present first: without a quorum nothing can be voted on."), code="nobody")
    if not last.has_quorum:
        raise ValidationError(_("There is no quorum: nothing can be voted on."), code="no quorum")
    return last


def _few(hands: int, present: int) -> str:
    text = ngettext(
        "%(hands)d hands were entered, but only %(count)d person is present.",
        "%(hands)d hands were entered, but only %(count)d people are present.",
        present,
    )
    return text % {"hands": hands, "count": present}


def _refuse_beyond_fund(meeting: Meeting, motion: Motion) -> None:
    if meeting.fund is None:
        return
    others = meeting.motions.exclude(pk=motion.pk).prefetch_related("counts")
    left = meeting.fund - sum(other.cost for other in others if other.is_adopted)
    if motion.cost > left:
        text = _(
            "This motion costs %(cost)s, but only %(left)s of the fund is left after the motions already adopted. "
            "The meeting cannot adopt both: vote again on one of them and enter that count with its reason."
        )
        facts = {"cost": money(motion.cost, meeting.currency), "left": money(left, meeting.currency)}
        raise ValidationError(text % facts, code="beyond the fund")


@transaction.atomic
def list_names(*, meeting: Meeting, names: Iterable[str]) -> int:
    """Puts names on the attendance list, those already there once only; answers how many are new."""
    locked = lock_begun(meeting)
    there = set(locked.attendees.values_list("name", flat=True))
    new = [name for name in dict.fromkeys(names) if name not in there]
    _refuse_beyond_entitled(locked, len(there) + len(new))
    Attendee.objects.bulk_create([Attendee(meeting=locked, name=name) for name in new])
    return len(new)


@transaction.atomic
def list_member(*, meeting: Meeting, member: User) -> Attendee:
    locked = lock_begun(meeting)
    there = locked.attendees.filter(member=member).first()
    if there:
        return there
    if locked.attendees.filter(name=member.display_name).exists():
        raise ValidationError(
            _("This name is on the list already. Write it with a house number to tell the two apart.")
        )
    _refuse_beyond_entitled(locked, locked.attendees.count() + 1)
    return Attendee.objects.create(meeting=locked, member=member, name=member.display_name)


@transaction.atomic
def strike_name(*, attendee: Attendee) -> None:
    lock_begun(attendee.meeting)
    attendee.delete()


def _refuse_beyond_entitled(meeting: Meeting, names: int) -> None:
    if names > meeting.entitled:
        raise ValidationError(
            _("That would be more names than the %(count)d people entitled to vote here.") % {"count": meeting.entitled}
        )


def lock_begun(meeting: Meeting) -> Meeting:
    """The meeting under its row's lock, once its first term has come by the database's clock."""
    locked = lock_changeable(meeting)
    if not Meeting.objects.begun().filter(pk=meeting.pk).exists():
        raise ValidationError(_("The meeting has not begun yet."), code="too early")
    return locked


def meanwhile() -> ValidationError:
    return ValidationError(
        _("Somebody has entered another count in the meantime. Look at it, and correct it only where it is wrong."),
        code="meanwhile",
    )
