"""A member is told on a device: sealed for one browser, handed only to addresses of the open Internet."""

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from django.core import mail
from django.test import Client

from community.members.models import User
from community.notifications.actions import add_device, notify, prefer
from community.notifications.actions.devices import MOST_DEVICES
from community.notifications.carrying import post
from community.notifications.endpoints import UnwelcomeEndpoint, host_of, public_address
from community.notifications.models import Notification, PushSubscription, Wish
from community.notifications.sealing import CURVE, decoded, public_key, sealed, signature
from community.notifications.tasks import push_notifications
from initiatives.proposals.models import Initiative
from tests.notifications.carrier import Browser, make_browser, make_device

KIND = "proposals.backed"
PAGE = "/en/notifications/mail/"
DEVICES = "/en/notifications/devices/"


@pytest.mark.django_db
def test_a_device_is_told_at_once_in_the_language_of_its_owner(
    initiative: Initiative, member: User, commit: Any, carried: Any
) -> None:
    User.objects.filter(pk=member.pk).update(language="pl")
    member.refresh_from_db()
    phone, laptop = make_device(member, "phone"), make_device(member, "laptop")
    with commit():
        notify([member], KIND, initiative)
    said = {"title": "Ławka & stół", "text": "Inicjatywy", "url": f"/pl/lipka/initiatives/{initiative.pk}/"}
    assert (phone.heard, laptop.heard) == ([said], [said])


@pytest.mark.django_db
def test_the_carrier_reads_nothing_of_it(initiative: Initiative, member: User, commit: Any, carried: Any) -> None:
    make_device(member)
    with commit():
        notify([member], KIND, initiative)
    [(_endpoint, body, headers)] = carried.TAKEN
    for word in ("lipka", "initiatives", "Ławka", member.display_name, str(member.email)):
        assert word.encode() not in body
        assert word not in json.dumps(headers)
    assert headers["Content-Encoding"] == "aes128gcm"
    assert headers["Authorization"].startswith("vapid t=")


@pytest.mark.django_db
def test_what_can_wait_for_the_mail_of_the_day_rings_nowhere(
    initiative: Initiative, member: User, commit: Any, carried: Any
) -> None:
    browser = make_device(member)
    [step] = initiative.changes.all()
    with commit():
        notify([member], "proposals.refused", step)
    assert browser.heard == []
    prefer(member=member, choices={"proposals": Wish.AT_ONCE})
    with commit():
        notify([member], "proposals.refused", step)
    assert len(browser.heard) == 1


@pytest.mark.django_db
def test_a_device_is_told_once_however_often_the_task_runs(
    initiative: Initiative, member: User, commit: Any, carried: Any
) -> None:
    browser = make_device(member)
    with commit():
        [row] = notify([member], KIND, initiative)
    push_notifications.func([row.pk])
    assert len(browser.heard) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "left"), [(201, 1), (404, 0), (410, 0), (429, 1), (500, 1)])
def test_a_device_that_its_carrier_no_longer_knows_is_forgotten(
    status: int, left: int, initiative: Initiative, member: User, commit: Any, carried: Any
) -> None:
    browser = make_device(member)
    carried.ANSWERS[browser.endpoint] = status
    with commit():
        notify([member], KIND, initiative)
    assert PushSubscription.objects.count() == left
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_a_device_that_lies_in_our_own_network_is_never_called(
    initiative: Initiative, member: User, commit: Any
) -> None:
    """With the carrier of the real house: it would have to answer for the test to hang."""
    add_device(member=member, **make_browser().says | {"endpoint": "https://localhost/push"})
    with commit():
        notify([member], KIND, initiative)
    assert not PushSubscription.objects.exists()
    assert Notification.objects.get(kind=KIND).pushed_at is not None


@pytest.mark.django_db
def test_a_browser_is_registered_and_forgotten_on_the_page(member: User, outsider: User, client_of: Any) -> None:
    client, browser = client_of(member), make_browser()
    assert f'data-push="{public_key()}"' in client.get(PAGE).content.decode()
    client.post(DEVICES, browser.says)
    device = PushSubscription.objects.get()
    assert (device.member, device.endpoint) == (member, browser.endpoint)
    assert "carried by push.example" in client.get(PAGE).content.decode()
    assert client_of(outsider).post(f"{DEVICES}{device.pk}/removal/").status_code == 404
    client.post(f"{DEVICES}{device.pk}/removal/")
    assert not PushSubscription.objects.exists()


@pytest.mark.django_db
def test_a_browser_belongs_to_who_signed_in_there_last(member: User, outsider: User, client_of: Any) -> None:
    browser = make_browser()
    for user in (member, outsider):
        client_of(user).post(DEVICES, browser.says)
    assert list(PushSubscription.objects.values_list("member", flat=True)) == [outsider.pk]


