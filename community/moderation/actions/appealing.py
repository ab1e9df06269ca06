"""Appealing, and answering an appeal by another than who decided."""

import datetime as dt
from functools import partial

import rules
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from community.members.models import User
from community.moderation.actions.deciding import (
    carry_out,
    locked,
    replace,
    resting_on,
    tell_author,
    tell_reporters,
    undo,
)
from community.moderation.actions.sweeping import undo_sweep
from community.moderation.models import Appeal, Decision, HouseRule, Moderated, Report, Sweep, judges
from community.moderation.rules import may_appeal_by_receipt
from community.moderation.tasks import mail_reporter
from community.notifications.actions import notify


@transaction.atomic
def appeal(
    *,
    text: str,
    at: dt.datetime,
    decision: Decision | None = None,
    by: User | None = None,
    report: Report | None = None,
) -> Appeal:
    """Against `decision` by its author, or by whoever holds `report`, which was not followed; tells who hears it."""
    against = locked(report.decision if report and report.decision else decision)  # type: ignore[arg-type]
    if against.sweep_id:
        Sweep.objects.select_for_update().get(pk=against.sweep_id)  # one appeal for all that it hid
    if report is not None:
        report.decision = against
        if Appeal.objects.filter(report=report).exists() or not may_appeal_by_receipt(report):
            raise PermissionDenied(_("You may not appeal against this decision, or no longer."))
        side, by = Appeal.Side.REPORTER, report.reporter
    else:
        if by is None or not rules.has_perm("moderation.appeal_decision", by, against):
            raise PermissionDenied(_("You may not appeal against this decision, or no longer."))
        side = Appeal.Side.AUTHOR
    made = Appeal.objects.create(decision=against, side=side, by=by, report=report, text=text, made_at=at)
    notify(User.objects.filter(pk__in=judges(made)[1]).order_by("pk"), "moderation.appealed", made, at=at)
    return made


@transaction.atomic
def answer_appeal(
    *,
    appeal: Appeal,
    result: str,
    answer: str,
    by: User,
    at: dt.datetime,
    rule: HouseRule | None = None,
    ground: str = "",
    ground_text: str = "",
) -> Appeal:
    """Once. What is overturned is followed by a decision of its own: what was hidden is shown, what stood is hidden.

    `rule`, or `ground` with `ground_text`, says what a hiding rests on.
    """
    found = Appeal.objects.select_for_update(of=("self",)).select_related(
        "decision__centre", "decision__reverses", "by"
    )
    appeal = found.get(pk=appeal.pk)
    if not rules.has_perm("moderation.answer_appeal", by, appeal):
        raise PermissionDenied(_("This appeal is not yours to answer, or has been answered."))
    appeal.result, appeal.answer, appeal.answered_by, appeal.answered_at = result, answer, by, at
    appeal.save(update_fields=["result", "answer", "answered_by", "answered_at"])
    if result == Appeal.Result.OVERTURNED:
        overturn(appeal, by=by, at=at, grounds=resting_on(rule, ground, ground_text))
    if appeal.by:
        notify([appeal.by], "moderation.appeal_answered", appeal, at=at)
    elif appeal.report and appeal.report.email:
        transaction.on_commit(partial(mail_reporter.enqueue, appeal.report.pk, "appeal_answered"))
    return appeal


def overturn(appeal: Appeal, *, by: User, at: dt.datetime, grounds: dict[str, object]) -> None:
    """The other side is told by a decision of its own; the appellant reads the answer."""
    decision = locked(appeal.decision)
    if decision.is_reversed:
        raise ValidationError(_("This decision has been replaced meanwhile: look at it again."), code="moved_on")
    if decision.erased_at:
        raise ValidationError(_("Its words have been erased and cannot be shown again."), code="erased")
    reports = list(decision.reports.exclude(pk=appeal.report_id or 0).select_related("centre", "reporter"))
    if appeal.side == Appeal.Side.AUTHOR:
        if decision.sweep:
            undo_sweep(decision.sweep, facts=appeal.answer, by=by, at=at)
        else:
            undo(decision, facts=appeal.answer, by=by, at=at)
    else:
        hide_after_all(decision, facts=appeal.answer, by=by, at=at, grounds=grounds)
    tell_reporters(reports, at)


def hide_after_all(decision: Decision, *, facts: str, by: User, at: dt.datetime, grounds: dict[str, object]) -> None:
    """A page is for the editors to change, and what is gone meanwhile needs nothing: there the answer is all."""
    target = decision.target
    if isinstance(target, Moderated):
        made = replace(decision, outcome=Decision.Outcome.HIDE, facts=facts, by=by, at=at, **grounds)
        carry_out(target, made)
        tell_author(made, at)
