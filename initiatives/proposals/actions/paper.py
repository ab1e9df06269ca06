"""Sheets of signatures: printed by us, keyed in by one, confirmed by another."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from community.members.models import User
from initiatives.proposals.actions.support import lock, recount, tell_onlookers, tell_when_enough
from initiatives.proposals.models import Initiative, Sheet
from initiatives.proposals.rules import counts_sheets, prints_sheets

MOST_SHEETS = 300


@transaction.atomic
def print_sheets(*, initiative: Initiative, count: int, by: User, at: dt.datetime) -> list[Sheet]:
    """`count` more numbered sheets, for as long as support is gathered."""
    lock(initiative)
    if not prints_sheets.test(by, initiative):
        raise PermissionDenied
    if not initiative.is_gathering(at):
        raise ValidationError(_("This initiative gathers no support at the moment."), code="not_gathering")
    last = initiative.sheets.aggregate(last=Max("number"))["last"] or 0
    if last + count > MOST_SHEETS:
        raise ValidationError(_("At most %(most)d sheets an initiative.") % {"most": MOST_SHEETS}, code="too_many")
    return Sheet.objects.bulk_create(
        Sheet(initiative=initiative, number=last + step, printed_by=by, printed_at=at) for step in range(1, count + 1)
    )


@transaction.atomic
def key_sheet(*, sheet: Sheet, valid: int, invalid: int, reason: str, by: User, at: dt.datetime) -> Sheet:
    """What one person has counted on it. It counts for nothing until a second one has confirmed it."""
    found = locked(sheet, by, at)
    if found.keyed_at:
        raise ValidationError(_("Sheet %(sheet)s has been keyed in already.") % {"sheet": found.label}, code="keyed")
    if valid + invalid > found.lines:
        raise ValidationError(_("The sheet has %(lines)d lines only.") % {"lines": found.lines}, code="too_many_lines")
    if invalid and not reason.strip():
        raise ValidationError(_("Please say why lines are invalid."), code="no_reason")
    found.valid_lines, found.invalid_lines, found.invalid_reason = valid, invalid, reason.strip() if invalid else ""
    found.keyed_by, found.keyed_at = by, at
    found.save()
    return found


@transaction.atomic
def confirm_sheet(*, sheet: Sheet, valid: int, by: User, at: dt.datetime) -> Sheet:
    """A second person has counted the same number of valid lines: now they stand behind the initiative."""
    found = locked(sheet, by, at)
    initiative = found.initiative
    if found.confirmed_at:
        raise ValidationError(
            _("Sheet %(sheet)s has been confirmed already.") % {"sheet": found.label}, code="confirmed"
        )
    if not found.keyed_at:
        raise ValidationError(_("Nobody has keyed this sheet in yet."), code="not_keyed")
    if found.keyed_by_id == by.pk:
        raise ValidationError(_("Another person than who keyed it in must confirm it."), code="same_person")
    if found.valid_lines != valid:
        raise ValidationError(
            _("You have counted another number than the first person. Look at the sheet together, or send it back."),
            code="differs",
        )
    found.confirmed_by, found.confirmed_at = by, at
    found.save(update_fields=["confirmed_by", "confirmed_at"])
    recount(initiative, at)
    tell_onlookers(initiative)
    tell_when_enough(initiative, at)
    return found


@transaction.atomic
def send_sheet_back(*, sheet: Sheet, by: User, at: dt.datetime) -> None:
    """Forgets what was keyed in and not yet confirmed, so that it is counted again."""
    found = locked(sheet, by, at)
    if found.keyed_at and not found.confirmed_at:
        found.valid_lines = found.invalid_lines = found.keyed_by = found.keyed_at = None
        found.invalid_reason = ""
        found.save()


def locked(sheet: Sheet, by: User, at: dt.datetime) -> Sheet:
    """The sheet as it stands, while nobody else counts for its initiative."""
    lock(sheet.initiative)
    if not counts_sheets.test(by, sheet.initiative):
        raise PermissionDenied
    if not sheet.initiative.takes_sheets(at):
        raise ValidationError(_("Sheets of this initiative are no longer counted."), code="closed")
    found = Sheet.objects.get(pk=sheet.pk)
    found.initiative = sheet.initiative
    return found
