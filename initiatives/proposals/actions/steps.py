"""From one state to the next, as the table says."""

import datetime as dt
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from community.members.models import User
from community.notifications.actions import followers, notify
from initiatives.proposals.models import Initiative, StateChange, Terms
from initiatives.proposals.rules import is_entitled
from initiatives.proposals.stages import TRANSITIONS, Transition


@transaction.atomic
def advance(verb: str, *, initiative: Initiative, by: User | None, at: dt.datetime, reason: str = "") -> StateChange:
    """Says `verb` about `initiative` and writes it into its public history; tells the author and who follows.

    `by` is None when another room's procedure decides, as a vote does. A ValidationError says what is missing.
    """
    row = TRANSITIONS[verb]
    Initiative.objects.select_for_update().get(pk=initiative.pk)
    initiative.refresh_from_db(fields=["state", "support_count", "threshold"])
    if by is not None and not is_entitled(verb).test(by, initiative):
        raise PermissionDenied(_("This step is not yours to take."))
    check(row, initiative, reason)
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
    initiative.save(update_fields=["state", "published_at", "threshold", "support_until"])
    if row.target != Initiative.State.PUBLISHED:
        interested = followers(initiative) + ([initiative.author] if initiative.author else [])
        notify(interested, f"proposals.{row.target}", change, actor=by, at=at)
    return change


def check(row: Transition, initiative: Initiative, reason: str) -> None:
    if initiative.state not in row.sources:
        raise ValidationError(_("The initiative has moved on meanwhile: look at it again."), code="moved_on")
    if row.needs_reason and not reason.strip():
        raise ValidationError(_("Please say why: the reason is public."), code="no_reason")
    if row.needs_support and not initiative.has_enough_support:
        raise ValidationError(_("Not enough people stand behind it yet."), code="no_support")


def open_for_support(initiative: Initiative, at: dt.datetime) -> None:
    terms = Terms.of(initiative.centre)
    initiative.published_at = at
    initiative.threshold = terms.threshold
    initiative.support_until = at + dt.timedelta(days=terms.days)


publish = partial(advance, "publish")
withdraw = partial(advance, "withdraw")
admit = partial(advance, "admit")
refuse = partial(advance, "refuse")
select = partial(advance, "select")
start_delivery = partial(advance, "start_delivery")
finish = partial(advance, "finish")
