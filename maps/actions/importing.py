"""A file on its way onto the map: uploaded, told how to be read, checked, taken over, erased."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from community.members.models import Centre, User
from maps.exchange.checking import check
from maps.exchange.records import FileError, Reading
from maps.formats import first_reading, kind_of, rows_of, setting_for
from maps.indexing import AT_ONCE, chunks, reindex
from maps.models import ImportRun, Organisation, Place, Service
from maps.taking import Draft, Known, Taking

BATCH = 500
State = ImportRun.State
FROM = {
    State.CHECKING: (State.UPLOADED, State.CHECKED, State.FAILED),
    State.RUNNING: (State.CHECKED,),
}


def read_file(centre: Centre, content: bytes, kind: str, reading: dict[str, Any]) -> Reading:
    """Raises FileError."""
    return check(rows_of(content, kind, reading), setting_for(centre, reading))


def draft_of(centre: Centre, found: Reading, source: str) -> Draft:
    return Taking(Known(centre), source).take(found)


@transaction.atomic
def take_in(*, centre: Centre, found: Reading, source: str, by: User | None, at: dt.datetime) -> dict[str, Any]:
    """Writes what a file says, all of it or nothing, and says what it was. Two at once follow each other."""
    Centre.objects.select_for_update(no_key=True, of=("self",)).get(pk=centre.pk)
    draft = draft_of(centre, found, source)
    write(draft, centre, by, at)
    return draft.report()


def write(draft: Draft, centre: Centre, by: User | None, at: dt.datetime) -> None:
    """What is new or changed, and the index of that; nothing where nothing is."""
    Organisation.objects.bulk_create(draft.new_organisations, BATCH)
    update(Organisation, draft.changed_organisations)
    places = [*draft.new, *draft.changed.values()]
    for place in places:
        place.changed_at = at
        place.confirmed_on, place.confirmed_by, place.reminded_on = at.astimezone(centre.zone).date(), by, None
    Place.objects.bulk_create(draft.new, BATCH)
    update(Place, list(draft.changed.values()))
    Service.objects.bulk_create(draft.new_services, BATCH)
    update(Service, draft.changed_services)
    renamed = Place.objects.filter(organisation__in=draft.changed_organisations).values_list("pk", flat=True)
    for some in chunks(sorted({*renamed, *(place.pk for place in places)}), AT_ONCE):
        reindex(centre, some)


def update(model: Any, rows: list[Any]) -> None:
    own = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    model.objects.bulk_update(rows, own, BATCH)


def upload(*, centre: Centre, name: str, content: bytes, by: User, at: dt.datetime) -> ImportRun:
    """Keeps the file with what it seems to be. Raises FileError for a table that is none."""
    kind = kind_of(content)
    reading = first_reading(content, kind, name, centre.language)
    run = ImportRun(centre=centre, member=by, name=name[-120:], kind=kind, size=len(content), reading=reading)
    run.made_at = at
    run.file.save(f"file.{kind}", ContentFile(content), save=False)
    run.save()
    return run


def claim(run: ImportRun, state: str, reading: dict[str, Any] | None = None) -> bool:
    """Puts the run into `state`; False where somebody else has done so, or it is not its turn."""
    fields: dict[str, Any] = {"state": state} | ({} if reading is None else {"reading": reading})
    return ImportRun.objects.filter(pk=run.pk, state__in=FROM[State(state)]).update(**fields) == 1


def read_anew(run: ImportRun, reading: dict[str, Any]) -> None:
    """Other signs, other columns: nothing of it is checked any more."""
    here = ImportRun.objects.filter(pk=run.pk, state__in=FROM[State.CHECKING])
    here.update(reading=reading, state=State.UPLOADED, report={})


def check_run(*, pk: int) -> None:
    """What the file would do."""
    work(pk, State.CHECKING, State.CHECKED, trial)


def trial(run: ImportRun, found: Reading) -> dict[str, Any]:
    return draft_of(run.centre, found, run.reading.get("source", "")).report()


def carry_out(*, pk: int) -> None:
    """Takes the file over."""

    def taken(run: ImportRun, found: Reading) -> dict[str, Any]:
        source = run.reading.get("source", "")
        return take_in(centre=run.centre, found=found, source=source, by=run.member, at=timezone.now())

    work(pk, State.RUNNING, State.DONE, taken)


def work(pk: int, during: str, after: str, step: Any) -> None:
    """Whatever happens, the run says how it ended; a worker that is killed begins again."""
    run = ImportRun.objects.select_related("centre", "member").filter(pk=pk, state=during).first()
    if run is None:
        return
    try:
        with run.file.open("rb") as file:
            report = step(run, read_file(run.centre, file.read(), run.kind, run.reading))
    except FileError as error:
        end(run, State.FAILED, {"error": [error.code, error.found]})
    except Exception:
        end(run, State.FAILED, {"error": ["broken", ""]})
        raise
    else:
        end(run, after, report)


def end(run: ImportRun, state: str, report: dict[str, Any]) -> None:
    run.state, run.report, run.ended_at = state, report, timezone.now()
    run.save(update_fields=["state", "report", "ended_at"])


def erase_imports(runs: Iterable[ImportRun]) -> None:
    """With their files."""
    for run in runs:
        file = run.file
        run.delete()
        file.storage.delete(str(file.name))
