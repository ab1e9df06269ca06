"""Suggesting another wording, accepting it, declining it."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from community.members.models import User
from community.moderation.models import silence_of
from community.notifications.actions import followers, notify
from initiatives.proposals.actions.writing import price, refold
from initiatives.proposals.models import Amendment, Initiative, Version
from initiatives.proposals.models.amendments import WORDS, words_of
from initiatives.proposals.rules import is_author

MOST_OPEN = 3


@transaction.atomic
def suggest_amendment(
    *, initiative: Initiative, words: dict[str, Any], note: str, by: User, at: dt.datetime
) -> Amendment:
    """`words` is the whole text as `by` would have it."""
    lock_words(initiative)
    refuse_unless_amendable(initiative, at)
    if silence_of(by, initiative.centre, at):
        raise PermissionDenied(_("You may not write here for now."))
    base = words_of(initiative)
    if all(words[name] == base[name] for name in WORDS):
        raise ValidationError(_("You have changed nothing yet."), code="unchanged")
    if initiative.amendments.filter(author=by, decided_at__isnull=True).count() >= MOST_OPEN:
        raise ValidationError(
            _("Three of your suggestions wait for an answer here. Please wait for one of them."), code="too_many"
        )
    amendment = Amendment.objects.create(
        centre=initiative.centre,
        initiative=initiative,
        author=by,
        base=base,
        note=note.strip(),
        suggested_at=at,
        **words,
    )
    notify(initiative.authors(), "proposals.amendment_suggested", amendment, actor=by, at=at)
    return amendment


@transaction.atomic
def accept_amendment(*, amendment: Amendment, by: User, at: dt.datetime) -> Version:
    """What its writer changed becomes the text; whoever signed or follows is told that it is another now."""
    initiative = decidable(amendment, by, at)
    now, wanted = words_of(initiative), words_of(amendment)
    if any(now[name] != amendment.base[name] for name in amendment.changed):
        raise ValidationError(
            _("The text has changed in the same place since this was suggested: ask for a new suggestion."),
            code="overtaken",
        )
    if not initiative.versions.exists():
        record(initiative, by=initiative.author, at=initiative.published_at or at)
    settle(amendment, by, at, is_accepted=True)
    for name in amendment.changed:
        if name != "items":
            setattr(initiative, name, wanted[name])
    refold(initiative, initiative.tags.names())
    initiative.save()
    if "items" in amendment.changed:
        price(initiative, wanted["items"])
    version = record(initiative, by=by, at=at, amendment=amendment)
    suggested_by = [amendment.author] if amendment.author else []
    told = [*followers(initiative), *initiative.authors(), *suggested_by]
    notify(told, "proposals.amendment_accepted", amendment, actor=by, at=at, concerned=suggested_by)
    return version


@transaction.atomic
def decline_amendment(*, amendment: Amendment, reason: str, by: User, at: dt.datetime) -> None:
    decidable(amendment, by, at)
    if not reason.strip():
        raise ValidationError(_("Please say why: the reason is public."), code="no_reason")
    settle(amendment, by, at, is_accepted=False, reason=reason.strip())
    if amendment.author:
        notify([amendment.author], "proposals.amendment_declined", amendment, actor=by, at=at)


@transaction.atomic
def take_amendment_back(*, amendment: Amendment, by: User) -> None:
    """By its writer, as long as nobody has decided."""
    gone, _rows = Amendment.objects.open().filter(pk=amendment.pk, author=by).delete()
    if not gone:
        raise PermissionDenied


def decidable(amendment: Amendment, by: User, at: dt.datetime) -> Initiative:
    """Its initiative, locked, when `by` may decide about the amendment and nobody has."""
    initiative = amendment.initiative
    lock_words(initiative)
    if not is_author(by, initiative):
        raise PermissionDenied(_("Only its authors may do this."))
    refuse_unless_amendable(initiative, at)
    if not Amendment.objects.open().shown().filter(pk=amendment.pk).exists():
        raise ValidationError(_("This has been decided meanwhile: look at it again."), code="moved_on")
    return initiative


def refuse_unless_amendable(initiative: Initiative, at: dt.datetime) -> None:
    if not initiative.is_gathering(at):
        raise ValidationError(_("The text can be changed only while support is gathered."), code="not_gathering")


def settle(amendment: Amendment, by: User, at: dt.datetime, *, is_accepted: bool, reason: str = "") -> None:
    amendment.is_accepted, amendment.reason = is_accepted, reason
    amendment.decided_by, amendment.decided_at = by, at
    amendment.save(update_fields=["is_accepted", "reason", "decided_by", "decided_at"])


def record(initiative: Initiative, *, by: User | None, at: dt.datetime, amendment: Amendment | None = None) -> Version:
    """Keeps the text as it stands as the next version."""
    number = initiative.versions.count() + 1
    words = words_of(initiative)
    return Version.objects.create(
        initiative=initiative, number=number, made_by=by, made_at=at, amendment=amendment, **words
    )


def lock_words(initiative: Initiative) -> None:
    Initiative.objects.select_for_update().get(pk=initiative.pk)
    initiative.refresh_from_db(fields=["state", "support_until", "title", "summary", "description", "cost"])
