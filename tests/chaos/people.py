"""Who asks for numbers while things break, and who reviews: programs that repeat a call until it is
answered."""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import httpx

from matching.synthetic import generate_persons

SAMPLES = Path(__file__).parents[2] / "service" / "demo" / "samples"
AS_READ = ("passport-known", "passport-new", "passport-phone", "identity-card-phone", "passport-twin")
TYPED_OVER = ("passport-new", "driving-licence-front", "identity-card-phone", "passport-blurred")
SHARE_TYPED = 0.5
"""Half of the requests are typed over by hand, and go to a reviewer: else a few samples would be a few
people."""
ADDRESS = {
    "country": "BEL",
    "postCode": "9000",
    "municipalityName": "Gent",
    "streetName": "Kouter",
    "houseNumber": "1",
}
CALL_SECONDS, CASE_SECONDS = 30.0, 900.0
AGAIN = {408, 425, 429, 500, 502, 503, 504, 507}
PERSON = ("familyName", "givenNames", "birthDate", "placeOfBirth", "gender", "nationality")


class GaveUp(Exception):
    """A call that was not answered in `CASE_SECONDS`, or was answered with something that no repetition
    mends."""


@dataclass
class Case:
    """One wish for a number: a document, the person as they are, whether typed over it; and what came of
    it."""

    number: int
    files: list[str]
    person: dict[str, Any]
    typed: bool
    upload: str | None = None
    request: str | None = None
    state: str = "notBegun"
    ssin: str | None = None
    trouble: str | None = None

    @property
    def who(self) -> tuple[str, str, str]:
        """The person: nobody else in a run has these."""
        return self.person["familyName"], self.person["givenNames"], self.person["birthDate"]


@dataclass
class Caller:
    """A program with a token. Calls go to either web process, and again until there is an answer."""

    addresses: list[str]
    token: str
    chance: Random
    senior: bool = False
    troubles: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._client = httpx.Client(timeout=CALL_SECONDS, trust_env=False, follow_redirects=False)

    def close(self) -> None:
        """Closes its connections."""
        self._client.close()

    def call(self, method: str, path: str, *, once: bool = False, **more: Any) -> httpx.Response:
        """The first answer that is one. `once` sends a key, so that a repetition has no second effect."""
        headers = {"Authorization": f"Bearer {self.token}", **more.pop("headers", {})}
        if once:
            headers["Idempotency-Key"] = str(uuid4())
        deadline = time.monotonic() + CASE_SECONDS
        while time.monotonic() < deadline:
            base = self.chance.choice(self.addresses)
            try:
                answer = self._client.request(method, base + path, headers=headers, **more)
            except httpx.TransportError as error:
                self.troubles[type(error).__name__] += 1
            else:
                if answer.status_code not in AGAIN:
                    return answer
                self.troubles[f"{answer.status_code} {_code(answer)}"] += 1
            time.sleep(self.chance.uniform(0.2, 1.0))
        raise GaveUp(f"{method} {path.split('/')[2]}: no answer")


