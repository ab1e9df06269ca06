"""A mentor's photo: optional, written anew, opened by its mentor, and gone with the offer."""

import io
import json
import zipfile
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from PIL import Image

from community.interface.models import GUARDED
from community.interface.pictures import FILES
from community.members.actions import erase_member
from community.members.export import archive
from community.members.models import Centre, User
from mentoring import actions
from mentoring.models import Mentorship, Offer, OfferPhoto, Request
from tests.factories import make_member
from tests.mentoring.making import make_mentor, make_offer, make_request, pictured
from tests.mentoring.test_saying import OFFER
from tests.proposals.making import photo
from tests.uploads import UNFIT

pytestmark = pytest.mark.django_db
MINE = "/en/lipka/mentoring/mine/"
TYPED = OFFER | {"ways": ["online"], "within_km": "", "place": ""}
FACE = "A woman with short grey hair"


def addresses(kept: OfferPhoto) -> list[str]:
    return [kept.address(*name.split("_")) for name in FILES]


def stored(kept: OfferPhoto) -> list[str]:
    return [getattr(kept, name).name for name in FILES]


def lying(names: list[str]) -> list[bool]:
    return [default_storage.exists(name) for name in names]


def send(client: Client, **fields: Any) -> Any:
    return client.post(f"{MINE}offer/", TYPED | fields, follow=True)


def test_a_mentor_sends_one_and_sees_it(member: User, client_of: Any) -> None:
    client = client_of(member)
    page = send(client, file=photo(), alt=FACE)
    kept = OfferPhoto.objects.get(offer__member=member)
    assert f'alt="{FACE}"' in page.content.decode()
    answer = client.get(kept.address("small", "jpg"))
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert {"private", "no-store"} <= {*answer.headers["Cache-Control"].replace(" ", "").split(",")}


def test_an_offer_needs_none_and_a_request_has_no_place_for_one(member: User, client_of: Any) -> None:
    client = client_of(member)
    send(client)
    assert Offer.objects.filter(member=member).exists()
    assert not OfferPhoto.objects.exists()
    form = client.get(f"{MINE}request/").content.decode()
    assert 'type="file"' not in form
    assert 'value="photo"' not in form


def test_nothing_of_the_file_is_kept_but_what_one_sees(member: User, client_of: Any) -> None:
    camera = Image.Exif()
    camera[0x010E] = "Taken at Anna's house"
    send(client_of(member), file=photo(exif=camera), alt=FACE)
    kept = OfferPhoto.objects.get()
    for name in FILES:
        with getattr(kept, name).open("rb") as file:
            content = file.read()
        assert b"Anna" not in content
        assert not Image.open(io.BytesIO(content)).getexif()
    assert {name.split("/")[0] for name in stored(kept)} == {GUARDED}


@pytest.mark.parametrize(("file", "message"), UNFIT)
def test_what_we_cannot_show_is_refused_at_its_field_and_nothing_is_kept(
    file: Any, message: str, member: User, client_of: Any
) -> None:
    file.seek(0)
    page = send(client_of(member), file=file, alt=FACE)
    assert message in " ".join(page.context["form"].errors["file"])
    assert "Nine years in Leeds." in page.content.decode()
    assert not Offer.objects.exists()


def test_it_says_what_it_shows_for_those_who_cannot_see_it(member: User, client_of: Any) -> None:
    page = send(client_of(member), file=photo())
    assert [*page.context["form"].errors] == ["alt"]
    assert not Offer.objects.exists()


