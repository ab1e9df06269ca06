"""From a question to a yes or a no. Nobody gives a reason."""

import datetime as dt

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from rules import has_perm

from community.members.models import Centre, User
from community.moderation.rules import is_silenced
from community.notifications.actions import notify
from mentoring.actions.ending import close, known, locked, other_than, tell_it_is_off
from mentoring.models import Apart, Mentorship, MentorshipQuerySet, Offer, Request, Said
from mentoring.models.mentorships import ANSWERED_WITHIN


@transaction.atomic
def ask(*, request: Request, offer: Offer, total: int, at: dt.datetime) -> Mentorship:
    """The mentee asks, which is their own yes, and takes a place until the mentor has answered.

    Whoever asks for a mentor's last place at the same instant waits for the other at the offer's row.
    """
    offer, request = held(offer), held(request)
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


def held[S: Said](said: S) -> S:
    """Locked; it may have been erased a moment ago."""
    here = type(said)._default_manager.select_for_update(of=("self",)).select_related("member", "centre")
    try:
        return here.get(pk=said.pk)
    except ObjectDoesNotExist as error:
        raise ValidationError(_("One of you has just left. Nobody was asked."), code="gone") from error


def refuse_unless_free(request: Request, offer: Offer, at: dt.datetime) -> None:
    end_lapsed(Mentorship.objects.filter(request=request), at)
    if not (request.is_open and not request.is_paused):
        raise ValidationError(_("Your request is paused or withdrawn."), code="request")
    if is_silenced.test(request.member, offer.centre):
        raise ValidationError(_("You may not write here at the moment."), code="silenced")
    if Mentorship.objects.standing().filter(request=request).exists():
        raise ValidationError(_("You have asked somebody already. One at a time."), code="asked")
    if Apart.objects.filter(centre=offer.centre, mentor=offer.member, mentee=request.member).exists():
        raise ValidationError(_("This mentor cannot be asked any more."), code="apart")
    taken = Mentorship.objects.live(at).filter(offer=offer).count()
    if taken >= offer.capacity or not Offer.objects.ready(at).filter(pk=offer.pk).exists():
        raise ValidationError(_("Somebody else was quicker: this mentor has no free place now."), code="full")


@transaction.atomic
def accept(*, mentorship: Mentorship, by: User, at: dt.datetime) -> Mentorship:
    """One side's yes. With the second one both see each other's names, and who said yes first is told."""
    found = answerable(mentorship, by, at)
    own = "mentor_accepted_at" if by.pk == found.mentor_id else "mentee_accepted_at"
    setattr(found, own, at)
    found.save(update_fields=[own])
    if found.is_agreed:
        note_first_yes(found, at)
        kind = "mentoring.accepted" if found.is_asked else "mentoring.agreed"
        notify([other_than(by, found)], kind, found, centre=found.centre, at=at)
    return found


def note_first_yes(mentorship: Mentorship, at: dt.datetime) -> None:
    """For how long people wait: kept with the request, since who was paired with whom is forgotten."""
    if mentorship.is_agreed:
        Request.objects.filter(mentorships=mentorship, paired_at__isnull=True).update(paired_at=at)


@transaction.atomic
def decline(*, mentorship: Mentorship, by: User, at: dt.datetime) -> None:
    """One side's no: the two are never proposed to each other again."""
    found = answerable(mentorship, by, at)
    found.declined_at = at
    found.save(update_fields=["declined_at"])
    keep_apart(centre=found.centre, mentor=known(found.mentor), mentee=known(found.mentee), at=at)
    tell_it_is_off([other_than(by, found)], "mentoring.declined", found, at=at)


def keep_apart(*, centre: Centre, mentor: User, mentee: User, at: dt.datetime) -> None:
    Apart.objects.get_or_create(centre=centre, mentor=mentor, mentee=mentee, defaults={"since": at})


def close_questions(said: Said, *, at: dt.datetime) -> None:
    """Nobody waits for the answer of who has withdrawn."""
    here = {"offer": said} if isinstance(said, Offer) else {"request": said}
    for each in locked(Mentorship.objects.standing().filter(**here)):
        if each.is_over or each.is_agreed:
            continue
        close(each, at=at)
        if isinstance(said, Offer) or not each.is_asked:
            tell_it_is_off([other_than(said.member, each)], "mentoring.declined", each, at=at)


def end_lapsed(mentorships: MentorshipQuerySet, at: dt.datetime) -> int:
    """Questions that nobody answered in time end on the day on which they should have been; their mentees are told, and
    so are mentors who had said yes."""
    lapsed = list(mentorships.lapsed(at).select_related("centre", "mentor", "mentee"))
    for each in lapsed:
        with transaction.atomic():
            if Mentorship.objects.lapsed(at).filter(pk=each.pk).update(ended_at=each.expires_at):
                sides = [known(each.mentee)] + ([known(each.mentor)] if each.mentor_accepted_at else [])
                tell_it_is_off(sides, "mentoring.lapsed", each, at=at)
    return len(lapsed)


def answerable(mentorship: Mentorship, by: User, at: dt.datetime) -> Mentorship:
    """For a side that has not answered, while the question is open."""
    [found] = locked(Mentorship.objects.filter(pk=mentorship.pk))
    if not has_perm("mentoring.answer_mentorship", by, found):
        raise PermissionDenied
    if not found.waits_for(by.pk, at):
        raise ValidationError(_("This question has been answered or has ended."), code="over")
    return found
