"""Hiding all that one member published in a centre, showing it again, and letting a member write again."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import rules
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from community.members.models import Centre, User
from community.moderation.actions.deciding import answer, carry_out, refuse_staff, resting_on, tell_author, undo
from community.moderation.models import Appeal, Decision, HouseRule, Moderated, Report, Sanction, Sweep
from community.notifications.actions import notify


def shown_of(member: User, centre: Centre) -> Iterator[Any]:
    """What everybody can read of `member` in `centre`, a query a kind."""
    for model in apps.get_models():
        if issubclass(model, Moderated):
            readable = model._default_manager.visible_to(AnonymousUser()).shown().order_by().values("pk")  # type: ignore[attr-defined]
            yield model.published_by(member, centre).filter(pk__in=readable).select_related("centre")


@transaction.atomic
def sweep_member(
    *,
    report: Report,
    facts: str,
    by: User,
    at: dt.datetime,
    rule: HouseRule | None = None,
    ground: str = "",
    ground_text: str = "",
) -> Sweep:
    """Hides all that the author of what was reported has published there, each with a decision; tells them once."""
    if not rules.has_perm("moderation.hide_member", by, report):
        raise PermissionDenied(_("This is not yours to decide."))
    centre = Centre.objects.select_for_update().get(pk=report.centre_id)
    member = report.target.author  # type: ignore[union-attr]
    refuse_staff(member, report)
    sweep = Sweep.objects.create(centre=centre, member=member, decided_by=by, at=at)
    statement = {"facts": facts, "decided_by": by, "decided_at": at, **resting_on(rule, ground, ground_text)}
    made = [hide(target, sweep, statement) for rows in shown_of(member, centre) for target in rows]
    if not made:
        raise ValidationError(_("Nothing of this member is shown here."), code="nothing")
    tell_author(made[0], at)
    return sweep


def hide(target: Any, sweep: Sweep, statement: dict[str, Any]) -> Decision:
    decision = Decision.objects.create(
        centre=sweep.centre,
        target=target,
        title=str(target)[:200],
        url=target.get_absolute_url(),
        outcome=Decision.Outcome.HIDE,
        author=sweep.member,
        sweep=sweep,
        **statement,
    )
    carry_out(target, decision)
    answer(list(Report.objects.open().on(target).select_related("centre", "reporter")), decision)
    return decision


@transaction.atomic
def show_member(*, sweep: Sweep, facts: str, by: User, at: dt.datetime) -> Sweep:
    """Shows again all that `sweep` hid and nothing else did."""
    sweep = Sweep.objects.select_for_update(of=("self",)).select_related("centre").get(pk=sweep.pk)
    if not rules.has_perm("moderation.show_member", by, sweep):
        raise PermissionDenied(_("This decision is not yours to undo."))
    if Appeal.objects.open().filter(decision__sweep=sweep).exists():
        raise ValidationError(_("An appeal against this decision waits: its answer decides."), code="appealed")
    made = undo_sweep(sweep, facts=facts, by=by, at=at)
    if made:
        tell_author(made[0], at)
    return sweep


def undo_sweep(sweep: Sweep, *, facts: str, by: User, at: dt.datetime) -> list[Decision]:
    sweep.reversed_at = at
    sweep.save(update_fields=["reversed_at"])
    standing = sweep.decisions.filter(reversed_by__isnull=True).select_related("centre", "author").order_by("pk")
    return [undo(decision, facts=facts, by=by, at=at) for decision in standing]


@transaction.atomic
def lift(*, sanction: Sanction, by: User, at: dt.datetime) -> None:
    """Lets the member write again; what was hidden stays hidden."""
    sanction = Sanction.objects.select_for_update(of=("self",)).select_related("centre", "member").get(pk=sanction.pk)
    if not rules.has_perm("moderation.lift_sanction", by, sanction):
        raise PermissionDenied(_("This decision is not yours to undo."))
    sanction.lifted_at = at
    sanction.save(update_fields=["lifted_at"])
    notify([sanction.member], "moderation.lifted", sanction, at=at)
