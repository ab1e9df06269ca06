"""Search, tags, feeds, sitemap and what machines are told: everything public, nothing else."""

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from pages.models import EventPage

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def hidden(make_story: Any, make_event: Any) -> None:
    """What must be found nowhere: a draft, a story taken down, one behind a password, one below a closed list."""
    make_story("Młyn szkic", slug="mlyn-draft", live=False)
    make_story("Młyn zdjęty", slug="mlyn-down").unpublish()
    private = make_story("Młyn prywatny", slug="mlyn-private")
    PageViewRestriction.objects.create(page=private, restriction_type="password", password="x")
    event = make_event("Młyn zamknięty", slug="mlyn-closed")
    PageViewRestriction.objects.create(page=event.get_parent(), restriction_type="login")


def titles(page: str) -> list[str]:
    return re.findall(r'<a class="card__link" href="[^"]*">([^<]*)</a>', page)


def search(client: Client, query: str, path: str = "/pl/lipka/search/") -> list[str]:
    return titles(client.get(path, {"q": query}).content.decode())


@pytest.mark.engine
def test_a_word_is_found_without_its_marks(make_story: Any, stranger_client: Client) -> None:
    make_story("Powrót z Łodzi", body=[("text", "<p>Zażółć gęślą jaźń.</p>")])
    for query in ("łodzi", "lodzi", "LODZI", "powrot lodzi", "zazolc gesla", "Zażół"):
        assert search(stranger_client, query) == ["Powrót z Łodzi"]
    assert search(stranger_client, "krakow") == []


@pytest.mark.engine
@pytest.mark.parametrize(
    "query",
    [
        '"',
        "'",
        "a' OR 1=1 --",
        "NEAR(",
        "mlyn AND",
        "*",
        "col:umn",
        "\\",
        "(",
        "&|!",
        "%",
        "\0",
        "-",
        "a" * 5000,
        "ł" * 50,
    ],
)
def test_no_query_breaks_the_search(make_story: Any, stranger_client: Client, query: str) -> None:
    make_story("Młyn")
    assert stranger_client.get("/pl/lipka/search/", {"q": query}).status_code == 200


@pytest.mark.engine
def test_what_the_title_names_comes_first(make_story: Any, stranger_client: Client) -> None:
    make_story("Chleb", body=[("text", "<p>Młyn obok.</p>")])
    make_story("Młyn")
    make_story("Droga", summary="Do młyna.", body=[("text", "<p>Młyn.</p>")])
    assert search(stranger_client, "mlyn")[0] == "Młyn"
    assert len(search(stranger_client, "mlyn")) == 3


def test_search_finds_events_and_standing_words_of_blocks(
    make_story: Any, make_event: Any, stranger_client: Client
) -> None:
    make_event("Targ jesienny")
    make_story("O mitach", body=[("myth_fact", {"myth": "Kolejka po mieszkania", "fact": "Jedna lista", "source": ""})])
    assert search(stranger_client, "targ") == ["Targ jesienny"]
    assert search(stranger_client, "kolejka") == ["O mitach"]


def test_a_translated_page_is_found_once_in_the_readers_language(make_story: Any, stranger_client: Client) -> None:
    own = make_story("Festyn w Lipce")
    make_story("Festyn: the fair", language="en", twin_of=own)
    assert search(stranger_client, "festyn", "/en/lipka/search/") == ["Festyn: the fair"]
    assert search(stranger_client, "festyn", "/pl/lipka/search/") == ["Festyn w Lipce"]


def test_a_centre_finds_its_own_and_the_network_finds_all(
    make_story: Any, neighbours: Any, stranger_client: Client
) -> None:
    make_story("Mlyn tu")
    make_story("Mlyn tam", home=neighbours)
    assert search(stranger_client, "mlyn") == ["Mlyn tu"]
    assert sorted(search(stranger_client, "mlyn", "/pl/search/")) == ["Mlyn tam", "Mlyn tu"]


@pytest.mark.engine
def test_nothing_hidden_is_found_anywhere(hidden: None, make_story: Any, stranger_client: Client) -> None:
    shown = make_story("Młyn jawny", slug="mlyn-open")
    shown.tags.add("mlyn")
    shown.save()
    for address in (
        "/pl/lipka/search/?q=mlyn",
        "/en/search/?q=mlyn",
        "/pl/lipka/",
        "/pl/",
        "/pl/lipka/stories/",
        "/pl/lipka/feeds/stories.xml",
        "/pl/lipka/feeds/events.xml",
        "/pl/lipka/feeds/events.ics",
        "/pl/feeds/stories.xml",
        "/sitemap.xml",
        "/pl/lipka/tags/mlyn/",
    ):
        text = stranger_client.get(address).content.decode()
        for secret in (
            "szkic",
            "zdjęty",
            "prywatny",
            "zamknięty",
            "mlyn-draft",
            "mlyn-down",
            "mlyn-private",
            "mlyn-closed",
        ):
            assert secret not in text, (address, secret)
    assert search(stranger_client, "mlyn") == ["Młyn jawny"]


