"""A push service on this machine: TLS and HTTP as the browsers' makers speak them, and the checks that they make."""

import datetime as dt
import json
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from community.notifications.sealing import CURVE, decoded

HOST, ADDRESS = "push.example", "9.9.9.9"
NO_ANSWER = 0
DAY = 24 * 3600


class PushService:
    """`taken` are the bodies that it took, by endpoint; `refused` says what was wrong with the others."""

    def __init__(self, folder: Path, name: str = HOST) -> None:
        self.answers: list[int] = []
        self.taken: list[tuple[str, bytes]] = []
        self.refused: list[str] = []
        self.asked = 0
        service = self

        class Handler(BaseHTTPRequestHandler):
            timeout = 30

            def handle(self) -> None:
                with suppress(OSError):  # the caller does not trust us, or has gone
                    super().handle()

            def do_POST(self) -> None:
                service.asked += 1
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if (status := service.answers.pop(0) if service.answers else 201) == NO_ANSWER:
                    return
                if status == 201 and (wrong := service.wrong_with(self.headers, body)):
                    service.refused.append(wrong)
                    status = 403
                if status == 201:
                    service.taken.append((f"https://{HOST}{self.path}", body))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_words: Any) -> None:
                pass

        self.certificate = certified(folder, name)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        # Hands are shaken where the caller is read, so that a silent one holds up nobody else.
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.port = self.server.server_port

    @contextmanager
    def running(self) -> Iterator["PushService"]:
        thread = threading.Thread(target=self.server.serve_forever, args=[0.05])
        thread.start()
        try:
            yield self
        finally:
            self.server.shutdown()
            self.server.server_close()
            thread.join()

    def wrong_with(self, headers: Any, body: bytes) -> str:
        """What a maker's service would not take, as RFC 8030, 8188 and 8292 let it."""
        if headers["Content-Encoding"] != "aes128gcm" or not headers["TTL"].isdecimal():
            return "neither sealed nor limited"
        if not 103 < len(body) <= 4096 or body[20] != 65:
            return "no record of one message"
        found = re.fullmatch(r"vapid t=([\w-]+\.[\w-]+)\.([\w-]+), k=([\w-]+)", headers["Authorization"])
        if not found:
            return "nobody's"
        text, signed, key = found.groups()
        raw, house = decoded(signed), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, decoded(key))
        pair = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
        house.verify(pair, text.encode(), ec.ECDSA(SHA256()))
        head, claims = (json.loads(decoded(part)) for part in text.split("."))
        if head["alg"] != "ES256" or claims["aud"] != f"https://{HOST}":
            return "for somebody else"
        if not time.time() < claims["exp"] <= time.time() + DAY or not claims["sub"].startswith(("https:", "http:")):
            return "too long, or from nowhere"
        return ""


def certified(folder: Path, name: str) -> Path:
    """Signed by itself: whoever is told to trust it takes it for `name`, and for no other."""
    key = ec.generate_private_key(CURVE)
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(called, called, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    path = folder / f"{name}.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + made.public_bytes(Encoding.PEM))
    return path


def lead_to(service: PushService, patch: pytest.MonkeyPatch) -> None:
    """The Internet between us and the service: its name leads to a public address, and that address to its port."""
    ask, connect = socket.getaddrinfo, socket.create_connection

    def found(host: str, *rest: Any, **more: Any) -> Any:
        place = (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ADDRESS, 443))
        return [place] if host == HOST else ask(host, *rest, **more)

    def connected(address: tuple[str, int], *rest: Any, **more: Any) -> socket.socket:
        return connect(("127.0.0.1", service.port) if address == (ADDRESS, 443) else address, *rest, **more)

    patch.setattr("socket.getaddrinfo", found)
    patch.setattr("socket.create_connection", connected)
    patch.setenv("SSL_CERT_FILE", str(service.certificate))
