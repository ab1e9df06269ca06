"""Who serves in a centre, how they come to it, and what that opens."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.utils import timezone

from community.members import actions, rules
from community.members.models import Invitation, RoleGrant, User
from tests.factories import make_member, make_user

pytestmark = pytest.mark.django_db

STAFF = "/en/lipka/members/staff/"


def invitation_link() -> str:
    return re.search(r"/en/members/invitations/[^/\s]+/", mail.outbox[-1].body)[0]


def test_granting_a_role_opens_the_back_offices_group(centre, newcomer):
    actions.grant_role(member=newcomer, centre=centre, role="editor", at=timezone.now())
    assert [group.name for group in newcomer.groups.all()] == ["lipka:editor"]
    assert newcomer.has_role(centre, "editor")


def test_revoking_a_role_closes_it_again(centre, newcomer):
    grant = actions.grant_role(member=newcomer, centre=centre, role="editor", at=timezone.now())
    actions.revoke_role(grant=grant)
    assert not newcomer.groups.exists()
    assert not newcomer.has_role(centre, "editor")


def test_a_role_is_granted_once_and_only_a_known_one(centre, newcomer):
    for _time in range(2):
        actions.grant_role(member=newcomer, centre=centre, role="editor", at=timezone.now())
    assert RoleGrant.objects.count() == 1
    with pytest.raises(ValueError, match="No role"):
        actions.grant_role(member=newcomer, centre=centre, role="mayor", at=timezone.now())


@pytest.mark.parametrize("role", RoleGrant.Role.values)
def test_a_role_holds_in_its_own_centre_only(centre, other_centre, role):
    person = make_user()
    actions.grant_role(member=person, centre=centre, role=role, at=timezone.now())
    assert person.has_role(centre, role)
    assert not person.has_role(other_centre, role)
    is_coordinator = role == "coordinator"
    for permission in ("members.manage_centre", "members.verify_residency", "members.invite_staff"):
        assert person.has_perm(permission, centre) is is_coordinator
        assert not person.has_perm(permission, other_centre)


def test_predicates_tell_members_from_residents_and_strangers(centre, member, newcomer, outsider):
    from django.contrib.auth.models import AnonymousUser

    for nobody in (AnonymousUser(), newcomer, outsider):
        assert not rules.is_member(nobody, centre)
        assert not rules.is_resident(nobody, centre)
        assert not rules.is_verified_resident(nobody, centre)
    assert rules.is_verified_resident(member, centre)
    joined = make_member(centre, verified=False)
    assert rules.is_member(joined, centre)
    assert not rules.is_resident(joined, centre)
    assert not rules.is_coordinator(member, None)


def test_an_invitation_travels_by_mail_and_is_accepted_by_a_post(coordinator_client, client_of, newcomer, centre):
    coordinator_client.post(f"{STAFF}invitations/", {"email": "Nowy@Example.org", "role": "editor", "language": "en"})
    assert mail.outbox[-1].to == ["nowy@example.org"]
    link = invitation_link()
    client = client_of(newcomer)
    assert client.get(link).status_code == 200
    assert not User.objects.get(pk=newcomer.pk).has_role(centre, "editor")
    client.post(link)
    assert User.objects.get(pk=newcomer.pk).has_role(centre, "editor")


def test_an_invitation_works_once(coordinator_client, client_of, newcomer, centre):
    coordinator_client.post(f"{STAFF}invitations/", {"email": "a@example.org", "role": "editor", "language": "en"})
    client_of(newcomer).post(invitation_link())
    second = make_user()
    assert client_of(second).post(invitation_link()).status_code == 410
    assert not User.objects.get(pk=second.pk).has_role(centre, "editor")


def test_a_withdrawn_or_old_or_guessed_invitation_gives_nothing(
    coordinator_client, client_of, newcomer, centre, coordinator
):
    coordinator_client.post(f"{STAFF}invitations/", {"email": "a@example.org", "role": "editor", "language": "en"})
    withdrawn = invitation_link()
    coordinator_client.post(f"{STAFF}invitations/{Invitation.objects.get().pk}/withdrawal/")
    long_ago = timezone.now() - timezone.timedelta(days=15)
    actions.invite(centre=centre, email="b@example.org", role="editor", language="en", by=coordinator, at=long_ago)
    old = invitation_link()
    client = client_of(newcomer)
    assert [client.post(link).status_code for link in (withdrawn, old)] == [410, 410]
    assert client.post("/en/members/invitations/AAAAAAAAAAAAAAAAAAAAAA/").status_code == 404
    assert not User.objects.get(pk=newcomer.pk).has_role(centre, "editor")


def test_an_invitations_page_is_kept_by_no_cache(coordinator_client, stranger_client, centre):
    coordinator_client.post(f"{STAFF}invitations/", {"email": "a@example.org", "role": "editor", "language": "en"})
    assert "no-store" in stranger_client.get(invitation_link()).headers["Cache-Control"]


def test_the_links_secret_has_128_bits_and_is_stored_as_a_hash(coordinator_client, centre):
    coordinator_client.post(f"{STAFF}invitations/", {"email": "a@example.org", "role": "editor", "language": "en"})
    token = invitation_link().split("/")[-2]
    assert len(token) == 22
    assert token not in str(Invitation.objects.values().get())


def test_a_stranger_with_an_invitation_signs_up_and_comes_back(coordinator_client, centre, sign_up, stranger_client):
    coordinator_client.post(f"{STAFF}invitations/", {"email": "nowy@example.org", "role": "editor", "language": "en"})
    link = invitation_link()
    page = stranger_client.get(link).content.decode()
    assert f"/en/accounts/signup/?next={link}&amp;email=nowy%40example.org" in page
    client = sign_up("nowy@example.org", then=link)
    assert client.landed.headers["Location"] == link
    client.post(link)
    assert User.objects.get(email="nowy@example.org").has_role(centre, "editor")


def test_the_last_coordinator_stays(coordinator_client, coordinator, centre, text_of):
    grant = RoleGrant.objects.get(membership__member=coordinator)
    coordinator_client.post(f"{STAFF}{grant.pk}/revocation/")
    assert RoleGrant.objects.filter(pk=grant.pk).exists()
    assert "invite another one first" in text_of(coordinator_client.get(STAFF))


def test_a_coordinator_ends_a_role(coordinator_client, centre, editor):
    coordinator_client.post(f"{STAFF}{RoleGrant.objects.get(membership__member=editor).pk}/revocation/")
    assert not User.objects.get(pk=editor.pk).has_role(centre, "editor")


def test_the_emergency_notice_stands_on_every_page_at_once(coordinator_client, stranger_client, centre, text_of):
    page = coordinator_client.get("/en/lipka/members/centre/")
    texts = {text.language: text for text in centre.texts.all()}
    data = {
        "phone": "+48 18 000 00 00",
        "email": "centrum@lipka.example",
        "accent": "brick",
        "texts-TOTAL_FORMS": "2",
        "texts-INITIAL_FORMS": "2",
    }
    for number, language in enumerate(sorted(texts)):
        data |= {
            f"texts-{number}-id": str(texts[language].pk),
            f"texts-{number}-centre": str(centre.pk),
            f"texts-{number}-notice": "Water is not safe to drink" if language == "en" else "Woda niezdatna do picia",
            f"texts-{number}-strapline": "",
            f"texts-{number}-address": "Rynek 7",
            f"texts-{number}-hours": "8-16",
        }
    assert page.status_code == 200
    assert coordinator_client.post("/en/lipka/members/centre/", data).status_code == 302
    english = stranger_client.get("/en/lipka/members/")
    assert "Water is not safe to drink" in text_of(english)
    assert 'data-accent="brick"' in english.content.decode()
    assert "+48 18 000 00 00" in text_of(english)
    assert "Woda niezdatna do picia" in text_of(stranger_client.get("/pl/lipka/members/"))
    assert "Woda niezdatna do picia" in text_of(Client().get("/hu/lipka/members/")) or "Water is not safe" in text_of(
        Client().get("/hu/lipka/members/")
    )


def test_a_mistake_in_the_centres_settings_keeps_what_was_typed(coordinator_client, centre):
    answer = coordinator_client.post(
        "/en/lipka/members/centre/",
        {
            "phone": "5",
            "email": "not an address",
            "accent": "brick",
            "texts-TOTAL_FORMS": "0",
            "texts-INITIAL_FORMS": "0",
        },
    )
    assert answer.status_code == 422
    assert 'value="not an address"' in answer.content.decode()
    centre.refresh_from_db()
    assert centre.email == ""


COORDINATORS_PAGES = [
    "desk/",
    "desk/accounts/",
    "letters/",
    "letters/print/",
    "registers/",
    "registers/upload/",
    "staff/",
    "staff/invitations/",
    "centre/",
]


@pytest.mark.parametrize("page", COORDINATORS_PAGES)
def test_the_coordinators_pages_are_for_this_centres_coordinators_only(  # noqa: PLR0917
    page, client_of, centre, other_centre, member, newcomer, outsider, coordinator, editor, moderator
):
    address = f"/en/lipka/members/{page}"
    foreign = make_member(other_centre, "coordinator")
    assert client_of(coordinator).get(address).status_code == 200
    for person in (member, newcomer, outsider, editor, moderator, foreign):
        assert client_of(person).get(address).status_code == 403
        assert client_of(person).post(address, {"label": "x", "size": "1", "weeks": "8"}).status_code == 403
    assert Client().get(address).headers["Location"] == f"/en/accounts/login/?next={address}"


def test_another_centres_coordinator_reaches_none_of_our_rows(client_of, centre, other_centre, member, coordinator):
    now = timezone.now()
    batch, _codes = actions.print_letters(
        centre=centre,
        label="L",
        size=1,
        expires_at=now + timezone.timedelta(days=9),
        typeset=lambda batch, codes: codes,
        by=coordinator,
        at=now,
    )
    register = actions.upload_register(
        centre=centre, label="R", columns=["a", "b"], rows=[["1", "2"]], by=coordinator, at=now
    )
    invitation = actions.invite(
        centre=centre, email="a@example.org", role="editor", language="en", by=coordinator, at=now
    )
    asking = make_member(centre, verified=False)
    grant = RoleGrant.objects.get(membership__member=coordinator)
    foreign = client_of(make_member(other_centre, "coordinator"))
    verbs = [
        f"desk/{asking.memberships.get().pk}/verification/",
        f"desk/{member.memberships.get().pk}/reversal/",
        f"desk/{asking.memberships.get().pk}/password/",
        f"letters/{batch.pk}/stop/",
        f"registers/{register.pk}/deletion/",
        f"staff/{grant.pk}/revocation/",
        f"staff/invitations/{invitation.pk}/withdrawal/",
    ]
    for verb in verbs:
        assert foreign.post(f"/en/lipka/members/{verb}").status_code == 403
        assert foreign.post(f"/en/javorina/members/{verb}").status_code == 404
    assert foreign.get(f"/en/javorina/members/residency/registers/{register.pk}/").status_code == 404
    batch.refresh_from_db()
    assert batch.expires_at > now
    assert not asking.memberships.get().is_verified
    assert member.memberships.get().is_verified


def test_a_verb_is_never_done_by_a_get(client_of, coordinator, centre, member):
    client = client_of(coordinator)
    pk = member.memberships.get().pk
    for verb in (f"desk/{pk}/verification/", f"desk/{pk}/reversal/", "joining/", "leaving/", "residency/declaration/"):
        assert client.get(f"/en/lipka/members/{verb}").status_code == 405


def test_groups_of_a_centre_stand_from_its_first_day(settings):
    settings.CENTRE_CONTRIBUTIONS = []
    actions.open_centre(
        slug="nowa", name="Nowa", country="PL", languages=["pl", "en"], latitude=50, longitude=20, texts={}
    )
    assert set(Group.objects.values_list("name", flat=True)) >= {f"nowa:{role}" for role in RoleGrant.Role.values}
