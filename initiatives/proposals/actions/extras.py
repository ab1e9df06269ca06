"""Papers that belong to an initiative, and hands that help."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from community.members.models import User
from community.notifications.actions import follow, notify
from initiatives.proposals.actions.writing import discard_file
from initiatives.proposals.models import Document, Helper, Initiative
from initiatives.proposals.rules import adds_documents, may_help

MOST_DOCUMENTS = 8


@transaction.atomic
def add_document(*, initiative: Initiative, title: str, content: bytes, by: User, at: dt.datetime) -> Document:
    """`content` has been looked at by the form: it is a PDF of an acceptable size."""
    Initiative.objects.select_for_update().get(pk=initiative.pk)
    if not adds_documents.test(by, initiative):
        raise PermissionDenied
    if initiative.documents.count() >= MOST_DOCUMENTS:
        raise ValidationError(_("At most %(most)d documents.") % {"most": MOST_DOCUMENTS}, code="too_many")
    made = Document(initiative=initiative, title=title, size=len(content), added_by=by, added_at=at)
    made.file.save("document.pdf", ContentFile(content), save=False)
    made.save()
    return made


@transaction.atomic
def remove_document(*, document: Document, by: User) -> None:
    """The file goes when it is certain that the row does."""
    if not adds_documents.test(by, document.initiative):
        raise PermissionDenied
    discard_file(document)


@transaction.atomic
def offer_help(
    *, initiative: Initiative, text: str, hours: int | None, contact: str, by: User, at: dt.datetime
) -> Helper:
    """One offer a member, which they may write anew."""
    if not may_help.test(by, initiative):
        raise PermissionDenied
    facts = {"text": text, "hours": hours, "contact": contact}
    offer, is_new = Helper.objects.update_or_create(
        initiative=initiative, member=by, defaults=facts, create_defaults=facts | {"offered_at": at}
    )
    if is_new:
        follow(member=by, target=initiative)
        notify(initiative.authors(), "proposals.help_offered", offer, actor=by, at=at)
    return offer


def take_help_back(*, initiative: Initiative, by: User) -> None:
    Helper.objects.filter(initiative=initiative, member=by).delete()
