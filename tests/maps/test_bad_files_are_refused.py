"""What people send, from Excel's table to an attack: read as far as it makes sense, refused with a reason beyond."""

import io
import json
import time
import zipfile
from typing import Any

import pytest

from community.members.models import Centre
from maps.exchange import archive, table
from maps.exchange.checking import check
from maps.exchange.records import FileError, PlaceRecord, Reading
from maps.file_words import FILE, ROW, file_words, reason
from maps.formats import first_reading, kind_of, rows_of, setting_for

HEAD = "id;nazwa;kategoria;szerokość geograficzna;długość geogr.;godziny otwarcia;telefon\n"
CENTRES = {"pl": "PL", "sk": "SK", "cs": "CZ", "hu": "HU", "uk": "UA"}


def a_centre(language: str = "pl") -> Centre:
    return Centre(slug="x", country=CENTRES[language], languages=[language], latitude=49.6, longitude=20.7)


def read(content: bytes, name: str = "lista.csv", language: str = "pl", **said: Any) -> Reading:
    kind = kind_of(content)
    reading = first_reading(content, kind, name, language) | said
    return check(rows_of(content, kind, reading), setting_for(a_centre(language), reading))


def rows(*lines: str) -> bytes:
    head = "id;name;category;lat;lon;hours;phone;email;website;language;tags\n"
    return (head + "\n".join(lines) + "\n").encode()


def wrong(line: str) -> tuple[str, str, str]:
    """Line, column and code of the only problem."""
    found = read(rows(line))
    assert found.places == []
    problem = found.problems[0]
    assert reason(problem.code, problem.found)
    return problem.where, problem.field, problem.code


def only(content: bytes, **said: Any) -> PlaceRecord:
    found = read(content, **said)
    assert found.problems == []
    return found.places[0]


SENTENCES = {
    "pl": "Żółta łąka, źródło, ćma i gęś; Święta Góra — „Pod Lipą”",
    "sk": "Ľúbezná škôlka pri ťažkom kŕdli; Žiar",
    "cs": "Příliš žluťoučký kůň úpěl ďábelské ódy",
    "hu": "Árvíztűrő tükörfúrógép, őszibarack",
    "uk": "Їжак і ґанок, щастя є; Львівська вулиця",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [(language, "utf-8") for language in SENTENCES]
    + [(language, "utf-16") for language in SENTENCES]
    + [(language, encoding) for language in ("pl", "sk", "cs", "hu") for encoding in ("cp1250", "iso8859-2")]
    + [("uk", "cp1251")],
)
def test_letters_come_as_they_were_written(language: str, encoding: str) -> None:
    sentence = SENTENCES[language]
    if encoding == "iso8859-2":
        sentence = sentence.replace("—", "-").replace("„", '"').replace("”", '"')
    text = f"name\tcategory\tlat\tlon\n{sentence}\tpharmacy\t49,6\t20,7\n"
    text = text.replace('"', "'")
    place = only(text.encode(encoding), language=language)
    assert place.name == sentence.replace('"', "'")


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_cells_are_parted_by_any_of_the_usual_signs(delimiter: str) -> None:
    cells = ["name", "category", "lat", "lon"], ["A", "pharmacy", '"49,6"', '"20,7"']
    place = only("\r\n".join(delimiter.join(row) for row in cells).encode())
    assert (place.latitude, place.longitude) == (49.6, 20.7)


def test_columns_are_recognised_by_polish_names() -> None:
    content = (HEAD + "1;Apteka;pharmacy;49,6;20,7;Mo-Fr 8-16;18 263 77 00\n").encode()
    assert only(content).hours == "Mo-Fr 8-16"


@pytest.mark.parametrize("written", ["49,6; 20,7", "49.6, 20.7", "49.6,20.7", "49,6 20,7", "49.6°N, 20.7°E"])
def test_both_coordinates_may_stand_in_one_cell(written: str) -> None:
    place = only(f"name\tcategory\tgps\nA\tpharmacy\t{written}\n".encode())
    assert (place.latitude, place.longitude) == (49.6, 20.7)


