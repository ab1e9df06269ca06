"""From one state to the next, as the table says."""

import datetime as dt
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from community.members.models import User
from community.notifications.actions import followers, followers_of_tags, notify
from initiatives.proposals.models import Initiative, StateChange, Terms
from initiatives.proposals.rules import is_entitled
from initiatives.proposals.stages import IMPLIED, TRANSITIONS, Transition

WRITTEN = ["state", "published_at", "threshold", "support_until", "appeal_until"]


@transaction.atomic
def advance(
    verb: str, *, initiative: Initiative, by: User | None, at: dt.datetime, reason: str = "", tells: bool = True
) -> StateChange:
    """Says `verb` about `initiative` and writes it into its public history; tells its authors and who follows.

    `by` is None when another room's procedure decides, as a vote does: then the procedure is the reason. A
    ValidationError says what is missing.
    """
    row = TRANSITIONS[verb]
    Initiative.objects.select_for_update().get(pk=initiative.pk)
    initiative.refresh_from_db(fields=["state", "support_count", "threshold", "appeal_until"])
    if by is not None and not is_entitled(verb).test(by, initiative):
        raise PermissionDenied(_("This step is not yours to take."))
    check(row, initiative, reason, at, needs_reason=row.needs_reason and by is not None)
    change = StateChange.objects.create(
        initiative=initiative,
        verb=verb,
        before=initiative.state,
        after=row.target,
        reason=reason.strip(),
        by=by,
        changed_at=at,
    )
    initiative.state = row.target
    if row.target == Initiative.State.PUBLISHED:
        open_for_support(initiative, at)
    if row.target == Initiative.State.REFUSED:
        initiative.appeal_until = at + dt.timedelta(days=Terms.of(initiative.centre).appeal_days)
    initiative.save(update_fields=WRITTEN)
    if tells:
        tell(initiative, change, by, at)
    return change


def tell(initiative: Initiative, change: StateChange, by: User | None, at: dt.datetime) -> None:
    """Its authors at once, and its followers; of an appeal, those who may decide it; of a new one, see `announce`."""
    if change.after == Initiative.State.PUBLISHED:
        announce(initiative, by, at)
        return
    concerned = initiative.authors()
    if change.after == Initiative.State.APPEALED:
        concerned += User.objects.serving(initiative.centre, "coordinator")
    told = followers(initiative) + concerned
    notify(told, f"proposals.{change.after}", change, actor=by, at=at, concerned=concerned)


def announce(initiative: Initiative, by: User | None, at: dt.datetime) -> None:
    """To who follows one of its tags or its part of the commune; its authors know."""
    interested = followers_of_tags(initiative.tags.all(), initiative.centre)
    if initiative.area:
        interested += followers(initiative.area)
    authors = initiative.authors()
    others = [member for member in interested if member not in authors]
    notify(others, "proposals.published", initiative, actor=by, at=at)


@transaction.atomic
def advance_with_implied(verb: str, *, initiative: Initiative, **facts: Any) -> StateChange:
    """Says `verb`, and before it, silently, what it implies and nobody has said yet."""
    for earlier in IMPLIED[verb]:
        if initiative.state in TRANSITIONS[earlier].sources:
            said = {name: facts[name] for name in ("by", "at")}
            advance(earlier, initiative=initiative, tells=False, **said)
    return advance(verb, initiative=initiative, **facts)


def check(row: Transition, initiative: Initiative, reason: str, at: dt.datetime, *, needs_reason: bool) -> None:
    if initiative.state not in row.sources:
        raise ValidationError(_("The initiative has moved on meanwhile: look at it again."), code="moved_on")
    if row.in_time and not initiative.may_be_appealed(at):
        raise ValidationError(_("The time to appeal is over."), code="too_late")
    if needs_reason and not reason.strip():
        raise ValidationError(_("Please say why: the reason is public."), code="no_reason")
    if row.needs_support and not initiative.has_enough_support:
        raise ValidationError(_("Not enough people stand behind it yet."), code="no_support")


def open_for_support(initiative: Initiative, at: dt.datetime) -> None:
    terms = Terms.of(initiative.centre)
    initiative.published_at = at
    initiative.threshold = initiative.area.threshold if initiative.area else terms.threshold
    initiative.support_until = at + dt.timedelta(days=terms.days)


publish = partial(advance, "publish")
withdraw = partial(advance, "withdraw")
admit = partial(advance_with_implied, "admit")
refuse = partial(advance, "refuse")
select = partial(advance, "select")
start_delivery = partial(advance_with_implied, "start_delivery")
