"""Personal data and secrets in logs: whoever reads the operators' logs wants names, numbers, addresses,
tokens.

The whole house runs (web, worker, sweeper, PostgreSQL) through sample documents to a number and to a
reviewer's question, with mails and messages that fail, rubbish, forged calls and breakdowns on purpose. Then
every value of everybody concerned is looked for in every log, in every spelling that a program would write.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import httpx
import psutil
import pytest
from aiosmtpd.controller import Controller

from service.db import create_database_engine
from tests.rubbish import RUBBISH, jpeg
from tests.service.processes import PATIENCE, free_port, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

SAMPLES = Path(__file__).parents[2] / "service" / "demo" / "samples"
FILE_NAME = "paspoort Falcao Simao 71083100000.jpg"
NOTE = "Called Mrs Verstraete on 0470123456 about the cousin"
TYPED = {
    "familyName": "Ngo Thanh Truong",
    "givenNames": "Zephyrine Quirijn",
    "birthDate": "1979-04-23",
    "placeOfBirth": "Ouagadougou",
    "gender": 2,
    "nationality": "BFA",
}
RESIDENCE = {"country": "POL", "municipalityName": "Szczebrzeszyn", "streetName": "ulica Chrząszczowa"}
CONTACT = {
    "country": "BEL",
    "postCode": "8957",
    "municipalityName": "Mesen",
    "streetName": "Kortrijkerstraatje",
    "houseNumber": "97",
}
HARMLESS = {"UTO", "BFA", "POL", "BEL", "1", "2", "97"}
"""Codes of a few letters that stand in words and versions, too."""


class Refusing:
    """A mail server that says in its refusal whom the mail was for, as many do."""

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):  # noqa: N802 - aiosmtpd's
        return f"550 5.1.1 <{address}>: {TYPED['familyName']} is unknown here"


@contextmanager
def serving(folder: Path, smtp_port: int):
    """`belgianidpro serve`, all that it prints in a file; yields its address and its process."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "BELGIANIDPRO_DATA_DIR": str(folder / "data"),
        "BELGIANIDPRO_SMTP_HOST": "127.0.0.1",
        "BELGIANIDPRO_SMTP_PORT": str(smtp_port),
        "BELGIANIDPRO_SWEEP_SECONDS": "0.5",
        "BELGIANIDPRO_JOB_RETRY_SECONDS": "0.2",
        "BELGIANIDPRO_AUDIT_HEAD_MINUTES": "0.05",
        "PYTHONWARNINGS": "default",
    }
    command = [sys.executable, "-m", "service", "serve", "--port", str(port), "--persons", "300"]
    with (folder / "output.log").open("w") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    try:
        wait_for(lambda: _is_up(port), 2 * PATIENCE)
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(60)
        if process.poll() is None:
            process.kill()
            process.wait()


