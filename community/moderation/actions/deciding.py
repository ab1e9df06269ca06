"""Deciding about a report, and undoing a decision by another."""

import datetime as dt
from functools import partial
from typing import Any

import rules
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from community.members.contributions import part
from community.members.models import RoleGrant, User
from community.moderation.models import (
    HIDING,
    LONGEST_PAUSE,
    RESTRICTING,
    Decision,
    HouseRule,
    Moderated,
    Outcome,
    Report,
    Sanction,
)
from community.moderation.tasks import mail_reporter
from community.notifications.actions import notify


@transaction.atomic
def decide(
    *,
    report: Report,
    outcome: str,
    facts: str,
    by: User,
    at: dt.datetime,
    rule: HouseRule | None = None,
    ground: str = "",
    ground_text: str = "",
    days: int | None = None,
) -> Decision:
    """Answers `report` and every other open one about the same thing; tells its author and who reported.

    It rests on `rule`, or on what `ground` and `ground_text` name. A ValidationError says what stands against it.
    """
    report = Report.objects.select_for_update(of=("self",)).select_related("centre").get(pk=report.pk)
    if not rules.has_perm("moderation.decide_report", by, report):
        raise PermissionDenied(_("This report is not yours to decide."))
    target = report.target if isinstance(report.target, Moderated) else None
    check(report, target, outcome, days)
    decision = Decision.objects.create(
        centre=report.centre,
        target=report.target,
        title=report.title,
        url=report.url,
        outcome=outcome,
        author=getattr(target, "author", None),
        facts=facts,
        decided_by=by,
        decided_at=at,
        **resting_on(rule, ground, ground_text),
    )
    if outcome in {Outcome.PAUSE, Outcome.BAN} and decision.author:
        silence(decision.author, decision, days)
    if target is not None:
        carry_out(target, decision)
    close_reports(report, decision)
    if decision.restricts:
        tell_author(decision, at)
    return decision


def check(report: Report, target: Any, outcome: str, days: int | None) -> None:
    if outcome in RESTRICTING and target is None:
        raise PermissionDenied(_("Only what members publish can be hidden here. Ask an editor to change a page."))
    if outcome == Outcome.REMOVE and not target.removable:
        raise PermissionDenied(_("This cannot be erased. Hide it."))
    if outcome in {Outcome.WARN, Outcome.PAUSE, Outcome.BAN} and target.author is None:
        raise ValidationError(_("Nobody is known who wrote this. Hide it, or let it stay."), code="nobody")
    if outcome in {Outcome.PAUSE, Outcome.BAN}:
        refuse_staff(target.author, report)
    if outcome == Outcome.PAUSE and not 1 <= (days or 0) <= LONGEST_PAUSE:
        raise ValidationError(_("A pause lasts from 1 to %(most)d days.") % {"most": LONGEST_PAUSE}, code="how_long")


def refuse_staff(member: User, report: Report) -> None:
    """Colleagues do not silence each other: a role is given back first, by whoever gives roles."""
    if member.has_role(report.centre, *RoleGrant.Role.values):
        raise ValidationError(
            _("This member serves in this centre. Only a coordinator can end the role, and then this is possible."),
            code="staff",
        )


def resting_on(rule: HouseRule | None, ground: str, ground_text: str) -> dict[str, Any]:
    if rule is not None:
        return {"rule": rule, "ground": Decision.Ground.RULE, "ground_text": rule.title}
    return {"ground": ground, "ground_text": ground_text}


def silence(member: User, decision: Decision, days: int | None) -> None:
    at = decision.decided_at
    until = at + dt.timedelta(days=days) if decision.outcome == Outcome.PAUSE and days else None
    Sanction.objects.create(
        centre=decision.centre,
        member=member,
        kind=decision.outcome,
        since=at,
        until=until,
        decision=decision,
    )
    if until is None:
        part(member, decision.centre, at=at)


def carry_out(target: Any, decision: Decision) -> None:
    """What a decision does to the thing itself. Something that another decision hides stays hidden through that one."""
    if decision.outcome in HIDING and not target.is_hidden:
        set_hidden(target, decision)
    target.settle(decision)


def close_reports(report: Report, decision: Decision) -> None:
    same = Report.objects.filter(pk=report.pk)
    if report.target is not None:
        same = same | Report.objects.open().order_by().on(report.target)
    answer(list(same.select_related("centre", "reporter")), decision)


def answer(reports: list[Report], decision: Decision) -> None:
    """Gives them their decision and tells who sent them."""
    Report.objects.filter(pk__in=[each.pk for each in reports]).update(decision=decision)
    tell_reporters(reports, decision.decided_at)


def tell_reporters(reports: list[Report], at: dt.datetime) -> None:
    for each in reports:
        if each.reporter:
            notify([each.reporter], "moderation.answered", each, at=at)
        elif each.email:
            transaction.on_commit(partial(mail_reporter.enqueue, each.pk, "answered"))


@transaction.atomic
def reverse(*, decision: Decision, facts: str, by: User, at: dt.datetime) -> Decision:
    """Undoes what `decision` did. The first statement stands; this one says why it no longer holds."""
    decision = locked(decision)
    if not rules.has_perm("moderation.reverse_decision", by, decision):
        raise PermissionDenied(_("This decision is not yours to undo."))
    if decision.appeals.open().exists():
        raise ValidationError(_("An appeal against this decision waits: its answer decides."), code="appealed")
    made = undo(decision, facts=facts, by=by, at=at)
    tell_author(made, at)
    tell_reporters(list(decision.reports.select_related("centre", "reporter")), at)
    return made


def locked(decision: Decision) -> Decision:
    found = Decision.objects.select_for_update(of=("self",)).select_related("centre", "author", "sweep")
    return found.get(pk=decision.pk)


def undo(decision: Decision, *, facts: str, by: User, at: dt.datetime) -> Decision:
    """Shows again what `decision` hid and lets its author write again; tells nobody."""
    made = replace(decision, outcome=Outcome.RESTORE, facts=facts, by=by, at=at)
    target = decision.target
    if isinstance(target, Moderated):
        if target.hidden_through_id == decision.pk:
            set_hidden(target, None)
        target.settle(made)
    Sanction.objects.filter(decision=decision, lifted_at__isnull=True).update(lifted_at=at)
    return made


def replace(decision: Decision, *, outcome: str, facts: str, by: User, at: dt.datetime, **grounds: Any) -> Decision:
    """Another decision about the same thing, in the place of `decision`."""
    return Decision.objects.create(
        centre=decision.centre,
        target_type=decision.target_type,
        target_id=decision.target_id,
        title=decision.title,
        url=decision.url,
        outcome=outcome,
        author=decision.author,
        scope=decision.scope,
        facts=facts,
        decided_by=by,
        decided_at=at,
        reverses=decision,
        **grounds,
    )


def set_hidden(target: Any, decision: Decision | None) -> None:
    """The only place where something becomes hidden or shown again."""
    target.hidden_through = decision
    target.hidden_at = decision.decided_at if decision else None
    target.save(update_fields=["hidden_through", "hidden_at"])


def tell_author(decision: Decision, at: dt.datetime) -> None:
    if decision.author:
        notify([decision.author], "moderation.decided", decision, at=at)
