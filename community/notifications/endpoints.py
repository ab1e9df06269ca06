"""Which addresses of a push service we call. A browser names them, so anybody may: never one inside our own network."""

import ipaddress
import socket
from urllib.parse import urlsplit

PORT = 443
LONGEST = 500
# Leads from IPv6 to any IPv4 address, also a private one.
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


class UnwelcomeEndpoint(ValueError):
    """No address that a push service can have."""


def host_of(endpoint: str) -> str:
    """Asks no name server: what can be told from the address alone."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        raise UnwelcomeEndpoint("It is no address.") from None
    if parts.scheme != "https" or not parts.hostname or port not in {None, PORT} or len(endpoint) > LONGEST:
        raise UnwelcomeEndpoint("It must begin with https:// and name a host.")
    if "@" in parts.netloc or not (endpoint.isascii() and endpoint.isprintable()) or " " in endpoint:
        raise UnwelcomeEndpoint("It carries what no push service's address has.")
    if is_number(parts.hostname) and not is_public(parts.hostname):
        raise UnwelcomeEndpoint("It lies in a private network.")
    return parts.hostname


def public_address(host: str) -> str:
    """Where `host` is. One that has any private address is refused; an OSError where it is nowhere."""
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)}
    except UnicodeError:
        raise UnwelcomeEndpoint("No host has such a name.") from None
    if not all(map(is_public, found)):
        raise UnwelcomeEndpoint("It lies in a private network.")
    return min(found, key=lambda address: (":" in address, address))


def is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_public(address: str) -> bool:
    """An address of the open Internet; one that wraps another is judged by what it wraps."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed in TRANSLATED:
            return False
        wrapped = parsed.ipv4_mapped or parsed.sixtofour
        if wrapped:
            return is_public(str(wrapped))
    return parsed.is_global and not parsed.is_multicast
