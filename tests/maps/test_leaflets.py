"""A leaflet of what the map answers, on paper, in any language of the house."""

import io
import re
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from pypdf import PdfReader

from community.interface.printing import printable, square
from community.members.models import Centre
from maps import actions
from maps.forms.leaflets import LEAFLETS_AN_HOUR, LeafletForm
from maps.leaflets import MOST, facts_of
from maps.models import Place
from tests.maps.standing import make_place, make_service
from tests.proposals.hostile import NASTY

pytestmark = pytest.mark.django_db
PDF, PAGE = "/en/lipka/map/leaflet.pdf", "/en/lipka/map/leaflet/"
A4 = (595, 842)


@pytest.fixture
def library(centre: Centre) -> Place:
    place = make_place(centre)
    make_service(place)
    english = {"name": "Library at the Elk"}
    actions.translate(thing=place, language="en", texts=english)
    return place


def read(client: Client, **asked: str) -> tuple[PdfReader, str]:
    """The file, and its text with single spaces."""
    answer = client.get(PDF, asked)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    pdf = PdfReader(io.BytesIO(answer.content))
    text = " ".join(page.extract_text() for page in pdf.pages)
    return pdf, re.sub(r"\s+", " ", text)


def test_anybody_prints_a_tagged_leaflet_on_a4(library: Place, stranger_client: Client) -> None:
    pdf, text = read(stranger_client, kind="learning")
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"] == "en"
    assert pdf.metadata.title == "Learning · Lipka"
    assert {tuple(round(side) for side in page.mediabox.upper_right) for page in pdf.pages} == {A4}
    for words in ("Library at the Elk", "Rynek 7, 33-300 Lipka", "Phone: +48 18 555 01 40", "8:00–16:00"):
        assert words in text
    assert "Kurs polskiego" in text
    assert "free of charge" in text
    assert "Step-free" in text
    assert "Spoken there: Polish" in text
    assert "1 / 1" in text


def test_a_text_that_nobody_translated_is_marked_with_its_language(library: Place, stranger_client: Client) -> None:
    pdf, _text = read(stranger_client, kind="learning")
    languages = {element.get("/Lang") for element in elements(pdf.trailer["/Root"]["/StructTreeRoot"])}
    assert "pl" in languages


def elements(node: Any) -> Any:
    """Every structure element below `node`."""
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            yield from elements(each)
    elif isinstance(node, dict):
        yield node
        if "/K" in node:
            yield from elements(node["/K"])


def test_only_what_answers_stands_on_it(library: Place, centre: Centre, stranger_client: Client) -> None:
    make_place(centre, name="Apteka", category="health.pharmacy", hours="", step_free="unknown")
    _pdf, text = read(stranger_client, kind="health")
    assert "Apteka" in text
    assert "Library" not in text
    _pdf, text = read(stranger_client, kind="learning.language", when="3-evening", free="on")
    assert "Language courses" in text
    assert "Open: Thursday, Evening · Free of charge" in text
    assert "Library at the Elk" in text
    assert "Apteka" not in text


def test_the_square_and_the_address_lead_to_the_same_question(library: Place, stranger_client: Client) -> None:
    asked = {"kind": "learning", "when": "3-evening", "free": "on", "language": "uk", "q": "kurs & więcej"}
    url = "http://127.0.0.1:8000/uk/lipka/map/?kind=learning&when=3-evening&free=on&q=kurs+%26+wi%C4%99cej"
    pdf, _text = read(stranger_client, **asked)
    links = [note.get_object()["/A"]["/URI"] for note in pdf.pages[0]["/Annots"]]
    assert set(links) == {url}
    form = LeafletForm(stranger_client.get(PAGE, asked).wsgi_request.GET, centre=library.centre)
    with translation.override("uk"):
        assert facts_of(library.centre, form, timezone.now())["qr"] == square(url)


def test_now_and_where_somebody_stands_do_not_come_onto_paper(library: Place, stranger_client: Client) -> None:
    pdf, text = read(stranger_client, kind="learning", when="now", near="49.61234, 20.71234")
    links = {note.get_object()["/A"]["/URI"] for note in pdf.pages[0]["/Annots"]}
    assert links == {"http://127.0.0.1:8000/en/lipka/map/?kind=learning"}
    assert "49.6" not in text
    assert "Library at the Elk" in text


@pytest.mark.parametrize("language", ["en", "pl", "sk", "cs", "hu", "uk"])
def test_it_is_printed_in_each_of_the_six_languages(centre: Centre, stranger_client: Client, language: str) -> None:
    names = {
        "en": "Reading room",
        "pl": "Zażółć gęślą jaźń",
        "sk": "Kŕdeľ ďatľov učí koňa",
        "cs": "Příliš žluťoučký kůň",
        "hu": "Árvíztűrő tükörfúrógép",
        "uk": "Їжак і ґанок у під’їзді",
    }
    place = make_place(centre, name="Biblioteka")
    for code, name in names.items():
        actions.translate(thing=place, language=code, texts={"name": name})
    place.refresh_from_db()
    pdf, text = read(stranger_client, kind="learning", language=language)
    assert pdf.trailer["/Root"]["/Lang"] == language
    expected = "Biblioteka" if language == "pl" else names[language]
    assert expected in text
    assert "8:00" in text
    with translation.override(language):
        assert translation.gettext("Learning") in text


