"""Whatever is sent, the answer is a calm one: never an error of ours, never somewhere else, never slow."""

import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.house.addresses import addresses
from tests.house.cast import House
from tests.house.openings import OPENINGS
from tests.house.test_who_may_open_what import path_of

pytestmark = pytest.mark.usefixtures("in_the_house")

AWAY = ["//evil.example", "///evil.example", "https://evil.example", "https:evil.example", "http:///evil.example"]
AWAY += ["\\\\evil.example", "/\\evil.example", "/\t/evil.example", "//evil。example", "javascript:alert(1)"]
LONG = "a" * 1_000_000
HOSTILE = ["\x00", "-1", "9" * 400, "1e999", "NaN", "²", "\u202e", "../../etc/passwd", "' OR 1=1 --", "{{7*7}}", "%ff"]
# Sent without our cookie by mail programs; the signed token is what permits it. The API says that it is only read.
NO_CSRF = {"notifications:unsubscribe", *(opening for opening in OPENINGS if opening.startswith("api:"))}
BOUND = 5.0  # seconds for a megabyte, on a busy machine; what is quadratic takes minutes


class Fields(HTMLParser):
    """The forms of a page: method, action, and what each field holds."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.forms.append({"method": given.get("method", "get"), "action": given.get("action") or "", "fields": {}})
        elif tag in {"input", "textarea", "select"} and given.get("name") and self.forms:
            ticked = given.get("type") not in {"checkbox", "radio"} or "checked" in given
            kept = self.forms[-1]["fields"].get(given["name"], "")
            self.forms[-1]["fields"][given["name"]] = (given.get("value") or "") if ticked else kept


def forms_of(role: str, house: House, client: Client) -> list[tuple[str, str, str, dict[str, str]]]:
    """Every different form on every page that the role may open."""
    found = {}
    for opening, row in OPENINGS.items():
        if row.get[role] != 200:
            continue
        path = path_of(house, opening, house.centre.slug)
        parser = Fields()
        parser.feed(b"".join(client.get(path)).decode(errors="replace"))
        for form in parser.forms:
            action = form["action"] or path
            found.setdefault((form["method"], re.sub(r"\d+", "0", action), *form["fields"]), (opening, action, form))
    return [(opening, form["method"], action, form["fields"]) for opening, action, form in found.values()]


@pytest.mark.parametrize("path", ["/", "/en/", "/en/accounts/login/", "/admin/", "/robots.txt", "/healthz"])
def test_a_host_that_is_not_ours_is_refused(path: str) -> None:
    client = Client(raise_request_exception=False)
    assert client.get(path, HTTP_HOST="evil.example").status_code == 400
    told = client.get(path, HTTP_X_FORWARDED_HOST="evil.example", HTTP_FORWARDED="host=evil.example")
    assert "evil.example" not in b"".join(told).decode() + str(told.headers)


@pytest.mark.parametrize("away", AWAY)
def test_nobody_is_sent_elsewhere_after_signing_in_or_out(away: str, house: House) -> None:
    member = house.cast["member"]
    member.set_password("a-long-password")
    member.save()
    client = Client(raise_request_exception=False)
    facts = {"login": member.handle, "password": "a-long-password", "next": away}
    signed_in = client.post(f"/en/accounts/login/?next={away}", facts)
    signed_out = client.post("/en/accounts/logout/", {"next": away})
    asked = client.get("/admin/login/", {"next": away})
    assert (signed_in.status_code, signed_out.status_code) == (302, 302)
    for response in (signed_in, signed_out, asked):
        where = response.headers.get("Location", "/")
        assert re.match(r"/(?![/\\\s])", where), where


@pytest.mark.parametrize(
    "path", ["//evil.example/nothing", "/\\evil.example/nothing", "//evil.example/en", "/en//evil.example"]
)
def test_a_missing_slash_sends_nobody_elsewhere(path: str) -> None:
    where = Client(raise_request_exception=False).get(path).headers.get("Location", "/")
    assert re.match(r"/(?![/\\])", where), where


@pytest.mark.parametrize(
    "path",
    [
        "/en/%00/",
        "/en/%ff%fe/",
        "/%ff/",
        "/en/lipka/stories/%00/",
        "/en/lipka/tags/%00/",
        "/en/tags/%ff/",
        "/xx/",
        "/xx/lipka/",
    ]
    + [
        "/EN/",
        "/en-gb/",
        "/en/lipka/events/%00/event.ics",
        "/en/members/invitations/%00/",
        "/en/notifications/stop/%00/",
    ]
    + [
        "/media/%00.webp",
        "/media/..%2f..%2fetc%2fpasswd",
        "/media/../../etc/passwd.png",
        "/documents/1/%00",
        "/en/" + "a" * 20_000,
    ]
    + [
        "/en/lipka/initiatives/" + "9" * 400 + "/",
        "/en/lipka/votes/99999999999999999999/",
        "/en/lipka/members/registers/9/%00/",
    ]
    + [
        "/en/lipka/reports/new/x/1/",
        "/en/lipka/reports/new/members.user/1/",
        "/en/lipka/reports/receipt/%00/",
        "/%2e%2e/",
    ]
    + ["/en/lipka/votes/1/notices/2026-99-99/", "/en/lipka/votes/1/files/..%2f", "/en/" + "a/" * 3000],
)
def test_an_address_that_cannot_be_is_not_found(path: str) -> None:
    client = Client(raise_request_exception=False)
    response = client.get(path, follow=True)
    assert response.status_code in {400, 404, 414}


def test_a_page_keeps_calm_whatever_stands_behind_its_question_mark(house: House, clients: dict[str, Client]) -> None:
    client = clients["stranger"]
    deep = "&".join(f"a[{number}][b]={number}" for number in range(900))
    asked = {
        form[2].partition("?")[0]: list(form[3]) for form in forms_of("stranger", house, client) if form[1] == "get"
    }
    for opening, row in OPENINGS.items():
        if row.get["stranger"] == 200:
            asked.setdefault(path_of(house, opening, house.centre.slug), [])
    wrong = []
    for path, names in asked.items():
        for value in HOSTILE:
            status = client.get(path, dict.fromkeys([*names, "page", "next"], value)).status_code
            wrong += [(path, value, status)] if status >= 500 else []
        assert client.get(f"{path}?{deep}").status_code < 500
    assert wrong == []


def typed(fields: dict[str, str], tried: set[str]) -> Iterator[dict[str, str]]:
    """What is sent: each hostile value in all fields at once, and a megabyte in each field that had none yet."""
    typed_into = fields.keys() - {"csrfmiddlewaretoken"}
    if not typed_into:
        yield fields
        return
    yield from (fields | dict.fromkeys(typed_into, value) for value in HOSTILE)
    for name in typed_into:
        kind = re.sub(r"\d+", "0", name)  # the rows of a list are read alike
        if kind not in tried:
            tried.add(kind)
            yield fields | {name: LONG}


def posted_forms(house: House, clients: dict[str, Client]) -> list[tuple[str, str, str, dict[str, str]]]:
    """With the role that meets it first, each form that posts: (role, opening, action, fields)."""
    found = {}
    for role in ("stranger", "author", "coordinator", "moderator"):
        for opening, method, action, fields in forms_of(role, house, clients[role]):
            if method == "post" and action.startswith("/") and "logout" not in action:
                found.setdefault((re.sub(r"\d+", "0", action), *sorted(fields)), (role, opening, action, fields))
    return list(found.values())


def test_a_form_keeps_calm_whatever_is_typed_into_it(house: House, clients: dict[str, Client]) -> None:
    wrong = []
    tried: set[str] = set()
    forms = posted_forms(house, clients)
    assert len(forms) > 200
    for role, opening, action, fields in forms:
        for data in typed(fields, tried):
            with transaction.atomic():
                began = time.perf_counter()
                status = clients[role].post(action, data).status_code
                spent = time.perf_counter() - began
                transaction.set_rollback(True)
            if status >= 500 or spent > BOUND:
                sent = {name: value[:12] for name, value in data.items() if value != fields[name]}
                wrong.append(f"{role} {opening} {action} {sent}: {status} in {spent:.1f} s")
    assert "\n".join(wrong) == ""


@pytest.mark.parametrize("path", ["/en/search/", "/en/lipka/search/", "/en/lipka/initiatives/"])
def test_a_megabyte_is_searched_for_in_no_time(path: str, house: House, clients: dict[str, Client]) -> None:
    for words in (LONG, "a " * 500_000, '"' * 100_000, "(" * 100_000, "*" * 100_000, "-a " * 30_000):
        began = time.perf_counter()
        assert clients["stranger"].get(path, {"q": words}).status_code < 500
        assert time.perf_counter() - began < BOUND


def test_no_header_turns_a_reading_into_an_act(house: House, clients: dict[str, Client]) -> None:
    client = clients["coordinator"]
    override = {"headers": {"X-HTTP-Method-Override": "POST", "X-Method-Override": "POST"}}
    for opening, row in OPENINGS.items():
        if row.get["coordinator"] == 405:
            path = path_of(house, opening, house.centre.slug)
            assert client.get(path, {"_method": "POST"}, **override).status_code == 405, opening


def is_a_form_of_others(route: str) -> bool:
    """Wagtail's own interface for its choosers takes no token because it takes no POST."""
    return route.startswith(("admin/", "en/accounts/")) and not route.startswith("admin/api/")


@pytest.mark.parametrize("role", ["stranger", "coordinator"])
def test_every_post_needs_a_token_of_ours(role: str, house: House) -> None:
    client = house.client(role, enforce_csrf_checks=True)
    answers = {}
    for opening in OPENINGS:
        answers[opening] = client.post(
            path_of(house, opening, house.centre.slug), headers={"HX-Request": "true"}
        ).status_code
    for address in addresses():
        if not address.needs and "(" not in address.route and is_a_form_of_others(address.route):
            answers[address.route] = client.post("/" + address.route.replace("^", "").replace("$", "")).status_code
    assert {name for name, status in answers.items() if status != 403} <= NO_CSRF
    assert len(answers) > 100
