"""The map's pages for search engines."""

from collections.abc import Iterator

from django.urls import reverse

from community.interface.sitemaps import Shown, in_languages
from community.members.models import Centre
from maps.models import Place


def contribute() -> Iterator[Shown]:
    """The map of each centre, then its places. Two queries."""
    centres = {centre.pk: centre for centre in Centre.objects.open()}
    for centre in centres.values():
        yield Shown(in_languages(reverse("maps:map-detail", kwargs={"centre": centre.slug}), centre.languages))
    rows = Place.objects.standing().filter(centre__in=centres).order_by("pk")
    for place in rows.only("centre_id", "language", "translations", "changed_at").iterator():
        place.centre = centres[place.centre_id]
        yield Shown(in_languages(place.get_absolute_url(), place.written_in), place.changed_at)
