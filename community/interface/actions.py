"""Photos: kept, put in another's place, taken away."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction

from community.interface.models import Photo
from community.interface.pictures import FILES, Encoded


@dataclass(frozen=True)
class Slot:
    """What shall stand in a place for a picture: `encoded` None keeps what is there, `removed` empties it."""

    alt: str
    encoded: Encoded | None = None
    removed: bool = False

    def changes(self, there: Photo | None) -> bool:
        if self.encoded or there is None:
            return self.encoded is not None
        return self.removed or self.alt != there.alt


def place_photo[P: Photo](there: P | None, slot: Slot, make: Callable[[], P]) -> None:
    """Does what `slot` says with the place in which `there` stands; `make` gives a photo that belongs there."""
    if there and (slot.removed or slot.encoded):
        discard_photo(there)
    if slot.encoded and not slot.removed:
        keep_photo(make(), slot)
    elif there and not slot.removed and there.alt != slot.alt:
        there.alt = slot.alt
        there.save(update_fields=["alt"])


def keep_photo[P: Photo](made: P, slot: Slot) -> P:
    """`made` with the files of what was uploaded, kept."""
    assert slot.encoded
    made.alt, made.width, made.height = slot.alt, slot.encoded.width, slot.encoded.height
    for name in FILES:
        getattr(made, name).save(name.replace("_", "."), ContentFile(getattr(slot.encoded, name)), save=False)
    made.save()
    return made


def discard_photo(photo: Photo) -> None:
    """The files go when it is certain that the row does."""
    files = [getattr(photo, name) for name in FILES]
    photo.delete()
    for file in files:
        transaction.on_commit(partial(file.storage.delete, file.name))
