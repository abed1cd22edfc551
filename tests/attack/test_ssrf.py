"""Server-side request forgery: a webhook's address that leads, by whatever spelling, name or redirect, into
our own network; or a receiver that holds the sender up. (Redirects and names over the whole of the outbox:
tests/service/webhooks/test_network.py. External streams in PDFs: tests/hostile.)"""

import http.client
import socket
import threading
from contextlib import contextmanager
from uuid import uuid4

import pytest

from service.webhooks import address as addresses
from service.webhooks.address import AddressNotPublic, WebhookUrlRefused, connecting, is_public, parse_target
from service.webhooks.delivery import Claim, send
from tests.attack.conftest import code_of

PUBLIC, PRIVATE = "93.184.215.14", "10.0.0.8"

REFUSED = [
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.1/",
    "https://0177.0.0.1/",
    "https://0/",
    "https://0.0.0.0/",
    "https://10.0.0.8/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://168.63.129.16/",
    "https://100.100.100.200/",
    "https://192.0.0.192/",
    "https://[::]/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[::127.0.0.1]/",
    "https://[::ffff:0:127.0.0.1]/",
    "https://[64:ff9b::127.0.0.1]/",
    "https://[64:ff9b:1::a00:1]/",
    "https://[2002:7f00:1::]/",
    "https://[2001:0:7f00:1::]/",
    "https://[fd00:ec2::254]/",
    "https://[fe80::1]/",
    "https://[fe80::1%25eth0]/",
    "https://[fec0::1]/",
    "https://[ff02::1]/",
    "https://localhost/",
    "https://LOCALHOST/",
    "https://localhost./",
    "https://db.localhost./",
    "https://user@example.org/",
    "https://:secret@example.org/",
    "https://@example.org/",
    "https://example.org\\@127.0.0.1/",
    "https://example.org#@127.0.0.1/",
    "https://example.org:22/",
    "https://example.org:25/",
    "https://example.org:0x50/",
    "https://example.org:-1/",
    "https://example.org:99999/",
    "https://ex\u0430mple.org/",
    "https://127.0.0.\uff11/",
    "https://\u2460\u2461\u2466.0.0.1/",
    "https://example.org/\r\nX-Evil: 1",
    "https://example.org/\thook",
    " https://example.org/",
    "//example.org/",
    "https:///hook",
    "https:example.org",
    "gopher://example.org/",
    "ftp://example.org/",
    "file:///etc/passwd",
    "unix:///var/run/docker.sock",
    "jar:https://example.org!/",
]


@pytest.mark.parametrize("url", REFUSED)
def test_an_address_that_cannot_be_a_companys_is_refused_when_it_is_given(url):
    from service.settings import Settings

    with pytest.raises(WebhookUrlRefused):
        parse_target(url, Settings(demo=False))


def test_the_refusal_tells_nothing_of_what_is_behind_it(calling, administrator):
    caller = calling(administrator)
    answers = [
        caller.post("/v1/webhooks", json={"url": url})
        for url in ("https://10.0.0.8/", "https://10.9.9.9:22/")
    ]
    assert {code_of(answer) for answer in answers} == {"webhookUrlRefused"}
    told = [{name: value for name, value in one.json().items() if name != "instance"} for one in answers]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        (PUBLIC, True),
        ("8.8.8.8", True),
        ("2a00:1450:400e:80c::200e", True),
        ("::ffff:8.8.8.8", True),
        (PRIVATE, False),
        ("192.0.0.8", False),
        ("198.18.0.1", False),
        ("203.0.113.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::7f00:1", False),
        ("::ffff:0:7f00:1", False),
        ("64:ff9b:1::a00:1", False),
        ("100::1", False),
        ("2001:db8::1", False),
        ("3fff::1", False),
        ("5f00::1", False),
        ("4000::1", False),
    ],
)
def test_which_addresses_count_as_the_internets(address, public):
    assert is_public(address) is public


@pytest.fixture
def target():
    from service.settings import Settings

    settings = Settings(demo=False)
    return parse_target("https://hooks.example.org/in", settings), settings


