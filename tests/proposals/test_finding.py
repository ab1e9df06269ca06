"""Similar texts, drawn areas, what is near, the list as map and as feed."""

import json

import pytest

from initiatives.proposals.models import Initiative
from initiatives.proposals.similar import similar_to
from maps.actions import draw_base_map
from maps.drawn import Village
from tests.factories import make_member
from tests.proposals.hostile import NASTY, live_parts
from tests.proposals.making import make_draft, make_published, sheet

pytestmark = pytest.mark.django_db
LIST = "/en/lipka/initiatives/"
RING = [[20.70, 49.60], [20.71, 49.60], [20.71, 49.61]]


def titles(page: str) -> list[str]:
    return [part.split("</a>")[0].split(">")[-1] for part in page.split('class="card__link"')[1:]]


@pytest.mark.engine
def test_similar_ones_are_found_whatever_the_accents_and_endings(centre, author):
    make_published(centre, author, title="Ławki przy ścieżce do szkoły", summary="Dla starszych.")
    make_published(centre, author, title="Most przez Dunajec", summary="Dla rowerów.")
    make_draft(centre, author, title="Ławki przy szkole", summary="Szkic.")
    found = similar_to("lawka przy sciezce szkolnej", centre=centre)
    assert [row.title for row in found] == ["Ławki przy ścieżce do szkoły"]
    assert similar_to("ab", centre=centre) == []
    assert similar_to("zzzz qqqq xxxx", centre=centre) == []


def test_similar_ones_stay_in_their_centre_and_skip_what_is_gone(centre, other_centre, author):
    make_published(other_centre, make_member(other_centre), title="A bench by the river")
    make_published(centre, author, title="A bench by the river")
    Initiative.objects.filter(centre=centre).update(state="withdrawn")
    assert similar_to("A bench by the river", centre=centre) == []


def test_they_are_shown_while_typing_and_without_script_on_the_draft(centre, author, client_of, stranger_client):
    make_published(centre, author, title="A bench by the river")
    page = stranger_client.get(f"{LIST}similar/", {"title": "Bench by the river"}).content.decode()
    assert "A bench by the river" in page
    assert "<html" not in page
    form = client_of(author).get(f"{LIST}new/").content.decode()
    assert 'hx-get="/en/lipka/initiatives/similar/"' in form
    draft = make_draft(centre, author, title="Benches by the river")
    own = client_of(author).get(draft.get_absolute_url()).content.decode()
    assert "Is it one of these?" in own


@pytest.mark.parametrize("nasty", [*NASTY, "x" * 5000, "\x00"])
def test_hostile_words_find_nothing_and_break_nothing(centre, author, stranger_client, nasty):
    make_published(centre, author, title=nasty[:100].replace("\x00", ""))
    for path in ("similar/", "spots.json", "feed/", ""):
        answer = stranger_client.get(f"{LIST}{path}", {"title": nasty, "q": nasty, "place": nasty, "tag": nasty})
        assert answer.status_code == 200
        if path in {"similar/", ""}:
            assert live_parts(answer.content.decode()) == []


def test_a_drawn_area_is_kept_with_its_middle_and_shown(centre, author, client_of):
    client_of(author).post(f"{LIST}new/", sheet(outline=json.dumps(RING)))
    initiative = Initiative.objects.get()
    assert initiative.outline == RING
    assert (initiative.latitude, initiative.longitude) == (49.603333, 20.706667)
    page = client_of(author).get(initiative.get_absolute_url()).content.decode()
    assert "data-map-outline=" in page
    edit = client_of(author).get(f"{initiative.get_absolute_url()}edit/").content.decode()
    assert "[[20.7, 49.6], [20.71, 49.6], [20.71, 49.61]]" in edit.replace("&quot;", '"')


@pytest.mark.parametrize(
    "wrong",
    [
        "[[20.7, 49.6], [20.71, 49.6]]",
        json.dumps([[20.7, 49.6]] * 61),
        "[[0, 0], [1, 1], [1, 0]]",
        "[[NaN, 49.6], [20.71, 49.6], [20.71, 49.61]]",
        "[[1e999, 49.6], [20.71, 49.6], [20.71, 49.61]]",
        "[" * 3000,
        '{"a": 1}',
        '[["a", "b"], [1, 2], [3, 4]]',
        "7",
        "null",
        "<script>alert(1)</script>",
    ],
)
def test_an_area_that_makes_no_sense_is_told(centre, author, client_of, wrong):
    page = client_of(author).post(f"{LIST}new/", sheet(outline=wrong)).content.decode()
    assert "The drawn area cannot be read." in page
    assert live_parts(page) == []
    assert not Initiative.objects.exists()


def test_by_keyboard_one_chooses_a_village(centre, author, client_of):
    draw_base_map(centre=centre, villages=[Village("Dolna", 49.61, 20.72)])
    page = client_of(author).get(f"{LIST}new/").content.decode()
    assert "Or choose the village" in page
    client_of(author).post(f"{LIST}new/", sheet(village="49.61,20.72"))
    assert (Initiative.objects.get().latitude, Initiative.objects.get().longitude) == (49.61, 20.72)
    wrong = client_of(author).post(f"{LIST}new/", sheet(village="1,1")).content.decode()
    assert "Select a valid choice" in wrong


@pytest.mark.engine
def test_what_is_near_comes_first_and_what_is_far_not_at_all(centre, author, stranger_client):
    for title, latitude in (("Far", 49.7), ("Near", 49.605), ("Nearest", 49.6), ("Nowhere", None)):
        make_published(centre, author, title=title, latitude=latitude, longitude=latitude and 20.7)
    page = stranger_client.get(LIST, {"place": "49.60, 20.70"}).content.decode()
    assert titles(page) == ["Nearest", "Near"]
    assert "three kilometres" in page
    assert titles(stranger_client.get(LIST, {"place": "91, 500"}).content.decode()) == []


def test_map_list_and_feed_show_the_same(centre, author, stranger_client):
    make_published(centre, author, title="Bench", category="nature", latitude=49.6, longitude=20.7, tags=["oak"])
    make_published(centre, author, title="Bridge", description="", category="roads", latitude=49.6, longitude=20.7)
    make_draft(centre, author, title="Draft", category="nature", latitude=49.6, longitude=20.7)
    for query in ({"category": "nature"}, {"tag": "oak"}, {"q": "bench"}):
        page = stranger_client.get(LIST, query | {"map": "on"}).content.decode()
        spots = stranger_client.get(f"{LIST}spots.json", query).json()
        feed = stranger_client.get(f"{LIST}feed/", query).content.decode()
        assert titles(page) == ["Bench"]
        assert [spot["properties"]["title"] for spot in spots["features"]] == ["Bench"]
        assert "Bench" in feed
        assert "Bridge" not in feed
        name, value = next(iter(query.items()))
        assert f'data-map-spots="/en/lipka/initiatives/spots.json?{name}={value}"' in page
        assert f'href="/en/lipka/initiatives/feed/?{name}={value}"' in page


def test_the_filter_says_how_much_of_it_is_used(centre, author, stranger_client):
    make_published(centre, author)
    page = stranger_client.get(LIST, {"q": "bench", "category": "public_space", "state": "published"}).content.decode()
    assert '<details class="narrowing"' in page
    assert '<span class="chip__count">3<span class="visually-hidden"> active</span></span>' in page
    assert 'class="chip__count">3<' not in stranger_client.get(LIST).content.decode()
