"""What a member has to do in their mentorships now: agree, confirm, say how it goes."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from community.members.models import Centre, User
from mentoring.models import Agreement, Feedback, Mentorship


@dataclass(frozen=True)
class Due:
    mentorship: int
    text: str
    url: str


def due_for(member: User, centre: Centre, *, at: dt.datetime) -> list[Due]:
    """Two queries, however many mentorships."""
    return [*to_agree(member, centre), *to_answer(member, centre, at)]


def to_agree(member: User, centre: Centre) -> list[Due]:
    """Nothing is written down, or what the other side wrote waits for the member's yes."""
    mine = Mentorship.objects.for_centre(centre).shared_with(member).order_by("pk").prefetch_related("agreements")
    found = (to_agree_in(each, member, centre) for each in mine)
    return [due for due in found if due]


def to_agree_in(mentorship: Mentorship, member: User, centre: Centre) -> Due | None:
    rows: list[Agreement] = list(mentorship.agreements.all())
    facts = {"centre": centre.slug, "pk": mentorship.pk}
    if not rows:
        address = reverse("mentoring:agreement-edit", kwargs=facts)
        return Due(mentorship.pk, _("Agree on how you work together"), address)
    if any(row.agreed_at(mentorship.side_of(member)) is None for row in rows):
        address = reverse("mentoring:mentorship-detail", kwargs=facts) + "#agreement"
        return Due(mentorship.pk, _("Confirm what you agree on, or change it"), address)
    return None


def to_answer(member: User, centre: Centre, at: dt.datetime) -> list[Due]:
    asked = Feedback.objects.waiting(at).of(member).filter(mentorship__centre=centre).order_by("asked_at", "pk")
    return [
        Due(pk, _("Say how your mentorship goes"), reverse("mentoring:feedback-give", args=[centre.slug, pk]))
        for pk in asked.values_list("mentorship", flat=True)
    ]
