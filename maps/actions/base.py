from collections.abc import Sequence
from functools import partial

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from community.members.models import Centre
from maps.drawn import Commune, Village, draw, frame_of
from maps.models import BaseMap


@transaction.atomic
def draw_base_map(*, centre: Centre, villages: Sequence[Village]) -> BaseMap:
    """Draws (again) the centre's map from the places of its villages; tiles that are there stay."""
    commune = Commune(centre.slug, centre.name, centre.latitude, centre.longitude, centre.language, villages)
    drawn = {"features": draw(commune), "frame": frame_of(commune)}
    base, _created = BaseMap.objects.update_or_create(centre=centre, defaults=drawn)
    return base


@transaction.atomic
def put_tiles(*, centre: Centre, file: File | None, source: str) -> BaseMap:
    """Makes these the tiles of the centre's map, with the credit they ask for; without a file those there stay.

    The ones before go when it is certain that these stay; these go where the row cannot be written.
    """
    base, _created = BaseMap.objects.select_for_update().get_or_create(centre=centre)
    base.source = source
    if file is None:
        base.save(update_fields=["source", "updated_at"])
        return base
    before, storage = base.tiles.name, base.tiles.storage
    base.uploaded_at = timezone.now()
    base.tiles.save("tiles.pmtiles", file, save=False)
    try:
        base.save(update_fields=["source", "tiles", "uploaded_at", "updated_at"])
    except Exception:
        storage.delete(str(base.tiles.name))
        raise
    if before:
        transaction.on_commit(partial(storage.delete, before))
    return base
