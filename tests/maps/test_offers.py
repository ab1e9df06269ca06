"""A notice stands until its end, says about where, and never more of its author than they wished."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rules import has_perm

from community.members.actions import leave
from community.members.models import Centre, User
from community.moderation.models import Decision
from maps.actions import offering
from maps.layers import spots
from maps.models import Keeper, Offer, Organisation
from maps.offer_layer import OFFERS
from tests.factories import make_member
from tests.maps.offering import hide, make_notice

Sign = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def listing(centre: Centre, query: str = "") -> str:
    return f"/en/{centre.slug}/map/offers/{query}"


def typed(centre: Centre, **fields: Any) -> dict[str, Any]:
    """What the form sends."""
    day = timezone.localdate(timezone=centre.zone) + dt.timedelta(days=30)
    said = {"side": "need", "kind": "lifts", "title": "To Sącz", "text": "Mondays at six.", "language": "en"}
    where = {"village": centre.local_name, "reach": "near", "latitude": "", "longitude": ""}
    who = {"provider": "neighbour", "signed": "neighbour", "languages": ["pl", "uk"], "hours": ["0", "20"]}
    return said | where | who | {"ends_on": day.isoformat()} | fields


def on_map(centre: Centre) -> list[str]:
    return [spot.title for spot in spots(centre, None, "en", keys=["offers"])]


# --- Reading ----------------------------------------------------------------------------------------------------------


def test_anybody_reads_it_in_the_list_on_the_map_and_on_its_page(
    offer: Offer, centre: Centre, stranger_client: Client
) -> None:
    assert "A ladder" in stranger_client.get(listing(centre)).text
    page = stranger_client.get(offer.get_absolute_url())
    assert page.status_code == 200
    assert "Four metres" in page.text
    assert on_map(centre) == ["A ladder"]
    assert "A ladder" in stranger_client.get(f"/en/{centre.slug}/map/spots.json").text


def test_it_is_found_under_no_other_centre(offer: Offer, other_centre: Centre, stranger_client: Client) -> None:
    assert "A ladder" not in stranger_client.get(listing(other_centre)).text
    assert stranger_client.get(f"{listing(other_centre)}{offer.pk}/").status_code == 404
    assert on_map(other_centre) == []


def test_nobody_learns_the_name_of_who_does_not_sign_with_it(
    offer: Offer, centre: Centre, member: User, client_of: Sign, stranger_client: Client
) -> None:
    pages = (listing(centre), offer.get_absolute_url(), f"/en/{centre.slug}/map/spots.json")
    for client in (stranger_client, client_of(member)):
        for path in pages:
            assert "Anna Amsel" not in client.get(path).text
            assert offer.author.email not in client.get(path).text
    assert "a neighbour from Dolna" in stranger_client.get(pages[0]).text
    Offer.objects.update(signed="name")
    assert "Anna Amsel" in client_of(member).get(pages[0]).text


def test_the_place_is_kept_only_as_a_square(offer: Offer) -> None:
    offer.refresh_from_db()
    assert (offer.latitude, offer.longitude) != (49.612345, 20.712345)
    assert abs(offer.latitude - 49.612345) < 0.0023
    assert abs(offer.longitude - 20.712345) < 0.0036


def test_after_its_last_day_it_leaves_map_and_list_and_only_its_author_finds_it(
    offer: Offer, centre: Centre, author: User, member: User, client_of: Sign, stranger_client: Client
) -> None:
    at = offer.ends_at
    assert at.astimezone(centre.zone).time() == dt.time(0)
    assert offer.ends_on == at.astimezone(centre.zone).date() - dt.timedelta(days=1)
    here = Offer.objects.for_centre(centre)
    assert here.standing(at - dt.timedelta(seconds=1)).count() == 1
    assert here.standing(at).count() == 0
    Offer.objects.update(renewed_at=timezone.now() - dt.timedelta(days=9), ends_at=timezone.now())
    assert "A ladder" not in stranger_client.get(listing(centre)).text
    assert on_map(centre) == []
    assert client_of(member).get(offer.get_absolute_url()).status_code == 404
    assert "This notice is over" in client_of(author).get(offer.get_absolute_url()).text


def test_the_list_is_narrowed_by_side_kind_language_and_village(
    offer: Offer, centre: Centre, author: User, stranger_client: Client
) -> None:
    make_notice(centre, author, title="Ride home", side="need", kind="lifts", languages=["uk"], reach="village")
    far = {"village": "Górna", "latitude": 49.9, "longitude": 20.9, "reach": "near"}
    make_notice(centre, author, title="Far away", **far)

    def found(query: str) -> set[str]:
        text = stranger_client.get(listing(centre, query)).text
        return {title for title in ("A ladder", "Ride home", "Far away") if title in text}

    assert found("") == {"A ladder", "Ride home", "Far away"}
    assert found("?side=need") == {"Ride home"}
    assert found("?kind=tools") == {"A ladder", "Far away"}
    assert found("?language=uk") == {"Ride home"}
    assert found(f"?village={centre.local_name}") == {"A ladder"}  # the whole commune; the others lie elsewhere
    assert found("?side=nonsense&kind=%00&language=xx&village=Nowhere&page=1") == {"A ladder", "Ride home", "Far away"}


def test_a_notice_for_five_kilometres_is_found_from_a_village_within_them(centre: Centre, author: User) -> None:
    near = {"village": "Górna", "latitude": centre.latitude + 0.03, "longitude": centre.longitude, "reach": "near"}
    offer = make_notice(centre, author, **near)
    here = Offer.objects.reaching(centre.local_name, centre.latitude, centre.longitude)
    assert list(here) == [offer]
    Offer.objects.update(latitude=centre.latitude + 0.06)
    assert not here.all().exists()


def test_a_list_asks_the_database_as_often_for_many_as_for_one(
    offer: Offer, centre: Centre, author: User, client_of: Sign, stranger_client: Client
) -> None:
    def asked(client: Client, path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    paths = {listing(centre): client_of(make_member(centre)), f"{listing(centre)}mine/": client_of(author)}
    few = {path: (asked(client, path), asked(client, path))[1] for path, client in paths.items()}
    with CaptureQueriesContext(connection) as queries:
        OFFERS.spots(centre, None, "en")
    assert len(queries) == 1
    for number in range(3):
        make_notice(centre, author, title=f"More {number}")
        make_notice(centre, make_member(centre))
    assert {path: asked(client, path) for path, client in paths.items()} == few


@pytest.mark.parametrize("state", ["stands", "held", "hidden", "withdrawn", "over"])
def test_list_and_rule_agree_on_who_sees_it(
    state: str, offer: Offer, author: User, member: User, moderator: User, coordinator: User, outsider: User
) -> None:
    now = timezone.now()
    changes: dict[str, Any] = {
        "held": {"held_at": now},
        "withdrawn": {"withdrawn_at": now},
        "over": {"ends_at": now, "renewed_at": now - dt.timedelta(days=1)},
    }
    if state == "hidden":
        hide(offer, moderator)
    Offer.objects.filter(pk=offer.pk).update(**changes.get(state, {}), made_at=now)
    offer.refresh_from_db()
    for who in (AnonymousUser(), author, member, moderator, coordinator, outsider):
        listed = Offer.objects.visible_to(who).filter(pk=offer.pk).exists()
        assert listed == has_perm("maps.view_offer", who, offer), (state, who)
        assert listed == (state == "stands" or who in {author, moderator})


# --- Putting it up ----------------------------------------------------------------------------------------------------


def test_a_member_puts_one_up(centre: Centre, member: User, client_of: Sign) -> None:
    answer = client_of(member).post(f"{listing(centre)}new/", typed(centre))
    offer = Offer.objects.get()
    assert answer.url == offer.get_absolute_url()
    assert (offer.author, offer.side, offer.languages, offer.hours) == (member, "need", ["pl", "uk"], [0, 20])
    assert offer.village == centre.local_name
    assert on_map(centre) == ["To Sącz"]


def test_strangers_and_those_of_other_centres_are_shown_the_door(
    centre: Centre, outsider: User, newcomer: User, client_of: Sign, stranger_client: Client
) -> None:
    for client, word in (
        (stranger_client, "Send me a code"),
        *((client_of(who), "Join") for who in (outsider, newcomer)),
    ):
        assert word in client.get(f"{listing(centre)}new/").text
        client.post(f"{listing(centre)}new/", typed(centre))
    assert Offer.objects.count() == 0
    with pytest.raises(PermissionDenied):
        make_notice(centre, outsider)


def test_a_paused_member_puts_up_nothing(centre: Centre, member: User, moderator: User, client_of: Sign) -> None:
    hide(make_notice(centre, member), moderator, Decision.Outcome.PAUSE, days=3)
    answer = client_of(member).post(f"{listing(centre)}new/", typed(centre))
    assert answer.status_code == 403
    assert Offer.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "at"),
    [
        ("title", "", "title"),
        ("kind", "weapons", "kind"),
        ("ends_on", "2020-01-01", "ends_on"),
        ("ends_on", "2999-01-01", "ends_on"),
        ("ends_on", "soon", "ends_on"),
        ("village", "", "village"),
        ("village", "Nowhere", "village"),
        ("hours", ["21"], "hours"),
        ("languages", ["xx"], "languages"),
        ("latitude", "nan", "latitude"),
        ("provider", "ngo", "group_name"),
        ("text", "x" * 2001, "text"),
    ],
)
def test_what_makes_no_sense_is_told_at_its_field(
    field: str, value: Any, at: str, centre: Centre, member: User, client_of: Sign
) -> None:
    answer = client_of(member).post(f"{listing(centre)}new/", typed(centre, **{field: value}))
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [at]
    assert Offer.objects.count() == 0


def test_a_place_far_from_the_commune_is_refused(centre: Centre, member: User, client_of: Sign) -> None:
    answer = client_of(member).post(f"{listing(centre)}new/", typed(centre, latitude="48.2", longitude="16.4"))
    assert "latitude" in answer.context["form"].errors


def test_ten_open_notices_are_enough(centre: Centre, author: User) -> None:
    first = make_notice(centre, author)
    for _number in range(offering.MOST_OPEN - 1):
        make_notice(centre, author)
    with pytest.raises(ValidationError, match="10 open notices"):
        make_notice(centre, author)
    offering.withdraw_offer(offer=first, by=author, at=timezone.now())
    make_notice(centre, author)
    with pytest.raises(ValidationError, match="10 open notices"):
        offering.renew_offer(offer=first, by=author, at=timezone.now())


def test_only_who_keeps_an_organisation_speaks_for_it(centre: Centre, other_centre: Centre, author: User) -> None:
    library = Organisation.objects.create(centre=centre, name="Library", kind="office", language="pl")
    with pytest.raises(PermissionDenied):
        make_notice(centre, author, organisation=library)
    Keeper.objects.create(organisation=library, member=author)
    offer = make_notice(centre, author, organisation=library, provider="neighbour", group_name="Me")
    assert (offer.provider, offer.group_name, offer.signature) == ("office", "", "Library")
    elsewhere = Organisation.objects.create(centre=other_centre, name="Elsewhere", language="sk")
    Keeper.objects.create(organisation=elsewhere, member=author)
    with pytest.raises(PermissionDenied):
        make_notice(centre, author, organisation=elsewhere)


def test_only_its_author_changes_it_takes_it_down_and_puts_it_up_again(
    offer: Offer, centre: Centre, author: User, member: User, moderator: User, client_of: Sign
) -> None:
    path = offer.get_absolute_url()
    for who in (member, moderator):
        assert client_of(who).post(f"{path}edit/", typed(centre)).status_code == 403
        assert client_of(who).post(f"{path}withdrawal/").status_code == 403
        assert client_of(who).post(f"{path}renewal/").status_code == 403
    own = client_of(author)
    own.post(f"{path}edit/", typed(centre, title="A longer ladder"))
    assert on_map(centre) == ["A longer ladder"]
    own.post(f"{path}withdrawal/")
    assert on_map(centre) == []
    own.post(f"{path}renewal/")
    offer.refresh_from_db()
    assert on_map(centre) == ["A longer ladder"]
    assert (offer.ends_on - timezone.localdate(timezone=centre.zone)).days == 91


def test_the_form_opens_with_what_stands_and_sent_back_changes_nothing(
    centre: Centre, author: User, client_of: Sign
) -> None:
    said = {"side": "need", "reach": "near", "hours": [4, 9], "languages": ["hu", "pl"], "signed": "name"}
    offer = make_notice(centre, author, village=centre.local_name, hours_note="After six", **said)
    client, path = client_of(author), f"{offer.get_absolute_url()}edit/"
    form = client.get(path).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    before = Offer.objects.values().get()
    assert client.post(path, sent).status_code == 302
    after = Offer.objects.values().get()
    assert {name for name in before if before[name] != after[name]} == {"changed_at"}
    new = client.get(f"{listing(centre)}new/").context["form"]
    assert (new["side"].value(), new["language"].value(), new["reach"].value()) == ("offer", "pl", "commune")


def test_whoever_leaves_the_centre_takes_their_notices_down(offer: Offer, centre: Centre, author: User) -> None:
    leave(membership=author.membership_in(centre), at=timezone.now())
    assert on_map(centre) == []


def test_the_database_itself_refuses_a_notice_without_area_or_end(offer: Offer) -> None:
    for wrong in ({"latitude": None, "longitude": None}, {"latitude": 99}, {"title": ""}, {"ends_at": offer.made_at}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Offer.objects.filter(pk=offer.pk).update(**wrong)
