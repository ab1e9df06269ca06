"""A push service and the browsers that it reaches: it keeps what it was handed, they open what was sealed for them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from community.members.models import User
from community.notifications.actions import add_device
from community.notifications.endpoints import host_of
from community.notifications.sealing import CURVE, derived, encoded, point

TAKEN: list[tuple[str, bytes, dict[str, str]]] = []
ANSWERS: dict[str, int] = {}


def forget() -> None:
    TAKEN.clear()
    ANSWERS.clear()


def take(endpoint: str, *, body: bytes, headers: Mapping[str, str]) -> int:
    host_of(endpoint)
    TAKEN.append((endpoint, body, dict(headers)))
    return ANSWERS.get(endpoint, 201)


@dataclass
class Browser:
    endpoint: str
    key: ec.EllipticCurvePrivateKey
    auth: bytes = b"sixteen bytes ok"

    @property
    def says(self) -> dict[str, str]:
        """What it tells our page of itself."""
        return {"endpoint": self.endpoint, "p256dh": encoded(point(self.key)), "auth": encoded(self.auth)}

    def open(self, body: bytes) -> Any:
        """As RFC 8291 tells a browser to, from its own side of the exchange."""
        salt, sender, box = body[:16], body[21:86], body[86:]
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, sender))
        material = derived(shared, salt=self.auth, info=b"WebPush: info\0" + point(self.key) + sender, length=32)
        key = derived(material, salt=salt, info=b"Content-Encoding: aes128gcm\0", length=16)
        nonce = derived(material, salt=salt, info=b"Content-Encoding: nonce\0", length=12)
        plain = AESGCM(key).decrypt(nonce, box, None)
        assert plain.endswith(b"\x02")
        return json.loads(plain[:-1])

    @property
    def heard(self) -> list[Any]:
        return [self.open(body) for endpoint, body, _headers in TAKEN if endpoint == self.endpoint]


def make_browser(name: str = "one") -> Browser:
    return Browser(f"https://push.example/{name}", ec.generate_private_key(CURVE))


def make_device(member: User, name: str = "one") -> Browser:
    browser = make_browser(name)
    add_device(member=member, **browser.says)
    return browser
