"""Erase me: no name and no address stays anywhere, and nothing half done."""

import io
import json
import zipfile

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from community.members import actions, personal
from community.members.models import Consent, Erasure, Invitation, Membership, RoleGrant, User
from tests.factories import make_member

pytestmark = pytest.mark.django_db

OWN = ["community.members.personal.contribute"]


def erase(client, public: str = "keep", words: str = "erase me"):
    return client.post("/en/members/erasure/", {"public": public, "words": words})


def dump() -> str:
    """Every text in the database."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found.extend(str(row) for row in cursor.fetchall())
    return "\n".join(found)


@pytest.mark.parametrize("public", ["keep", "erase"])
def test_erasing_leaves_no_name_and_no_address_anywhere(client_of, rich, settings, public):
    settings.EXPORT_CONTRIBUTIONS = OWN
    handle, pk = rich.handle, rich.pk
    client = client_of(rich)
    assert all(word in dump() for word in ("Halina Wnęk", "halina.wnek@example.org", "halina-1961", handle))
    erase(client, public)
    left = dump()
    assert [word for word in ("Halina", "Wnęk", "halina.wnek", "halina-1961", handle) if word in left] == []
    user = User.objects.get(pk=pk)
    assert (user.is_active, user.email, user.display_name, str(user)) == (False, None, "", "former member")
    assert not user.has_usable_password()
    assert Erasure.objects.get().member_pk == pk
    for model in (Membership, Consent, EmailAddress, Authenticator, SocialAccount, RoleGrant, Invitation):
        assert not model.objects.exists()


def test_erasing_ends_every_session_of_the_member_and_of_nobody_else(client_of, member, newcomer, settings):
    settings.EXPORT_CONTRIBUTIONS = OWN
    phone, computer, other = client_of(member), client_of(member), client_of(newcomer)
    erase(computer)
    assert phone.get("/en/members/").status_code == 302
    assert other.get("/en/members/").status_code == 200
    holders = {session.get_decoded().get("_auth_user_id") for session in Session.objects.all()}
    assert str(member.pk) not in holders


@pytest.mark.parametrize("words", ["", "yes", "erase", "erase me now"])
def test_erasing_asks_for_the_words(client_of, member, words):
    answer = erase(client_of(member), words=words)
    assert answer.status_code == 200
    member.refresh_from_db()
    assert member.is_active


@pytest.mark.parametrize("words", ["Erase me", "  ERASE   ME "])
def test_the_words_may_be_typed_in_any_case(client_of, member, settings, words):
    settings.EXPORT_CONTRIBUTIONS = OWN
    assert erase(client_of(member), words=words).status_code == 302


def test_erasing_one_member_leaves_the_others_whole(client_of, rich, member, settings):
    settings.EXPORT_CONTRIBUTIONS = OWN
    before = Membership.objects.filter(member=member).values().get()
    erase(client_of(rich))
    assert Membership.objects.filter(member=member).values().get() == before
    assert User.objects.get(pk=member.pk).display_name == "Maria Resident"


def test_what_an_erased_officer_verified_stays_verified(client_of, centre, coordinator, settings):
    settings.EXPORT_CONTRIBUTIONS = OWN
    resident = make_member(centre, verified=False)
    actions.verify_residency(membership=resident.memberships.get(), through="desk", by=coordinator, at=timezone.now())
    erase(client_of(coordinator))
    membership = resident.memberships.get()
    assert membership.is_verified
    assert str(membership.verified_by) == "former member"


def test_when_a_room_cannot_erase_nothing_is_erased(client_of, member, settings, monkeypatch):
    settings.EXPORT_CONTRIBUTIONS = OWN

    def broken(self, member, *, keep_public):
        Membership.objects.filter(member=member).delete()
        raise RuntimeError("out of order")

    monkeypatch.setattr(personal.MembersContribution, "erase", broken)
    with pytest.raises(RuntimeError):
        erase(client_of(member))
    assert Membership.objects.filter(member=member).exists()
    assert not Erasure.objects.exists()


def test_every_room_that_settings_name_takes_part(client_of, rich, settings):
    client = client_of(rich)
    bundle = zipfile.ZipFile(io.BytesIO(client.post("/en/members/download/").content))
    rooms = [path.split(".")[-3] for path in settings.EXPORT_CONTRIBUTIONS]
    assert list(json.loads(bundle.read("data.json"))) == rooms
    assert "members" in rooms
    assert len(rooms) > 3
    assert erase(client, "erase").status_code == 302
    assert [word for word in ("Halina", "halina.wnek", "halina-1961") if word in dump()] == []
