"""Members are told here, and by mail as each prefers."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.utils import timezone, translation

from community.members.models import User
from community.moderation import actions as moderation
from community.notifications.actions import follow, followers, notify, prefer, unfollow
from community.notifications.models import Group, Mail, Notification, Preference
from community.notifications.tasks import mail_late_notifications, mail_notifications, send_digests, sentence
from initiatives.proposals.models import Initiative, StateChange
from tests.factories import make_member
from tests.proposals.making import make_published

NEWS = "/en/notifications/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def initiative(centre) -> Initiative:
    return make_published(centre, make_member(centre, display_name="Adam Author"), title="Ławka & stół")


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """What follows a commit happens inside this block."""

    def block():
        return django_capture_on_commit_callbacks(execute=True)

    return block


def test_a_member_is_told_here_and_by_mail_in_their_language(initiative, centre, commit):
    told = make_member(centre, display_name="Piotr", language="pl")
    with commit():
        notify([told, told], "proposals.admitted", initiative)
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
        notify([actor, silent, gone], "proposals.admitted", initiative, actor)
    assert list(Notification.objects.values_list("recipient", flat=True)) == [silent.pk]
    assert mail.outbox == []


def test_nothing_is_mailed_of_what_was_rolled_back(initiative, member, commit):
    class NoThanks(Exception):
        pass

    def tell_and_fail() -> None:
        notify([member], "proposals.admitted", initiative)
        assert Notification.objects.exists()
        raise NoThanks

    with commit(), pytest.raises(NoThanks), transaction.atomic():
        tell_and_fail()
    assert not Notification.objects.exists()
    assert mail.outbox == []


def test_a_kind_belongs_to_a_group(initiative, member):
    with pytest.raises(ValueError, match="nonsense"):
        notify([member], "nonsense.happened", initiative)


def test_a_mail_is_sent_once_however_often_its_task_runs(initiative, member, commit):
    with commit():
        [row] = notify([member], "proposals.admitted", initiative)
    with commit():
        mail_notifications.func([row.pk])
    assert len(mail.outbox) == 1


def test_a_mail_whose_task_was_lost_is_sent_a_little_later_and_once(initiative, member, commit):
    notify([member], "proposals.admitted", initiative, at=timezone.now() - dt.timedelta(minutes=1))
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
        notify([member], "proposals.admitted", initiative, at=timezone.now() - dt.timedelta(days=8))
    assert Notification.objects.count() == 1
    assert mail.outbox == []


def test_without_mail_news_still_stands_here(initiative, member, client_of, commit):
    prefer(member=member, choices={"proposals": Mail.NONE})
    with commit():
        notify([member], "proposals.admitted", initiative)
    assert mail.outbox == []
    assert "Admitted: “Ławka &amp; stół”" in client_of(member).get(NEWS).content.decode()


def test_one_mail_a_day_gathers_what_happened(initiative, centre, commit):
    member, other = make_member(centre), make_member(centre)
    for each in (member, other):
        prefer(member=each, choices={"proposals": Mail.DAILY})
    yesterday = timezone.now() - dt.timedelta(hours=21)
    with commit():
        notify([member], "proposals.admitted", initiative, at=yesterday)
        notify([member, other], "proposals.selected", initiative)
    assert mail.outbox == []
    for _time in range(2):
        with commit():
            send_digests.func()
    [digest] = mail.outbox
    assert digest.to == [member.email]
    assert digest.subject == "2 pieces of news from your centre"
    assert "Admitted: “Ławka & stół”" in digest.body
    assert "Selected: “Ławka & stół”" in digest.body


@pytest.mark.parametrize("language", ["en", "pl", "sk", "cs", "hu", "uk"])
def test_every_kind_is_said_in_every_language(language, initiative, centre, moderator, commit):
    reader = make_member(centre, language=language, display_name="Reader")
    change = StateChange.objects.filter(initiative=initiative)[0]
    report = moderation.report(
        centre=centre,
        target=initiative,
        title=str(initiative),
        url="/en/",
        category="other",
        text="Bad.",
        language="en",
        reporter=reader,
        at=timezone.now(),
    )
    decision = moderation.decide(
        report=report,
        outcome="hide",
        facts="Bad.",
        ground="rule",
        ground_text="Rule 1",
        by=moderator,
        at=timezone.now(),
    )
    report.refresh_from_db()
    targets = {"proposals": change, "moderation": report}
    for kind in kinds("proposals", "moderation"):
        mail.outbox.clear()
        target = {"moderation.decided": decision, "proposals.backed": initiative}.get(
            kind, targets[kind.partition(".")[0]]
        )
        with commit():
            [row] = notify([reader], kind, target)
        with translation.override(language):
            assert sentence(row) == mail.outbox[0].subject
        text, html = mail.outbox[0].body, mail.outbox[0].alternatives[0].content
        assert "Ławka" in html
        for body in (mail.outbox[0].subject, text, html):
            assert "{{" not in body
            assert "{%" not in body
        assert settings.BASE_URL + f"/{language}/" in text


def kinds(*groups: str) -> list[str]:
    """Every kind that has templates, and each has all three."""
    found = []
    for group in groups:
        folder = Path(settings.ROOT, "templates", "emails", group)
        for path in sorted(folder.glob("*.subject.txt")):
            name = path.name.removesuffix(".subject.txt")
            assert (folder / f"{name}.txt").exists(), path
            assert (folder / f"{name}.html").exists(), path
            found.append(f"{group}.{name}")
    assert found
    return found


def stop_address() -> str:
    return mail.outbox[-1].extra_headers["List-Unsubscribe"].strip("<>").removeprefix(settings.BASE_URL)


def test_a_mail_can_be_stopped_by_one_post_of_a_mail_program(initiative, member, stranger_client, commit):
    with commit():
        notify([member], "proposals.admitted", initiative)
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = stop_address()
    asked = stranger_client.get(address)
    assert asked.status_code == 200
    assert "Stop these mails?" in asked.content.decode()
    assert not Preference.objects.exists()
    answered = stranger_client.post(address, {"List-Unsubscribe": "One-Click"})
    assert answered.status_code == 200
    assert list(Preference.objects.values_list("member", "group", "mail")) == [(member.pk, "proposals", "none")]


def test_stopping_needs_no_cookie_even_where_forgery_is_checked(initiative, member, commit):
    from django.test import Client

    with commit():
        notify([member], "proposals.admitted", initiative)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(stop_address()).status_code == 200


def test_an_invented_stop_address_is_unknown(initiative, member, stranger_client, commit):
    with commit():
        notify([member], "proposals.admitted", initiative)
    address = stop_address()
    assert stranger_client.get(address).status_code == 200
    forged = re.sub(r".(?=/$)", lambda match: "A" if match[0] != "A" else "B", address)
    assert stranger_client.post(forged).status_code == 404
    assert stranger_client.post("/en/notifications/stop/x/").status_code == 404
    assert not Preference.objects.exists()


def test_a_digest_is_stopped_for_all_groups(initiative, member, stranger_client, commit):
    prefer(member=member, choices={"proposals": Mail.DAILY})
    with commit():
        notify([member], "proposals.admitted", initiative, at=timezone.now() - dt.timedelta(hours=30))
    with commit():
        send_digests.func()
    stranger_client.post(stop_address())
    assert set(Preference.objects.values_list("group", "mail")) == {(group, "none") for group in Group.values}


def test_news_is_read_one_by_one_or_all_at_once(initiative, member, outsider, client_of):
    first, second, third = (notify([member], "proposals.admitted", initiative)[0] for _time in range(3))
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
    notify([member], "proposals.admitted", initiative)
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

    notify([member], "proposals.admitted", initiative, coordinator)
    questions()
    one = questions()
    notify([member], "proposals.selected", initiative, coordinator)
    notify([member], "proposals.done", initiative, coordinator)
    assert questions() == one


def test_preferences_are_a_page(member, client_of):
    client = client_of(member)
    page = client.get(f"{NEWS}mail/").content.decode()
    assert "Reports and decisions" in page
    chosen = dict.fromkeys(Group.values, "daily") | {"moderation": "none"}
    client.post(f"{NEWS}mail/", chosen)
    assert dict(Preference.objects.filter(member=member).values_list("group", "mail")) == chosen
    refused = client.post(f"{NEWS}mail/", chosen | {"voting": "pigeon"})
    assert "Select a valid choice" in refused.content.decode()


def test_following_is_kept_once_and_ends(initiative, member, outsider):
    for _time in range(2):
        follow(member=member, target=initiative)
    follow(member=outsider, target=initiative)
    assert sorted(user.pk for user in followers(initiative)) == sorted([member.pk, outsider.pk])
    unfollow(member=member, target=initiative)
    User.objects.filter(pk=outsider.pk).update(is_active=False)
    assert followers(initiative) == []
