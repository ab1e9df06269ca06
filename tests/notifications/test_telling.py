"""Members are told here, and by mail as each prefers."""

import datetime as dt

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.utils import timezone

from community.notifications.actions import notify, prefer
from community.notifications.models import Mail, Notification
from community.notifications.tasks import mail_late_notifications, mail_notifications, send_digests
from tests.factories import make_member

NEWS = "/en/notifications/"
pytestmark = pytest.mark.django_db


def test_a_member_is_told_here_and_by_mail_in_their_language(initiative, centre, commit):
    told = make_member(centre, display_name="Piotr", language="pl")
    with commit():
        notify([told, told], "proposals.backed", initiative)
    row = Notification.objects.get()
    assert (row.recipient, row.centre, row.title) == (told, centre, "Ławka & stół")
    assert row.url == f"/pl/lipka/initiatives/{initiative.pk}/"
    [sent] = mail.outbox
    assert sent.to == [told.email]
    assert "Ławka & stół" in sent.subject
    assert f"{settings.BASE_URL}/pl/lipka/initiatives/{initiative.pk}/" in sent.body
    html = sent.alternatives[0].content
    assert '<html lang="pl">' in html
    assert "Ławka &amp; stół" in html
    assert row.mailed_at is not None


def test_the_actor_the_erased_and_those_without_an_address_get_no_mail(initiative, centre, commit):
    actor = make_member(centre)
    silent = make_member(centre, email=None)
    gone = make_member(centre, is_active=False)
    with commit():
        notify([actor, silent, gone], "proposals.backed", initiative, actor)
    assert list(Notification.objects.values_list("recipient", flat=True)) == [silent.pk]
    assert mail.outbox == []


def test_nothing_is_mailed_of_what_was_rolled_back(initiative, member, commit):
    class NoThanks(Exception):
        pass

    def tell_and_fail() -> None:
        notify([member], "proposals.backed", initiative)
        assert Notification.objects.exists()
        raise NoThanks

    with commit(), pytest.raises(NoThanks), transaction.atomic():
        tell_and_fail()
    assert not Notification.objects.exists()
    assert mail.outbox == []


def test_a_mail_is_sent_once_however_often_its_task_runs(initiative, member, commit):
    with commit():
        [row] = notify([member], "proposals.backed", initiative)
    with commit():
        mail_notifications.func([row.pk])
    assert len(mail.outbox) == 1


def test_a_mail_whose_task_was_lost_is_sent_a_little_later_and_once(initiative, member, commit):
    notify([member], "proposals.backed", initiative, at=timezone.now() - dt.timedelta(minutes=1))
    with commit():
        mail_late_notifications.func()
    assert mail.outbox == []
    Notification.objects.update(created_at=timezone.now() - dt.timedelta(minutes=3))
    for _run in range(2):
        with commit():
            mail_late_notifications.func()
    assert len(mail.outbox) == 1


def test_old_news_is_not_mailed(initiative, member, commit):
    with commit():
        notify([member], "proposals.backed", initiative, at=timezone.now() - dt.timedelta(days=8))
    assert Notification.objects.count() == 1
    assert mail.outbox == []


def test_without_mail_news_still_stands_here(initiative, member, client_of, commit):
    prefer(member=member, choices={"proposals": Mail.NONE})
    with commit():
        notify([member], "proposals.backed", initiative)
    assert mail.outbox == []
    assert "Enough people stand behind “Ławka &amp; stół”" in client_of(member).get(NEWS).content.decode()


def test_one_mail_a_day_gathers_what_happened(initiative, centre, commit):
    member, other = make_member(centre), make_member(centre)
    for each in (member, other):
        prefer(member=each, choices={"proposals": Mail.DAILY})
    yesterday = timezone.now() - dt.timedelta(hours=21)
    with commit():
        notify([member], "proposals.backed", initiative, at=yesterday)
        notify([member, other], "proposals.coauthor_declined", initiative)
    assert mail.outbox == []
    for _time in range(2):
        with commit():
            send_digests.func()
    [digest] = mail.outbox
    assert digest.to == [member.email]
    assert digest.subject == "2 pieces of news from your centre"
    assert "Enough people stand behind “Ławka & stół”" in digest.body
    assert "No co-author for “Ławka & stół”" in digest.body


def test_news_is_read_one_by_one_or_all_at_once(initiative, member, outsider, client_of):
    first, second, third = (notify([member], "proposals.backed", initiative)[0] for _time in range(3))
    client = client_of(member)
    assert client_of(outsider).post(f"{NEWS}{first.pk}/read/").status_code == 404
    assert client.get(f"{NEWS}{first.pk}/read/").status_code == 405
    assert Notification.objects.unread().count() == 3
    answer = client.post(f"{NEWS}{first.pk}/read/")
    assert answer.headers["Location"] == first.url
    assert Notification.objects.unread().count() == 2
    client.post(f"{NEWS}read/")
    assert Notification.objects.unread().count() == 0


def test_each_sees_their_own_news(initiative, member, outsider, client_of, stranger_client):
    notify([member], "proposals.backed", initiative)
    assert "Ławka" in client_of(member).get(NEWS).content.decode()
    assert "Ławka" not in client_of(outsider).get(NEWS).content.decode()
    assert stranger_client.get(NEWS).status_code == 302


def test_the_list_asks_the_same_number_of_questions_for_one_and_for_three(
    initiative, member, coordinator, client_of, django_assert_max_num_queries
):
    client = client_of(member)

    def questions() -> int:
        with django_assert_max_num_queries(12) as asked:
            client.get(NEWS)
        return len(asked)

    notify([member], "proposals.backed", initiative, coordinator)
    questions()
    one = questions()
    notify([member], "proposals.coauthor_declined", initiative, coordinator)
    notify([member], "proposals.coauthor_declined", initiative, coordinator)
    assert questions() == one
