"""Two initiatives become one when each of their authors agrees."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from community.members.models import User
from community.notifications.actions import follow, followers, notify
from initiatives.proposals.actions.steps import advance
from initiatives.proposals.actions.support import recount, tell_when_enough
from initiatives.proposals.models import Initiative, Merger, MergerConsent, Support
from initiatives.proposals.rules import coordinates, is_author


@transaction.atomic
def propose_merger(*, source: Initiative, target: Initiative, reason: str, by: User, at: dt.datetime) -> Merger:
    """An author's proposal is that author's consent as well."""
    lock_both(source, target)
    if not (is_author(by, source) or is_author(by, target) or coordinates(by, source)):
        raise PermissionDenied
    refuse_unless_mergeable(source, target)
    if Merger.objects.open().filter(source__in=[source, target], target__in=[source, target]).exists():
        raise ValidationError(_("This has been proposed already and waits for its authors."), code="proposed")
    if not (source.authors() and target.authors()) and not coordinates(by, source):
        raise ValidationError(_("Its authors have left: only the centre may propose this."), code="no_authors")
    merger = Merger.objects.create(source=source, target=target, reason=reason.strip(), proposed_by=by, proposed_at=at)
    authors = merger.authors()
    notify(authors.values(), "proposals.merger_proposed", merger, actor=by, at=at)
    if by.pk in authors:
        consent(merger, by, at)
    return merger


@transaction.atomic
def agree_to_merger(*, merger: Merger, by: User, at: dt.datetime) -> bool:
    """Whether this was the last consent that it needed, and the two are one now."""
    lock_both(merger.source, merger.target)
    refuse_unless_open(merger, by)
    return consent(merger, by, at)


@transaction.atomic
def decline_merger(*, merger: Merger, reason: str, by: User, at: dt.datetime) -> None:
    lock_both(merger.source, merger.target)
    refuse_unless_open(merger, by)
    if not reason.strip():
        raise ValidationError(_("Please say why: the reason is public."), code="no_reason")
    Merger.objects.filter(pk=merger.pk).update(declined_at=at, decline_reason=reason.strip())
    told = [*merger.authors().values(), *([merger.proposed_by] if merger.proposed_by else [])]
    notify(told, "proposals.merger_declined", merger, actor=by, at=at)


def consent(merger: Merger, by: User, at: dt.datetime) -> bool:
    MergerConsent.objects.get_or_create(merger=merger, member=by, defaults={"agreed_at": at})
    if merger.awaited():
        return False
    merge(merger, at)
    return True


def merge(merger: Merger, at: dt.datetime) -> None:
    """Whoever signed either stands behind the one that stays, once; paper sheets stay with the text they were for."""
    source, target = merger.source, merger.target
    merger.merged_at = at
    merger.save(update_fields=["merged_at"])
    advance("merge", initiative=source, by=None, at=at, reason=merger.reason)
    source.merged_into = target
    source.save(update_fields=["merged_into"])
    signed = Support.objects.filter(initiative=source).order_by("pk")
    rows = [
        Support(initiative=target, member_id=row.member_id, shows_name=row.shows_name, created_at=row.created_at)
        for row in signed
    ]
    Support.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    for follower in followers(source):
        follow(member=follower, target=target)
    recount(target, at)
    tell_when_enough(target, at)


def lock_both(*initiatives: Initiative) -> None:
    """In the order of their keys, so that two who lock the same pair wait instead of blocking each other."""
    list(Initiative.objects.select_for_update().filter(pk__in=[row.pk for row in initiatives]).order_by("pk"))
    for row in initiatives:
        row.refresh_from_db(fields=["state", "support_count", "paper_count", "answer_due_at", "hidden_at"])


def refuse_unless_mergeable(source: Initiative, target: Initiative) -> None:
    if source.pk == target.pk or source.centre_id != target.centre_id:
        raise ValidationError(_("Choose another initiative of the same centre."), code="not_another")
    if not all(row.is_unanswered and not row.is_hidden for row in (source, target)):
        raise ValidationError(_("Only initiatives that wait for the centre's answer can be merged."), code="answered")


def refuse_unless_open(merger: Merger, by: User) -> None:
    if not Merger.objects.open().filter(pk=merger.pk).exists():
        raise ValidationError(_("This has been decided meanwhile: look at it again."), code="moved_on")
    if by.pk not in merger.authors():
        raise PermissionDenied(_("Only its authors may do this."))
