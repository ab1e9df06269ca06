"""A signature asks little, counts once and can be taken back."""

import datetime as dt
import re
from functools import partial

import pytest
from django.core import mail
from django.utils import timezone

from community.notifications.models import Follow, Notification
from initiatives.proposals import actions
from initiatives.proposals.models import Initiative, Support
from tests.factories import make_member
from tests.proposals.making import lead, make_backed, make_published
from tests.racing import at_once

pytestmark = pytest.mark.django_db


def address(initiative: Initiative, rest: str = "support/") -> str:
    return f"/en/lipka/initiatives/{initiative.pk}/{rest}"


def test_a_resident_signs_once_and_follows(published, member, client_of):
    client = client_of(member)
    for _time in range(2):
        assert client.post(address(published)).headers["Location"] == address(published, "")
    published.refresh_from_db()
    assert published.support_count == 1 == Support.objects.count()
    assert Follow.objects.on(published).filter(member=member).exists()
    assert "You stand behind it." in client.get(address(published, "")).content.decode()


def test_a_signature_is_taken_back(published, member, client_of):
    client = client_of(member)
    client.post(address(published))
    client.post(address(published, "support/removal/"))
    published.refresh_from_db()
    assert (published.support_count, Support.objects.count()) == (0, 0)


def test_after_the_answer_a_signature_stays(centre, author, coordinator, member, client_of):
    initiative = make_backed(centre, author)
    client_of(member).post(address(initiative))
    lead(initiative, "admit", by=coordinator)
    client_of(member).post(address(initiative, "support/removal/"))
    assert Support.objects.filter(member=member).exists()


def test_a_newcomer_says_where_they_live_in_the_same_form(published, newcomer, client_of):
    client = client_of(newcomer)
    refused = client.post(address(published))
    assert "I live in Lipka." in refused.content.decode()
    assert not Support.objects.exists()
    client.post(address(published), {"lives_here": "on"})
    assert Support.objects.get().member == newcomer
    assert newcomer.memberships.get().declared_at is not None


def test_a_stranger_reads_what_a_signature_asks_and_comes_back_after_signing_in(published, stranger_client):
    page = stranger_client.get(address(published)).content.decode()
    assert f"?next={address(published)}" in page
    assert stranger_client.post(address(published)).status_code in {200, 403}
    assert not Support.objects.exists()


def test_a_stranger_becomes_a_supporter_in_one_go(published, stranger_client):
    client = stranger_client
    page = client.get(address(published)).content.decode()
    [sign_up] = re.findall(r'href="([^"]*signup/[?][^"]*)"', page)
    asked = client.post(sign_up, {"email": "zofia@example.org", "display_name": "Zofia", "next": address(published)})
    code = re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)[0]
    landed = client.post(asked.headers["Location"], {"code": code}, follow=True)
    assert landed.redirect_chain[-1][0] == address(published)
    assert "I live in Lipka." in landed.content.decode()
    signed = client.post(address(published), {"lives_here": "on"}, follow=True)
    assert "You are counted." in signed.content.decode()
    assert Support.objects.get().member.email == "zofia@example.org"


def test_names_are_hidden_unless_one_shows_them(published, centre, client_of, stranger_client):
    shy, proud = make_member(centre, display_name="Shy Neighbour"), make_member(centre, display_name="Proud Neighbour")
    client_of(shy).post(address(published))
    client_of(proud).post(address(published), {"shows_name": "on"})
    page = stranger_client.get(address(published, "")).content.decode()
    assert "Proud Neighbour" in page
    assert "Shy Neighbour" not in page
    assert "2 supporters" in page


def test_support_ends_with_its_deadline(centre, author, member, client_of):
    late = make_published(centre, author, at=timezone.now() - dt.timedelta(days=91))
    page = client_of(member).post(address(late), follow=True).content.decode()
    assert "This initiative gathers no support at the moment." in page
    assert "Too few signed in time." in page
    assert not Support.objects.exists()


def test_the_last_supporter_needed_tells_author_and_coordinator_once(centre, author, coordinator, client_of):
    initiative = make_published(centre, author)
    crowd = [make_member(centre) for _number in range(initiative.threshold)]
    actions.gather(initiative=initiative, members=crowd[:-1], at=timezone.now())
    assert not Notification.objects.filter(kind="proposals.backed").exists()
    last = client_of(crowd[-1])
    last.post(address(initiative))
    last.post(address(initiative, "support/removal/"))
    last.post(address(initiative))
    told = Notification.objects.filter(kind="proposals.backed").values_list("recipient", flat=True)
    assert sorted(told) == sorted([author.pk, coordinator.pk])


def test_many_signatures_at_once_count_each_member_once(published, centre):
    crowd = [make_member(centre) for _number in range(5)]
    actions.gather(initiative=published, members=crowd, at=timezone.now())
    actions.gather(initiative=published, members=crowd + crowd, at=timezone.now())
    published.refresh_from_db()
    assert published.support_count == 5 == Support.objects.count()


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_sixteen_connections_of_one_member_leave_one_signature(centre, author, member):
    initiative = make_published(centre, author)
    neighbours = [make_member(centre) for _number in range(3)]
    seen = Initiative.objects.select_related("centre", "author")  # by each, before anybody signs
    signing = partial(actions.support, at=timezone.now())
    signers = [member] * 13 + neighbours
    assert at_once([partial(signing, initiative=seen.get(pk=initiative.pk), member=one) for one in signers]) == []
    initiative.refresh_from_db()
    assert Support.objects.filter(initiative=initiative).count() == 4 == initiative.support_count
