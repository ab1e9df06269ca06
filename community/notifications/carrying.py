"""Handing a sealed message to a push service, at the very address that was found to be a public one."""

import http.client
import socket
import ssl
from collections.abc import Mapping
from urllib.parse import urlsplit

from community.notifications.endpoints import PORT, host_of, public_address

PATIENCE = 10  # seconds


class PinnedConnection(http.client.HTTPSConnection):
    """Connects to `address`, whatever the host's name says by now, and asks its certificate for the name."""

    def __init__(self, host: str, address: str) -> None:
        self.context = ssl.create_default_context()
        super().__init__(host, PORT, timeout=PATIENCE, context=self.context)
        self.address = address

    def connect(self) -> None:
        plain = socket.create_connection((self.address, PORT), PATIENCE)
        self.sock = self.context.wrap_socket(plain, server_hostname=self.host)


def post(endpoint: str, *, body: bytes, headers: Mapping[str, str]) -> int:
    """The answer's status. Follows no redirect and reads nothing of what is answered.

    Raises UnwelcomeEndpoint, or an OSError while the service cannot be reached.
    """
    host = host_of(endpoint)
    parts = urlsplit(endpoint)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    connection = PinnedConnection(host, public_address(host))
    try:
        connection.request("POST", path, body, dict(headers))
        return connection.getresponse().status
    except http.client.HTTPException as error:
        raise OSError(str(error)) from error
    finally:
        connection.close()
