"""Opening a centre and calling its staff."""

import datetime as dt
import secrets
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from community.interface.emblems import Emblem
from community.members import mail
from community.members.actions.memberships import grant_role
from community.members.codes import token_digest
from community.members.models import Centre, CentreText, Invitation, RoleGrant, User

CREST = ("crest", "crest_width", "crest_height")
INVITATION_LASTS = dt.timedelta(days=14)


def open_centre(*, texts: dict[str, dict[str, str]], **facts: Any) -> Centre:
    """A centre with its texts per language and its groups; rooms named in settings add what is theirs (its pages)."""
    centre = Centre(**facts)
    centre.full_clean()
    with transaction.atomic():
        centre.save()
        for language in centre.languages:
            text = texts.get(language, {})
            CentreText.objects.create(centre=centre, language=language, **({"name": centre.name} | text))
        for role in RoleGrant.Role.values:
            RoleGrant.group(centre, role)
        for path in settings.CENTRE_CONTRIBUTIONS:
            import_string(path)(centre)
    return centre


def show_crest(*, centre: Centre, crest: Emblem) -> None:
    """`crest` stands on every page of the centre, in place of what stood there."""
    with transaction.atomic():
        discard_crest(centre)
        centre.crest_width, centre.crest_height = crest.width, crest.height
        centre.crest.save("crest.webp", ContentFile(crest.webp), save=False)
        centre.save(update_fields=CREST)


def remove_crest(*, centre: Centre) -> None:
    with transaction.atomic():
        discard_crest(centre)
        centre.crest, centre.crest_width, centre.crest_height = "", 0, 0
        centre.save(update_fields=CREST)


def discard_crest(centre: Centre) -> None:
    """The file of whatever stands there now, also if another coordinator was quicker, goes after the commit."""
    former = Centre.objects.select_for_update().get(pk=centre.pk).crest
    if former.name:
        transaction.on_commit(partial(former.storage.delete, former.name))


def invite(*, centre: Centre, email: str, role: str, language: str, by: User | None, at: dt.datetime) -> Invitation:
    """Mails a link with a secret of 128 bits; a newer invitation to the same role replaces the older."""
    token = secrets.token_urlsafe(16)
    with transaction.atomic():
        Invitation.objects.waiting(at).filter(centre=centre, email=email, role=role).update(expires_at=at)
        invitation = Invitation.objects.create(
            centre=centre,
            email=email,
            role=role,
            language=language,
            digest=token_digest(token),
            invited_at=at,
            invited_by=by,
            expires_at=at + INVITATION_LASTS,
        )
        mail.send("invitation", to=email, language=language, invitation=invitation, token=token, inviter=by)
    return invitation


def withdraw_invitation(*, invitation: Invitation, at: dt.datetime) -> None:
    Invitation.objects.waiting(at).filter(pk=invitation.pk).update(expires_at=at)


def accept_invitation(*, invitation: Invitation, member: User, at: dt.datetime) -> RoleGrant:
    """Once, by whoever holds the link; a second acceptance finds it used."""
    with transaction.atomic():
        taken = Invitation.objects.waiting(at).filter(pk=invitation.pk).update(accepted_at=at, accepted_by=member)
        if not taken:
            raise ValidationError(_("This invitation has been used or has run out. Ask for a new one."), code="used")
        return grant_role(
            member=member, centre=invitation.centre, role=invitation.role, by=invitation.invited_by, at=at
        )
