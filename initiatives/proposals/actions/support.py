"""Signing and taking a signature back."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from community.live.actions import broadcast
from community.members.actions import declare_residency, join
from community.members.models import Centre, User
from community.members.rules import is_resident
from community.notifications.actions import follow, notify
from community.notifications.models import Notification
from initiatives.proposals.models import Initiative, Support, Terms

COUNTED = ["state", "support_until", "support_count", "paper_count", "threshold", "answer_due_at"]


@transaction.atomic
def support(
    *, initiative: Initiative, member: User, at: dt.datetime, shows_name: bool = False, declares: bool = False
) -> Support:
    """One signature a member. `declares` says in the same breath that the member lives here."""
    lock(initiative)
    if declares:
        declare_residency(membership=join(member=member, centre=initiative.centre, at=at), at=at)
    if not is_resident(member, initiative.centre):
        raise ValidationError(_("Support is for those who say that they live here."), code="not_resident")
    if not initiative.is_gathering(at):
        raise ValidationError(_("This initiative gathers no support at the moment."), code="not_gathering")
    made, is_new = Support.objects.update_or_create(
        initiative=initiative,
        member=member,
        defaults={"shows_name": shows_name},
        create_defaults={"shows_name": shows_name, "created_at": at},
    )
    if is_new:
        recount(initiative, at)
        tell_onlookers(initiative)
        follow(member=member, target=initiative)
        tell_when_enough(initiative, at)
    return made


@transaction.atomic
def take_back(*, initiative: Initiative, member: User) -> None:
    """Possible as long as nobody has answered the initiative."""
    lock(initiative)
    if initiative.state != Initiative.State.PUBLISHED:
        raise ValidationError(_("The initiative has been answered: signatures stay as they are now."), code="answered")
    taken, _rows = Support.objects.filter(initiative=initiative, member=member).delete()
    if taken:
        recount(initiative)
        tell_onlookers(initiative)


@transaction.atomic
def gather(*, initiative: Initiative, members: Sequence[User], at: dt.datetime) -> None:
    """Many signatures at once, of members who live here; who signed before counts once."""
    lock(initiative)
    rows = [Support(initiative=initiative, member=member, created_at=at) for member in members]
    Support.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    recount(initiative, at)


def set_terms(*, centre: Centre, **facts: int) -> Terms:
    """Holds for what is published, reached or refused from now on."""
    terms, _is_new = Terms.objects.update_or_create(centre=centre, defaults=facts)
    return terms


def lock(initiative: Initiative) -> None:
    """Others who sign the same initiative wait here, so that its count is the number of its signatures."""
    Initiative.objects.select_for_update().get(pk=initiative.pk)
    initiative.refresh_from_db(fields=COUNTED)


def recount(initiative: Initiative, at: dt.datetime | None = None) -> None:
    """When enough sign for the first time, the day is fixed by which the centre must answer."""
    initiative.paper_count = initiative.sheets.counted()
    initiative.support_count = Support.objects.filter(initiative=initiative).count() + initiative.paper_count
    if at and initiative.answer_due_at is None and initiative.has_enough_support:
        initiative.answer_due_at = at + dt.timedelta(days=Terms.of(initiative.centre).answer_days)
    initiative.save(update_fields=["support_count", "paper_count", "answer_due_at"])


def tell_onlookers(initiative: Initiative) -> None:
    """Whoever has the page open sees the new number."""
    topic = f"initiative:{initiative.pk}"
    broadcast(topic, "support", template="proposals/_meter.html", context={"initiative": initiative})


def tell_when_enough(initiative: Initiative, at: dt.datetime) -> None:
    """Once: when the last supporter needed has signed."""
    told = Notification.objects.filter(kind="proposals.backed", target_id=initiative.pk)
    if not initiative.has_enough_support or told.exists():
        return
    interested = [*User.objects.serving(initiative.centre, "coordinator"), *initiative.authors()]
    notify(interested, "proposals.backed", initiative, at=at)