def test_the_same_question_gives_the_same_bytes_all_day(library: Place, stranger_client: Client) -> None:
    with time_machine.travel("2026-03-02T09:00:00+01:00", tick=False):
        morning = stranger_client.get(PDF, {"kind": "learning"}).content
    with time_machine.travel("2026-03-02T17:30:00+01:00", tick=False):
        evening = stranger_client.get(PDF, {"kind": "learning"}).content
    with time_machine.travel("2026-03-03T09:00:00+01:00", tick=False):
        next_day = stranger_client.get(PDF, {"kind": "learning"}).content
    assert morning == evening
    assert morning != next_day


def test_a_kind_of_which_there_is_nothing_gives_a_page_that_says_so(library: Place, stranger_client: Client) -> None:
    pdf, text = read(stranger_client, kind="faith")
    assert len(pdf.pages) == 1
    assert "Nothing on the map answers this today." in text
    assert "Faith" in text


def test_what_was_taken_down_or_is_another_centres_is_not_printed(
    library: Place, other_centre: Centre, stranger_client: Client
) -> None:
    make_place(other_centre, name="Knižnica")
    assert "Library" in read(stranger_client)[1]
    actions.withdraw(place=library, at=timezone.now())
    _pdf, text = read(stranger_client)
    assert "Library" not in text
    assert "Knižnica" not in text


def test_sixty_places_go_over_numbered_pages_and_the_rest_is_counted(centre: Centre, stranger_client: Client) -> None:
    for number in range(MOST + 2):
        make_place(centre, name=f"Place {number:02}.", language="en", latitude=49.6 + number / 10_000)
    pdf, text = read(stranger_client, kind="learning")
    assert len(pdf.pages) > 3
    assert f"{len(pdf.pages)} / {len(pdf.pages)}" in text
    assert "Place 59." in text
    assert "Place 60." not in text
    assert "2 more are on the map." in text


@pytest.mark.parametrize(
    "nasty", [*NASTY, '#read("/etc/passwd") $x$ *b* _i_ @ref <label> \\', "W" * 120, "😀 漢字 \u0007"]
)
def test_hostile_names_are_only_ink(centre: Centre, stranger_client: Client, nasty: str) -> None:
    place = make_place(centre, name=nasty, street=nasty[:120], phone=nasty[:40], access_note=nasty, hours_note=nasty)
    make_service(place, name=nasty)
    _pdf, text = read(stranger_client, q="", kind="learning")
    shown = re.sub(r"\s", "", printable(nasty.replace("\u202e", "")))
    assert shown[:9] in re.sub(r"\s", "", text)
    assert "Thursday:18:00–19:30" in text.replace(" ", "")
    assert "root:" not in text


def test_a_sign_that_no_font_has_leaves_a_box() -> None:
    assert printable({"a": ["Łoś 😀", "ґанок", 3]}) == {"a": ["Łoś □", "ґанок", 3]}


@pytest.mark.parametrize("asked", [{"kind": "nonsense"}, {"language": "xx"}, {"when": "9-noon"}, {"near": "Nowhere"}])
def test_a_question_that_cannot_be_read_is_answered_by_the_form(
    library: Place, stranger_client: Client, asked: dict[str, str]
) -> None:
    answer = stranger_client.get(PDF, asked)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert stranger_client.get(PAGE, asked).status_code == 200


def test_the_form_takes_over_what_was_asked_of_the_map(library: Place, stranger_client: Client) -> None:
    page = stranger_client.get(PAGE, {"kind": "learning.library", "free": "on", "show": "events"}).content.decode()
    assert '<option value="learning.library" selected>' in page
    assert '<option value="en" selected>' in page
    assert re.search(r'name="free"[^>]*checked', page)
    assert 'action="/en/lipka/map/leaflet.pdf"' in page


def test_who_prints_without_end_is_asked_to_wait(library: Place, stranger_client: Client, settings: Any) -> None:
    settings.PUBLIC_CACHE_SECONDS = 0
    statuses = [stranger_client.get(PDF, {"kind": "learning"}).status_code for _time in range(LEAFLETS_AN_HOUR + 1)]
    assert statuses == [200] * LEAFLETS_AN_HOUR + [429]
    assert "Too many leaflets" in stranger_client.get(PDF, {"kind": "learning"}).content.decode()
    assert stranger_client.get(PAGE).status_code == 200


def test_the_number_of_queries_does_not_grow(centre: Centre, stranger_client: Client, settings: Any) -> None:
    settings.PUBLIC_CACHE_SECONDS = 0
    make_service(make_place(centre))
    stranger_client.get(PDF)
    counts = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as captured:
            stranger_client.get(PDF)
        counts.append(len(captured))
        for _place in range(2):
            make_service(make_place(centre))
        stranger_client.get(PDF)
    assert counts[0] == counts[1]
