"""What every answer carries and what none does: headers, cookies, nothing inline, nobody else's host, no secrets."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests.house.cast import House
from tests.house.openings import OPENINGS
from tests.house.test_who_may_open_what import path_of

pytestmark = [pytest.mark.usefixtures("in_the_house"), pytest.mark.once]

COOKIES = {"sessionid", "csrftoken", "django_language"}
BACK_OFFICE = ["/admin/", "/admin/pages/", "/admin/images/", "/admin/reports/site-history/"]
ALLAUTH = [
    "login",
    "signup",
    "logout",
    "login/code",
    "password/reset",
    "email",
    "2fa",
    "2fa/webauthn/add",
    "2fa/totp/activate",
]
# What is made to stand in other people's pages.
FRAMED = {"proposals:initiative-embed"}
INLINE = {
    "script": re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/(?:ld\+)?json\"))[^>]*>"),
    "style": re.compile(r"<style\b|\sstyle=[\"']"),
    "handler": re.compile(r"<[^>]+\son[a-z]+=[\"']"),
    "javascript address": re.compile(r"(?:href|src|action)=[\"']\s*javascript:", re.IGNORECASE),
}
FETCHED = re.compile(
    r"<(?:script|img|source|iframe|video|audio|embed|object|link)\b[^>]*?\b(?:src|srcset|href|data)=[\"'](?:https?:)?//([^/\"']+)"
)
# Links that name a page without fetching it.
NAMED_ONLY = re.compile(r"<link\b[^>]*rel=[\"'](?:canonical|alternate)[\"'][^>]*>")
# What strangers must never read: drafts, what was hidden, who asked for a seat, what was reported, any address.
SECRETS = (
    "A draft",
    "An insult",
    "Not yet",
    "A held question",
    "Still in preparation",
    "Meeting in preparation",
    "Attending Neighbour",
    "Lipka Guest",
    "guest@example.org",
    "@example.org",
)


def pages(role: str, house: House, client: Client) -> Iterator[tuple[str, Any]]:
    """Every page of ours that the role may open, and the third-party ones that carry our templates."""
    for opening, row in OPENINGS.items():
        if row.get[role] == 200:
            yield opening, client.get(path_of(house, opening, house.centre.slug))
    for name in ALLAUTH:
        response = client.get(f"/en/accounts/{name}/")
        if response.status_code == 200:
            yield f"accounts/{name}", response
    yield "not found", client.get("/en/nothing-is-here/")


def text_of(response: Any) -> str:
    return b"".join(response).decode(errors="replace")


@pytest.mark.parametrize("role", ["stranger", "author", "coordinator", "moderator"])
def test_every_page_carries_its_headers_and_nothing_inline(role: str, house: House, clients: dict[str, Client]) -> None:
    wrong = []
    for name, response in pages(role, house, clients[role]):
        headers, text = response.headers, text_of(response)
        policy = headers.get("Content-Security-Policy", "")
        checks = {
            "policy": "default-src 'self'" in policy or "default-src 'none'" in policy,
            "inline allowed": "unsafe-inline" not in policy and "unsafe-eval" not in policy,
            "nosniff": headers.get("X-Content-Type-Options") == "nosniff",
            "referrer": headers.get("Referrer-Policy") == "same-origin",
            "frames": (headers.get("X-Frame-Options") in {"SAMEORIGIN", "DENY"}) != (name in FRAMED),
            "cookies": set(response.cookies) <= COOKIES,
        }
        if "html" in headers.get("Content-Type", ""):
            checks |= {kind: not found.search(text) for kind, found in INLINE.items()}
            checks["other hosts"] = not FETCHED.search(NAMED_ONLY.sub("", text))
        wrong += [f"{name}: {check}" for check, holds in checks.items() if not holds]
    assert "\n".join(wrong) == ""


def test_the_back_office_alone_allows_inline_scripts(clients: dict[str, Client]) -> None:
    for path in BACK_OFFICE:
        response = clients["coordinator"].get(path)
        policy = response.headers["Content-Security-Policy"]
        assert response.status_code == 200, path
        assert "script-src 'self' 'unsafe-inline'" in policy
        assert "unsafe-eval" not in policy
        assert set(response.cookies) <= COOKIES


def test_an_act_leaves_no_other_cookie(house: House, clients: dict[str, Client]) -> None:
    """What a page says after an act waits in the session, not in a cookie of its own."""
    acts = {"newcomer": "members:join", "author": "proposals:support-create", "coordinator": "members:desk-verify"}
    for role, opening in acts.items():
        response = clients[role].post(path_of(house, opening, house.centre.slug))
        assert response.status_code == 302, opening
        assert set(response.cookies) <= COOKIES, opening


def test_strangers_read_no_secret_on_any_page(house: House, clients: dict[str, Client]) -> None:
    leaks = []
    for name, response in pages("stranger", house, clients["stranger"]):
        text = text_of(response)
        leaks += [f"{name}: {secret}" for secret in SECRETS if secret in text]
    for secret in SECRETS:
        for path in ("/en/search/", f"/en/{house.centre.slug}/search/", f"/en/{house.centre.slug}/initiatives/"):
            text = text_of(clients["stranger"].get(path, {"q": secret})).replace(f'value="{secret}"', "")
            leaks += [f"{path}?q={secret}"] if re.search(rf"<a [^>]*>[^<]*{secret}", text) else []
    assert leaks == []


def test_their_owners_do_read_them(house: House, clients: dict[str, Client]) -> None:
    """So the test above looks for words that pages do show to somebody."""
    shown = {
        "A draft": "author",
        "An insult": "author",
        "A held question": "moderator",
        "Still in preparation": "coordinator",
    }
    for secret, role in shown.items():
        assert any(secret in text_of(response) for _name, response in pages(role, house, clients[role])), secret


def test_search_engines_are_told_what_is_public_only(house: House, clients: dict[str, Client]) -> None:
    sitemap = text_of(clients["stranger"].get("/sitemap.xml"))
    assert f"/en/{house.centre.slug}/stories/the-mill/" in sitemap
    assert [
        word for word in ("not-yet", "accounts", "admin", "members", "seats", "preparation") if word in sitemap
    ] == []
    robots = text_of(clients["stranger"].get("/robots.txt"))
    assert "Disallow: /admin/" in robots
    assert not re.search(r"Disallow: /\S*\d", robots), "robots.txt names single things."
