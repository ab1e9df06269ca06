"""The coordinator's desk, accounts on paper, and the register."""

import datetime as dt

import pytest
from django.contrib.auth import authenticate
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.members import actions
from community.members.models import Membership, Register, RegisterEntry, RoleGrant, User
from tests.factories import make_member, make_user

pytestmark = pytest.mark.django_db

DESK = "/en/lipka/members/desk/"


@pytest.fixture
def asking(centre, newcomer) -> Membership:
    membership = actions.join(member=newcomer, centre=centre, at=timezone.now())
    return actions.declare_residency(membership=membership, at=timezone.now())


def register_file(text: str, encoding: str = "utf-8") -> SimpleUploadedFile:
    return SimpleUploadedFile("register.csv", text.encode(encoding), content_type="text/csv")


def upload(client: Client, text: str, encoding: str = "utf-8"):
    return client.post(
        "/en/lipka/members/registers/upload/", {"label": "Budżet 2027", "file": register_file(text, encoding)}
    )


def test_a_member_says_that_they_live_here_and_stands_in_the_desks_list(
    client_of, coordinator_client, newcomer, centre, text_of
):
    client_of(newcomer).post("/en/lipka/members/residency/declaration/")
    assert "Nina Newcomer" in text_of(coordinator_client.get(DESK))
    assert newcomer.consents.get().purpose == "residency"
    assert "Lipka" in newcomer.consents.get().text


def test_one_press_verifies_and_says_who_did(coordinator_client, coordinator, asking):
    coordinator_client.post(f"{DESK}{asking.pk}/verification/")
    asking.refresh_from_db()
    assert (asking.verified_through, asking.verified_by) == ("desk", coordinator)


def test_pressing_twice_changes_nothing(coordinator_client, asking):
    coordinator_client.post(f"{DESK}{asking.pk}/verification/")
    first = Membership.objects.get(pk=asking.pk).verified_at
    assert coordinator_client.post(f"{DESK}{asking.pk}/verification/").status_code == 302
    assert Membership.objects.get(pk=asking.pk).verified_at == first


def test_a_mistake_at_the_desk_is_undone(coordinator_client, asking):
    coordinator_client.post(f"{DESK}{asking.pk}/verification/")
    coordinator_client.post(f"{DESK}{asking.pk}/reversal/")
    asking.refresh_from_db()
    assert (asking.is_verified, asking.is_asking) == (False, True)


def test_the_desk_finds_a_member_by_name_or_sign_in_name(coordinator_client, centre, member, text_of):
    assert "Maria Resident" not in text_of(coordinator_client.get(DESK))
    assert "Maria Resident" in text_of(coordinator_client.get(f"{DESK}?q=maria"))
    assert "Maria Resident" not in text_of(coordinator_client.get(f"{DESK}?q=ma"))
    assert "Maria Resident" in text_of(coordinator_client.get(f"{DESK}?q={member.handle}"))


def test_the_desk_asks_the_database_as_often_for_three_as_for_one(coordinator_client, centre):
    def ask() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert coordinator_client.get(DESK).status_code == 200
        return len(seen)

    def one_more() -> None:
        membership = actions.join(member=make_user(), centre=centre, at=timezone.now())
        actions.declare_residency(membership=membership, at=timezone.now())

    one_more()
    once = ask()
    one_more()
    one_more()
    assert ask() == once


def test_an_account_on_paper_is_shown_once_and_works(coordinator_client, centre):
    page = coordinator_client.post(
        f"{DESK}accounts/", {"display_name": "Pani Stefania", "language": "pl", "lives_here": "on"}
    )
    user = User.objects.get(display_name="Pani Stefania")
    shown = page.content.decode()
    password = shown.split("receipt__code")[2].split(">")[1].split("<")[0]
    assert user.handle in shown
    assert authenticate(username=user.handle, password=password) == user
    assert "no-store" in page.headers["Cache-Control"]
    assert Membership.objects.get(member=user, centre=centre).verified_through == "desk"
    assert password not in coordinator_client.get(f"{DESK}?q=stefania").content.decode()


