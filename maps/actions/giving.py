"""The files in which a centre gives out what its map knows."""

import datetime as dt
import hashlib
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction

from community.members.models import Centre
from maps.data import mark_of, rows_of
from maps.formats import file_of
from maps.models import DataFile, FileKind, Place


def standing(centre: Centre, kind: FileKind) -> DataFile | None:
    """The file that was made last, where no place has changed since."""
    known = DataFile.objects.filter(centre=centre, kind=kind, mark=mark_of(centre)).first()
    return known if known and known.file.storage.exists(str(known.file.name)) else None


def content_of(centre: Centre, kind: FileKind) -> bytes:
    return file_of(rows_of(centre), kind, centre)


def write_data_file(*, centre: Centre, kind: FileKind, at: dt.datetime) -> DataFile:
    """As the map is now; the same file where nothing has changed."""
    return standing(centre, kind) or make_data_file(centre, kind, mark_of(centre), at)


def make_data_file(centre: Centre, kind: FileKind, mark: str, at: dt.datetime) -> DataFile:
    """The older one goes when it is certain that the newer stands."""
    content = content_of(centre, kind)
    with transaction.atomic():
        before = DataFile.objects.select_for_update(of=("self",)).filter(centre=centre, kind=kind).first()
        made = before or DataFile(centre=centre, kind=kind)
        if before:
            transaction.on_commit(partial(before.file.storage.delete, str(before.file.name)))
        made.size, made.digest, made.mark, made.made_at = len(content), hashlib.sha256(content).hexdigest(), mark, at
        made.places = Place.objects.for_centre(centre).standing().count()
        made.file.save(f"{kind}.data", ContentFile(content), save=False)
        if not before:
            # Somebody else may have made the first one meanwhile: theirs is as good, ours comes after it.
            DataFile.objects.filter(centre=centre, kind=kind).delete()
        made.save()
    return made
