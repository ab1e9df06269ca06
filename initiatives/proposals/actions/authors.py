"""Writing together: inviting, accepting, leaving."""

import datetime as dt
import hashlib
import secrets

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from community.members.actions import join
from community.members.models import User
from community.notifications.actions import follow, notify
from initiatives.proposals.models import CoAuthor, Initiative
from initiatives.proposals.rules import is_author

MOST_COAUTHORS = 10


@transaction.atomic
def invite_coauthor(*, initiative: Initiative, member: User, by: User, at: dt.datetime) -> CoAuthor:
    """Asks a member; somebody who is asked already is not asked twice."""
    refuse_unless_room(initiative, by)
    if is_author(member, initiative):
        raise ValidationError(_("They are an author of it already."), code="author")
    asked, is_new = CoAuthor.objects.get_or_create(
        initiative=initiative, member=member, defaults={"invited_by": by, "invited_at": at}
    )
    if is_new:
        forget_authors(initiative)
        notify([member], "proposals.coauthor_invited", asked, actor=by, at=at)
    return asked


@transaction.atomic
def invite_by_mail(*, initiative: Initiative, email: str, by: User, at: dt.datetime) -> CoAuthor:
    """Mails a link with a secret of 128 bits; whether the address has an account here is not told to anybody."""
    refuse_unless_room(initiative, by)
    token = secrets.token_urlsafe(16)
    CoAuthor.objects.filter(initiative=initiative, email=email).delete()
    asked = CoAuthor.objects.create(
        initiative=initiative, email=email, digest=digest_of(token), invited_by=by, invited_at=at
    )
    send_link(asked, token, by)
    return asked


@transaction.atomic
def accept_coauthorship(*, asked: CoAuthor, by: User, at: dt.datetime) -> CoAuthor:
    """Once. Whoever comes by a mailed link takes the place that the link was made for, and joins the centre."""
    Initiative.objects.select_for_update().get(pk=asked.initiative_id)
    found = CoAuthor.objects.waiting().filter(pk=asked.pk).first()
    if found is None or (found.member_id and found.member_id != by.pk):
        raise ValidationError(_("This invitation has been used or taken back."), code="used")
    others = CoAuthor.objects.filter(initiative=asked.initiative_id, member=by).exclude(pk=asked.pk)
    if asked.initiative.author_id == by.pk or others.filter(accepted_at__isnull=False).exists():
        raise ValidationError(_("You are an author of it already."), code="author")
    others.delete()
    found.member, found.email, found.digest, found.accepted_at = by, "", "", at
    found.save()
    join(member=by, centre=asked.initiative.centre, at=at)
    follow(member=by, target=asked.initiative)
    forget_authors(asked.initiative)
    notify(asked.initiative.authors(), "proposals.coauthor_accepted", found, actor=by, at=at)
    return found


@transaction.atomic
def decline_coauthorship(*, asked: CoAuthor, by: User, at: dt.datetime) -> None:
    """Leaves no row behind; the inviter hears it."""
    gone, _rows = CoAuthor.objects.waiting().filter(pk=asked.pk, member=by).delete()
    if gone and asked.invited_by:
        notify([asked.invited_by], "proposals.coauthor_declined", asked.initiative, actor=by, at=at)


@transaction.atomic
def take_invitation_back(*, asked: CoAuthor, by: User) -> None:
    if not is_author(by, asked.initiative):
        raise PermissionDenied
    CoAuthor.objects.waiting().filter(pk=asked.pk).delete()


@transaction.atomic
def leave_authors(*, initiative: Initiative, by: User) -> None:
    """The first author hands over to the co-author who has been there longest; the last author stays."""
    Initiative.objects.select_for_update().get(pk=initiative.pk)
    forget_authors(initiative)
    initiative.refresh_from_db(fields=["author"])
    if initiative.author_id != by.pk:
        CoAuthor.objects.accepted().filter(initiative=initiative, member=by).delete()
    elif not hand_over(initiative):
        raise ValidationError(
            _("You are its last author: invite somebody else first, or withdraw the initiative."), code="last_author"
        )
    forget_authors(initiative)


def hand_over(initiative: Initiative) -> bool:
    """Whether a co-author has taken the first author's place."""
    heir = initiative.coauthors.accepted().select_related("member").first()
    if heir is None:
        return False
    initiative.author = heir.member
    initiative.save(update_fields=["author"])
    heir.delete()
    return True


def refuse_unless_room(initiative: Initiative, by: User) -> None:
    Initiative.objects.select_for_update().get(pk=initiative.pk)
    forget_authors(initiative)
    if not is_author(by, initiative):
        raise PermissionDenied(_("Only its authors may do this."))
    if initiative.coauthors.count() >= MOST_COAUTHORS:
        raise ValidationError(_("At most %(most)d people may write it together.") % {"most": MOST_COAUTHORS})


def forget_authors(initiative: Initiative) -> None:
    """After a change among the authors: the next question reads the database again."""
    for name in ("coauthor_ids", "invited_ids"):
        initiative.__dict__.pop(name, None)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def send_link(asked: CoAuthor, token: str, by: User) -> None:
    initiative = asked.initiative
    with translation.override(initiative.language):
        place = {"centre": initiative.centre.slug, "token": token}
        url = settings.BASE_URL + reverse("proposals:coauthor-link", kwargs=place)
        facts = {"title": initiative.title, "url": url, "actor": by, "centre": initiative.centre}
        stem = "emails/proposals/coauthor_link"
        subject = " ".join(render_to_string(f"{stem}.subject.txt", facts).split())
        message = EmailMultiAlternatives(subject, render_to_string(f"{stem}.txt", facts), to=[asked.email])
        message.attach_alternative(render_to_string(f"{stem}.html", facts), "text/html")
    message.send()