def test_without_the_tick_the_account_is_not_verified(coordinator_client, centre):
    coordinator_client.post(f"{DESK}accounts/", {"display_name": "Pani Stefania", "language": "pl"})
    assert not Membership.objects.get(member__display_name="Pani Stefania").is_verified


def test_a_forgotten_paper_password_is_renewed_at_the_desk(coordinator_client, coordinator, centre):
    user, old = actions.open_desk_account(
        centre=centre, display_name="Pan Jan", language="pl", verified=True, by=coordinator, at=timezone.now()
    )
    membership = user.memberships.get()
    assert coordinator_client.post(f"{DESK}{membership.pk}/password/").status_code == 200
    assert authenticate(username=user.handle, password=old) is None


def test_the_desk_cannot_take_over_an_account_with_an_address_or_a_role(coordinator_client, centre, member):
    staff = make_member(centre, "editor", email=None)
    for person in (member, staff):
        before = User.objects.get(pk=person.pk).password
        answer = coordinator_client.post(f"{DESK}{person.memberships.get().pk}/password/")
        assert answer.status_code == 403
        assert User.objects.get(pk=person.pk).password == before


def test_a_register_verifies_who_types_what_its_columns_say(client_of, coordinator_client, newcomer, centre, text_of):
    upload(coordinator_client, "Nazwisko;Rok urodzenia\nWnęk;1961\nŻak;1984\n")
    register = Register.objects.get()
    page = f"/en/lipka/members/residency/registers/{register.pk}/"
    client = client_of(newcomer)
    assert "Rok urodzenia" in text_of(client.get(page))
    client.post(page, {"column_0": "  WNĘK ", "column_1": "1961"})
    assert Membership.objects.get(member=newcomer).verified_through == "register"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
def test_a_register_is_read_as_spreadsheets_write_it(client_of, coordinator_client, newcomer, centre, encoding):
    upload(coordinator_client, "Nazwisko,Numer\nGŻEGŻÓŁKA-Łoś,12 A\n", encoding)
    page = f"/en/lipka/members/residency/registers/{Register.objects.get().pk}/"
    client_of(newcomer).post(page, {"column_0": "gżegżółka łoś", "column_1": "12a"})
    assert Membership.objects.get(member=newcomer).is_verified


def test_one_row_verifies_one_person_and_equal_rows_one_each(client_of, coordinator_client, centre):
    upload(coordinator_client, "Nazwisko;Rok\nKról;1970\nKról;1970\n")
    page = f"/en/lipka/members/residency/registers/{Register.objects.get().pk}/"
    people = [make_user() for _person in range(3)]
    for person in people:
        client_of(person).post(page, {"column_0": "Król", "column_1": "1970"})
    assert Membership.objects.filter(verified_through="register").count() == 2


def test_a_wrong_entry_keeps_what_was_typed_and_tries_run_out(client_of, coordinator_client, newcomer, centre, text_of):
    upload(coordinator_client, "Nazwisko;Rok\nKról;1970\n")
    page = f"/en/lipka/members/residency/registers/{Register.objects.get().pk}/"
    client = client_of(newcomer)
    answer = client.post(page, {"column_0": "Krul", "column_1": "1970"})
    assert "We found no unused entry" in text_of(answer)
    assert 'value="Krul"' in answer.content.decode()
    for year in range(1971, 1975):
        client.post(page, {"column_0": "Król", "column_1": str(year)})
    assert "Too many tries" in text_of(client.post(page, {"column_0": "Król", "column_1": "1970"}))
    assert not Membership.objects.filter(member=newcomer, verified_at__isnull=False).exists()


def test_nothing_readable_of_a_register_is_kept(coordinator_client, centre, settings, tmp_path):
    upload(coordinator_client, "Nazwisko;Rok\nBrzęczyszczykiewicz;1961\n")
    rows = str(list(Register.objects.values())) + str(list(RegisterEntry.objects.values()))
    assert "rzęczyszcz" not in rows.lower()
    assert "1961" not in rows
    assert not any(settings.MEDIA_ROOT.rglob("*")) if settings.MEDIA_ROOT.exists() else True


