"""The demonstration signs people in without a password. Somebody elsewhere wants to use it: over the network,
a proxy, a tunnel, a name that is made to point here; or it is started on a database with real people."""

import os
import socket
import subprocess
import sys
from contextlib import contextmanager

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update

from service import processes
from service.app import create_app
from service.db import transaction
from service.exposure import (
    DemonstrationExposedError,
    DemonstrationOnRealDataError,
    PublicUrlInsecureError,
    check_exposure,
    check_own_data,
)
from service.organisations.models import Account
from tests.attack.conftest import BASE, HERE, OUTSIDE, code_of
from tests.service.processes import free_port, running, wait_for

EXPOSED = [
    {"host": "0.0.0.0"},
    {"host": "::"},
    {"host": "192.168.1.5"},
    {"host": "example.org"},
    {"host": ""},
    {"allowed_hosts": ["127.0.0.1", "demo.example.org"]},
    {"allowed_hosts": ["*"]},
    {"public_url": "https://demo.example.org"},
    {"public_url": "http://192.168.1.5:8000"},
    {"public_url": "https://127.0.0.1.example.org"},
    {"trusted_proxies": ["127.0.0.1"]},
]


@pytest.mark.parametrize("changes", EXPOSED)
def test_it_does_not_start_where_others_could_reach_it(changes, settings):
    with pytest.raises(DemonstrationExposedError):
        check_exposure(settings.model_copy(update=changes))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.5", "::1", "localhost"])
def test_it_starts_on_loopback(host, settings):
    check_exposure(settings.model_copy(update={"host": host}))


def test_the_real_service_does_not_start_on_plain_http(settings):
    real = settings.model_copy(update={"demo": False, "host": "0.0.0.0"})
    with pytest.raises(PublicUrlInsecureError):
        check_exposure(real.model_copy(update={"public_url": "http://numbers.example.org"}))
    check_exposure(real.model_copy(update={"public_url": "https://numbers.example.org"}))


def test_it_does_not_start_on_a_database_with_real_people(settings, services):
    check_own_data(settings, services.engine)
    with transaction(services.engine) as session:
        first = session.query(Account).first()
        session.execute(update(Account).where(Account.id == first.id).values(email="an@company.example"))
    with pytest.raises(DemonstrationOnRealDataError):
        check_own_data(settings, services.engine)
    check_own_data(settings.model_copy(update={"demo": False}), services.engine)


FORWARDED = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Host": "demo.example.org",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Port": "443",
    "Forwarded": "for=203.0.113.9",
    "Via": "1.1 proxy",
    "X-Real-Ip": "203.0.113.9",
    "CF-Connecting-IP": "203.0.113.9",
}


def test_what_a_proxy_or_a_tunnel_hands_in_is_refused(settings):
    """Even with our own Host, which a tunnel can write."""
    with TestClient(create_app(settings), base_url=BASE, client=HERE) as client:
        assert client.get("/sign-in").status_code == 200
        for name, value in FORWARDED.items():
            answer = client.get("/sign-in", headers={name: value})
            assert (answer.status_code, code_of(answer)) == (403, "demonstrationNotPublic"), name


def test_nobody_from_another_machine_is_answered_whatever_server_runs_around_it(settings, employer):
    app = create_app(settings)
    for address in (OUTSIDE, ("192.168.1.5", 1), ("10.0.0.1", 1), ("::ffff:10.0.0.1", 1), ("2001:db8::1", 1)):
        caller = TestClient(app, base_url=BASE, client=address)
        for answer in (
            caller.get("/sign-in"),
            caller.post("/sign-in", data={"account": str(employer.account_id)}),
            caller.get("/v1/requests"),
            caller.get("/static/portal.css"),
        ):
            assert (answer.status_code, code_of(answer)) == (403, "demonstrationNotPublic"), address
            assert "set-cookie" not in answer.headers
    app.state.services.engine.dispose()