BAD = [
    {"endpoint": "http://push.example/one"},
    {"endpoint": "https://127.0.0.1/one"},
    {"endpoint": "https://push.example/" + "x" * 500},
    {"p256dh": "AAAA"},
    {"p256dh": "no key!"},
    {"auth": "AAAA"},
    {"auth": "no key!"},
    {"endpoint": ""},
]


@pytest.mark.django_db
@pytest.mark.parametrize("bad", BAD)
def test_what_no_browser_says_is_not_kept(bad: dict[str, str], member: User, client_of: Any) -> None:
    client: Client = client_of(member)
    answer = client.post(DEVICES, make_browser().says | bad, follow=True)
    assert "did not say where it can be reached" in answer.content.decode()
    assert not PushSubscription.objects.exists()


@pytest.mark.django_db
def test_of_many_devices_the_oldest_go(member: User) -> None:
    for number in range(MOST_DEVICES + 2):
        make_device(member, str(number))
    assert PushSubscription.objects.count() == MOST_DEVICES
    assert not PushSubscription.objects.filter(endpoint__endswith="/0").exists()


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example/one",
        "ftp://push.example/one",
        "https:///one",
        "https://push.example:8443/one",
        "https://push.example:x/one",
        "https://me@push.example/one",
        "https://push.example/o ne",
        "https://push.example/\u0142",
        "https://push.example/\x00",
        "https://127.0.0.1/one",
        "https://10.1.2.3/one",
        "https://172.16.0.1/one",
        "https://192.168.1.1/one",
        "https://169.254.169.254/latest",
        "https://100.64.0.1/one",
        "https://0.0.0.0/one",
        "https://224.0.0.1/one",
        "https://[::1]/one",
        "https://[fe80::1]/one",
        "https://[fd00::1]/one",
        "https://[::ffff:127.0.0.1]/one",
        "https://[64:ff9b::7f00:1]/one",
        "https://[2002:7f00:1::]/one",
    ],
)
def test_an_address_that_no_push_service_has_is_refused(endpoint: str) -> None:
    with pytest.raises(UnwelcomeEndpoint):
        host_of(endpoint)
    with pytest.raises((UnwelcomeEndpoint, OSError)):
        post(endpoint, body=b"", headers={})


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f.1", "127.1", "0", "a..b"])
def test_a_name_that_leads_into_our_own_network_is_refused(host: str) -> None:
    assert host_of(f"https://{host}/one") == host
    with pytest.raises(UnwelcomeEndpoint):
        public_address(host)


def test_an_address_of_the_open_internet_is_welcome() -> None:
    assert host_of("https://push.example/a?b=c") == "push.example"
    assert public_address("9.9.9.9") == "9.9.9.9"


def test_a_message_is_sealed_as_the_standard_shows() -> None:
    """The example of RFC 8291, Section 5 and Appendix A, octet for octet."""
    own = ec.derive_private_key(int.from_bytes(decoded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")), CURVE)
    made = sealed(
        b"When I grow up, I want to be a watermelon",
        p256dh=decoded("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
        auth=decoded("BTBZMqHH6r4Tts7J_aSIgg"),
        own=own,
        salt=decoded("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert made == decoded(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A"
        "_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_no_two_messages_are_sealed_alike() -> None:
    browser = make_browser()
    says = {"p256dh": decoded(browser.says["p256dh"]), "auth": browser.auth}
    first, second = (sealed(b'"the same"', **says) for _time in range(2))
    assert first != second
    assert (browser.open(first), browser.open(second)) == ("the same", "the same")


def test_only_the_browser_it_is_for_opens_it() -> None:
    browser, other = make_browser(), Browser("https://push.example/two", ec.generate_private_key(CURVE))
    body = sealed(b'"private"', p256dh=decoded(browser.says["p256dh"]), auth=browser.auth)
    assert browser.open(body) == "private"
    with pytest.raises(Exception, match="^$"):
        other.open(body)


def test_a_carrier_can_tell_that_it_is_us() -> None:
    header = signature("https://push.example/one", contact="https://locer.example")
    token, key = (part.partition("=")[2] for part in header.removeprefix("vapid ").split(", "))
    head, claims, signed = token.split(".")
    assert json.loads(decoded(head)) == {"typ": "JWT", "alg": "ES256"}
    told = json.loads(decoded(claims))
    assert (told["aud"], told["sub"]) == ("https://push.example", "https://locer.example")
    assert key == public_key()
    raw = decoded(signed)
    pair = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    ours = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, decoded(key))
    ours.verify(pair, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))
