"""Duties of one person by name: certifying a result, chairing a meeting."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from community.members.holding import Held
from community.members.models import Centre
from initiatives.voting.models import Certification, Meeting, Round


def contribute(centre: Centre) -> Iterator[Held]:
    """Two queries."""
    yield from to_certify(centre)
    meetings = Meeting.objects.for_centre(centre).filter(chair__isnull=False, minutes__isnull=True)
    for meeting in meetings.filter(called_off_at__isnull=True).order_by("first_term_at", "pk"):
        assert meeting.chair_id
        place = reverse("voting:meeting-chair", kwargs={"centre": centre.slug, "pk": meeting.pk})
        yield Held(meeting.chair_id, _("Chairs the meeting “%(title)s”") % {"title": meeting.title}, place)


def to_certify(centre: Centre) -> Iterator[Held]:
    """Rounds under whose result a name is still missing."""
    signed = Certification.objects.filter(round=OuterRef("round"), by=OuterRef("user"))
    named = Round.certifiers.through.objects.filter(~Exists(signed), round__centre=centre)
    for row in named.select_related("round__closure", "round__centre").order_by("round__opens_at", "pk"):
        text = _("Certifies the result of “%(title)s”") % {"title": row.round.local_title}
        yield Held(row.user_id, text, where(row.round, centre))


def where(round: Round, centre: Centre) -> str:
    """Who certifies is set before the rules are frozen and replaced after the count; in between it stands."""
    place = {"centre": centre.slug, "pk": round.pk}
    if not round.is_frozen:
        return reverse("voting:certifiers-name", kwargs=place)
    return reverse("voting:certification", kwargs=place) if round.is_opened_box else round.get_absolute_url()
