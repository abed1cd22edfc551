"""Where a webhook may point to, and the connection to it: never into our own network.

A name is resolved once, its addresses are checked, and the connection goes to the address that was checked: a
name that changes its address in between (DNS rebinding) gains nothing. Redirects are not followed.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from models.errors import CodedError
from service.settings import Settings

MAX_URL = 500
CONNECT_SECONDS, WHOLE_SECONDS = 5.0, 15.0
"""For each step of the network, and for the whole: a server that answers letter by letter holds nobody up."""
ROUTED = ipaddress.ip_network("2000::/3")
"""All of IPv6 that is given out to hosts of the internet (IANA, Global Unicast). Whatever lies outside is of
this machine or network, or holds an IPv4 address: mapped, compatible, translated, NAT64."""
NOT_PUBLIC = tuple(
    ipaddress.ip_network(text)
    for text in (
        "192.0.0.0/24",  # protocol assignments (RFC 6890): not all of it counts as private
        "168.63.129.16/32",  # the host of a virtual machine in Azure answers here
        "2001::/23",  # protocol assignments, Teredo among them
        "2002::/16",  # 6to4 holds an IPv4 address
        "3fff::/20",  # documentation
    )
)
LOWEST_PORT, HTTP_PORTS = 1024, (80, 443)
"""Below it other services listen, which must not be told anything in our name."""


class WebhookUrlRefused(CodedError):
    """The address is none that messages may be sent to."""

    code = "webhookUrlRefused"
    status = 400
    message = "Messages cannot be sent to this address."
    remedy = "Give an https address on a public host, without a user name, at most 500 characters long."


class AddressNotPublic(Exception):
    """The host's name leads into a network that messages do not go to."""


@dataclass(frozen=True)
class Target:
    """An address taken apart."""

    secure: bool
    host: str
    port: int
    path: str


def parse_target(untrusted_url: str, settings: Settings) -> Target:
    """The address taken apart. Raises WebhookUrlRefused. Plain HTTP is for the demonstration alone."""
    if len(untrusted_url) > MAX_URL or not untrusted_url.isascii() or not untrusted_url.isprintable():
        raise WebhookUrlRefused
    try:
        parts = urlsplit(untrusted_url)
        port = parts.port
    except ValueError:
        raise WebhookUrlRefused from None
    schemes = {"https": 443} | ({"http": 80} if settings.demo else {})
    if parts.scheme not in schemes or not parts.hostname or parts.username is not None or parts.fragment:
        raise WebhookUrlRefused
    if " " in untrusted_url or _is_forbidden_literal(parts.hostname, settings):
        raise WebhookUrlRefused
    if port is not None and port < LOWEST_PORT and port not in HTTP_PORTS:
        raise WebhookUrlRefused
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme == "https", parts.hostname, port or schemes[parts.scheme], path)


@contextmanager
def connecting(target: Target, settings: Settings) -> Iterator[http.client.HTTPConnection]:
    """A connection to a checked address, closed at the end and cut off when the whole takes too long.

    Raises AddressNotPublic, and OSError for what the network says.
    """
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.sock = _connect(target, settings)
    late = threading.Event()
    cut = threading.Timer(WHOLE_SECONDS, _cut_off, [connection, late])
    cut.daemon = True
    cut.start()
    try:
        if target.secure:
            context = ssl.create_default_context()
            secured = context.wrap_socket(
                connection.sock, server_hostname=target.host, do_handshake_on_connect=False
            )
            connection.sock = secured
            secured.do_handshake()
        yield connection
        if late.is_set():  # what came before the cut may look like an answer
            raise TimeoutError
    finally:
        cut.cancel()
        connection.close()


def _connect(target: Target, settings: Settings) -> socket.socket:
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    trusted = target.host in settings.webhook_allowed_hosts
    if not trusted and not all(is_public(str(address[0])) for *_, address in found):
        raise AddressNotPublic
    family, kind, protocol, _, address = found[0]
    link = socket.socket(family, kind, protocol)
    link.settimeout(CONNECT_SECONDS)
    try:
        link.connect(address)
    except BaseException:
        link.close()
        raise
    return link


def is_public(text: str) -> bool:
    """Whether an address belongs to the internet, and hides no private one in an IPv6 address."""
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(str(address.ipv4_mapped))
        if address not in ROUTED:
            return False
    known = any(address in network for network in NOT_PUBLIC)  # of the other version: never in it
    return address.is_global and not known and not address.is_multicast and not address.is_reserved


def _is_forbidden_literal(host: str, settings: Settings) -> bool:
    """Whether an address stands in the place of a name, and leads nowhere that messages go to."""
    if host in settings.webhook_allowed_hosts:
        return False
    name = host.removesuffix(".")
    try:
        return not is_public(_spelled_out(name))
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def _spelled_out(host: str) -> str:
    """An IPv4 address as the system would read it: also in one number, in octal, in hex, or in two parts."""
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return host


def _cut_off(connection: http.client.HTTPConnection, late: threading.Event) -> None:
    late.set()
    with suppress(OSError, AttributeError):  # it may have ended this very moment
        connection.sock.shutdown(socket.SHUT_RDWR)
