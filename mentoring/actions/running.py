"""Proposing pairs to a whole centre: work out, fix, forbid, work out again, publish.

Each verb holds the draft's row first, so that two coordinators take turns; then, as everywhere in this room, offers
before requests.
"""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from community.members.models import Centre, User
from community.notifications.actions import notify
from mentoring.actions.asking import end_lapsed, keep_apart
from mentoring.batch import Draft, Present, work_out
from mentoring.models import Mentorship, Offer, Request, Run, RunAlone, RunBar, RunPair
from mentoring.models.mentorships import ANSWERED_WITHIN


@transaction.atomic
def propose_pairs(*, centre: Centre, by: User, at: dt.datetime) -> Run:
    """A new draft, or the one there is with what has changed since."""
    refuse_unless_coordinates(by, centre)
    run, _is_new = Run.objects.drafts().get_or_create(centre=centre, defaults={"made_by": by, "made_at": at})
    return work_through(held(run, by), by=by, at=at)


@transaction.atomic
def fix(*, run: Run, request: Request, offer: Offer, by: User, at: dt.datetime) -> Run:
    """This pair stays whatever else changes; also one that was not proposed."""
    draft = held(run, by)
    draft.bars.filter(request=request, offer=offer).delete()
    draft.pairs.filter(request=request).delete()
    draft.pairs.create(request=request, offer=offer, fixed_at=at)
    work_through(draft, by=by, at=at)
    if not draft.pairs.filter(request=request, offer=offer, fixed_at__isnull=False).exists():
        raise ValidationError(_("These two cannot be a pair: a condition or a missing place stands against it."))
    return draft


@transaction.atomic
def release(*, run: Run, request: Request, offer: Offer, by: User, at: dt.datetime) -> Run:
    """No longer fixed."""
    draft = held(run, by)
    draft.pairs.filter(request=request, offer=offer).update(fixed_at=None)
    return work_through(draft, by=by, at=at)


@transaction.atomic
def forbid(*, run: Run, request: Request, offer: Offer, by: User, at: dt.datetime) -> Run:
    """Not in this run."""
    draft = held(run, by)
    draft.pairs.filter(request=request, offer=offer).delete()
    RunBar.objects.get_or_create(run=draft, request=request, offer=offer)
    return work_through(draft, by=by, at=at)


@transaction.atomic
def allow(*, run: Run, request: Request, offer: Offer, by: User, at: dt.datetime) -> Run:
    """Takes a word of `forbid` back."""
    draft = held(run, by)
    draft.bars.filter(request=request, offer=offer).delete()
    return work_through(draft, by=by, at=at)


@transaction.atomic
def set_apart(*, run: Run, request: Request, offer: Offer, by: User, at: dt.datetime) -> Run:
    """Never proposed to each other again, here or elsewhere; neither of the two is told."""
    draft = held(run, by)
    draft.pairs.filter(request=request, offer=offer).delete()
    keep_apart(centre=draft.centre, mentor=offer.member, mentee=request.member, at=at)
    return work_through(draft, by=by, at=at)


@transaction.atomic
def drop(*, run: Run, by: User) -> None:
    held(run, by).delete()


@transaction.atomic
def publish(*, run: Run, turn: int, by: User, at: dt.datetime) -> Run:
    """Every pair becomes a question to both; what has changed since the draft is left out, each with its reason.

    Whoever asks, pauses or leaves at the same instant waits at the row of the offer or the request, or is waited for.
    """
    draft = held(run, by)
    if draft.turn != turn:
        raise ValidationError(_("The draft has changed since you opened it. Look at it once more."), code="moved")
    pairs = sorted(draft.pairs.all(), key=lambda pair: (pair.fixed_at is None, -pair.total, pair.pk))
    offers, requests = ({getattr(pair, name) for pair in pairs} for name in ("offer_id", "request_id"))
    for model, keys in ((Offer, offers), (Request, requests)):
        list(model.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    end_lapsed(Mentorship.objects.filter(request__in=requests), at)
    present = Present(draft.centre, requests, offers, at)
    for pair in pairs:
        pair.left = present.against(pair) or ""
        if not pair.left:
            ask_both(draft, present.requests[pair.request_id], present.offers[pair.offer_id], pair.total, at)
    RunPair.objects.bulk_update(pairs, ["left", "total", "parts", "km"])
    draft.published_by, draft.published_at = by, at
    draft.save(update_fields=["published_by", "published_at"])
    return draft


def ask_both(run: Run, request: Request, offer: Offer, total: int, at: dt.datetime) -> Mentorship:
    made = Mentorship.objects.create(
        centre=run.centre,
        offer=offer,
        request=request,
        mentor=offer.member,
        mentee=request.member,
        run=run,
        total=total,
        proposed_at=at,
        expires_at=at + ANSWERED_WITHIN,
    )
    notify([offer.member, request.member], "mentoring.proposed", made, centre=run.centre, at=at)
    return made


def held(run: Run, by: User) -> Run:
    """The draft, until the transaction ends."""
    refuse_unless_coordinates(by, run.centre)
    found = Run.objects.select_for_update(of=("self",)).select_related("centre").filter(pk=run.pk).first()
    if found is None or not found.is_draft:
        raise ValidationError(_("This draft has been published or dropped."), code="over")
    return found


def refuse_unless_coordinates(by: User, centre: Centre) -> None:
    if not by.has_perm("mentoring.coordinate_mentors", centre):
        raise PermissionDenied


def work_through(run: Run, *, by: User, at: dt.datetime) -> Run:
    """Works the draft out anew; fixed pairs that can stand no longer are `loosened`."""
    fixed = run.pairs.filter(fixed_at__isnull=False).select_related("request", "offer").order_by("fixed_at", "pk")
    since = {str(pair.request.member_id): pair.fixed_at for pair in fixed}
    draft = work_out(run.centre, at=at, fixed=list(fixed), barred=run.bars.values_list("request", "offer__member"))
    run.loosened = len(since) - len(draft.fixed)
    run.pairs.all().delete()
    run.alone.all().delete()
    write_pairs(run, draft, since)
    run.made_by, run.made_at, run.turn = by, at, run.turn + 1
    run.additions = [vars(each) for each in draft.additions]
    run.groups = [vars(each) for each in draft.groups]
    run.save(update_fields=["made_by", "made_at", "turn", "additions", "groups"])
    return run


def write_pairs(run: Run, draft: Draft, since: dict[str, dt.datetime | None]) -> None:
    crowd = draft.crowd
    RunPair.objects.bulk_create(
        RunPair(
            run=run,
            request=crowd.requests[pair.mentee],
            offer=crowd.offers[pair.mentor],
            total=pair.total,
            parts=pair.parts,
            km=pair.km,
            fixed_at=since[pair.mentee] if pair.mentee in draft.fixed else None,
        )
        for pair in draft.outcome.pairs
    )
    RunAlone.objects.bulk_create(
        RunAlone(run=run, request=crowd.requests[key], kind=reason.kind, fitting=reason.fitting)
        for key, reason in draft.reasons.items()
    )
