"""Two ways in: "I could help" and "I would like help"; one page each, changed and taken back as easily."""

from typing import Any

import pytest

from maps.models import BaseMap
from mentoring.models import Offer, Request
from tests.factories import make_member
from tests.mentoring.making import make_mentor, make_offer, make_request

pytestmark = pytest.mark.django_db
HOME = "/en/lipka/mentoring/"
MINE = f"{HOME}mine/"
BOTH = {
    "language_1": "pl",
    "level_1": "6",
    "language_2": "en",
    "level_2": "4",
    "occupation_1": "2221",
    "skills": "Knitting, first aid",
    "country_1": "GB",
    "ways": ["online", "person"],
    "within_km": "15",
    "place": "Dolna",
    "hours": ["5", "17"],
    "traits": ["woman"],
    "wish_parent": "soft",
    "words": "Nine years in Leeds.",
    "of_age": "on",
}
OFFER = BOTH | {"topics": ["work", "tax"], "capacity": "2", "hours_a_month": "4"}
REQUEST = BOTH | {"first": "recognition", "second": "", "third": "work", "shown": ["hours"]}
FACTS = {
    "languages": {"pl": 6, "en": 4},
    "occupations": ["2221"],
    "skills": ["knitting", "first aid"],
    "countries": ["GB"],
    "online": True,
    "within_km": 15,
    "place": "Dolna",
    "latitude": 49.61,
    "longitude": 20.71,
    "hours": [5, 17],
    "traits": ["woman"],
    "wishes": {"parent": "soft"},
    "words": "Nine years in Leeds.",
}


@pytest.fixture(autouse=True)
def with_a_map(centre: Any) -> None:
    point = {"type": "Point", "coordinates": [20.712345, 49.612345]}
    village = {"type": "Feature", "properties": {"kind": "village", "name": "Dolna"}, "geometry": point}
    BaseMap.objects.create(centre=centre, features={"features": [village]})


def test_a_mentor_offers_help_and_reads_on_their_page_what_they_said(
    centre: Any, newcomer: Any, client_of: Any
) -> None:
    page = client_of(newcomer).post(f"{MINE}offer/", OFFER, follow=True).content.decode()
    offer = Offer.objects.get(member=newcomer, centre=centre)
    wanted = FACTS | {"topics": ["work", "tax"], "capacity": 2, "hours_a_month": 4, "shown": []}
    assert {name: getattr(offer, name) for name in wanted} == wanted
    assert "You are proposed to nobody yet" in page
    for words in ("Polish (C2), English (B2)", "Nine years in Leeds.", "within 15 km of Dolna", "Tuesday evening"):
        assert words in page


def test_a_mentee_asks_and_what_stands_third_without_a_second_moves_up(member: Any, client_of: Any) -> None:
    client_of(member).post(f"{MINE}request/", REQUEST)
    request = Request.objects.get(member=member)
    wanted = FACTS | {"first": "recognition", "second": "work", "third": "", "shown": ["hours"]}
    assert {name: getattr(request, name) for name in wanted} == wanted


def test_changing_shows_what_was_said_and_keeps_one(centre: Any, member: Any, client_of: Any) -> None:
    client = client_of(member)
    client.post(f"{MINE}offer/", OFFER)
    form = client.get(f"{MINE}offer/").context["form"]
    typed = {name: form[name].value() for name in OFFER}
    assert {name: str(value) for name, value in typed.items()} == {
        name: str(value)
        for name, value in (OFFER | {"hours": [5, 17], "of_age": True, "skills": "knitting, first aid"}).items()
    }
    client.post(f"{MINE}offer/", OFFER | {"capacity": "3"})
    assert Offer.objects.get(member=member).capacity == 3


NO_LANGUAGE = dict.fromkeys(("language_1", "level_1", "language_2", "level_2"), "")
WRONG = [
    ({"capacity": "-1"}, "capacity", "greater than or equal to 0"),
    ({"capacity": "21"}, "capacity", "less than or equal to 20"),
    ({"hours_a_month": "1"}, "hours_a_month", "less than an hour a month for each person"),
    ({"topics": []}, "topics", "required"),
    ({"topics": ["magic"]}, "topics", "magic"),
    (NO_LANGUAGE, "language_1", "Name at least one language"),
    ({"level_2": ""}, "level_2", "how well you speak it"),
    ({"language_2": ""}, "language_2", "Which language"),
    ({"language_2": "pl"}, "language_2", "named this language above"),
    ({"of_age": ""}, "of_age", "18 or older, on both sides"),
    ({"within_km": ""}, "within_km", "how far apart"),
    ({"within_km": "501"}, "within_km", "less than or equal to 500"),
    ({"place": "Mill Street 4"}, "place", "Mill Street 4"),
    ({"ways": []}, "ways", "required"),
    ({"hours": ["21"]}, "hours", "21"),
    ({"wish_country": "hard", "country_1": ""}, "wish_country", "Name a country"),
    ({"occupation_1": "0000"}, "occupation_1", "0000"),
    ({"shown": ["everything"]}, "shown", "everything"),
]