def plan_cases(count: int, seed: int) -> list[Case]:
    """The same seed gives the same cases. Each typed person is asked for about twice, by either company."""
    chance = Random(seed)
    samples = {one["id"]: one for one in json.loads((SAMPLES / "samples.json").read_text())["samples"]}
    typed = round(count * SHARE_TYPED)
    people = [
        entered
        for person in generate_persons(20 * typed + 20, seed=90_000 + seed)
        if len(person.names) == 1
        and all(
            (entered := _entered(person.model_dump(mode="json", by_alias=True))).get(name) for name in PERSON
        )
        and not str(entered["birthDate"]).endswith("-00")
    ][: max(1, (typed + 1) // 2)]
    cases = []
    for number in range(count):
        by_hand = number < typed
        sample = samples[chance.choice(TYPED_OVER if by_hand else AS_READ)]
        person = chance.choice(people) if by_hand else _entered(sample["person"])
        cases.append(Case(number, sample["files"], person, by_hand))
    chance.shuffle(cases)
    return cases


def ask(caller: Caller, case: Case) -> None:
    """From the upload to the number."""
    parts = [("files", (name, (SAMPLES / name).read_bytes())) for name in case.files]
    answer = caller.call("POST", "/v1/extractions", once=True, files=parts)
    _expect(answer, 202, 303)
    case.upload = answer.headers["Location"].removesuffix("/result").rsplit("/", 1)[1]
    case.state = "accepted"
    _wait(case, lambda: _is_read(caller, case))
    draft = caller.call("POST", "/v1/requests", once=True, json={"extractionId": case.upload})
    _expect(draft, 201)
    case.request = draft.json()["href"]
    _enter(caller, case, draft)
    _wait(case, lambda: _is_sent(caller, case))
    _wait(case, lambda: _is_answered(caller, case))


def review(caller: Caller, over: threading.Event) -> None:
    """A reviewer, who gives the number of whoever is the same in name and birth date, or makes one; where
    that takes a second one, they confirm what the other decided.
    """
    while not over.wait(0.5):
        try:
            for queue in ("/v1/reviews?toConfirm=true", "/v1/reviews"):
                for line in caller.call("GET", queue).json().get("items", []):
                    if over.is_set():
                        return
                    _decide(caller, line["href"])
        except (GaveUp, ValueError, KeyError):
            caller.troubles["reviewer gave up"] += 1


def _decide(caller: Caller, href: str) -> None:
    case = caller.call("GET", href)
    if case.status_code != 200:
        return
    shown, tag = case.json(), {"If-Match": case.headers["ETag"]}
    if decided := shown.get("decision"):
        if decided["mayConfirm"]:
            _note(caller, caller.call("POST", f"{href}/confirm", once=True, headers=tag))
        return
    same = [one["ssin"] for one in shown["candidates"] if _is_same(one["person"], shown["request"]["person"])]
    if not same and shown["confirmNew"] and caller.senior:
        return  # nobody is left who could confirm it
    decision = {"decision": "assignExisting", "ssin": same[0]} if same else {"decision": "createNew"}
    decision["note"] = "compared by name and birth date"
    _note(caller, caller.call("POST", f"{href}/decisions", once=True, json=decision, headers=tag))


def _note(caller: Caller, answer: httpx.Response) -> None:
    """Counts an answer to a decision that is neither yes nor what comes of colleagues and repetitions."""
    if answer.status_code not in {200, 404, 409, 412}:
        caller.troubles[f"decision {answer.status_code} {_code(answer)}"] += 1


def _is_same(candidate: dict[str, Any], entered: dict[str, Any]) -> bool:
    wanted = entered["familyName"], entered["givenNames"], entered["birthDate"]
    return any(
        (name["familyName"], name["givenNames"], candidate.get("birthDate")) == wanted
        for name in candidate["names"]
    )


def _is_read(caller: Caller, case: Case) -> bool:
    answer = caller.call("GET", f"/v1/extractions/{case.upload}")
    if answer.status_code == 303:
        return True
    _expect(answer, 200)
    if answer.json()["state"] == "failed":
        raise GaveUp(f"upload failed: {answer.json().get('problem', {}).get('code')}")
    return False


def _enter(caller: Caller, case: Case, draft: httpx.Response) -> None:
    """Keeps what was read, or types the person over it. An answer that was lost leaves a newer version."""
    while True:
        read = draft.json()["person"]
        whole = not case.typed and all(read.get(name) for name in PERSON)
        body = {"person": read if whole else case.person, "residenceAddress": ADDRESS}
        body |= {"document": draft.json().get("document", {})}
        answer = caller.call("PUT", str(case.request), json=body, headers={"If-Match": draft.headers["ETag"]})
        if answer.status_code != 412:
            _expect(answer, 200)
            return
        draft = caller.call("GET", str(case.request))
        _expect(draft, 200)


def _is_sent(caller: Caller, case: Case) -> bool:
    answer = caller.call("POST", f"{case.request}/submit", once=True)
    _expect(answer, 200, 409)  # sent before, and the answer lost together with its key
    return True


def _is_answered(caller: Caller, case: Case) -> bool:
    answer = caller.call("GET", str(case.request))
    _expect(answer, 200)
    case.state, case.ssin = answer.json()["state"], answer.json().get("ssin")
    return case.state not in {"submitted", "processing", "underReview"}


def _wait(case: Case, done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + CASE_SECONDS
    while not done():
        if time.monotonic() > deadline:
            raise GaveUp(f"still {case.state}")
        time.sleep(1.0)


def _expect(answer: httpx.Response, *statuses: int) -> None:
    if answer.status_code not in statuses:
        raise GaveUp(f"{answer.request.method} answered {answer.status_code} {_code(answer)}")


def _code(answer: httpx.Response) -> str:
    try:
        return str(answer.json().get("code", ""))
    except ValueError:
        return ""


def _entered(person: dict[str, Any]) -> dict[str, Any]:
    """A person as they are typed in: the fields of the form."""
    name = person["names"][0]
    return {"familyName": name["familyName"], "givenNames": name["givenNames"]} | {
        field: person[field] for field in PERSON[2:] if person.get(field)
    }