def answering(monkeypatch, *rounds):
    """Lets the resolver answer so, one list of addresses after the other; returns what was connected to."""
    left, reached = [*rounds], []

    def resolve(host, port, **_):
        found = left.pop(0) if len(left) > 1 else left[0]
        families = [socket.AF_INET6 if ":" in one else socket.AF_INET for one in found]
        kind = socket.SOCK_STREAM
        return [(family, kind, 6, "", (one, port)) for family, one in zip(families, found, strict=True)]

    class Link(socket.socket):
        def connect(self, place):
            reached.append(place[0])
            raise ConnectionRefusedError

    monkeypatch.setattr(addresses.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(addresses.socket, "socket", Link)
    return reached


@pytest.mark.parametrize(
    "found", [[PRIVATE], [PUBLIC, PRIVATE], [PRIVATE, PUBLIC], ["::1"], [PUBLIC, "::ffff:127.0.0.1"]]
)
def test_a_name_with_one_address_inside_is_not_connected_to(found, target, monkeypatch):
    reached = answering(monkeypatch, found)
    with pytest.raises(AddressNotPublic), connecting(*target):
        pass
    assert reached == []


def test_a_name_that_changes_between_the_look_and_the_connection_gains_nothing(target, monkeypatch):
    """DNS rebinding: no second answer is asked for; the connection goes to the address that was seen."""
    reached = answering(monkeypatch, [PUBLIC], [PRIVATE])
    with pytest.raises(ConnectionRefusedError), connecting(*target):
        pass
    assert reached == [PUBLIC]
    with pytest.raises(AddressNotPublic), connecting(*target):
        pass
    assert reached == [PUBLIC]


@contextmanager
def receiver(talk):
    """A receiver on loopback that `talk`s with whoever connects."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(20)

        def serve() -> None:
            try:
                link, _ = server.accept()
            except OSError:
                return
            with link:
                link.recv(65536)
                talk(link)

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1]
        thread.join()


def attempt(port):
    from service.settings import Settings

    settings = Settings(webhook_allowed_hosts=["localhost"])
    claim = Claim(uuid4(), 1, parse_target(f"http://localhost:{port}/", settings), {}, b"{}")
    return send(claim, settings)


def drip(link):
    """Letter by letter, each in time, the whole never."""
    stop = threading.Event()
    try:
        for letter in b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 100_000:
            link.sendall(bytes([letter]))
            stop.wait(0.05)
    except OSError:
        return


def flood(link):
    """A header without end."""
    try:
        link.sendall(b"HTTP/1.1 200 OK\r\nX-A: ")
        for _ in range(100):
            link.sendall(b"a" * 100_000)
    except OSError:
        return


def headers_without_end(link):
    try:
        link.sendall(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 100_000)
    except OSError:
        return


def body_without_end(link):
    try:
        link.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
        for _ in range(10_000):
            link.sendall(bytes(100_000))
    except OSError:
        return


def inside(link):
    link.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/meta-data/\r\n\r\n")


@pytest.mark.parametrize(
    ("talk", "status", "error"),
    [
        (drip, None, "connectionFailed"),
        (flood, None, "connectionFailed"),
        (headers_without_end, None, "connectionFailed"),
        (body_without_end, 200, None),
        (inside, 302, "redirectNotFollowed"),
        (lambda link: link.sendall(b"SSH-2.0-OpenSSH_9.2\r\n"), None, "connectionFailed"),
        (lambda link: None, None, "connectionFailed"),
    ],
)
def test_a_receiver_that_means_harm_holds_nobody_up_and_is_not_followed(talk, status, error, monkeypatch):
    monkeypatch.setattr(addresses, "WHOLE_SECONDS", 2.0)
    with receiver(talk) as port:
        outcome = attempt(port)
    assert outcome.status == status
    assert outcome.error == error or (error == "connectionFailed" and outcome.error == "timedOut")


def test_what_a_receiver_answers_is_not_read(monkeypatch):
    """Nothing of it can be seen through the deliveries: the status alone is kept."""
    read = []
    monkeypatch.setattr(http.client.HTTPResponse, "read", lambda self, *_: read.append(self) or b"")
    with receiver(lambda link: link.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret")) as port:
        assert attempt(port).status == 200
    assert read == []