@pytest.mark.parametrize(
    ("line", "field", "code"),
    [
        ("1;A;pharmacy;20,7;49,6", "latitude", "swapped"),
        ("1;A;pharmacy;52,2;21,0", "latitude", "far"),
        ("1;A;pharmacy;48.85;2.35", "latitude", "far"),
        ("1;A;pharmacy;149;220", "latitude", "no_point"),
        ("1;A;pharmacy;nan;20,7", "latitude", "number"),
        ("1;A;pharmacy;inf;20,7", "latitude", "number"),
        ("1;A;pharmacy;1e1;20,7", "latitude", "number"),
        ("1;A;pharmacy;;20,7", "latitude", "missing_point"),
        ("1;;pharmacy;49,6;20,7", "name", "missing"),
        ("1;" + "A" * 121 + ";pharmacy;49,6;20,7", "name", "long"),
        ("1;A;;49,6;20,7", "category", "missing"),
        ("1;A;lody;49,6;20,7", "category", "choice"),
        ("1;A;pharmacy;49,6;20,7;Mo-Fr 16:00", "hours", "hours"),
        ("1;A;pharmacy;49,6;20,7;od rana", "hours", "hours"),
        ("1;A;pharmacy;49,6;20,7;;brak", "phone", "phone"),
        ("1;A;pharmacy;49,6;20,7;;;a(at)b.pl", "email", "email"),
        ("1;A;pharmacy;49,6;20,7;;;;javascript:alert(1)", "website", "website"),
        ("1;A;pharmacy;49,6;20,7;;;;https://[x", "website", "website"),
        ("1;A;pharmacy;49,6;20,7;;;;;xx", "language", "language"),
        ("1;A;pharmacy;49,6;20,7;;;;;;a,b,c,d,e,f,g", "tags", "tags"),
    ],
)
def test_a_row_that_makes_no_sense_is_told_by_line(line: str, field: str, code: str) -> None:
    assert wrong(line) == ("2", field, code)


def test_markup_in_a_name_stays_text_and_formulas_lose_their_mark() -> None:
    place = only(rows("1;<script>x</script>;pharmacy;49,6;20,7"))
    assert place.name == "<script>x</script>"
    assert table.bare(table.harmless("=1+1")) == "=1+1"
    assert table.harmless("'=1") == "''=1"


def test_empty_lines_are_skipped_and_lines_are_counted_as_in_the_file() -> None:
    found = read(rows('1;"A\nB";pharmacy;49,6;20,7', "", ";;;;", "2;C;pharmacy;x;20,7"))
    assert [place.name for place in found.places] == ["A\nB"]
    assert [problem.where for problem in found.problems] == ["6"]


def test_what_stands_twice_is_told() -> None:
    found = read(
        rows("1;A;pharmacy;49,6;20,7", "1;B;pharmacy;49,61;20,7", ";C;pharmacy;49,6;20,7", ";C;pharmacy;49,6;20,7")
    )
    assert [(each.where, each.code) for each in found.problems] == [("3", "twice"), ("5", "twice")]


def test_a_service_goes_with_its_place() -> None:
    head = "id,of,name,category,latitude,longitude\n"
    found = read((head + "1,,A,pharmacy,10,10\n2,1,S,pharmacy,,\n3,9,T,pharmacy,,\n").encode())
    assert [(each.where, each.code) for each in found.problems] == [
        ("2", "far"),
        ("3", "refused_place"),
        ("4", "no_place"),
    ]


def test_of_fifty_thousand_rows_three_are_refused() -> None:
    lines = [
        f"{number};Place {number};pharmacy;{49.5 + number / 1e6:.6f};20,7;Mo-Fr 08:00-16:00" for number in range(50_000)
    ]
    lines[10] = "10;A;pharmacy;far;20,7"
    lines[20_000] = "20000;;pharmacy;49,6;20,7"
    lines[49_999] = "49999;A;pharmacy;49,6;20,7;whenever"
    began = time.monotonic()
    found = read(rows(*lines))
    assert [each.where for each in found.problems] == ["12", "20002", "50001"]
    assert (len(found.places), found.size) == (49_997, 50_000)
    assert time.monotonic() - began < 60


def failure(content: bytes) -> str:
    with pytest.raises(FileError) as caught:
        read(content)
    assert "%(" not in file_words(caught.value)
    return caught.value.code


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