def _is_up(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health", timeout=5).status_code == 200
    except httpx.HTTPError:
        return False


class Portal:
    """A browser's session of a demonstration account."""

    def __init__(self, address: str, name: str) -> None:
        self.http = httpx.Client(base_url=address, timeout=60)
        page = self.http.get("/sign-in").text
        account = re.search(rf'{name}</h3>.*?name="account" value="([0-9a-f-]{{36}})"', page, re.DOTALL)
        self.http.post("/sign-in", data={"account": account[1]})
        self.token = re.search(r'name="csrfToken" value="(\w+)"', self.http.get("/organisations").text)[1]

    def post(self, path, data=None, **more):
        return self.http.post(path, data={"csrfToken": self.token, **(data or {})}, **more)


def read_sample(api: httpx.Client, sample: str, name: str) -> str:
    """Uploads a sample under a name of somebody's; returns the extraction's id when it was read."""
    content = (SAMPLES / f"{sample}.jpg").read_bytes()
    made = api.post("/v1/extractions", files=[("files", (name, content))])
    assert made.status_code == 202, made.text

    def done():
        answer = api.get(made.headers["Location"], follow_redirects=False)
        return answer.status_code == 303 or answer.json()["state"] in {"done", "failed"}

    wait_for(done)
    return made.json()["id"]


def send(api: httpx.Client, extraction_id: str, person=None) -> dict:
    """From the reading to what became of the request."""
    made = api.post("/v1/requests", json={"extractionId": extraction_id})
    view = made.json()
    body = {
        "person": person or view["person"],
        "document": view["document"],
        "residenceAddress": RESIDENCE,
        "contactAddress": CONTACT,
    }
    put = api.put(view["href"], json=body, headers={"If-Match": made.headers["etag"]})
    assert put.status_code == 200, put.text
    sent = api.post(view["href"] + "/submit", headers={"If-Match": put.headers["etag"]})
    assert sent.status_code == 200, sent.text
    return sent.json()


def attack(address: str, api: httpx.Client, data: Path) -> None:
    """Rubbish, forged calls and broken parts, each with somebody's data in it."""
    name = TYPED["familyName"]
    for content, _ in RUBBISH.values():
        api.post("/v1/extractions", files=[("files", (FILE_NAME, content))])
    for body in (
        {"person": {"familyName": {"a": name}}},
        {"person": {**TYPED, "birthDate": name}},
        {"unknown": name},
        {"extractionId": name},
    ):
        api.post("/v1/requests", json=body)
        api.post("/v1/requests/query", json={**body, "familyName": name})
    api.get("/v1/requests", params={"familyName": name, "sort": name})
    for path in (f"/{quote(name)}", f"/requests/{quote(name)}", f"/v1/requests/{quote(name)}"):
        httpx.get(address + path, headers={"X-Worker": quote(name), "BelGov-Trace-Id": quote(name)})
    httpx.get(address, headers={"Authorization": f"Bearer {quote(name)}", "Cookie": f"x={quote(name)}"})
    host, _, port = address.removeprefix("http://").partition(":")
    for head in (f"GET /{name} HTTP/9.9\r\n\r\n", f"{name}\r\n\r\n", f"GET / HTTP/1.1\r\n{name}\r\n\r\n"):
        with socket.create_connection((host, int(port)), 10) as link:
            link.sendall(head.encode())
            with suppress(OSError):
                link.recv(1000)
    for scan in [path for path in (data / "scans").rglob("*") if path.is_file()][:200]:
        scan.write_bytes(name.encode())  # from now on nothing that is read back can be opened


def break_the_database(database_url: str) -> None:
    """Errors whose details PostgreSQL would write into its log, and a server that throws everybody out."""
    engine = create_database_engine(database_url)
    twice = "INSERT INTO account SELECT * FROM account WHERE email = 'an@janssens.invalid'"
    for statement in (
        twice,
        f"UPDATE account SET email = NULL WHERE display_name = 'An Janssens' OR '{NOTE}' = ''",
    ):
        with engine.connect() as connection, suppress(Exception):
            connection.exec_driver_sql(statement)
    with engine.connect() as connection, suppress(Exception):
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
    engine.dispose()


@pytest.fixture(scope="module")
def ran():
    """Runs all of it; returns every log by name, and what must stand in none.

    In no folder of pytest's, which may be closed to PostgreSQL's own user.
    """
    folder = Path(tempfile.mkdtemp(prefix="belgianidpro-logs-"))
    smtp = Controller(Refusing(), hostname="127.0.0.1", port=free_port())
    smtp.start()
    secret: set[str] = {FILE_NAME, NOTE, "Verstraete", "0470123456"}
    try:
        with serving(folder, smtp.port) as (address, process):
            secret |= _run(address, process, folder / "data")
    finally:
        smtp.stop()
    logs = {path: path.read_text(errors="replace") for path in folder.rglob("*log") if path.is_file()}
    logs |= {
        path: path.read_text(errors="replace")
        for path in (folder / "data" / "broker").rglob("*")
        if path.is_file()
    }
    shutil.rmtree(folder, ignore_errors=True)
    return logs, secret


def _run(address: str, process: subprocess.Popen, data: Path) -> set[str]:
    token = (data / "keys" / "demo-api-token").read_text()
    api = httpx.Client(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=60)
    given = send(api, read_sample(api, "passport-new", FILE_NAME))
    assert given["state"] == "numberAssigned", given
    known = send(api, read_sample(api, "passport-known", FILE_NAME))
    case = send(api, read_sample(api, "passport-new", FILE_NAME), TYPED)
    assert case["state"] == "underReview", case
    reviewer, admin = Portal(address, "Dirk De Smet"), Portal(address, "Bram Janssens")
    page = reviewer.http.get(f"/reviews/{case['id']}").text
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    form = {"version": version, "items": "confirmBirthDate", "note": NOTE}
    reviewer.post(f"/reviews/{case['id']}/ask", form)
    reviewer.http.post(
        "/v1/persons/query",
        json={"purpose": "helpdesk", "familyName": TYPED["familyName"], "birthDate": TYPED["birthDate"]},
        headers={"X-CSRF-Token": reviewer.token},
    )
    hook = admin.http.post(
        "/v1/webhooks",
        json={"url": f"http://hooks.invalid/{quote(TYPED['familyName'])}"},
        headers={"X-CSRF-Token": admin.token},
    )
    assert hook.status_code == 201, hook.text
    admin.http.post(hook.json()["href"] + "/ping", headers={"X-CSRF-Token": admin.token})
    invited = {"email": "ngo.thanh@verstraete.invalid", "role": "employer"}
    assert admin.post("/organisation/users/invite", invited).status_code == 303
    attack(address, api, data)
    workers = [
        child
        for child in psutil.Process(process.pid).children(recursive=True)
        if "worker" in " ".join(child.cmdline())
    ]
    for worker in workers:
        worker.suspend()
    waiting = api.post("/v1/extractions", files=[("files", (FILE_NAME, jpeg(900, 600)))])
    assert waiting.status_code == 202
    for path in (data / "scans").rglob("*"):  # the worker finds what it should read spoilt
        if path.is_file():
            path.write_bytes(TYPED["familyName"].encode())
    for worker in workers:
        worker.resume()
    wait_for(lambda: "broke down" in (data.parent / "output.log").read_text())
    workers[-1].kill()
    break_the_database(_database_of(data))
    for path in (f"/v1/extractions/{waiting.json().get('id')}/result", case["href"], "/v1/requests"):
        api.get(path)
    for part in ("/person", "/address", ""):
        admin.http.get(f"/requests/{case['id']}{part}")
    done = threading.Event()
    done.wait(8)  # a few rounds of the sweeper, of mails and of messages
    cookies = [value for one in (reviewer, admin) for value in one.http.cookies.values()]
    documents = [view["document"].get("number", "") for view in (given, known)]
    people = [given["person"], known["person"], TYPED, RESIDENCE, CONTACT]
    values = {str(value) for person in people for value in person.values()} - HARMLESS
    parts = {part for value in values for part in value.split() if len(part) > 3 and not part.isdigit()}
    account = {"an@janssens.invalid", "An Janssens", "Dirk De Smet", "Bram Janssens", invited["email"]}
    for client in (api, reviewer.http, admin.http):
        client.close()
    secrets = {token, reviewer.token, admin.token, hook.json()["secret"], *cookies}
    return values | parts | account | secrets | {*documents, given["ssin"], known["ssin"]} - {""}


def _database_of(data: Path) -> str:
    from service.embedded import start_embedded

    server = start_embedded((data / "database").resolve())
    return server.url


def spellings(value: str) -> set[str]:
    """How a program may write it: as it is, in capitals, escaped, in an address, a date turned round."""
    written = {value, value.upper(), value.lower(), quote(value), json.dumps(value)[1:-1], repr(value)[1:-1]}
    written |= {ascii(value)[1:-1], value.encode("unicode_escape").decode()}
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        year, month, day = value.split("-")
        written |= {f"{day}/{month}/{year}", f"{year}{month}{day}", f"{year}, {int(month)}, {int(day)}"}
    if re.fullmatch(r"\d{11}", value):
        written.add(f"{value[:2]}.{value[2:4]}.{value[4:6]}-{value[6:9]}.{value[9:]}")
    return written


def test_no_value_of_anybody_stands_in_any_log(ran):
    logs, secret = ran
    found = [
        (path.name, written)
        for path, content in logs.items()
        for value in secret
        for written in spellings(value)
        if written in content
    ]
    assert found == []


def test_the_logs_do_tell_what_went_wrong(ran):
    """Or the test before would hold for a house that logs nothing, or in which nothing went wrong."""
    logs, secret = ran
    everything = "\n".join(logs.values())
    assert len(secret) > 40
    for told in ("mail ", "given up", "webhook ", "connectionFailed", "broke down"):
        assert told in everything, told
    assert re.search(r"duplicate key value violates unique constraint", everything)
    assert "terminating connection due to administrator command" in everything
