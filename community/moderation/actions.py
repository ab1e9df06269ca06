"""Reporting, deciding, and undoing a decision by another."""

import datetime as dt
from functools import partial
from typing import Any

import rules
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.members.models import Centre, User
from community.moderation.models import Decision, Moderated, Report
from community.moderation.tasks import mail_reporter
from community.notifications.actions import notify


@transaction.atomic
def report(
    *,
    centre: Centre,
    title: str,
    url: str,
    category: str,
    text: str,
    language: str,
    at: dt.datetime,
    target: Moderated | None = None,
    reporter: User | None = None,
    email: str = "",
) -> Report:
    """Takes a notice about `target`, or about the page at `url`, and tells the centre's moderators. Hides nothing."""
    made = Report.objects.create(
        centre=centre,
        target=target,
        title=title[:200],
        url=url,
        category=category,
        text=text,
        language=language,
        reporter=reporter,
        email=email,
        created_at=at,
    )
    notify(moderators(centre), "moderation.reported", made, at=at)
    if email:
        transaction.on_commit(partial(mail_reporter.enqueue, made.pk, "received"))
    return made


def moderators(centre: Centre) -> list[User]:
    return list(User.objects.filter(memberships__centre=centre, memberships__grants__role="moderator").distinct())


@transaction.atomic
def decide(
    *,
    report: Report,
    outcome: str,
    facts: str,
    by: User,
    at: dt.datetime,
    ground: str = "",
    ground_text: str = "",
) -> Decision:
    """Answers `report` and every other open one about the same thing; tells its author and who reported."""
    report = Report.objects.select_for_update(of=("self",)).select_related("centre").get(pk=report.pk)
    if not rules.has_perm("moderation.decide_report", by, report):
        raise PermissionDenied(_("This report is not yours to decide."))
    target = report.target if isinstance(report.target, Moderated) else None
    if outcome == Decision.Outcome.HIDE and target is None:
        raise PermissionDenied(_("Only what members publish can be hidden here. Ask an editor to change a page."))
    decision = Decision.objects.create(
        centre=report.centre,
        target=report.target,
        title=report.title,
        url=report.url,
        outcome=outcome,
        author=getattr(target, "author", None),
        facts=facts,
        ground=ground,
        ground_text=ground_text,
        decided_by=by,
        decided_at=at,
    )
    close_reports(report, decision)
    if outcome == Decision.Outcome.HIDE:
        set_hidden(target, decision)
        tell_author(decision, at)
    return decision


def close_reports(report: Report, decision: Decision) -> None:
    same = Report.objects.filter(pk=report.pk)
    if report.target is not None:
        same = same | Report.objects.open().order_by().on(report.target)
    closed = list(same.select_related("centre", "reporter"))
    Report.objects.filter(pk__in=[each.pk for each in closed]).update(decision=decision)
    for each in closed:
        if each.reporter:
            notify([each.reporter], "moderation.answered", each, at=decision.decided_at)
        elif each.email:
            transaction.on_commit(partial(mail_reporter.enqueue, each.pk, "answered"))


@transaction.atomic
def reverse(*, decision: Decision, facts: str, by: User, at: dt.datetime) -> Decision:
    """Shows again what `decision` hid. The first statement stands; this one says why it no longer holds."""
    decision = Decision.objects.select_for_update(of=("self",)).select_related("centre", "author").get(pk=decision.pk)
    if not rules.has_perm("moderation.reverse_decision", by, decision):
        raise PermissionDenied(_("This decision is not yours to undo."))
    made = Decision.objects.create(
        centre=decision.centre,
        target_type=decision.target_type,
        target_id=decision.target_id,
        title=decision.title,
        url=decision.url,
        outcome=Decision.Outcome.RESTORE,
        author=decision.author,
        scope=decision.scope,
        facts=facts,
        decided_by=by,
        decided_at=at,
        reverses=decision,
    )
    target = decision.target
    if isinstance(target, Moderated) and target.hidden_through_id == decision.pk:
        set_hidden(target, None)
    tell_author(made, at)
    return made


def set_hidden(target: Any, decision: Decision | None) -> None:
    """The only place where something becomes hidden or shown again."""
    target.hidden_through = decision
    target.hidden_at = decision.decided_at if decision else None
    target.save(update_fields=["hidden_through", "hidden_at"])


def tell_author(decision: Decision, at: dt.datetime) -> None:
    if decision.author:
        notify([decision.author], "moderation.decided", decision, at=at)
