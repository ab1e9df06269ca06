"""From a question to a yes or a no. Nobody gives a reason."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from rules import has_perm

from community.members.models import Centre, User
from community.notifications.actions import notify
from mentoring.models import Apart, Mentorship, MentorshipQuerySet, Offer, Request, Said
from mentoring.models.mentorships import ANSWERED_WITHIN


@transaction.atomic
def ask(*, request: Request, offer: Offer, total: int, at: dt.datetime) -> Mentorship:
    """The mentee asks, which is their own yes, and takes a place until the mentor has answered.

    Whoever asks for a mentor's last place at the same instant waits for the other at the offer's row.
    """
    offer = Offer.objects.select_for_update(of=("self",)).select_related("member", "centre").get(pk=offer.pk)
    request = Request.objects.select_for_update(of=("self",)).select_related("member").get(pk=request.pk)
    refuse_unless_free(request, offer, at)
    made = Mentorship.objects.create(
        centre=offer.centre,
        offer=offer,
        request=request,
        mentor=offer.member,
        mentee=request.member,
        total=total,
        proposed_at=at,
        mentee_accepted_at=at,
        expires_at=at + ANSWERED_WITHIN,
    )
    notify([offer.member], "mentoring.asked", made, centre=offer.centre, at=at)
    return made


def refuse_unless_free(request: Request, offer: Offer, at: dt.datetime) -> None:
    end_lapsed(Mentorship.objects.filter(request=request), at)
    if not (request.is_open and not request.is_paused):
        raise ValidationError(_("Your request is paused or withdrawn."), code="request")
    if Mentorship.objects.standing().filter(request=request).exists():
        raise ValidationError(_("You have asked somebody already. One at a time."), code="asked")
    if Apart.objects.filter(centre=offer.centre, mentor=offer.member, mentee=request.member).exists():
        raise ValidationError(_("This mentor cannot be asked any more."), code="apart")
    taken = Mentorship.objects.live(at).filter(offer=offer).count()
    if taken >= offer.capacity or not Offer.objects.ready(at).filter(pk=offer.pk).exists():
        raise ValidationError(_("Somebody else was quicker: this mentor has no free place now."), code="full")


@transaction.atomic
def accept(*, mentorship: Mentorship, by: User, at: dt.datetime) -> None:
    """The mentor's yes: from now on both see each other's names."""
    found = locked(mentorship, by, at)
    found.mentor_accepted_at = at
    found.save(update_fields=["mentor_accepted_at"])
    note_first_yes(found, at)
    notify([known(found.mentee)], "mentoring.accepted", found, centre=found.centre, at=at)


def note_first_yes(mentorship: Mentorship, at: dt.datetime) -> None:
    """For how long people wait: kept with the request, since who was paired with whom is forgotten."""
    if mentorship.is_agreed:
        Request.objects.filter(mentorships=mentorship, paired_at__isnull=True).update(paired_at=at)


@transaction.atomic
def decline(*, mentorship: Mentorship, by: User, at: dt.datetime) -> None:
    """The mentor's no: the two are never proposed to each other again."""
    found = locked(mentorship, by, at)
    found.declined_at = at
    found.save(update_fields=["declined_at"])
    keep_apart(centre=found.centre, mentor=known(found.mentor), mentee=known(found.mentee), at=at)
    notify([known(found.mentee)], "mentoring.declined", found, centre=found.centre, at=at)


@transaction.atomic
def end(*, mentorship: Mentorship, by: User, at: dt.datetime) -> None:
    """By either side, without a reason; a mentee so takes an open question back. Who had agreed is told."""
    found = Mentorship.objects.select_for_update(of=("self",)).select_related("centre").get(pk=mentorship.pk)
    if not has_perm("mentoring.end_mentorship", by, found):
        raise PermissionDenied
    found.ended_at = at
    found.save(update_fields=["ended_at"])
    if found.is_agreed:
        both = [known(found.mentor), known(found.mentee)]
        notify(both, "mentoring.left", found, actor=by, centre=found.centre, at=at)


def keep_apart(*, centre: Centre, mentor: User, mentee: User, at: dt.datetime) -> None:
    Apart.objects.get_or_create(centre=centre, mentor=mentor, mentee=mentee, defaults={"since": at})


def close_questions(said: Said, *, at: dt.datetime) -> None:
    """Nobody waits for the answer of a mentor who has withdrawn; nor is a mentor asked by who no longer asks."""
    here = {"offer": said} if isinstance(said, Offer) else {"request": said}
    for each in Mentorship.objects.proposed().filter(**here).select_related("centre", "mentee"):
        is_closed = Mentorship.objects.proposed().filter(pk=each.pk).update(ended_at=at)
        if is_closed and isinstance(said, Offer):
            notify([known(each.mentee)], "mentoring.declined", each, centre=each.centre, at=at)


def end_lapsed(mentorships: MentorshipQuerySet, at: dt.datetime) -> int:
    """Questions that nobody answered in time end on the day on which they should have been; their mentees are told."""
    lapsed = list(mentorships.lapsed(at).select_related("centre", "mentee"))
    for each in lapsed:
        if Mentorship.objects.lapsed(at).filter(pk=each.pk).update(ended_at=each.expires_at):
            notify([known(each.mentee)], "mentoring.lapsed", each, centre=each.centre, at=at)
    return len(lapsed)


def locked(mentorship: Mentorship, by: User, at: dt.datetime) -> Mentorship:
    """For the mentor, while the question is open."""
    found = (
        Mentorship.objects.select_for_update(of=("self",))
        .select_related("centre", "mentor", "mentee")
        .get(pk=mentorship.pk)
    )
    if found.mentor_id != by.pk:
        raise PermissionDenied
    if not found.is_open(at):
        raise ValidationError(_("This question has been answered or has ended."), code="over")
    return found


def known(member: User | None) -> User:
    """A mentorship that stands has both sides; the database holds it."""
    assert member is not None
    return member
