"""Sending drawn cases to a running service, as a portal of one's own would: upload, correct, send."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import httpx

from benchmarks.demo.cases import Case, holder_of
from benchmarks.demo.kinds import CLEAR, KINDS, Form

ADDRESS = {
    "country": "BEL",
    "streetName": "Kouter",
    "houseNumber": "1",
    "postCode": "9000",
    "municipalityName": "Gent",
}
AT_ONCE = 4
"""Documents that wait for their reading; the worker reads them one by one."""
PATIENCE_SECONDS = 900
BUSY, SEE_OTHER = {429, 503}, 303
WAITING = {"Prefer": "wait=20"}


def send_cases(url: str, token: str, folder: Path, cases: Sequence[Case]) -> Iterator[tuple[Case, str]]:
    """Sends the cases in order; yields each with the state its request came to, or a problem's code."""
    headers = {"Authorization": f"Bearer {token}"}
    with (
        httpx.Client(base_url=url, headers=headers, timeout=120, trust_env=False) as client,
        ThreadPoolExecutor(AT_ONCE) as pool,
    ):
        yield from zip(cases, pool.map(lambda case: send_case(client, folder, case), cases), strict=True)


def send_case(client: httpx.Client, folder: Path, case: Case) -> str:
    """One case, from its pictures to a request that was sent."""
    files = [("files", (name, (folder / name).read_bytes(), "image/jpeg")) for name in case.files]
    reading = _call(client, "POST", "/v1/extractions", files=files).json()
    until = time.monotonic() + PATIENCE_SECONDS
    while (answer := _call(client, "GET", reading["href"], headers=WAITING)).status_code != SEE_OTHER:
        if answer.json().get("state") == "failed" or time.monotonic() > until:
            return "notRead"
    request = _call(client, "POST", "/v1/requests", json={"extractionId": reading["id"]}).json()
    form: Form = {"person": request["person"], "document": request["document"]}
    KINDS.get(case.kind, CLEAR).hand(form, holder_of(case))
    entered = {**form, "residenceAddress": ADDRESS, "contactAddress": ADDRESS}
    found = _call(client, "PUT", request["href"], json=entered, headers={"If-Match": "*"})
    if found.is_error:
        return str(found.json()["code"])
    sent = _call(client, "POST", f"{request['href']}/submit").json()
    return str(sent.get("state") or _told(sent))


def _call(client: httpx.Client, method: str, path: str, **more: Any) -> httpx.Response:
    """The answer; a busy service is asked again after the pause that it names."""
    while True:
        answer = client.request(method, path, **more)
        if answer.status_code not in BUSY:
            return answer
        time.sleep(float(answer.headers.get("Retry-After", "2")))


def _told(problem: dict[str, Any]) -> str:
    issues = cast(list[dict[str, Any]], problem.get("issues", []))
    return ", ".join(str(issue.get("name")) for issue in issues) or str(problem.get("code"))
