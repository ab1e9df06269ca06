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
def put_tiles(*, centre: Centre, file: File, source: str) -> BaseMap:
    """Makes these the tiles of the centre's map. The ones before go when it is certain that these stay."""
    base, _created = BaseMap.objects.select_for_update().get_or_create(centre=centre)
    before = base.tiles.name
    storage = base.tiles.storage
    base.tiles.save("tiles.pmtiles", file, save=False)
    base.source, base.uploaded_at = source, timezone.now()
    try:
        with transaction.atomic():
            base.save()
    except Exception:
        storage.delete(base.tiles.name)
        raise
    if before:
        transaction.on_commit(partial(storage.delete, before))
    return base


@transaction.atomic
def take_tiles_away(*, base: BaseMap) -> None:
    """The drawing is shown again, where there is one."""
    before, storage = base.tiles.name, base.tiles.storage
    base.tiles, base.source, base.uploaded_at = "", "", None
    base.save()
    if before:
        transaction.on_commit(partial(storage.delete, before))
