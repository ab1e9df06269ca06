"""The demonstration's pages are built from its texts, once."""

import datetime as dt
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from community.members.models import Centre
from community.operations.demo import DemoContent
from pages import demo
from pages.models import Correction, EventPage, Gathering, Picture, StoryPage
from tests.factories import make_centre, make_member

pytestmark = pytest.mark.django_db
SLUG = "jodlowiec"


@pytest.fixture
def content(tmp_path: Path) -> DemoContent:
    """The first centre alone, with its cast."""
    for name in ("network.toml", f"{SLUG}.toml"):
        shutil.copy(settings.ROOT / "demo" / name, tmp_path / name)
    (tmp_path / "pictures").symlink_to(settings.ROOT / "demo" / "pictures")
    content = DemoContent(folder=tmp_path, now=timezone.now())
    facts = tomllib.loads((tmp_path / f"{SLUG}.toml").read_text())
    place = make_centre(
        **{name: facts["centre"][name] for name in ("slug", "country", "languages", "time_zone")}, name="Jodłowiec"
    )
    content.places[SLUG] = place
    content.people = {(SLUG, person["key"]): make_member(place) for person in facts["members"]}
    content.crowd[SLUG] = [make_member(place) for _n in range(6)]
    return content


def counts() -> list[int]:
    return [model.objects.count() for model in (Page, StoryPage, EventPage, Gathering, Picture)]


def test_the_first_centre_reads_as_its_editor_wrote_it(content: DemoContent, stranger_client: Client) -> None:
    demo.contribute(content)
    facts = content.centres[0]
    assert StoryPage.objects.live().filter(locale__language_code="pl").count() == len(facts["stories"])
    assert StoryPage.objects.live().filter(locale__language_code="en").count() == len(facts["stories"])
    assert Gathering.objects.count() == sum(1 + event.get("times", 0) for event in facts["events"])
    for language in ("pl", "en"):
        for kind in ("stories", "events"):
            for thing in facts[kind]:
                page = stranger_client.get(f"/{language}/{SLUG}/{kind}/{thing['slug']}/")
                assert page.status_code == 200
                assert f'<html lang="{language}"'.encode() in page.content
    for page in facts["pages"]:
        assert stranger_client.get(f"/pl/{SLUG}/{page['slug']}/").status_code == 200
    assert facts["centre"]["pl"]["strapline"] is not None


def test_seeding_twice_adds_nothing(content: DemoContent) -> None:
    demo.contribute(content)
    before = counts()
    demo.contribute(content)
    assert counts() == before


def test_a_small_event_has_a_waiting_list_to_look_at(content: DemoContent) -> None:
    demo.contribute(content)
    small = Gathering.objects.filter(capacity__range=(1, 4)).first()
    assert small.taken == small.capacity
    assert small.seats.waiting().count() == demo.CROWDED - small.capacity


def test_the_choir_sings_every_week_in_both_languages(content: DemoContent, stranger_client: Client) -> None:
    demo.contribute(content)
    dates = EventPage.objects.live().exclude(series=None).order_by("starts_at")
    for language in ("pl", "en"):
        days = [event.local_start.date() for event in dates.filter(locale__language_code=language)]
        weeks = [days[0] + n * dt.timedelta(days=7) for n in range(1, 8)]
        assert days[1:] == [day for day in weeks if (day.month, day.day) not in demo.FEASTS][:5]
    assert {f"{event.local_start:%H:%M}" for event in dates} == {"18:30"}
    page = stranger_client.get(f"/pl/{SLUG}/events/otwarta-proba-choru/").content.decode()
    assert page.count(f'href="/pl/{SLUG}/events/otwarta-proba-choru-20') == 5


def test_whoever_is_portrayed_has_agreed(content: DemoContent) -> None:
    demo.contribute(content)
    for story in StoryPage.objects.exclude(person=""):
        assert all(consent.stays_until > timezone.now().date() for consent in story.consents.all())
        assert list(story.obstacles()) == []


def test_a_missing_picture_is_said_loudly(content: DemoContent, tmp_path: Path) -> None:
    (tmp_path / "pictures").unlink()
    with pytest.raises(FileNotFoundError, match="draw.py"):
        demo.contribute(content)
    assert isinstance(Centre.objects.get(slug=SLUG).opened_at, dt.datetime)


def test_the_network_speaks_six_languages(content: DemoContent, stranger_client: Client) -> None:
    demo.contribute(content)
    leads: set[Any] = set()
    for code, _name in settings.LANGUAGES:
        page = stranger_client.get(f"/{code}/").content.decode()
        assert content.network[code]["strapline"][:30] in page.replace("&#x27;", "'").replace("&quot;", '"')
        leads.add(content.network[code]["strapline"])
    assert len(leads) == 6


def test_one_story_was_corrected_in_both_of_its_languages(content: DemoContent, stranger_client: Client) -> None:
    demo.contribute(content)
    for language, words in (("pl", "Kierowca odczytał z licznika 14"), ("en", "odometer says 14")):
        page = stranger_client.get(f"/{language}/{SLUG}/stories/kurs-o-17-40/").content.decode()
        assert words in page[page.index("<h1") : page.index("</aside>")]
    keys = set(Correction.objects.values_list("translation_key", flat=True))
    assert (len(keys), Correction.objects.count()) == (1, 2)


def test_one_story_went_on_to_another_centre(content: DemoContent, tmp_path: Path, stranger_client: Client) -> None:
    (tmp_path / f"{SLUG}.toml").unlink()
    for slug in ("javorova", "gemerske-hamre"):
        shutil.copy(settings.ROOT / "demo" / f"{slug}.toml", tmp_path / f"{slug}.toml")
        facts = tomllib.loads((tmp_path / f"{slug}.toml").read_text())
        named = ("slug", "country", "languages", "time_zone", "latitude", "longitude")
        place = make_centre(**{name: facts["centre"][name] for name in named}, name=slug)
        content.places[slug], content.crowd[slug] = place, [make_member(place) for _n in range(6)]
        content.people |= {(slug, person["key"]): make_member(place) for person in facts["members"]}
    for _n in range(2):
        demo.contribute(content)
        copies = StoryPage.objects.live().filter(first_published_in__slug="javorova", centre__slug="gemerske-hamre")
        assert sorted(copies.values_list("locale__language_code", flat=True)) == ["en", "sk"]
    page = stranger_client.get("/sk/gemerske-hamre/stories/zbor-na-dve-polovice/").content.decode()
    assert 'href="/sk/javorova/stories/zbor-na-dve-polovice/"' in page