def test_the_same_row_looks_different_in_two_registers(coordinator_client, centre):
    for _time in range(2):
        upload(coordinator_client, "Nazwisko;Rok\nKról;1970\n")
    assert len(set(RegisterEntry.objects.values_list("digest", flat=True))) == 2


def test_after_the_round_the_register_goes_and_the_verified_stay(client_of, coordinator_client, newcomer, centre):
    upload(coordinator_client, "Nazwisko;Rok\nKról;1970\n")
    register = Register.objects.get()
    page = f"/en/lipka/members/residency/registers/{register.pk}/"
    client_of(newcomer).post(page, {"column_0": "Król", "column_1": "1970"})
    coordinator_client.post(f"/en/lipka/members/registers/{register.pk}/deletion/")
    assert not RegisterEntry.objects.exists()
    assert Membership.objects.get(member=newcomer).is_verified


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("Nazwisko;Rok\n", "no row below"),
        ("Nazwisko\nKról\n", "two to four different columns"),
        ("Nazwisko;Nazwisko\nKról;Król\n", "two to four different columns"),
        ("Nazwisko;PESEL\nKról;70010112345\n", "Leave out"),
        ("Nazwisko;Rok\nKról;1970\nŻak\n", "Row 3 is not complete"),
        ("Nazwisko;Rok\nKról;\n", "Row 2 is not complete"),
        ("Nazwisko;Rok\nKról;19\x0070\n", "not readable text"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_whole_with_a_reason(coordinator_client, centre, text_of, text, said):
    answer = upload(coordinator_client, text)
    assert answer.status_code == 200
    assert said in text_of(answer)
    assert 'value="Budżet 2027"' in answer.content.decode()
    assert not Register.objects.exists()


def test_a_file_that_is_too_heavy_is_refused(coordinator_client, centre, text_of):
    answer = upload(coordinator_client, "Nazwisko;Rok\n" + "Król;1970\n" * 520_000)
    assert "too heavy" in text_of(answer)


def test_who_moved_away_says_so_and_votes_no_more(client_of, member, centre):
    client_of(member).post("/en/lipka/members/residency/withdrawal/")
    membership = Membership.objects.get(member=member)
    assert (membership.declared_at, membership.verified_at, membership.verified_through) == (None, None, "")


def test_leaving_a_centre_gives_back_its_roles(client_of, centre):
    person = make_user()
    actions.grant_role(member=person, centre=centre, role="editor", at=timezone.now())
    client_of(person).post("/en/lipka/members/leaving/")
    person = User.objects.get(pk=person.pk)
    assert not person.has_role(centre, "editor")
    assert not person.groups.exists()


def test_a_declaration_keeps_its_first_date(centre, newcomer):
    now = timezone.now()
    membership = actions.join(member=newcomer, centre=centre, at=now)
    actions.declare_residency(membership=membership, at=now)
    actions.declare_residency(membership=membership, at=now + dt.timedelta(days=3))
    assert membership.declared_at == now
    assert newcomer.consents.count() == 1


@pytest.mark.parametrize("page", ["letters/", "registers/", "staff/"])
def test_the_coordinators_lists_ask_the_database_as_often_for_three_rows_as_for_one(
    coordinator_client, coordinator, centre, page
):
    def ask() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert coordinator_client.get(f"/en/lipka/members/{page}").status_code == 200
        return len(seen)

    def one_more() -> None:
        facts = {"centre": centre, "by": coordinator, "at": timezone.now()}
        soon = timezone.now() + dt.timedelta(days=9)
        actions.print_letters(label="L", size=2, expires_at=soon, typeset=lambda batch, codes: codes, **facts)
        actions.upload_register(label="R", columns=["a", "b"], rows=[["1", "2"]], **facts)
        actions.invite(email=f"{RoleGrant.objects.count()}@example.org", role="editor", language="en", **facts)
        actions.grant_role(member=make_user(), role="editor", **facts)

    one_more()
    once = ask()
    one_more()
    one_more()
    assert ask() == once
