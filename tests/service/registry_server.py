"""A registry over HTTP after the contract in `docs/registry-port.md`, in memory; it can fail in every way."""

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from matching.dates import IncompleteDate
from matching.index import PersonIndex
from matching.person import Person, PersonRequest
from matching.ssin import issue_bis

TOKEN = "token-of-the-registry"
OLD, NEW, GONE, OTHER = "85471200206", "85471200305", "85471200404", "84512300172"
"""Numbers of the persons in the tests' registry: replaced by the next one, in use, cancelled, another's."""
Fault = Callable[[str], str | None]
"""Asked with each call once its work is committed; what it returns is done in the place of the answer."""


class RegistryServer:
    """Persons, the numbers made for requests, and what was called."""

    def __init__(self, persons: Iterable[Person]) -> None:
        self.persons = {str(person.ssin): person for person in persons}
        self.index = PersonIndex(self.persons.values())
        self.made: dict[str, str] = {}
        self.frozen: dict[str, set[str]] = {}
        """Numbers under correction elsewhere, with the corrections' ids."""
        self.offered = True
        """Whether numbers can be changed over this interface at all."""
        self.calls: list[str] = []
        self.fault: Fault = lambda _: None
        self.url = ""
        self.over = threading.Event()
        self._lock = threading.Lock()

    def work(self, call: str, body: dict[str, Any]) -> tuple[int, object]:
        """Status and body of an answer; what was asked is done when it returns."""
        with self._lock:
            self.calls.append(call)
            if call.endswith("/persons/query"):
                request = PersonRequest.model_validate(body["person"])
                found = self.index.search(request, body["limit"])
                return 200, {"items": [as_json(self.persons[str(person.ssin)]) for person in found]}
            if call.endswith("/persons/get"):
                person = self.persons.get(body["ssin"])
                return (200, as_json(person)) if person else (404, {})
            if call.endswith("/persons/replacedBy"):
                return self._follow(body["ssin"])
            if "/numbers/" in call:
                return self._change(call.rsplit("/", 1)[1], body)
            if call.startswith("POST"):
                return self._register(body["requestId"], body["person"])
            number = self.made.get(call.rsplit("/", 1)[1])
            return (200, {"ssin": number}) if number else (404, {})

    def _follow(self, ssin: str) -> tuple[int, object]:
        person = self.persons.get(ssin)
        while person and person.status == "replaced":
            person = self.persons.get(str(person.replaced_by))
        return (200, {"ssin": person.ssin}) if person and person.status == "active" else (404, {})

    def _change(self, change: str, body: dict[str, str]) -> tuple[int, object]:
        """Freezes and releases, cancels and replaces; the same once more changes nothing."""
        ssin, by = body["ssin"], body.get("replacedBy")
        person, held = self.persons.get(ssin), self.frozen.setdefault(ssin, set())
        if not self.offered or person is None:
            return 404, {}
        if change == "freeze":
            held.add(body["correctionId"])
            return 204, None
        if change in {"cancel", "replace"}:
            if by is not None and self._follow(by)[0] != 200:
                return 409, {}
            changed = {"status": "replaced" if by else "cancelled", "replaced_by": by}
            self.persons[ssin] = person.model_copy(update=changed)
        held.discard(body["correctionId"])
        return 204, None

    def _register(self, request_id: str, person: dict[str, Any]) -> tuple[int, object]:
        if request_id in self.made:
            return 200, {"ssin": self.made[request_id]}
        request = PersonRequest.model_validate(person)
        number = issue_bis(
            IncompleteDate.parse(request.birth_date or ""),
            request.gender or 0,
            lambda prefix: [one for one in self.persons if one.startswith(prefix)],
        )
        made = Person(ssin=number, **request.model_dump(exclude={"id", "evidence", "contact_address"}))
        self.persons[number], self.made[request_id] = made, number
        self.index.add(made)
        return 201, {"ssin": number}


@contextmanager
def serving(persons: Iterable[Person]) -> Iterator[RegistryServer]:
    """Runs the registry on loopback."""
    registry = RegistryServer(persons)

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: the tests look at the registry itself."""

        def do_GET(self) -> None:
            self.answer({})

        def do_POST(self) -> None:
            self.answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def answer(self, body: dict[str, Any]) -> None:
            call = f"{self.command} {self.path}"
            if self.headers["Authorization"] != f"Bearer {TOKEN}":
                self.send(401, {})
                return
            if call.endswith("/registrations"):
                assert self.headers["Idempotency-Key"] == body["requestId"]
            if "/numbers/" in call:
                assert self.headers["Idempotency-Key"].startswith(body["correctionId"])
            status, found = registry.work(call, body)
            match registry.fault(call):
                case None:
                    self.send(status, found)
                case "late":
                    registry.over.wait(30)
                case "die":
                    self.close_connection = True
                case "busy":
                    self.send(503, {})
                case "refuse":
                    self.send(409, {})
                case "rubbish":
                    self.send(200, ["rubbish"])
                case "elsewhere":
                    self.send(307, {}, {"Location": registry.url + "/elsewhere"})

        def send(self, status: int, body: object, headers: dict[str, str] | None = None) -> None:
            content = b"" if body is None else json.dumps(body).encode()
            self.send_response(status)
            for name, value in {**(headers or {}), "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        registry.url = f"http://127.0.0.1:{server.server_address[1]}/registry/v1"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield registry
        finally:
            registry.over.set()
            server.shutdown()
            thread.join()


def as_json(person: Person) -> dict[str, Any]:
    """A person as the contract writes it."""
    answer: dict[str, Any] = json.loads(person.to_json())
    return answer


def at(path: str, what: str, times: int = 1) -> Fault:
    """A fault of so many calls of an address, whose work is done nevertheless."""
    left = [times]

    def fault(call: str) -> str | None:
        if call != f"POST /registry/v1{path}" or left[0] == 0:
            return None
        left[0] -= 1
        return what

    return fault


def at_registering(what: str, times: int = 1) -> Fault:
    """The same of registrations."""
    return at("/registrations", what, times)
