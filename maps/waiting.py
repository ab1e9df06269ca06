from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from community.members.models import Centre, User
from community.members.waiting import Waiting
from maps.forms.listing import STALE
from maps.models import Place, Suggestion
from maps.rules import MAP_ROLES


def contribute(member: User, centre: Centre) -> list[Waiting]:
    """At most two queries: what residents suggest, and what nobody has confirmed for long."""
    lines = suggested(centre) if member.has_role(centre, *MAP_ROLES) else []
    return lines + unconfirmed(member, centre)


def suggested(centre: Centre) -> list[Waiting]:
    count = Suggestion.objects.for_centre(centre).waiting().count()
    text = ngettext(
        "%(count)d suggestion for the map waits for a decision",
        "%(count)d suggestions for the map wait for a decision",
        count,
    )
    address = reverse("maps:suggestion-list", kwargs={"centre": centre.slug})
    return [Waiting(text % {"count": count}, address)] if count else []


def unconfirmed(member: User, centre: Centre) -> list[Waiting]:
    today = timezone.now().astimezone(centre.zone).date()
    count = Place.objects.for_centre(centre).keepable_by(member).stale(today).count()
    text = ngettext(
        "%(count)d place on the map was not confirmed for a year: does it still hold?",
        "%(count)d places on the map were not confirmed for a year: do they still hold?",
        count,
    )
    address = reverse("maps:place-list", kwargs={"centre": centre.slug})
    return [Waiting(text % {"count": count}, f"{address}?state={STALE}")] if count else []
