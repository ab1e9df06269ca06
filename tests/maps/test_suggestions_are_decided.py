"""Residents suggest, those who keep the map decide, and nobody reads it before."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.members.models import Centre, User
from community.notifications.models import Notification
from maps import actions
from maps.forms.suggesting import AN_HOUR
from maps.models import Place, Suggestion
from tests.factories import LIPKA, make_centre, make_member
from tests.maps.making import make_organisation, make_place, suggest
from tests.maps.test_places_are_kept import shown_form
from tests.racing import at_once

Sign = Callable[[User], Client]
NEW = "/en/lipka/map/suggestions/new/"
MISSING = {"name": "Piekarnia", "category": "daily.shop", "latitude": "49.61", "longitude": "20.71"}


@pytest.fixture
def place(centre: Centre) -> Place:
    return make_place(centre, summary="Books  and\nnewspapers", languages=["pl", "rue"], email="b@example.org")


def correction(place: Place) -> str:
    return f"/en/lipka/map/places/{place.pk}/correction/"


def test_a_stranger_corrects_and_only_what_differs_is_kept(
    place: Place, coordinator: User, stranger_client: Client
) -> None:
    sent = shown_form(stranger_client, correction(place))
    sent |= {"phone": "18 555 77 77", "hours": "Mo-Fr 8:00-18:00", "note": "I called."}
    answer = stranger_client.post(correction(place), sent)
    assert answer["Location"] == f"/en/lipka/map/places/{place.pk}/"
    made = Suggestion.objects.get()
    assert made.proposed == {"phone": "18 555 77 77", "hours": "Mo-Fr 08:00-18:00"}
    assert (made.place, made.member, made.note) == (place, None, "I called.")
    assert "18 555 77 77" not in stranger_client.get(answer["Location"]).text
    assert [row.recipient for row in Notification.objects.filter(kind="maps.suggested")] == [coordinator]


def test_what_is_sent_back_unchanged_is_no_suggestion(place: Place, stranger_client: Client) -> None:
    Place.objects.filter(pk=place.pk).update(hours="Mo-Fr 8-16")
    sent = shown_form(stranger_client, correction(place))
    answer = stranger_client.post(
        correction(place), sent | {"hours": "Mo-Fr 08:00-16:00", "summary": "Books and newspapers"}
    )
    assert "Nothing has changed yet" in answer.text
    assert not Suggestion.objects.exists()
    assert stranger_client.post(correction(place), sent | {"note": "It closed for good."}).status_code == 302
    assert Suggestion.objects.get().proposed == {}


def test_what_is_sent_twice_is_one_suggestion(place: Place, stranger_client: Client) -> None:
    sent = shown_form(stranger_client, correction(place)) | {"languages": ["pl", "uk"], "step_free": "no"}
    for _time in range(2):
        stranger_client.post(correction(place), sent)
    assert Suggestion.objects.get().proposed == {"step_free": "no", "languages": ["pl", "uk"]}


def test_one_network_suggests_so_much_an_hour(place: Place, stranger_client: Client) -> None:
    sent = shown_form(stranger_client, correction(place))
    for number in range(AN_HOUR):
        assert stranger_client.post(correction(place), sent | {"phone": f"18 555 77 {number:02}"}).status_code == 302
    answer = stranger_client.post(correction(place), sent | {"phone": "112", "name": "Kept"})
    assert "Many suggestions came from here" in answer.text
    assert 'value="Kept"' in answer.text
    assert Suggestion.objects.count() == AN_HOUR


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 10_000),
        ("note", "x" * 10_000),
        ("website", "javascript:alert(1)"),
        ("latitude", "nan"),
        ("latitude", "52.2"),
        ("latitude", ""),
        ("category", "no.such"),
        ("hours", "whenever"),
    ],
)
def test_a_new_place_is_checked(field: str, value: str, centre: Centre, stranger_client: Client) -> None:
    answer = stranger_client.post(NEW, MISSING | {field: value})
    assert list(answer.context["form"].errors) == [field]
    assert not Suggestion.objects.exists()


def test_a_new_place_is_taken_over_as_a_whole(
    centre: Centre, member: User, editor: User, client_of: Sign, stranger_client: Client
) -> None:
    client_of(member).post(NEW, MISSING | {"hours": "Mo-Sa 6:00-12:00"})
    made = Suggestion.objects.get()
    assert made.member == member
    client = client_of(editor)
    address = f"/en/lipka/map/suggestions/{made.pk}/"
    assert "Piekarnia" in client.get("/en/lipka/map/suggestions/").text
    assert "Put it on the map" in client.get(address).text
    answer = client.post(address, {"take": "1", "fields_taken": ["name"], "answer": "Thank you!"})
    place = Place.objects.get()
    assert answer["Location"] == f"/en/lipka/map/places/{place.pk}/"
    assert (place.name, place.hours, place.language) == ("Piekarnia", "Mo-Sa 06:00-12:00", "pl")
    assert "Piekarnia" in stranger_client.get("/en/lipka/map/").text
    made.refresh_from_db()
    assert (made.outcome, made.answer, made.decided_by) == ("taken", "Thank you!", editor)
    assert "Thank you!" in client_of(member).get(address).text
    assert [row.recipient for row in Notification.objects.filter(kind="maps.decided")] == [member]


def test_only_what_is_ticked_is_taken_over(place: Place, member: User, editor: User, client_of: Sign) -> None:
    made = suggest(place, member, phone="112", hours="Sa 10:00-12:00", category="learning.school")
    client = client_of(editor)
    address = f"/en/lipka/map/suggestions/{made.pk}/"
    page = client.get(address).text
    for words in ("18 555 01 02", "112", "Learning: library", "Learning: school", "Saturday", "I called."):
        assert words in page
    nothing = client.post(address, {"take": "1"})
    assert "Tick at least one line" in nothing.text
    client.post(address, {"take": "1", "fields_taken": ["phone"]})
    place.refresh_from_db()
    made.refresh_from_db()
    assert (place.phone, place.hours, place.category) == ("112", "Mo-Fr 08:00-16:00", "learning.library")
    assert (made.outcome, place.confirmed_by) == ("partly", editor)
    assert "Take over" not in client.get(address).text


def test_what_is_refused_changes_nothing(place: Place, member: User, editor: User, client_of: Sign) -> None:
    made = suggest(place, member, phone="112")
    address = f"/en/lipka/map/suggestions/{made.pk}/"
    client_of(editor).post(address, {"refuse": "1", "fields_taken": ["phone"], "answer": "It is right as it is."})
    made.refresh_from_db()
    place.refresh_from_db()
    assert (made.outcome, place.phone) == ("refused", "18 555 01 02")
    assert "It is right as it is." in client_of(member).get(address).text


def test_whoever_suggested_it_reads_it_but_does_not_decide(
    place: Place, member: User, outsider: User, moderator: User, client_of: Sign, stranger_client: Client
) -> None:
    made = suggest(place, member, phone="112")
    address = f"/en/lipka/map/suggestions/{made.pk}/"
    assert "The centre has not decided about it yet" in client_of(member).get(address).text
    assert client_of(member).post(address, {"take": "1", "fields_taken": ["phone"]}).status_code == 403
    for other in (outsider, moderator):
        assert client_of(other).get(address).status_code == client_of(other).post(address).status_code == 404
    assert stranger_client.get(address).status_code == 302
    place.refresh_from_db()
    assert place.phone == "18 555 01 02"


def test_the_second_to_decide_is_told(place: Place, editor: User, coordinator: User, client_of: Sign) -> None:
    made = suggest(place, phone="112")
    address = f"/en/lipka/map/suggestions/{made.pk}/"
    client_of(editor).post(address, {"refuse": "1"})
    answer = client_of(coordinator).post(address, {"take": "1", "fields_taken": ["phone"]}, follow=True)
    assert "Somebody else has decided this before you" in answer.text
    place.refresh_from_db()
    assert place.phone == "18 555 01 02"


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_does() -> None:
    centre = make_centre(**LIPKA)
    place = make_place(centre)
    made = suggest(place, phone="112")
    staff = [make_member(centre, "editor") for _each in range(4)]
    decided: list[Any] = []

    def decide(by: User, fields: list[str]) -> None:
        facts: dict[str, Any] = {"fields": fields, "answer": "", "by": by, "at": timezone.now()}
        decided.append(actions.decide(suggestion=Suggestion.objects.get(pk=made.pk), **facts))

    work = [lambda by=by, number=number: decide(by, ["phone"] if number % 2 else []) for number, by in enumerate(staff)]
    assert at_once(work) == []
    (one,) = [each for each in decided if each]
    place.refresh_from_db()
    assert (place.phone == "112") == (one.outcome == "taken")


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_a_change_and_a_decision_at_once_both_stand() -> None:
    centre = make_centre(**LIPKA)
    place = make_place(centre)
    editor = make_member(centre, "editor")
    proposals: list[dict[str, Any]] = [{"phone": "112"}, {"email": "new@example.org"}, {"street": "Nowa 1"}]
    suggestions = [suggest(place, **facts) for facts in proposals]

    def decide(made: Suggestion) -> None:
        actions.decide(suggestion=made, fields=list(made.proposed), answer="", by=editor, at=timezone.now())

    assert at_once([partial(decide, made) for made in suggestions]) == []
    place.refresh_from_db()
    assert (place.phone, place.email, place.street) == ("112", "new@example.org", "Nowa 1")


def test_a_long_list_costs_what_a_short_one_costs(place: Place, member: User, editor: User, client_of: Sign) -> None:
    client = client_of(editor)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/en/lipka/map/suggestions/").status_code == 200
        return len(queries)

    suggest(place, member)
    cost()
    one = cost()
    for number in range(3):
        suggest(make_place(place.centre, name=f"Place {number}"), make_member(place.centre))
    assert cost() == one


def test_hostile_words_are_shown_as_they_were_typed(
    centre: Centre, editor: User, client_of: Sign, stranger_client: Client
) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    stranger_client.post(NEW, MISSING | {"name": hostile, "note": hostile})
    client = client_of(editor)
    made = Suggestion.objects.get()
    for address in ("/en/lipka/map/suggestions/", f"/en/lipka/map/suggestions/{made.pk}/"):
        page = client.get(address).text
        assert "onerror" in page
        assert "<img src=x" not in page


@pytest.mark.parametrize("path", ["place", "organisation", "suggestion"])
def test_the_back_office_lists_ones_own_centre(
    path: str, centre: Centre, other_centre: Centre, coordinator: User, member: User, client_of: Sign
) -> None:
    for where, name in ((centre, "Here"), (other_centre, "Elsewhere")):
        found = make_place(where, name=name)
        make_organisation(where, name=name)
        suggest(found)
    for user in (coordinator, member):
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    page = client_of(coordinator).get(f"/admin/{path}/").text
    assert "Here" in page
    assert "Elsewhere" not in page
    assert "Here" not in client_of(member).get(f"/admin/{path}/").text
