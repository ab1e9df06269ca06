"""A member chooses what is sent, and stops it by one click in a mail."""

import re
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.test import Client

from community.members.models import User
from community.notifications.actions import notify, prefer, stop_kind
from community.notifications.models import Group, Mail, Notification, Preference, StoppedKind, Wish
from community.notifications.tasks import mail_late_notifications, send_digests
from community.notifications.unsubscribing import unsubscribe_url
from initiatives.proposals.models import Initiative
from tests.notifications.carrier import make_device

PAGE = "/en/notifications/mail/"
KIND = "proposals.backed"
pytestmark = pytest.mark.django_db


def stop_address() -> str:
    return mail.outbox[-1].extra_headers["List-Unsubscribe"].strip("<>").removeprefix(django_settings.BASE_URL)


def path(member: User, what: str) -> str:
    return unsubscribe_url(member, what).removeprefix(django_settings.BASE_URL)


def test_what_concerns_me_comes_at_once_and_the_rest_once_a_day(
    initiative: Initiative, member: User, coordinator: User, commit: Any, a_day_later: Any
) -> None:
    [step] = initiative.changes.all()
    author = initiative.author
    assert author is not None
    with commit():
        notify([author, member], "proposals.refused", step, coordinator, concerned=[author])
    assert [sent.to for sent in mail.outbox] == [[author.email]]
    mail.outbox.clear()
    a_day_later()
    with commit():
        send_digests.func()
    assert [sent.to for sent in mail.outbox] == [[member.email]]


def test_one_post_of_a_mail_program_stops_one_kind(
    initiative: Initiative, member: User, stranger_client: Client, commit: Any
) -> None:
    with commit():
        notify([member], KIND, initiative)
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    asked = stranger_client.get(stop_address())
    assert asked.status_code == 200
    assert "Stop these mails?" in asked.content.decode()
    assert "Enough people stand behind an initiative" in asked.content.decode()
    assert not StoppedKind.objects.exists()
    answered = stranger_client.post(stop_address(), {"List-Unsubscribe": "One-Click"})
    assert answered.status_code == 200
    assert list(StoppedKind.objects.values_list("member", "kind")) == [(member.pk, KIND)]
    mail.outbox.clear()
    with commit():
        notify([member], KIND, initiative)
        notify([member], "proposals.coauthor_declined", initiative)
    assert [sent.subject for sent in mail.outbox] == ["No co-author for “Ławka & stół”"]
    assert Notification.objects.filter(recipient=member, kind=KIND).count() == 2


def test_every_mail_also_says_how_to_stop_all_of_them(
    initiative: Initiative, member: User, stranger_client: Client, commit: Any, carried: Any
) -> None:
    browser = make_device(member)
    with commit():
        notify([member], KIND, initiative)
    [sent] = mail.outbox
    everything = path(member, "")
    assert everything in sent.body
    assert everything in sent.alternatives[0].content
    assert len(browser.heard) == 1
    stranger_client.post(everything)
    assert set(Preference.objects.values_list("group", "mail", "push")) == {
        (group, "none", False) for group in Group.values
    }
    mail.outbox.clear()
    with commit():
        notify([member], KIND, initiative)
    assert mail.outbox == []
    assert len(browser.heard) == 1


def test_a_group_is_stopped_by_an_address_of_its_own(member: User, stranger_client: Client) -> None:
    stranger_client.post(path(member, "proposals"))
    assert list(Preference.objects.values_list("member", "group", "mail")) == [(member.pk, "proposals", "none")]


def test_what_waits_to_be_sent_stops_too(initiative: Initiative, member: User, commit: Any, a_day_later: Any) -> None:
    for kind in (KIND, "proposals.coauthor_declined"):
        notify([member], kind, initiative)
    stop_kind(member=member, kinds=[KIND])
    a_day_later()
    with commit():
        mail_late_notifications.func()
    assert [sent.subject for sent in mail.outbox] == ["No co-author for “Ławka & stół”"]


def test_stopping_needs_no_cookie_even_where_forgery_is_checked(
    initiative: Initiative, member: User, commit: Any
) -> None:
    with commit():
        notify([member], KIND, initiative)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(stop_address()).status_code == 200


def test_an_invented_stop_address_is_unknown(
    initiative: Initiative, member: User, stranger_client: Client, commit: Any
) -> None:
    with commit():
        notify([member], KIND, initiative)
    address = stop_address()
    assert stranger_client.get(address).status_code == 200
    forged = re.sub(r".(?=/$)", lambda match: "A" if match[0] != "A" else "B", address)
    assert stranger_client.post(forged).status_code == 404
    assert stranger_client.post("/en/notifications/stop/x/").status_code == 404
    assert not StoppedKind.objects.exists()


def test_the_mail_of_the_day_is_stopped_for_all_groups(
    initiative: Initiative, member: User, stranger_client: Client, commit: Any, a_day_later: Any
) -> None:
    prefer(member=member, choices={"proposals": Wish.DAILY})
    notify([member], KIND, initiative)
    a_day_later()
    with commit():
        send_digests.func()
    stranger_client.post(stop_address())
    assert set(Preference.objects.values_list("group", "mail")) == {(group, "none") for group in Group.values}


def test_how_news_comes_is_chosen_on_a_page(member: User, client_of: Any) -> None:
    client = client_of(member)
    page = client.get(PAGE).content.decode()
    assert "Reports and decisions" in page
    assert "Enough people stand behind an initiative" in page
    chosen = {"board": "usual", "proposals": "daily", "voting": "usual", "mentoring": "daily", "pages": "none"}
    chosen |= {"moderation": "at_once", "maps": "daily"}
    client.post(PAGE, chosen | {"voting-stopped": ["voting.closes_soon"]})
    assert dict(Preference.objects.filter(member=member).values_list("group", "mail")) == chosen
    assert list(StoppedKind.objects.values_list("kind", flat=True)) == ["voting.closes_soon"]
    client.post(PAGE, chosen)
    assert not StoppedKind.objects.exists()
    refused = client.post(PAGE, chosen | {"voting": "pigeon"})
    assert "Select a valid choice" in refused.content.decode()


def test_devices_are_asked_about_only_where_there_is_one(
    member: User, client_of: Any, initiative: Initiative, commit: Any, carried: Any
) -> None:
    client = client_of(member)
    question = "Also tell me on my devices"
    assert question not in client.get(PAGE).content.decode()
    browser = make_device(member)
    assert question in client.get(PAGE).content.decode()
    chosen = dict.fromkeys(("board", "proposals", "voting", "mentoring", "maps", "pages", "moderation"), "usual")
    client.post(PAGE, chosen | {"voting-push": "on"})
    with commit():
        notify([member], KIND, initiative)
    assert browser.heard == []
    client.post(PAGE, chosen | {"proposals-push": "on"})
    with commit():
        notify([member], KIND, initiative)
    assert [message["title"] for message in browser.heard] == ["Ławka & stół"]


def test_without_a_choice_what_is_usual_is_shown_as_chosen(member: User, client_of: Any) -> None:
    form = client_of(member).get(PAGE).context["form"]
    assert {form[group.value].value() for group in form.groups} == {Wish.USUAL}
    assert Preference().mail_for(concerns_me=True) == Mail.AT_ONCE
    assert Preference().mail_for(concerns_me=False) == Mail.DAILY
