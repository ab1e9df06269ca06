"""A member's own page: what is known, taking it along, erasing it."""

import io
import json
import zipfile

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.members import actions
from community.members.models import Membership, User
from tests.factories import make_centre, make_member

pytestmark = pytest.mark.django_db

OWN = ["community.members.personal.contribute"]


@pytest.fixture
def unpacked(settings):
    def read(answer) -> tuple[dict, str]:
        bundle = zipfile.ZipFile(io.BytesIO(answer.content))
        return json.loads(bundle.read("data.json")), bundle.read("data.html").decode()

    settings.EXPORT_CONTRIBUTIONS = OWN
    return read


def test_my_page_shows_my_centres_and_how_each_was_verified(client_of, rich, text_of):
    page = text_of(client_of(rich).get("/en/members/"))
    for words in ("Halina Wnęk", "halina.wnek@example.org", "Lipka", "at the desk", "Javorina", "editor", "I agree."):
        assert words in page


def test_my_page_asks_the_database_as_often_for_three_centres_as_for_one(client_of, member):
    client = client_of(member)

    def ask() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/en/members/").status_code == 200
        return len(seen)

    once = ask()
    for _number in range(2):
        place = make_centre()
        actions.grant_role(member=member, centre=place, role="editor", at=timezone.now())
        membership = Membership.objects.get(member=member, centre=place)
        actions.verify_residency(membership=membership, through="desk", at=timezone.now())
    assert ask() == once


def test_changing_the_language_answers_in_it(client_of, member):
    answer = client_of(member).post("/en/members/details/", {"display_name": "Maria", "language": "pl"})
    assert answer.headers["Location"] == "/pl/members/"


@pytest.mark.parametrize("name", ["x" * 81, "x" * 10_000])
def test_a_name_that_is_too_long_is_refused_at_the_field_and_kept(client_of, member, name, text_of):
    answer = client_of(member).post("/en/members/details/", {"display_name": name, "language": "en"})
    assert answer.status_code == 200
    assert "at most 80 characters" in text_of(answer)
    assert name in answer.content.decode()
    member.refresh_from_db()
    assert member.display_name == "Maria Resident"


def test_a_name_with_a_script_in_it_is_only_a_name(client_of, member):
    client_of(member).post("/en/members/details/", {"display_name": "<script>alert(1)</script>", "language": "en"})
    page = client_of(member).get("/en/members/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ola\u202e nalK", "Ola nalK"),
        ("O\u200bla", "O la"),
        ("  Ola \t Nowa ", "Ola Nowa"),
        ("\u202e\u200b", ""),
    ],
)
def test_a_name_keeps_only_what_can_be_seen(client_of, member, typed, kept):
    client_of(member).post("/en/members/details/", {"display_name": typed, "language": "en"})
    member.refresh_from_db()
    assert member.display_name == kept


def test_my_pages_are_kept_by_no_cache(client_of, member):
    for page in ("/en/members/", "/en/members/details/", "/en/members/erasure/"):
        assert "no-store" in client_of(member).get(page).headers["Cache-Control"]


def test_everything_i_left_here_is_in_the_file_and_nothing_of_others(client_of, rich, member, unpacked):
    others = [member.handle, member.email, "Maria Resident"]
    data, page = unpacked(client_of(rich).post("/en/members/download/"))
    mine = data["members"]
    assert mine["account"]["email"] == "halina.wnek@example.org"
    assert [row["email"] for row in mine["addresses"]] == ["halina.wnek@example.org"]
    assert {row["centre__name"] for row in mine["memberships"]} == {"Lipka", "Javorina"}
    assert {row["role"] for row in mine["roles"]} == {"editor", "moderator"}
    assert {row["purpose"] for row in mine["consents"]} == {"account", "residency"}
    assert [row["role"] for row in mine["invitations"]] == ["moderator"]
    assert [row["type"] for row in mine["sign_in_devices"]] == ["totp"]
    assert [row["uid"] for row in mine["connected_accounts"]] == ["halina-1961"]
    whole = json.dumps(data, ensure_ascii=False) + page
    assert not [word for word in others if word in whole]
    assert "halina-1961" in page


