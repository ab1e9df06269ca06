"""Carrying out: planning milestones, moving their dates with a reason, showing photos, closing with a sum."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from community.interface.actions import Slot, discard_photo, keep_photo
from community.members.models import User
from community.notifications.actions import followers, notify
from initiatives.proposals.actions.steps import advance
from initiatives.proposals.models import DeliveryPhoto, Initiative, Milestone, Slip, StateChange
from initiatives.proposals.rules import delivers

MOST_MILESTONES = 30
MOST_PHOTOS = 6


@dataclass(frozen=True)
class Plan:
    """What a coordinator says about a milestone. Money is in the currency's minor unit."""

    title: str
    planned_on: dt.date
    planned_cost: int = 0
    spent: int = 0
    done_on: dt.date | None = None


@transaction.atomic
def plan_milestone(*, initiative: Initiative, plan: Plan, by: User) -> Milestone:
    refuse_unless_delivering(initiative, by)
    if initiative.milestones.count() >= MOST_MILESTONES:
        raise ValidationError(_("At most %(most)d milestones.") % {"most": MOST_MILESTONES}, code="too_many")
    return Milestone.objects.create(initiative=initiative, **vars(plan))


@transaction.atomic
def update_milestone(*, milestone: Milestone, plan: Plan, by: User, at: dt.datetime, reason: str = "") -> Milestone:
    """A later day needs a reason, which is public; what is done for the first time is told to who follows."""
    initiative = milestone.initiative
    refuse_unless_delivering(initiative, by)
    found = Milestone.objects.get(pk=milestone.pk)
    found.initiative = initiative
    before, was_done = found.planned_on, found.done_on is not None
    for name, value in vars(plan).items():
        setattr(found, name, value)
    found.save()
    if plan.planned_on > before:
        if not reason.strip():
            raise ValidationError(_("Please say why it will be later: the reason is public."), code="no_reason")
        facts = {"before": before, "after": plan.planned_on, "reason": reason.strip()}
        Slip.objects.create(milestone=found, slipped_by=by, slipped_at=at, **facts)
        tell(found, "proposals.milestone_slipped", by, at)
    if plan.done_on and not was_done:
        tell(found, "proposals.milestone_done", by, at)
    return found


@transaction.atomic
def drop_milestone(*, milestone: Milestone, by: User) -> None:
    """Only one that nothing was spent on and that has not slipped: a promise is kept or explained, not deleted."""
    refuse_unless_delivering(milestone.initiative, by)
    if milestone.spent or milestone.done_on or milestone.slips.exists():
        raise ValidationError(_("This milestone is part of the history: change it instead."), code="history")
    for photo in milestone.photos.all():
        discard_photo(photo)
    milestone.delete()


@transaction.atomic
def show_work(*, milestone: Milestone, slot: Slot, by: User, at: dt.datetime) -> DeliveryPhoto:
    refuse_unless_delivering(milestone.initiative, by)
    if milestone.photos.count() >= MOST_PHOTOS:
        raise ValidationError(_("At most %(most)d photos a milestone.") % {"most": MOST_PHOTOS}, code="too_many")
    return keep_photo(DeliveryPhoto(initiative=milestone.initiative, milestone=milestone, taken_at=at), slot)


@transaction.atomic
def take_photo_away(*, photo: DeliveryPhoto, by: User) -> None:
    refuse_unless_delivering(photo.initiative, by)
    discard_photo(photo)


@transaction.atomic
def finish(
    *, initiative: Initiative, by: User, at: dt.datetime, spent: int, closing: Slot, reason: str = ""
) -> StateChange:
    """Done: with what it cost in the end, and a photo of it."""
    change = advance("finish", initiative=initiative, by=by, at=at, reason=reason)
    initiative.spent = spent
    initiative.save(update_fields=["spent"])
    keep_photo(DeliveryPhoto(initiative=initiative, taken_at=at), closing)
    return change


def tell(milestone: Milestone, kind: str, by: User, at: dt.datetime) -> None:
    notify(followers(milestone.initiative) + milestone.initiative.authors(), kind, milestone, actor=by, at=at)


def refuse_unless_delivering(initiative: Initiative, by: User) -> None:
    Initiative.objects.select_for_update().get(pk=initiative.pk)
    initiative.refresh_from_db(fields=["state"])
    if not delivers.test(by, initiative):
        raise PermissionDenied
