"""The whole way to a device, over TLS to a push service of our own; and what happens while that one is away."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from community.members.models import User
from community.notifications.actions import notify, prefer, read, remind, stop_kind
from community.notifications.models import AGAIN_AFTER, MissedRing, Notification, PushSubscription, Wish
from community.notifications.tasks import push_missed
from initiatives.proposals.models import Initiative
from tests.notifications.carrier import Browser, make_browser, make_device
from tests.notifications.pushservice import NO_ANSWER, PushService, lead_to
from tests.racing import at_once

KIND = "proposals.backed"
LATER = [429, 500, 502, 503, NO_ANSWER]
NEVER = [400, 401, 403, 413]


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PushService]:
    made = PushService(tmp_path)
    lead_to(made, monkeypatch)
    with made.running():
        yield made


@pytest.fixture
def tell(initiative: Initiative, member: User, commit: Any) -> Callable[[], Notification]:
    def telling() -> Notification:
        with commit():
            [row] = notify([member], KIND, initiative)
        return row

    return telling


def heard(browser: Browser, service: PushService) -> list[Any]:
    return [browser.open(body) for endpoint, body in service.taken if endpoint == browser.endpoint]


def some_time_later() -> None:
    MissedRing.objects.update(due_at=timezone.now())
    push_missed.func()


@pytest.mark.django_db
def test_what_is_sealed_and_signed_is_taken_and_opened(service: PushService, member: User, tell: Any) -> None:
    browser = make_device(member)
    row = tell()
    assert service.refused == []
    assert heard(browser, service) == [{"title": "Ławka & stół", "text": "Initiatives", "url": row.url}]
    assert not MissedRing.objects.exists()


@pytest.mark.django_db
def test_nothing_is_handed_to_somebody_else_at_its_address(
    member: User, tell: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_device(member)
    false = PushService(tmp_path, "other.example")
    lead_to(false, monkeypatch)
    with false.running():
        tell()
    assert (false.asked, false.taken) == (0, [])
    assert MissedRing.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("status", LATER)
def test_what_a_service_cannot_take_now_is_offered_again_and_heard_once(
    status: int, service: PushService, member: User, tell: Any
) -> None:
    browser = make_device(member)
    service.answers = [status]
    tell()
    assert heard(browser, service) == []
    assert len(mail.outbox) == 1
    push_missed.func()
    assert service.asked == 1, "It is not yet time."
    some_time_later()
    some_time_later()
    assert len(heard(browser, service)) == 1
    assert (service.asked, MissedRing.objects.count()) == (2, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("status", NEVER)
def test_what_a_service_will_never_take_is_not_offered_again(
    status: int, service: PushService, member: User, tell: Any
) -> None:
    make_device(member)
    service.answers = [status]
    tell()
    assert (service.asked, MissedRing.objects.count(), PushSubscription.objects.count()) == (1, 0, 1)


@pytest.mark.django_db
def test_a_service_that_stays_away_is_let_alone_in_the_end(service: PushService, member: User, tell: Any) -> None:
    make_device(member)
    service.answers = [503] * 20
    tell()
    waits = []
    while missed := MissedRing.objects.first():
        waits.append(missed.due_at)
        some_time_later()
    assert service.asked == 1 + len(AGAIN_AFTER)
    assert waits == sorted(waits)
    assert PushSubscription.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_at_the_second_try_is_forgotten_with_what_it_missed(
    status: int, service: PushService, member: User, tell: Any
) -> None:
    make_device(member)
    service.answers = [503, status]
    tell()
    some_time_later()
    assert not PushSubscription.objects.exists()
    assert not MissedRing.objects.exists()


def reads_it(member: User, initiative: Initiative) -> None:
    read(member=member, notifications=member.notifications.all())


def stops_the_kind(member: User, initiative: Initiative) -> None:
    stop_kind(member=member, kinds=[KIND])


def wants_no_device(member: User, initiative: Initiative) -> None:
    prefer(member=member, choices={"proposals": Wish.USUAL}, push={"proposals": False})


def leaves(member: User, initiative: Initiative) -> None:
    User.objects.filter(pk=member.pk).update(is_active=False)


def no_longer_sees_it(member: User, initiative: Initiative) -> None:
    initiative.delete()


def hands_the_device_on(member: User, initiative: Initiative) -> None:
    PushSubscription.objects.update(member=initiative.author)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "meanwhile",
    [reads_it, stops_the_kind, wants_no_device, leaves, no_longer_sees_it, hands_the_device_on],
    ids=lambda what: what.__name__,
)
def test_nobody_is_rung_late_for_what_is_no_longer_theirs(
    meanwhile: Callable[[User, Initiative], None],
    initiative: Initiative,
    service: PushService,
    member: User,
    tell: Any,
) -> None:
    make_device(member)
    service.answers = [503]
    tell()
    assert MissedRing.objects.count() == 1
    meanwhile(member, initiative)
    some_time_later()
    assert (service.asked, MissedRing.objects.count()) == (1, 0)


@pytest.mark.django_db
def test_nobody_keeps_whom_a_reminder_has_missed(
    initiative: Initiative, service: PushService, member: User, commit: Any
) -> None:
    make_device(member)
    service.answers = [503]
    with commit():
        remind([member], KIND, initiative)
    assert (service.asked, MissedRing.objects.count()) == (1, 0)


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_missed_message_ring_once(
    initiative: Initiative, service: PushService, member: User
) -> None:
    browser = make_browser()
    device = PushSubscription.objects.create(member=member, **browser.says)
    [row] = notify([member], KIND, initiative)
    MissedRing.objects.filter(notification=row).delete()
    before = len(heard(browser, service))
    MissedRing.objects.create(device=device, notification=row, due_at=timezone.now())
    assert at_once([push_missed.func] * 4) == []
    assert len(heard(browser, service)) == before + 1
