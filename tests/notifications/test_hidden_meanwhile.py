"""What was hidden between telling and sending is neither sent nor shown, and its row goes."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from community.members.models import Centre, User
from community.moderation import actions as moderation
from community.notifications.actions import notify, prefer
from community.notifications.models import Notification, Wish
from community.notifications.tasks import forget_hidden_news, mail_late_notifications, push_notifications, send_digests
from initiatives.proposals.models import Amendment, Initiative
from tests.factories import make_member
from tests.notifications.carrier import make_device
from tests.proposals.making import make_draft

NEWS = "/en/notifications/"
KIND = "proposals.backed"
pytestmark = pytest.mark.django_db


def hide(initiative: Initiative, by: User) -> None:
    facts = {"title": str(initiative), "url": "/en/", "category": "other", "text": "Bad.", "language": "en"}
    at = timezone.now()
    report = moderation.report(centre=initiative.centre, target=initiative, at=at, **facts)
    ground = {"facts": "Bad.", "ground": "rule", "ground_text": "Rule 1"}
    moderation.decide(report=report, outcome="hide", by=by, at=at, **ground)


def test_what_is_hidden_before_its_mail_is_not_mailed(
    initiative: Initiative, member: User, moderator: User, a_day_later: Any, commit: Any
) -> None:
    notify([member, moderator], KIND, initiative)
    hide(initiative, moderator)
    a_day_later()
    with commit():
        mail_late_notifications.func()
    assert [sent.to for sent in mail.outbox if "Enough people" in sent.subject] == [[moderator.email]]
    assert list(Notification.objects.filter(kind=KIND).values_list("recipient", flat=True)) == [moderator.pk]


def test_what_is_hidden_before_the_mail_of_the_day_is_not_in_it(
    initiative: Initiative, member: User, moderator: User, a_day_later: Any, commit: Any
) -> None:
    other = make_draft(initiative.centre, member, title="My own draft")
    prefer(member=member, choices={"proposals": Wish.DAILY})
    for target in (initiative, other):
        notify([member], KIND, target)
    hide(initiative, moderator)
    a_day_later()
    with commit():
        send_digests.func()
    [digest] = mail.outbox
    assert "My own draft" in digest.body
    assert "Ławka" not in digest.body
    assert Notification.objects.filter(recipient=member).count() == 1


def test_a_day_of_which_nothing_is_left_brings_no_mail(
    initiative: Initiative, member: User, moderator: User, a_day_later: Any, commit: Any
) -> None:
    prefer(member=member, choices={"proposals": Wish.DAILY})
    notify([member], KIND, initiative)
    hide(initiative, moderator)
    a_day_later()
    with commit():
        send_digests.func()
    assert mail.outbox == []
    assert not Notification.objects.filter(recipient=member).exists()


def test_what_is_hidden_before_a_device_rings_is_not_told_there(
    initiative: Initiative, member: User, moderator: User, carried: Any
) -> None:
    browser = make_device(member)
    [row] = notify([member], KIND, initiative)
    hide(initiative, moderator)
    push_notifications.func([row.pk])
    assert browser.heard == []
    assert not Notification.objects.filter(pk=row.pk).exists()


def test_what_is_hidden_is_not_shown_either(
    initiative: Initiative, member: User, moderator: User, client_of: Any
) -> None:
    for reader in (member, moderator):
        notify([reader], KIND, initiative)
    assert "Ławka" in client_of(member).get(NEWS).content.decode()
    hide(initiative, moderator)
    assert "Ławka" not in client_of(member).get(NEWS).content.decode()
    assert "Ławka" in client_of(moderator).get(NEWS).content.decode()
    forget_hidden_news.func()
    assert list(Notification.objects.filter(kind=KIND).values_list("recipient", flat=True)) == [moderator.pk]


def test_a_draft_is_told_only_to_whom_it_is_shown(centre: Centre, member: User, outsider: User, commit: Any) -> None:
    author = make_member(centre)
    draft = make_draft(centre, author, title="Not yet public")
    with commit():
        notify([member, outsider, author], KIND, draft)
    assert [sent.to for sent in mail.outbox] == [[author.email]]
    assert list(Notification.objects.values_list("recipient", flat=True)) == [author.pk]


def test_what_belongs_to_something_hidden_goes_with_it(
    initiative: Initiative, member: User, moderator: User, client_of: Any
) -> None:
    [step] = initiative.changes.all()
    notify([member], "proposals.refused", step)
    assert "Ławka" in client_of(member).get(NEWS).content.decode()
    hide(initiative, moderator)
    assert "Ławka" not in client_of(member).get(NEWS).content.decode()


def test_what_is_gone_is_not_told_of(initiative: Initiative, member: User, client_of: Any, commit: Any) -> None:
    facts = {"title": "T", "summary": "S", "note": "So.", "base": {}}
    amendment = Amendment.objects.create(initiative=initiative, centre=initiative.centre, author=member, **facts)
    with commit():
        notify([member], "proposals.amendment_suggested", amendment)
        amendment.delete()
    assert mail.outbox == []
    client: Client = client_of(member)
    assert "Nothing new yet" in client.get(NEWS).content.decode()