def test_only_proxies_that_the_settings_name_are_believed(settings, monkeypatch):
    """Without any, a header says nothing about who calls or how."""
    seen = []

    def run(app, **options) -> None:
        app.state.services.engine.dispose()
        seen.append(options)

    monkeypatch.setattr(processes.uvicorn, "run", run)
    monkeypatch.setattr(processes, "set_up_logging", lambda _: None)
    processes.run_web(settings)
    proxies = {"demo": False, "trusted_proxies": ["10.1.0.0/16"]}
    processes.run_web(settings.model_copy(update=proxies))
    assert [one["proxy_headers"] for one in seen] == [False, True]
    assert seen[1]["forwarded_allow_ips"] == ["10.1.0.0/16"]


@pytest.fixture
def environment(settings):
    return os.environ | {
        "DATABASE_URL": str(settings.database_url),
        "BELGIANIDPRO_DATA_DIR": str(settings.data_dir),
    }


@pytest.mark.parametrize(
    ("command", "changes", "code"),
    [
        ("web", {"BELGIANIDPRO_PUBLIC_URL": "https://demo.example.org"}, "demonstrationExposed"),
        ("serve", {"BELGIANIDPRO_HOST": "0.0.0.0"}, "demonstrationExposed"),
        ("web", {}, "demonstrationOnRealData"),
    ],
)
def test_the_command_ends_with_the_reason(command, changes, code, environment, services):
    with transaction(services.engine) as session:
        session.execute(update(Account).where(Account.email.like("an@%")).values(email="an@company.example"))
    ended = subprocess.run(
        [sys.executable, "-m", "service", command],
        env=environment | changes,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode not in {0, None}
    assert code in ended.stderr
    assert "Traceback" not in ended.stderr


@contextmanager
def talking(port: int):
    with socket.create_connection(("127.0.0.1", port), 20) as link:
        yield link


def ask(port: int, head: str) -> str:
    """The first line of the answer to these bytes, and its body."""
    with talking(port) as link:
        link.sendall(head.replace("\n", "\r\n").encode())
        answer = b""
        while piece := link.recv(65536):
            answer += piece
    return answer.decode("utf-8", "replace")


def test_the_real_server_hears_nobody_but_this_machine_and_no_second_host(environment, tmp_path):
    """Bytes on the wire: two hosts, an address in place of a path, a smuggled length, a forged proxy."""
    port = free_port()
    own = f"Host: 127.0.0.1:{port}\nConnection: close\n"
    with running(["web", "--port", str(port)], environment, tmp_path / "log"):
        wait_for(lambda: _answers(port))
        assert ask(port, f"GET /sign-in HTTP/1.1\n{own}\n").startswith("HTTP/1.1 200")
        for head in (
            f"GET /sign-in HTTP/1.1\n{own}Host: evil.invalid\n\n",
            f"GET /sign-in HTTP/1.1\nHost: evil.invalid\n{own}\n",
            f"GET /sign-in HTTP/1.1\n{own}X-Forwarded-For: 203.0.113.9\n\n",
            "GET /sign-in HTTP/1.1\nConnection: close\n\n",
            f"GET http://evil.invalid/sign-in HTTP/1.1\n{own}\n",
            f"POST /sign-in HTTP/1.1\n{own}Content-Length: 5\nTransfer-Encoding: chunked\n\n0\n\nGET ",
            f"POST /sign-in HTTP/1.1\n{own}Content-Length: 5\nContent-Length: 6\n\nabcdef",
        ):
            first = ask(port, head).split("\r\n", 1)[0]
            assert first.startswith(("HTTP/1.1 400", "HTTP/1.1 403", "HTTP/1.1 404", "HTTP/1.1 422")), head
        for address in _other_addresses():
            with socket.socket() as link:
                link.settimeout(5)
                assert link.connect_ex((address, port)) != 0, "it listens beyond loopback"


def _answers(port: int) -> bool:
    try:
        with talking(port):
            return True
    except OSError:
        return False


def _other_addresses() -> set[str]:
    """Addresses of this machine that are not loopback's, as far as it knows its own name."""
    try:
        found = socket.getaddrinfo(socket.gethostname(), None, family=socket.AF_INET)
    except OSError:
        return set()
    return {str(address[0]) for *_, address in found if not str(address[0]).startswith("127.")}