def test_every_row_that_carries_a_member_is_named_in_the_export(rich, unpacked):
    """A new model of this room with a member in it fails here until the export knows it."""
    carried = {
        (relation.related_model.__name__, relation.field.name)
        for relation in User._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and not relation.concrete
        and relation.related_model._meta.app_label in {"members", "account", "mfa", "socialaccount"}
    }
    assert carried == {
        ("Membership", "member"),
        ("Consent", "member"),
        ("EmailAddress", "user"),
        ("Authenticator", "user"),
        ("SocialAccount", "user"),
        ("Invitation", "accepted_by"),
        ("Membership", "verified_by"),
        ("RoleGrant", "granted_by"),
        ("LetterBatch", "printed_by"),
        ("Register", "uploaded_by"),
        ("Invitation", "invited_by"),
        ("User_groups", "user"),
        ("User_user_permissions", "user"),
    }


def test_an_officer_takes_along_what_they_did_but_not_for_whom(client_of, centre, coordinator, unpacked):
    now = timezone.now()
    resident = make_member(centre, verified=False, display_name="Zofia Nieznana")
    actions.verify_residency(membership=resident.memberships.get(), through="desk", by=coordinator, at=now)
    actions.grant_role(member=resident, centre=centre, role="editor", by=coordinator, at=now)
    actions.invite(centre=centre, email="ktos@example.org", role="editor", language="pl", by=coordinator, at=now)
    actions.upload_register(centre=centre, label="R", columns=["a", "b"], rows=[["1", "2"]], by=coordinator, at=now)
    data, page = unpacked(client_of(coordinator).post("/en/members/download/"))
    done = data["members"]["done_in_office"]
    assert {name: len(rows) for name, rows in done.items()} == {
        "verified": 1,
        "roles_granted": 1,
        "invited": 1,
        "letters_printed": 0,
        "registers_uploaded": 1,
    }
    assert [word for word in ("Zofia", "ktos@example.org", resident.handle) if word in json.dumps(data) + page] == []


def test_the_file_needs_a_post_and_a_member(client_of, member, stranger_client):
    assert client_of(member).get("/en/members/download/").status_code == 405
    assert stranger_client.post("/en/members/download/").status_code == 302


def test_withdrawing_the_consent_to_be_checked_ends_the_residency(client_of, centre, newcomer):
    now = timezone.now()
    membership = actions.join(member=newcomer, centre=centre, at=now)
    actions.verify_residency(membership=membership, through="desk", at=now)
    consent = newcomer.consents.get()
    client_of(newcomer).post(f"/en/members/consents/{consent.pk}/withdrawal/")
    membership.refresh_from_db()
    consent.refresh_from_db()
    assert (membership.declared_at, membership.verified_at) == (None, None)
    assert consent.withdrawn_at is not None


def test_nobody_withdraws_anothers_consent(client_of, rich, member):
    consent = rich.consents.get(purpose="residency")
    assert client_of(member).post(f"/en/members/consents/{consent.pk}/withdrawal/").status_code == 404
    consent.refresh_from_db()
    assert consent.withdrawn_at is None


def test_a_new_address_takes_over_only_with_its_code_and_the_old_one_is_told(client_of, rich, code_from_mail):
    client = client_of(rich)
    client.post("/en/accounts/email/", {"email": "nowa@example.org", "action_add": "1"})
    rich.refresh_from_db()
    assert rich.email == "halina.wnek@example.org"
    client.post("/en/accounts/confirm-email/", {"code": code_from_mail("nowa@example.org")})
    rich.refresh_from_db()
    assert rich.email == "nowa@example.org"
    assert [address.email for address in rich.emailaddress_set.all()] == ["nowa@example.org"]
    assert mail.outbox[-1].to == ["halina.wnek@example.org"]