def test_tags_gather_stories_and_coming_events(make_story: Any, make_event: Any, stranger_client: Client) -> None:
    for page in (make_story("Stolarz"), make_event("Warsztat")):
        page.tags.add("praca łąka")
        page.save()
    make_story("Inna")
    detail = stranger_client.get("/pl/lipka/stories/").content.decode()
    address = re.search(r'href="(/pl/lipka/tags/[^"]+)"', _story(stranger_client, detail))
    assert address
    assert sorted(titles(stranger_client.get(address[1]).content.decode())) == ["Stolarz", "Warsztat"]
    assert stranger_client.get("/pl/lipka/tags/nothing/").status_code == 404
    network = stranger_client.get(address[1].replace("/lipka", "")).content.decode()
    assert sorted(titles(network)) == ["Stolarz", "Warsztat"]


def _story(client: Client, listing: str) -> str:
    address = re.search(r'<a class="card__link" href="([^"]*)">Stolarz', listing)
    assert address
    return client.get(address[1]).content.decode()


def test_a_feed_is_atom_with_absolute_addresses(make_story: Any, make_event: Any, stranger_client: Client) -> None:
    story, event = make_story('A <b>"bold"</b> title', summary="<b>bold</b> words"), make_event("Choir")
    tree = ElementTree.fromstring(
        stranger_client.get("/pl/lipka/feeds/stories.xml", headers={"host": "localhost"}).content
    )
    entry = tree.find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == 'A <b>"bold"</b> title'
    summary = entry.find(f"{ATOM}summary")
    assert (summary.get("type"), summary.text) == ("html", "&lt;b&gt;bold&lt;/b&gt; words")
    assert entry.find(f"{ATOM}link").get("href") == f"http://127.0.0.1:8000/pl/lipka/stories/{story.slug}/"
    events = ElementTree.fromstring(stranger_client.get("/pl/lipka/feeds/events.xml").content)
    assert events.find(f"{ATOM}entry/{ATOM}title").text.endswith("· Choir")
    assert events.find(f"{ATOM}entry/{ATOM}id").text == f"urn:uuid:{event.translation_key}"


def test_the_sitemap_pairs_the_languages(make_story: Any, stranger_client: Client) -> None:
    own = make_story(slug="mlyn")
    make_story(language="en", twin_of=own)
    tree = ElementTree.fromstring(stranger_client.get("/sitemap.xml").content)
    entry = next(url for url in tree if url.find(f"{MAP}loc").text.endswith("/pl/lipka/stories/mlyn/"))
    twins = {link.get("hreflang"): link.get("href") for link in entry if link.get("hreflang")}
    assert twins == {
        "pl": "http://127.0.0.1:8000/pl/lipka/stories/mlyn/",
        "en": "http://127.0.0.1:8000/en/lipka/stories/mlyn/",
    }
    assert b"Sitemap: http://127.0.0.1:8000/sitemap.xml" in stranger_client.get("/robots.txt").content


def linked(page: bytes) -> dict[str, Any]:
    block = re.search(rb'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert block
    return json.loads(block[1])


def test_machines_read_what_a_page_is(
    make_story: Any, make_event: Any, make_picture: Any, stranger_client: Client
) -> None:
    make_story("</script><script>alert(1)</script>", slug="evil", cover=make_picture(), cover_alt="Mill")
    make_event("Choir", slug="choir", place="Barn", latitude=49.6, longitude=20.7, online_url="https://meet.example/x")
    story = linked(stranger_client.get("/pl/lipka/stories/evil/").content)
    assert (story["@type"], story["headline"]) == ("Article", "</script><script>alert(1)</script>")
    assert story["image"].startswith("http://127.0.0.1:8000/media/renditions/")
    event = linked(stranger_client.get("/pl/lipka/events/choir/").content)
    assert event["@type"] == "Event"
    assert event["location"][0]["geo"]["latitude"] == 49.6
    assert "meet.example" not in json.dumps(event)
    assert event["startDate"].endswith(("+01:00", "+02:00"))
    assert linked(stranger_client.get("/pl/lipka/").content)["@type"] == "GovernmentOrganization"
    assert linked(stranger_client.get("/pl/").content)["@type"] == "WebSite"
    page = stranger_client.get("/pl/lipka/stories/evil/").content.decode()
    assert '<meta property="og:image" content="http://127.0.0.1:8000/media/' in page
    assert "<script>alert(1)" not in page


def test_a_title_with_markup_is_only_a_title(make_story: Any, make_event: Any, stranger_client: Client) -> None:
    make_story("<img src=x onerror=alert(1)>", slug="x", summary="<script>alert(2)</script>")
    make_event("<svg onload=alert(3)>", slug="y", place="<b onclick=alert(4)>")
    for address in ("/pl/", "/pl/lipka/", "/pl/lipka/stories/", "/pl/lipka/events/", "/pl/lipka/search/?q=alert"):
        page = stranger_client.get(address).content.decode()
        for tag in ("<img src=x", "<script>alert", "<svg onload", "<b onclick"):
            assert tag not in page


def test_all_public_pages_keep_the_strict_policy(make_story: Any, make_event: Any, stranger_client: Client) -> None:
    make_story(slug="s", body=[("quote", {"text": "T", "who": "W"})])
    make_event(slug="e")
    assert EventPage.objects.count() == 1
    for path in (
        "",
        "lipka/",
        "lipka/stories/",
        "lipka/stories/s/",
        "lipka/events/",
        "lipka/events/e/",
        "lipka/search/",
    ):
        response = stranger_client.get(f"/en/{path}")
        assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
        page = response.content.decode()
        assert not re.search(r"<script(?![^>]*(?:src=|ld\+json))", page)
        assert not re.search(r"<[^>]+\s(?:style|on\w+)=", page)
        assert 'method="post"' not in page
