"""The cryptography of web push, and nothing else: RFC 8291 (what a browser can open) and RFC 8292 (who sends it)."""

import base64
import json
import os
import struct
import time
from functools import cache
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

CURVE = ec.SECP256R1()
RECORD = 4096
VALID = 12 * 3600  # seconds that one signature is good for; carriers refuse more than a day


def sealed(
    plain: bytes, *, p256dh: bytes, auth: bytes, own: ec.EllipticCurvePrivateKey | None = None, salt: bytes = b""
) -> bytes:
    """`plain` (at most 3,993 bytes) for the browser with the public key `p256dh`, as one aes128gcm record (RFC 8188).

    `own` and `salt` are new for each message; a test may give those of the RFC's example.
    """
    own = own or ec.generate_private_key(CURVE)
    salt = salt or os.urandom(16)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, p256dh)
    mine = point(own)
    shared = own.exchange(ec.ECDH(), theirs)
    material = derived(shared, salt=auth, info=b"WebPush: info\0" + p256dh + mine, length=32)
    key = derived(material, salt=salt, info=b"Content-Encoding: aes128gcm\0", length=16)
    nonce = derived(material, salt=salt, info=b"Content-Encoding: nonce\0", length=12)
    head = salt + struct.pack("!IB", RECORD, len(mine)) + mine
    return head + AESGCM(key).encrypt(nonce, plain + b"\x02", None)


def signature(endpoint: str, *, contact: str) -> str:
    """The Authorization header by which a carrier knows our house again."""
    parts = urlsplit(endpoint)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": int(time.time()) + VALID, "sub": contact}
    head = {"typ": "JWT", "alg": "ES256"}
    text = ".".join(encoded(json.dumps(part).encode()) for part in (head, claims))
    r, s = decode_dss_signature(house_key(settings.VAPID_KEY).sign(text.encode(), ec.ECDSA(SHA256())))
    return f"vapid t={text}.{encoded(r.to_bytes(32) + s.to_bytes(32))}, k={public_key()}"


def public_key() -> str:
    """What a browser is told when it is asked to take messages of this house and of nobody else."""
    return encoded(point(house_key(settings.VAPID_KEY)))


@cache
def house_key(secret: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(decoded(secret)), CURVE)


def derived(material: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(material)


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """ValueError for what is no base64url."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
