"""Read-only, the same for everybody, calm whatever is asked."""

import gzip
import json
from typing import Any

import pytest
import time_machine
from django.test import Client

from community.members.models import Centre, User
from tests.factories import make_centre

CENTRES = "/api/v1/centres"
INITIATIVES = "/api/v1/initiatives"

pytestmark = pytest.mark.django_db


def ask(path: str, **headers: str) -> Any:
    return Client().get(path, headers=headers)


def problem_of(response: Any) -> dict[str, Any]:
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "no-store"
    told = response.json()
    assert told["status"] == response.status_code
    return told


def test_a_list_and_one_thing_of_it_say_the_same(centre: Centre) -> None:
    listed = ask(CENTRES).json()
    assert listed["next"] is None
    assert [row["id"] for row in listed["data"]] == ["lipka"]
    assert ask(f"{CENTRES}/lipka").json() == listed["data"][0]


def test_a_member_is_answered_as_a_stranger_and_nobody_gets_a_cookie(
    centre: Centre, coordinator: User, client_of: Any
) -> None:
    for path in (CENTRES, INITIATIVES, f"{CENTRES}/lipka", "/api/v1/openapi.json", "/api/v1/none"):
        stranger, member = ask(path), client_of(coordinator).get(path)
        assert stranger.content == member.content
        assert not stranger.cookies
        assert not member.cookies
        assert "Cookie" not in member.get("Vary", "")


def test_the_readers_own_language_changes_nothing(centre: Centre) -> None:
    assert ask(CENTRES, accept_language="hu").content == ask(CENTRES, accept_language="pl").content


def test_pages_of_every_origin_may_ask_without_credentials(centre: Centre) -> None:
    response = ask(CENTRES, origin="https://elsewhere.example")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    allowed = Client().options(CENTRES, headers={"Access-Control-Request-Headers": "if-none-match"})
    assert (allowed.status_code, allowed.content) == (204, b"")
    assert allowed["Access-Control-Allow-Headers"] == "If-None-Match"
    assert allowed["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", [CENTRES, f"{CENTRES}/lipka", "/api/v1/openapi.json", "/api/v1/none"])
def test_nothing_but_reading_is_answered(method: str, path: str, centre: Centre) -> None:
    response = getattr(Client(enforce_csrf_checks=True), method)(path)
    assert problem_of(response)["status"] == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert Centre.objects.filter(slug="lipka").exists()


def test_who_has_the_answer_already_gets_none_until_it_changes(centre: Centre) -> None:
    first = ask(CENTRES)
    assert first["Cache-Control"] == "public, max-age=60"
    again = ask(CENTRES, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    Centre.objects.update(population=1)
    assert ask(CENTRES, if_none_match=first["ETag"]).status_code == 200


def test_an_answer_is_packed_for_who_can_unpack_it() -> None:
    """A long one: Django pads what it packs by chance, and leaves plain what would not become shorter."""
    path = "/api/v1/openapi.json"
    plain, packed = ask(path), ask(path, accept_encoding="gzip")
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert ask(path, accept_encoding="gzip", if_none_match=packed["ETag"]).status_code == 304


def test_a_head_has_the_headers_and_no_body(centre: Centre) -> None:
    head = Client().head(CENTRES)
    assert head.content == b""
    assert head["ETag"] == ask(CENTRES)["ETag"]


def test_a_kept_answer_stays_open_and_keeps_its_etag(centre: Centre, settings: Any) -> None:
    settings.PUBLIC_CACHE_SECONDS = 10
    first = ask(CENTRES)
    Centre.objects.update(population=1)
    kept = ask(CENTRES)
    again = ask(CENTRES, if_none_match=first["ETag"])
    assert (kept.content, kept["ETag"], kept["Access-Control-Allow-Origin"]) == (first.content, first["ETag"], "*")
    assert (again.status_code, again["Access-Control-Allow-Origin"]) == (304, "*")


@pytest.mark.parametrize("path", ["/api/", "/api/v1/", "/api/v1/none", "/api/v2/centres", "/api/v1/centres/a/b"])
def test_what_there_is_not_is_not_found_in_json(path: str) -> None:
    assert "/api/v1/openapi.json" in problem_of(ask(path))["detail"]


@pytest.mark.parametrize("wanted", ["javorina", "LIPKA", "%00", "..%2f", "1", "a" * 5000])
def test_a_centre_that_is_not_there_is_not_found(wanted: str, centre: Centre) -> None:
    assert problem_of(ask(f"{CENTRES}/{wanted}"))["status"] == 404


@pytest.mark.parametrize("wanted", ["0", "-1", "²", "1e3", "9" * 400, "9" * 18, "%00", "None", "true"])
def test_a_number_that_cannot_be_is_not_found(wanted: str) -> None:
    assert problem_of(ask(f"{INITIATIVES}/{wanted}"))["status"] == 404


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("limit=-1", "limit"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=1000000000", "limit"),
        ("limit=²", "limit"),
        ("limit=", "limit"),
        ("limit=1&limit=2", "limit"),
        ("cursor=nonsense", "cursor"),
        ("cursor=", "cursor"),
        ("cursor=%00:%00", "cursor"),
        ("cursor=" + "a" * 2000, "cursor"),
        ("centre=nowhere", "centre"),
        ("centre=%00", "centre"),
        ("state=draft", "state"),
        ("state=x", "state"),
        ("published_after=yesterday", "published_after"),
        ("published_after=2026-01-01T00:00:00", "published_after"),
        ("published_after=0001-01-01T00:00:00%2B14:00", "published_after"),
        ("language=pl", "language"),
        ("colour=red", "colour"),
        ("limit[]=1", "limit[]"),
        ("a" * 3000 + "=1", "a" * 80),
    ],
)
def test_a_wrong_parameter_is_refused_by_its_name(query: str, named: str, centre: Centre) -> None:
    told = problem_of(ask(f"{INITIATIVES}?{query}"))
    assert (told["status"], told["parameter"]) == (400, named)


