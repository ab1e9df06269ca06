"""What tests of files need: places of every kind, and a file taken in as the house does it."""

import datetime as dt
from typing import Any

from community.members.models import Centre
from maps.actions import keep_organisation, keep_place, keep_service
from maps.actions.importing import read_file, take_in
from maps.data import rows_of
from maps.formats import file_of, first_reading, kind_of
from maps.models import FileKind, Organisation, Place, Service

AT = dt.datetime(2026, 6, 1, 10, tzinfo=dt.UTC)
HEAD = "id;name;category;latitude;longitude;hours"


def make_place(centre: Centre, **fields: Any) -> Place:
    facts = {"name": "Library", "category": "learning.library", "latitude": 49.61, "longitude": 20.71, "language": "pl"}
    return keep_place(place=Place(centre=centre, **facts | fields), by=None, at=AT)


def furnish_places(centre: Centre) -> None:
    """Two places: one with everything that may be said, and one with nothing but its name."""
    office = keep_organisation(
        organisation=Organisation(
            centre=centre,
            name="Urząd Gminy",
            summary="Wójt i sekretarz",
            language="pl",
            kind="office",
            website="https://lipka.example/",
            email="office@lipka.example",
            phone="+48 18 000 00 01",
            translations={"en": {"name": "Commune office"}, "uk": {"summary": "Війт"}},
        )
    )
    desk = make_place(
        centre,
        name="=Punkt <b>obsługi</b>",
        summary="„Okienko” dla wracających;\nz dziećmi, też",
        category="help.returnees",
        tags=["powroty", "dzieci"],
        street="Główna 1",
        village="Lipka",
        postcode="33-300",
        hours="Mo-Fr 08:00-16:00; PH off",
        hours_note="W lipcu krócej",
        phone="+48 18 000 00 02",
        email="desk@lipka.example",
        website="https://lipka.example/desk",
        step_free="partly",
        access_note="Dzwonek przy bramie",
        languages=["pl", "uk", "sgn"],
        organisation=office,
        translations={"uk": {"name": "Пункт", "hours_note": "У липні менше"}},
    )
    keep_service(
        service=Service(
            place=desk,
            name="Meldunek",
            summary="'=razem",
            category="office.registry",
            language="pl",
            languages=["en"],
            hours="Tu,Th 22:00-02:00",
            hours_note="Tylko po umówieniu",
            is_free=True,
            eligibility="Dla każdego",
            documents="Dowód",
            how="-1 dzień wcześniej",
            translations={"en": {"name": "Registration", "how": "@desk"}},
        ),
        by=None,
        at=AT,
    )
    paid = Service(place=desk, name="Odpis", category="office.registry", language="pl", fee="22 zł")
    keep_service(service=paid, by=None, at=AT)
    lone = make_place(centre, name="Kapliczka", category="faith.church", latitude=49.6123456, hours_note="zawsze")
    own = Service(place=lone, name="Msza", category="faith.church", language="pl")
    keep_service(service=own, by=None, at=AT)


def given_out(centre: Centre, kind: str) -> bytes:
    return file_of(rows_of(centre), FileKind(kind), centre)


def taken_in(centre: Centre, content: bytes, name: str = "list.csv", **reading: Any) -> dict[str, Any]:
    """The report of a run."""
    kind = kind_of(content)
    how = first_reading(content, kind, name, centre.language) | reading
    found = read_file(centre, content, kind, how)
    return take_in(centre=centre, found=found, source=how["source"], by=None, at=AT)


def counts(report: dict[str, Any]) -> tuple[int, int, int, int]:
    """New, changed, unchanged, refused."""
    return report["new"], report["changed"], report["unchanged"], report["refused"]
