"""Co-authors are invited, answer, do what an author may, and leave."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from community.members.actions import erase_member
from community.notifications.models import Notification
from initiatives.proposals import actions
from initiatives.proposals.models import CoAuthor, Initiative
from initiatives.proposals.personal import contribute as personal
from initiatives.proposals.tasks import forget_lapsed_invitations
from initiatives.proposals.waiting import contribute as waiting
from tests.factories import make_member
from tests.proposals.hostile import NASTY, live_parts
from tests.proposals.making import sheet

pytestmark = pytest.mark.django_db


def address(initiative: Initiative, rest: str = "") -> str:
    return f"/en/lipka/initiatives/{initiative.pk}/{rest}"


def joined(initiative, member, by):
    asked = actions.invite_coauthor(initiative=initiative, member=member, by=by, at=timezone.now())
    return actions.accept_coauthorship(asked=asked, by=member, at=timezone.now())


def test_a_member_is_found_by_name_invited_and_accepts(draft, author, member, client_of):
    page = client_of(author).get(address(draft, "coauthors/"), {"q": "maria"}).content.decode()
    assert "Ask Maria Resident" in page
    client_of(author).post(address(draft, "coauthors/invitation/"), {"member": member.pk})
    assert Notification.objects.get(kind="proposals.coauthor_invited").recipient == member
    assert any("asked to write" in line.text for line in waiting(member, draft.centre))
    assert "asks you to become a co-author" in client_of(member).get(address(draft)).content.decode()
    asked = CoAuthor.objects.get()
    client_of(member).post(address(draft, f"coauthors/{asked.pk}/acceptance/"))
    changed = client_of(member).post(address(draft, "edit/"), sheet(title="Two benches"))
    assert changed.status_code == 302
    draft.refresh_from_db()
    assert draft.title == "Two benches"
    actions.publish(initiative=Initiative.objects.get(), by=member, at=timezone.now())
    shown = client_of(author).get(address(draft)).content.decode()
    assert "Adam Author" in shown
    assert "Maria Resident" in shown


def test_nobody_is_found_by_two_letters_elsewhere_or_twice(draft, author, member, outsider, client_of):
    client = client_of(author)
    assert "Ask Maria" not in client.get(address(draft, "coauthors/"), {"q": "ma"}).content.decode()
    assert "Ask Ondrej" not in client.get(address(draft, "coauthors/"), {"q": "ondrej"}).content.decode()
    assert client.post(address(draft, "coauthors/invitation/"), {"member": outsider.pk}).status_code == 404
    joined(draft, member, author)
    assert "Ask Maria" not in client.get(address(draft, "coauthors/"), {"q": "maria"}).content.decode()
    client.post(address(draft, "coauthors/invitation/"), {"member": author.pk})
    assert CoAuthor.objects.count() == 1


def test_who_is_only_invited_reads_and_changes_nothing(draft, author, member, client_of):
    actions.invite_coauthor(initiative=draft, member=member, by=author, at=timezone.now())
    assert client_of(member).get(address(draft)).status_code == 200
    assert client_of(member).get(address(draft, "edit/")).status_code == 403
    assert client_of(member).post(address(draft, "publication/")).status_code == 403
    assert Initiative.objects.by(member).count() == 0


def test_who_declines_leaves_no_row_and_the_draft_closes(draft, author, member, client_of):
    asked = actions.invite_coauthor(initiative=draft, member=member, by=author, at=timezone.now())
    client_of(make_member(draft.centre)).post(address(draft, f"coauthors/{asked.pk}/refusal/"))
    assert CoAuthor.objects.count() == 1
    client_of(member).post(address(draft, f"coauthors/{asked.pk}/refusal/"))
    assert CoAuthor.objects.count() == 0
    assert Notification.objects.get(kind="proposals.coauthor_declined").recipient == author
    assert client_of(member).get(address(draft)).status_code == 404


def test_a_mailed_link_is_used_once_by_whoever_holds_it(draft, author, newcomer, member, client_of, stranger_client):
    client_of(author).post(address(draft, "coauthors/"), {"email": "Ola@example.org"})
    asked = CoAuthor.objects.get()
    assert asked.email == "ola@example.org"
    [link] = re.findall(r"/(?:pl|en)/lipka/initiatives/coauthor/[\w-]+/", mail.outbox[-1].body)
    link = link.replace("/pl/", "/en/")
    assert "Send me a code" in stranger_client.get(link).content.decode()
    assert "no-store" in stranger_client.get(link).headers["Cache-Control"]
    stranger_client.post(link)
    assert CoAuthor.objects.get().accepted_at is None
    client_of(newcomer).post(link)
    asked.refresh_from_db()
    assert (asked.member, asked.email, asked.digest) == (newcomer, "", "")
    assert client_of(member).get(link).status_code == 404


def test_an_address_that_never_answers_is_forgotten(draft, author, stranger_client):
    asked = actions.invite_by_mail(initiative=draft, email="ola@example.org", by=author, at=timezone.now())
    [link] = re.findall(r"/(?:pl|en)/lipka/initiatives/coauthor/[\w-]+/", mail.outbox[-1].body)
    link = link.replace("/pl/", "/en/")
    forget_lapsed_invitations.call()
    assert stranger_client.get(link).status_code == 200
    CoAuthor.objects.update(invited_at=timezone.now() - dt.timedelta(days=31))
    assert stranger_client.get(f"{link}?again").status_code == 404
    forget_lapsed_invitations.call()
    assert not CoAuthor.objects.filter(pk=asked.pk).exists()


def test_mails_are_limited_and_say_nothing_of_accounts(draft, author, member, client_of):
    client = client_of(author)
    answers = [
        client.post(address(draft, "coauthors/"), {"email": email}, follow=True).content.decode()
        for email in (member.email, "nobody-at-all@example.org")
    ]
    assert all("The invitation is on its way." in answer for answer in answers)
    for number in range(12):
        answer = client.post(address(draft, "coauthors/"), {"email": f"p{number}@example.org"}, follow=True)
    assert "many mails for one day" in answer.content.decode() or "At most 10 people" in answer.content.decode()
    assert len(mail.outbox) == 10


@pytest.mark.parametrize("nasty", NASTY)
def test_hostile_names_and_addresses_are_only_text(draft, author, client_of, nasty):
    make_member(draft.centre, display_name=f"Zed {nasty}")
    client = client_of(author)
    for answer in (
        client.get(address(draft, "coauthors/"), {"q": nasty}),
        client.get(address(draft, "coauthors/"), {"q": "zed"}),
        client.post(address(draft, "coauthors/"), {"email": nasty}),
    ):
        assert live_parts(answer.content.decode()) == []
    assert client.post(address(draft, "coauthors/invitation/"), {"member": nasty}).status_code == 404


def test_the_first_author_hands_over_and_the_last_one_stays(draft, author, member, client_of):
    with pytest.raises(ValidationError, match="last author"):
        actions.leave_authors(initiative=draft, by=author)
    joined(draft, member, author)
    client_of(author).post(address(draft, "coauthors/leaving/"))
    draft = Initiative.objects.get()
    assert (draft.author, draft.coauthors.count()) == (member, 0)
    answer = client_of(member).post(address(draft, "coauthors/leaving/"), follow=True)
    assert "You are its last author" in answer.content.decode()
    assert Initiative.objects.get().author == member


def test_a_co_author_leaves(draft, author, member, client_of):
    joined(draft, member, author)
    client_of(member).post(address(draft, "coauthors/leaving/"))
    assert [row.pk for row in Initiative.objects.get().authors()] == [author.pk]


def test_only_authors_manage_who_writes(draft, author, member, coordinator, outsider, client_of):
    asked = actions.invite_coauthor(initiative=draft, member=member, by=author, at=timezone.now())
    for user in (coordinator, outsider, member):
        assert client_of(user).get(address(draft, "coauthors/")).status_code in {403, 404}
        assert client_of(user).post(address(draft, f"coauthors/{asked.pk}/removal/")).status_code in {403, 404}
    client_of(author).post(address(draft, f"coauthors/{asked.pk}/removal/"))
    assert CoAuthor.objects.count() == 0


def test_what_was_written_together_outlives_the_first_author(draft, author, member):
    joined(draft, member, author)
    assert personal().export(member)["written_together"][0]["initiative__title"] == draft.title
    erase_member(member=author, keep_public=False, at=timezone.now())
    assert Initiative.objects.get().author == member