@pytest.mark.parametrize(("query", "status"), [("a=" + "b" * 1_000_000, 414), ("&".join(["a"] * 2000), 400)])
def test_a_huge_query_is_refused_in_no_time(query: str, status: int) -> None:
    assert problem_of(ask(f"{INITIATIVES}?{query}"))["status"] == status


def test_a_cursor_of_another_list_or_of_other_make_is_refused(centre: Centre) -> None:
    make_centre(slug="zet")
    following = ask(f"{CENTRES}?limit=1").json()["next"]
    cursor = following.partition("cursor=")[2].partition("&")[0]
    assert ask(f"{CENTRES}?cursor={cursor}").status_code == 200
    assert problem_of(ask(f"{INITIATIVES}?cursor={cursor}"))["parameter"] == "cursor"
    assert problem_of(ask(f"{CENTRES}?cursor=A{cursor}"))["parameter"] == "cursor"


def test_a_centre_that_is_not_open_is_neither_listed_nor_found_nor_asked_for(centre: Centre) -> None:
    with time_machine.travel("2050-01-01"):
        later = Centre(**{name: getattr(centre, name) for name in ("country", "languages", "latitude", "longitude")})
        later.slug = later.name = "later"
        later.save()
    assert [row["id"] for row in ask(CENTRES).json()["data"]] == ["lipka"]
    assert ask(f"{CENTRES}/later").status_code == 404
    assert problem_of(ask(f"{INITIATIVES}?centre=later"))["parameter"] == "centre"


def test_an_address_that_asks_too_often_is_told_when_to_come_back(centre: Centre, settings: Any) -> None:
    settings.API_CALLS_A_MINUTE = 2
    with time_machine.travel("2026-05-01T12:00:20Z", tick=False):
        assert ask(CENTRES).status_code == 200
    with time_machine.travel("2026-05-01T12:00:40.5Z", tick=False):
        assert ask(INITIATIVES).status_code == 200
        refused = ask(CENTRES)
        assert problem_of(refused)["status"] == 429
        assert refused["Retry-After"] == "40"
        assert Client(REMOTE_ADDR="192.0.2.7").get(CENTRES).status_code == 200
        assert Client().options(CENTRES).status_code == 204
    with time_machine.travel("2026-05-01T12:01:20Z", tick=False):
        assert ask(CENTRES).status_code == 200


def test_letters_stand_as_they_are_written(centre: Centre) -> None:
    Centre.objects.update(name="Łódź")
    assert "Łódź".encode() in ask(CENTRES).content


def test_the_language_asked_for_is_the_one_of_the_texts(centre: Centre) -> None:
    centre.texts.filter(language="en").update(strapline="By the river", name="Lime")
    centre.texts.filter(language="pl").update(strapline="Nad rzeką", name="Lipka")

    def told(query: str) -> tuple[str, str, str]:
        row = ask(f"{CENTRES}/lipka{query}").json()
        return row["title"], row["strapline"], row["url"].split("//")[1].partition("/")[2]

    assert told("") == ("Lipka", "Nad rzeką", "pl/lipka/")
    assert told("?language=en") == ("Lime", "By the river", "en/lipka/")
    assert told("?language=hu") == ("Lime", "By the river", "hu/lipka/")
    assert problem_of(ask(f"{CENTRES}?language=xx"))["parameter"] == "language"


def test_the_description_is_served_to_programs_and_to_people() -> None:
    document = json.loads(ask("/api/v1/openapi.json").content)
    assert document["info"]["license"]["identifier"] == "CC0-1.0"
    page = Client().get("/en/developers/").text
    for path in document["paths"]:
        assert path.partition("/{")[0] in page
    assert 'href="/en/developers/"' in Client().get("/en/styleguide/").text
