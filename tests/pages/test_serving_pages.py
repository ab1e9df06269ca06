"""A page is read in any interface language; what is not translated is served in its own."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from pages.models import StandardPage

pytestmark = pytest.mark.django_db


def test_the_network_home_stands_in_every_language(trees: Any, stranger_client: Client) -> None:
    for code in ("en", "pl", "sk", "cs", "hu", "uk"):
        response = stranger_client.get(f"/{code}/")
        assert response.status_code == 200
        assert f'<html lang="{code}"'.encode() in response.content


def test_the_root_leads_to_the_readers_language(trees: Any, stranger_client: Client) -> None:
    response = stranger_client.get("/", headers={"accept-language": "cs"})
    assert response.headers["location"] == "/cs/"


def test_a_centre_has_a_home(trees: Any, stranger_client: Client) -> None:
    response = stranger_client.get("/pl/lipka/")
    assert response.status_code == 200
    assert b"Lipka" in response.content


def test_a_story_is_read_in_its_own_language(make_story: Any, stranger_client: Client) -> None:
    make_story("Młyn znów miele", slug="mlyn", body=[("text", "<p>Koło ruszyło.</p>")])
    page = stranger_client.get("/pl/lipka/stories/mlyn/").content.decode()
    assert "Młyn znów miele" in page
    assert "Koło ruszyło." in page
    assert '<link rel="canonical" href="http://127.0.0.1:8000/pl/lipka/stories/mlyn/">' in page


def test_an_untranslated_story_keeps_its_language_inside_the_readers(make_story: Any, stranger_client: Client) -> None:
    make_story("Młyn znów miele", slug="mlyn")
    page = stranger_client.get("/hu/lipka/stories/mlyn/").content.decode()
    assert '<html lang="hu"' in page
    assert '<div class="stack stack--l" lang="pl">' in page
    assert '<link rel="canonical" href="http://127.0.0.1:8000/pl/lipka/stories/mlyn/">' in page
    assert "Polski" in page


def test_a_translated_story_says_in_which_languages_else_it_is(make_story: Any, stranger_client: Client) -> None:
    own = make_story("Młyn", slug="mlyn")
    make_story("The mill", language="en", twin_of=own)
    page = stranger_client.get("/en/lipka/stories/mlyn/").content.decode()
    assert "The mill" in page
    assert '<a href="/pl/lipka/stories/mlyn/" hreflang="pl" lang="pl">Polski</a>' in page
    alternates = re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">', page)
    assert alternates == [("pl", "http://127.0.0.1:8000/pl/lipka/stories/mlyn/")]


def test_a_reader_with_a_third_language_gets_the_centres_own(make_story: Any, stranger_client: Client) -> None:
    own = make_story("Młyn", slug="mlyn")
    make_story("The mill", language="en", twin_of=own)
    page = stranger_client.get("/sk/lipka/stories/mlyn/").content.decode()
    assert "<h1>Młyn</h1>" in page
    assert '<a href="/en/lipka/stories/mlyn/" hreflang="en" lang="en">English</a>' in page


def test_the_language_switch_keeps_the_page_where_addresses_differ(make_story: Any, stranger_client: Client) -> None:
    own = make_story("Młyn", slug="mlyn")
    make_story("The mill", language="en", twin_of=own, slug="the-mill")
    page = stranger_client.get("/pl/lipka/stories/mlyn/").content.decode()
    assert 'href="/en/lipka/stories/the-mill/"' in page
    assert stranger_client.get("/en/lipka/stories/mlyn/").headers["location"] == "/en/lipka/stories/the-mill/"


def test_a_draft_is_not_served(make_story: Any, stranger_client: Client) -> None:
    make_story(slug="draft", live=False)
    assert stranger_client.get("/pl/lipka/stories/draft/").status_code == 404


def test_the_draft_of_a_translation_leaves_the_original_in_place(make_story: Any, stranger_client: Client) -> None:
    own = make_story("Młyn", slug="mlyn")
    make_story("Unfinished", language="en", twin_of=own, live=False)
    page = stranger_client.get("/en/lipka/stories/mlyn/").content.decode()
    assert "Młyn" in page
    assert "Unfinished" not in page


def test_an_unknown_address_is_not_found(trees: Any, stranger_client: Client) -> None:
    assert stranger_client.get("/pl/lipka/stories/nothing/").status_code == 404
    assert stranger_client.get("/pl/nowhere/").status_code == 404


def test_a_private_page_asks_for_its_password(make_story: Any, stranger_client: Client) -> None:
    story = make_story("Only for us", slug="secret")
    PageViewRestriction.objects.create(page=story, restriction_type="password", password="willow")
    page = stranger_client.get("/pl/lipka/stories/secret/")
    assert b"Only for us" not in page.content
    restriction = PageViewRestriction.objects.get()
    address = f"/pl/_util/authenticate_with_password/{restriction.pk}/{story.pk}/"
    stranger_client.post(address, {"password": "willow", "return_url": "/pl/lipka/stories/secret/"})
    assert b"Only for us" in stranger_client.get("/pl/lipka/stories/secret/").content


def test_a_private_tree_hides_what_is_below(trees: Any, make_story: Any, stranger_client: Client) -> None:
    story = make_story("Below", slug="below")
    PageViewRestriction.objects.create(page=story.get_parent(), restriction_type="login")
    assert stranger_client.get("/pl/lipka/stories/below/").status_code == 302


def test_the_network_may_have_standing_pages_of_its_own(trees: Any, stranger_client: Client) -> None:
    home = trees[1].get_parent()
    home.specific.add_child(instance=StandardPage(title="Imprint", slug="imprint", locale=home.locale, live=True))
    assert b"Imprint" in stranger_client.get("/en/imprint/").content
    assert stranger_client.get("/pl/imprint/").status_code == 200


@pytest.mark.parametrize("slug", ["initiatives", "votes", "stories", "tags", "admin", "search", "reports", "accounts"])
def test_no_page_takes_the_address_of_a_room(trees: Any, slug: str) -> None:
    from django.core.exceptions import ValidationError

    home = trees[0]
    with pytest.raises(ValidationError):
        home.add_child(instance=StandardPage(title="Taken", slug=slug, locale=home.locale, live=True))
