"""Coordinators and editors keep their centre's map; whom a coordinator has linked, the places of one organisation."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone
from rules import has_perm

from community.members import actions as members
from community.members.actions import erase_member
from community.members.models import Centre, User
from community.members.waiting import waiting_for
from community.notifications.models import Notification
from maps import actions
from maps.models import Keeper, Organisation, Place, Sheet, Suggestion
from maps.personal import contribute as personal
from maps.tasks import forget_old_suggestions, remind_of_stale, turn_the_week
from tests.factories import make_member
from tests.maps.making import make_organisation, make_place, make_service, suggest
from tests.maps.offering import make_notice
from tests.maps.test_places_are_kept import PLACE, shown_form

Sign = Callable[[User], Client]


@pytest.fixture
def keeper(centre: Centre) -> User:
    return make_member(centre, display_name="Kuba Keeper")


@pytest.fixture
def library(centre: Centre, keeper: User) -> Organisation:
    return make_organisation(centre, keeper)


@pytest.fixture
def own(centre: Centre, library: Organisation) -> Place:
    return make_place(centre, organisation=library)


@pytest.fixture
def other(centre: Centre) -> Place:
    return make_place(centre, name="Szkoła", organisation=make_organisation(centre, name="The school"))


def test_a_keeper_changes_their_own_places_and_no_other(
    own: Place, other: Place, keeper: User, client_of: Sign
) -> None:
    client = client_of(keeper)
    page = f"/en/lipka/map/places/{own.pk}/"
    sent = shown_form(client, f"{page}edit/") | {"phone": "112"}
    assert client.post(f"{page}edit/", sent).status_code == 302
    own.refresh_from_db()
    assert own.phone == "112"
    service = make_service(other)
    verbs = ("edit/", "confirmation/", "withdrawal/", "return/", "words/uk/", "services/new/")
    paths = [f"/en/lipka/map/places/{other.pk}/{verb}" for verb in (*verbs, f"services/{service.pk}/removal/")]
    assert {client.post(path, sent).status_code for path in paths} == {403}
    other.refresh_from_db()
    assert (other.name, other.confirmed_by, other.is_withdrawn) == ("Szkoła", None, False)


def test_a_keeper_adds_places_to_their_own_organisation_only(
    library: Organisation, other: Place, keeper: User, client_of: Sign
) -> None:
    client = client_of(keeper)
    new = "/en/lipka/map/places/new/"
    for organisation in ("", other.organisation_id):
        answer = client.post(new, PLACE | {"organisation": organisation})
        assert list(answer.context["form"].errors) == ["organisation"]
    assert client.post(new, PLACE | {"organisation": library.pk}).status_code == 302
    assert Place.objects.get(organisation=library).name == "Ośrodek zdrowia"


def test_a_keepers_list_holds_their_own(own: Place, other: Place, keeper: User, editor: User, client_of: Sign) -> None:
    of_keeper, of_editor = (client_of(user).get("/en/lipka/map/places/").text for user in (keeper, editor))
    assert "Szkoła" in of_editor
    assert "Biblioteka" in of_keeper
    assert "Szkoła" not in of_keeper
    assert "/map/organisations/" in of_editor
    assert "/map/organisations/" not in of_keeper


def test_the_list_agrees_with_the_rule(
    own: Place,
    other: Place,
    keeper: User,
    member: User,
    editor: User,
    coordinator: User,
    outsider: User,
    moderator: User,
) -> None:
    actions.withdraw(place=other, at=timezone.now())
    for user in (keeper, member, editor, coordinator, outsider, moderator, AnonymousUser()):
        for permission, rows in (
            ("maps.keep_place", Place.objects.keepable_by(user)),
            ("maps.view_place", Place.objects.visible_to(user)),
        ):
            found = {place.pk for place in (own, other) if has_perm(permission, user, Place.objects.get(pk=place.pk))}
            assert found == set(rows.values_list("pk", flat=True)), (user, permission)


def test_who_serves_another_centre_keeps_nothing_here(
    own: Place, library: Organisation, other_centre: Centre, client_of: Sign
) -> None:
    client = client_of(make_member(other_centre, "coordinator"))
    made = suggest(own)
    paths = ["places/", "places/new/", "suggestions/", "organisations/", "organisations/new/"]
    paths += [f"places/{own.pk}/edit/", f"organisations/{library.pk}/", f"organisations/{library.pk}/keepers/"]
    for path in paths:
        assert client.get(f"/en/lipka/map/{path}").status_code == 403, path
    assert client.get(f"/en/lipka/map/suggestions/{made.pk}/").status_code == 404
    for path in (f"places/{own.pk}/edit/", f"organisations/{library.pk}/", f"suggestions/{made.pk}/"):
        assert client.get(f"/en/javorina/map/{path}").status_code == 404, path


def test_a_coordinator_links_a_member_by_their_whole_name(
    library: Organisation, coordinator: User, member: User, outsider: User, client_of: Sign
) -> None:
    client = client_of(coordinator)
    address = f"/en/lipka/map/organisations/{library.pk}/keepers/"
    for words in ("Maria", member.email, outsider.handle, "Ondrej Outsider", "%"):
        answer = client.post(address, {"who": words})
        assert answer.context["form"].errors["who"] == ["No member of this centre is called so."]
    assert client.post(address, {"who": "maria resident"}).status_code == 302
    keeper = Keeper.objects.get(member=member)
    assert (keeper.organisation, keeper.linked_by) == (library, coordinator)
    make_member(library.centre, display_name="Maria Resident")
    several = client.post(address, {"who": "Maria Resident"}).context["form"].errors
    assert "use the sign-in name" in several["who"][0]
    assert client.post(address, {"who": member.handle}).status_code == 302
    client.post(f"{address}{keeper.pk}/removal/")
    assert not Keeper.objects.filter(member=member).exists()


def test_an_editor_keeps_organisations_but_links_nobody(
    library: Organisation, own: Place, editor: User, client_of: Sign
) -> None:
    client = client_of(editor)
    address = f"/en/lipka/map/organisations/{library.pk}/"
    sent = shown_form(client, address) | {"name": "Książnica"}
    assert client.post(address, sent).status_code == 302
    assert "Biblioteka" in client.get("/en/lipka/map/?q=ksiaznica").text
    assert client.get(f"{address}keepers/").status_code == 403
    keeper = library.keepers.get()
    assert client.post(f"{address}keepers/{keeper.pk}/removal/").status_code == 403
    late = client.post(address, sent | {"name": "Late"})
    assert "Somebody else has changed this" in late.text


def test_whoever_leaves_the_centre_keeps_nothing_there_any_more(
    centre: Centre, library: Organisation, keeper: User
) -> None:
    members.leave(membership=keeper.memberships.get(centre=centre), at=timezone.now())
    assert not Keeper.objects.filter(member=keeper).exists()


def stale(place: Place, **facts: Any) -> None:
    Place.objects.filter(pk=place.pk).update(confirmed_on=timezone.now().date() - dt.timedelta(days=366), **facts)


def told(kind: str) -> list[tuple[User, Any]]:
    return [(row.recipient, row.target) for row in Notification.objects.filter(kind=kind).order_by("pk")]


def test_keepers_are_asked_whether_a_place_still_holds_and_not_again_within_a_month(
    own: Place, other: Place, keeper: User, editor: User, coordinator: User
) -> None:
    make_place(own.centre, name="Fresh")
    for place in (own, other):
        stale(place)
    remind_of_stale.func()
    found = told("maps.stale")
    assert {(user, place) for user, place in found} == {(keeper, own), (editor, other), (coordinator, other)}
    remind_of_stale.func()
    assert told("maps.stale") == found
    Place.objects.filter(pk=own.pk).update(reminded_on=timezone.now().date() - dt.timedelta(days=30))
    remind_of_stale.func()
    assert told("maps.stale")[len(found) :] == [(keeper, own)]


def test_what_was_decided_long_ago_is_forgotten(own: Place, coordinator: User) -> None:
    old, recent, open_one = (suggest(own, phone=f"11{number}") for number in range(3))
    for made, days in ((old, 181), (recent, 179)):
        at = timezone.now() - dt.timedelta(days=days)
        actions.decide(suggestion=made, fields=[], answer="", by=coordinator, at=at)
    forget_old_suggestions.func()
    assert set(Suggestion.objects.all()) == {recent, open_one}


def test_what_waits_is_said_to_those_who_can_do_it(
    centre: Centre, own: Place, keeper: User, editor: User, member: User
) -> None:
    stale(own)
    suggest(own)
    lines = {
        user: [line.url for line in waiting_for(user, centre) if "/map/" in line.url]
        for user in (keeper, editor, member)
    }
    desk = "/en/lipka/map/places/?state=stale"
    assert lines == {keeper: [desk], editor: ["/en/lipka/map/suggestions/", desk], member: []}


def test_a_member_takes_along_what_they_did_and_leaves_no_name(
    own: Place, library: Organisation, keeper: User, coordinator: User
) -> None:
    made = suggest(own, keeper)
    actions.confirm(place=own, by=keeper, at=timezone.now())
    actions.link(organisation=library, member=coordinator, by=keeper)
    theirs = personal().export(keeper)
    assert [row["note"] for row in theirs["suggestions"]] == ["I called."]
    assert [row["organisation__name"] for row in theirs["organisations_kept"]] == ["The library"]
    assert [row["name"] for row in theirs["places_confirmed"]] == ["Biblioteka"]
    erase_member(member=keeper, keep_public=True, at=timezone.now())
    own.refresh_from_db()
    assert own.confirmed_by is None
    assert not Suggestion.objects.filter(pk=made.pk).exists()
    assert [row.linked_by for row in Keeper.objects.all()] == [None]
    assert library.keepers.get().member == coordinator


def test_the_index_is_written_anew_on_monday_and_only_then(own: Place) -> None:
    sheet = Sheet.objects.get(centre=own.centre)
    this_week = sheet.monday
    assert this_week is not None
    Sheet.objects.update(monday=this_week - dt.timedelta(days=7))
    turn_the_week.func()
    turned = Sheet.objects.get(centre=own.centre)
    assert (turned.monday, turned.stamp) == (this_week, sheet.stamp + 1)
    turn_the_week.func()
    assert Sheet.objects.get(centre=own.centre).stamp == turned.stamp


def test_whoever_keeps_an_organisation_no_more_offers_nothing_in_its_name(
    centre: Centre, member: User, coordinator: User
) -> None:
    organisation = actions.keep_organisation(organisation=Organisation(centre=centre, name="Koło", language="pl"))
    keeper = actions.link(organisation=organisation, member=member, by=coordinator)
    notice = make_notice(centre, member, organisation=organisation)
    actions.unlink(keeper=keeper)
    notice.refresh_from_db()
    assert notice.organisation is None