def test_it_is_replaced_and_removed_with_its_files(
    member: User, client_of: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client = client_of(member)
    send(client, file=photo(), alt=FACE)
    first = stored(OfferPhoto.objects.get())
    with django_capture_on_commit_callbacks(execute=True):
        send(client, file=photo(size=(300, 300)), alt="Another")
    second = stored(OfferPhoto.objects.get())
    assert (lying(first), lying(second)) == ([False] * 4, [True] * 4)
    send(client, alt="Another")
    assert stored(OfferPhoto.objects.get()) == second
    with django_capture_on_commit_callbacks(execute=True):
        send(client, alt="Another", remove="on")
    assert (lying(second), OfferPhoto.objects.count()) == ([False] * 4, 0)


@pytest.mark.parametrize("end", ["withdrawn", "erased"])
def test_it_is_gone_with_the_offer(
    end: str, centre: Centre, client_of: Any, django_capture_on_commit_callbacks: Any
) -> None:
    offer = make_mentor(centre)
    kept = pictured(offer)
    names, shown = stored(kept), addresses(kept)
    coordinator = client_of(make_member(centre, "mentor_coordinator"))
    assert coordinator.get(shown[0]).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        if end == "withdrawn":
            actions.withdraw(offer, at=timezone.now())
        else:
            erase_member(member=offer.member, keep_public=True, at=timezone.now())
    assert (lying(names), OfferPhoto.objects.count()) == ([False] * 4, 0)
    assert {coordinator.get(address).status_code for address in shown} == {404}


def test_a_download_holds_it(centre: Centre, member: User) -> None:
    pictured(make_offer(centre, member), FACE)
    pictured(make_offer(centre), "Somebody else")
    with zipfile.ZipFile(io.BytesIO(archive(member))) as kept:
        text = json.dumps(json.loads(kept.read("data.json")), ensure_ascii=False)
        assert FACE in text
        assert "Somebody else" not in text
        assert [name for name in kept.namelist() if name.endswith(".jpg")]


# --- Who may see it, in which state -----------------------------------------------------------------------------------

STATES = ("alone", "proposed", "asked", "agreed", "declined", "lapsed", "ended", "taken back", "paused")
LOOKING = {"proposed", "asked", "agreed"}  # the mentee, where it is opened


def lead_to(state: str, offer: Offer, mentee: User, centre: Centre) -> None:
    now = timezone.now()
    if state == "alone":
        return
    request = make_request(centre, mentee, wishes={})
    if state == "paused":
        actions.pause(offer, at=now)
    if state in {"proposed", "paused"}:
        return
    made = actions.ask(request=request, offer=offer, total=8000, at=now)
    if state == "declined":
        actions.decline(mentorship=made, by=offer.member, at=now)
    if state in {"agreed", "ended"}:
        actions.accept(mentorship=made, by=offer.member, at=now)
    if state in {"ended", "taken back"}:
        actions.end(mentorship=made, by=mentee, at=now)
    if state == "lapsed":
        Mentorship.objects.filter(pk=made.pk).update(expires_at=now)


@pytest.mark.parametrize("is_open", [False, True], ids=["closed", "opened"])
@pytest.mark.parametrize("state", STATES)
def test_its_address_answers_whom_its_mentor_opened_it_to_and_nobody_else(
    state: str, is_open: bool, centre: Centre, everybody: Any, client_of: Any, stranger_client: Client
) -> None:
    offer = make_mentor(centre, wishes={}, shown=["photo"] if is_open else ["name", "words", "hours"])
    kept = pictured(offer)
    mentee = make_member(centre)
    lead_to(state, offer, mentee, centre)
    # Somebody else asks too, whose musts the mentor does not meet.
    unfit = make_request(centre, wishes={"parent": "hard"}).member
    people = everybody(owner=offer.member, mentee=mentee, unfit=unfit)
    del people["stranger"]
    clients = {name: client_of(user) for name, user in people.items()} | {"stranger": stranger_client}
    found = {name: {client.get(each).status_code for each in addresses(kept)} for name, client in clients.items()}
    seen = {"owner", "mentor coordinator", "network"} | ({"mentee"} if is_open and state in LOOKING else set())
    assert {name for name, answers in found.items() if answers == {200}} == seen
    assert all(answers == {404} for name, answers in found.items() if name not in seen)


def test_an_address_of_another_centre_or_another_offer_leads_nowhere(
    centre: Centre, other_centre: Centre, client_of: Any
) -> None:
    offer, another = make_offer(centre), make_offer(centre)
    kept = pictured(offer)
    client = client_of(offer.member)
    here = kept.address("small", "webp")
    assert client.get(here).status_code == 200
    assert client.get(here.replace("/lipka/", "/javorina/")).status_code == 404
    assert client.get(here.replace(f"mentors/{offer.pk}/", f"mentors/{another.pk}/")).status_code == 404
    assert client.post(here).status_code == 405


def test_who_asks_sees_the_face_only_where_it_is_opened(centre: Centre, client_of: Any) -> None:
    for shown in (["photo"], []):
        pictured(make_mentor(centre, wishes={}, shown=shown), f"Opened {bool(shown)}")
    mentee = make_member(centre)
    make_request(centre, mentee, wishes={})
    html = client_of(mentee).get(f"{MINE}request/best/").content.decode()
    assert "Opened True" in html
    assert "Opened False" not in html
    assert Request.objects.filter(member=mentee).exists()