LOCATIONS = b"id,location_type,name,latitude,longitude\n1,physical,A,49.6,20.7\n"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\x81\x81\x00", "encoding"),
        (b"name;lat\n", "empty"),
        (b"\n\n\n", "empty"),
        (b"a," * 300 + b"\n1\n", "columns"),
        (b'name\n"' + b"x" * 200_000 + b'"\n', "table"),
        (b"{", "json"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "json"),
        (b"[" * 100_000, "deep"),
        (b'{"type": "FeatureCollection", "features": []}', "empty"),
        (b'{"type": "FeatureCollection", "features": 7}', "geojson"),
        (b'{"type": "Feature", "crs": {"properties": {"name": "EPSG:2180"}}}', "crs"),
        (b"[]", "hsds"),
        (b'{"hello": 1}', "hsds"),
        (b"PK\x03\x04 broken", "zip"),
        (zipped({"readme.txt": b"x"}), "hsds"),
        (zipped({"locations.csv": b"0" * 30_000_000}), "zip_bomb"),
        (zipped({f"{number}.csv": b"" for number in range(65)}), "zip_files"),
        (zipped({"a/locations.csv": LOCATIONS, "b/locations.csv": LOCATIONS}), "zip_twice"),
        (zipped({"locations.csv": LOCATIONS})[:-30], "zip"),
        (zipped({"locations.csv": b"\xff\xfe\xff"}), "encoding"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(content: bytes, code: str) -> None:
    assert failure(content) == code


def test_folders_in_an_archive_are_not_looked_at() -> None:
    files = {"../../etc/locations.csv": LOCATIONS, "C:\\x\\attributes.csv": b"id,link_id,taxonomy_term_id\n"}
    assert sorted(archive.unpacked(zipped(files))) == ["attributes.csv", "locations.csv"]


def test_what_unpacks_to_too_much_is_stopped_while_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 1000)
    assert failure(zipped({"locations.csv": LOCATIONS * 20})) == "zip_bomb"


@pytest.mark.parametrize(
    "feature",
    [None, 7, "x", [], {}, {"geometry": []}, {"properties": 3}, {"geometry": {"coordinates": [[["a"]], 1e400]}}],
)
def test_a_strange_feature_is_one_refused_row(feature: Any) -> None:
    text = json.dumps({"type": "FeatureCollection", "features": [feature]}).replace("Infinity", "1e400")
    assert [problem.where for problem in read(text.encode()).problems][0] == "features[0]"


def test_overpass_gives_places_and_the_middle_of_buildings() -> None:
    ring = [[[20.70, 49.60], [20.72, 49.60], [20.72, 49.62], [20.70, 49.60]]]
    tags = {
        "@id": "way/7",
        "amenity": "library",
        "name": "Biblioteka",
        "name:uk": "Бібліотека",
        "opening_hours": "Mo-Fr 10:00-18:00",
        "wheelchair": "limited",
        "contact:phone": "+48 18 1; +48 18 2",
        "contact:website": "www.lipka.example",
        "addr:street": "Główna",
        "addr:housenumber": "3",
        "addr:city": "Lipka",
        "language:uk": "yes",
    }
    feature = {"type": "Feature", "properties": tags, "geometry": {"type": "Polygon", "coordinates": ring}}
    place = only(json.dumps({"type": "FeatureCollection", "features": [feature]}).encode())
    assert (place.id, place.category, place.step_free) == ("way/7", "learning.library", "partly")
    assert (place.latitude, place.longitude) == (49.61, 20.71)
    assert (place.phone, place.website, place.street) == ("+48 18 1", "https://www.lipka.example", "Główna 3")
    assert (place.languages, place.translations) == (["uk"], {"uk": {"name": "Бібліотека"}})


def test_a_service_list_of_another_house_is_read() -> None:
    place = {"id": "l", "location_type": "physical", "name": "Hall", "latitude": 49.6, "longitude": 20.7}
    place |= {"addresses": [{"id": "a", "address_1": "Main 1", "city": "Lipka"}]}
    times = {"id": "t", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "08:00:00", "closes_at": "16:00:00"}
    service = {"id": "s", "name": "Advice", "status": "active", "schedules": [times | {"description": "daily, ask"}]}
    service |= {"organization": {"id": "o", "name": "Office", "description": ""}}
    service |= {"service_at_locations": [{"id": "x", "location": place}]}
    gone = {"id": "g", "name": "Old", "status": "defunct"}
    content = json.dumps({"total_items": 2, "contents": [service, gone]}).encode()
    found = read(content, category="office.advice")
    assert [(each.where, each.code) for each in found.problems] == [("services[1]", "gone")]
    hall = found.places[0]
    assert (hall.name, hall.street, hall.organisation and hall.organisation.name) == ("Hall", "Main 1", "Office")
    assert [(each.name, each.hours) for each in hall.services] == [("Advice", "Mo,Tu 08:00-16:00")]


def test_every_reason_has_its_sentence() -> None:
    sentences = [reason(code, "x") for code in ROW] + [file_words(FileError(code, "x")) for code in FILE]
    assert len(set(sentences)) == len(ROW) + len(FILE)


def test_a_telephone_number_stays_as_it_is_and_formulas_do_not() -> None:
    assert table.harmless("+48 18 555 01 40") == "+48 18 555 01 40"
    for formula in ("+1+cmd|' /C calc'!A0", "=1+1", "+48 18 555-1", "@SUM(1)"):
        assert table.harmless(formula) == f"'{formula}"
        assert table.bare(table.harmless(formula)) == formula