@pytest.mark.parametrize(("typed", "field", "said"), WRONG, ids=str)
def test_what_cannot_be_is_told_at_its_field_and_all_that_was_typed_is_kept(
    typed: Any, field: str, said: str, member: Any, client_of: Any
) -> None:
    page = client_of(member).post(f"{MINE}offer/", OFFER | typed)
    assert list(page.context["form"].errors) == [field]
    assert said in str(page.context["form"].errors[field])
    assert "Nine years in Leeds." in page.content.decode()
    assert not Offer.objects.exists()


@pytest.mark.parametrize("topics", [{"first": ""}, {"second": "recognition"}, {"third": "recognition"}], ids=str)
def test_a_request_names_what_matters_most_and_nothing_twice(topics: Any, member: Any, client_of: Any) -> None:
    page = client_of(member).post(f"{MINE}request/", REQUEST | topics)
    assert list(page.context["form"].errors) == list(topics)
    assert not Request.objects.exists()


@pytest.mark.parametrize(("kind", "make"), [("offer", make_offer), ("request", make_request)])
def test_it_is_paused_resumed_and_withdrawn_by_its_owner(
    kind: str, make: Any, centre: Any, member: Any, client_of: Any
) -> None:
    said, client = make(centre, member), client_of(member)
    assert "Paused since" in client.post(f"{MINE}{kind}/pause/", follow=True).content.decode()
    assert "Paused since" not in client.post(f"{MINE}{kind}/resumption/", follow=True).content.decode()
    client.get(f"{MINE}{kind}/withdrawal/")
    said.refresh_from_db()
    assert said.is_open
    client.post(f"{MINE}{kind}/withdrawal/")
    said.refresh_from_db()
    assert not said.is_open
    assert client.post(f"{MINE}{kind}/pause/").status_code == 404


def test_ones_page_shows_nothing_of_anybody_else(centre: Any, other_centre: Any, member: Any, client_of: Any) -> None:
    make_offer(centre, words="Of another member.")
    make_offer(other_centre, member, words="In another centre.")
    page = client_of(member).get(MINE).content.decode()
    assert "You have offered nothing" in page
    assert "Of another member." not in page
    assert "In another centre." not in page


def test_a_stranger_is_asked_to_sign_in_and_who_is_paused_by_a_moderator_may_not_write(
    centre: Any, member: Any, client_of: Any, stranger_client: Any, silenced: Any
) -> None:
    assert stranger_client.get(f"{MINE}offer/")["Location"].startswith("/en/accounts/login/")
    silenced(member)
    assert client_of(member).post(f"{MINE}offer/", OFFER).status_code == 403
    assert not Offer.objects.exists()


def test_in_public_there_are_numbers_from_five_on_and_never_a_person(centre: Any, stranger_client: Any) -> None:
    for number in range(5):
        anna = make_member(centre, display_name=f"Anna {number}")
        topics = ["work", "tax"] if number else ["work"]
        make_mentor(
            centre, anna, topics=topics, languages={"pl": 6, "rom": 5, "de": 4} if number else {"pl": 6, "rom": 5}
        )
    make_offer(centre, topics=["school"])
    page = stranger_client.get(HOME)
    shown = {row.label: row.count for name in ("topics", "spoken") for row in page.context[name]}
    assert (shown["finding work"], shown["Polish"], shown["Romany"]) == (5, 5, 5)
    assert {shown[label] for label in ("tax and social insurance", "school and kindergarten", "German", "Czech")} == {
        None
    }
    assert "fewer than 5" in page.content.decode()
    assert "Anna" not in page.content.decode()
    assert "Leeds" not in page.content.decode()


def test_with_fewer_than_five_mentors_there_is_no_number_at_all_and_both_ways_in_stand_open(
    centre: Any, stranger_client: Any
) -> None:
    for _number in range(4):
        make_mentor(centre)
    html = stranger_client.get(HOME).content.decode()
    assert "There are fewer than five mentors here yet" in html
    assert "<dd>" not in html
    assert f'href="{MINE}request/"' in html
    assert f'href="{MINE}offer/"' in html
    assert "noindex" not in html


def test_a_rare_language_is_not_even_named(centre: Any, stranger_client: Any) -> None:
    make_mentor(centre, languages={"rom": 6, "en": 4})
    assert "Romany" not in stranger_client.get(HOME).content.decode()


def test_the_public_page_is_the_same_for_everybody_and_is_kept(
    centre: Any, stranger_client: Any, settings: Any
) -> None:
    settings.PUBLIC_CACHE_SECONDS = 60
    page = stranger_client.get(HOME)
    assert not page.cookies
    assert "csrfmiddlewaretoken" not in page.content.decode()
    for _number in range(5):
        make_mentor(centre)
    assert stranger_client.get(HOME).content == page.content


def test_the_centres_navigation_leads_here(centre: Any, stranger_client: Any) -> None:
    assert f'href="{HOME}"' in stranger_client.get("/en/lipka/board/").content.decode()
