"""The API from outside: rubbish, rights, errors, headers."""

import pytest

from service.audit.models import AuditEntry
from service.db import transaction
from service.extractions.service import create_extraction
from service.extractions.uploads import UploadedFile
from tests.rubbish import RUBBISH, jpeg

URL = "/v1/extractions"
MEBIBYTE = 1024 * 1024


@pytest.fixture
def headers(api_token):
    return {"Authorization": f"Bearer {api_token}"}


@pytest.mark.parametrize("kind", RUBBISH)
def test_rubbish_gets_a_coded_problem_with_a_remedy(client, headers, kind):
    content, code = RUBBISH[kind]
    answer = client.post(URL, headers=headers, files={"files": ("passport.jpg", content)})
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert 400 <= answer.status_code < 500
    assert problem["status"] == answer.status_code
    assert problem["code"] == code
    assert problem["remedy"]
    assert problem["type"].startswith("urn:problem-type:")
    assert problem["instance"].startswith("urn:uuid:")


def test_a_body_that_hides_its_length_is_cut_off_while_it_streams(client, headers):
    boundary = "b0undary"

    def stream():
        disposition = 'Content-Disposition: form-data; name="files"; filename="x.jpg"'
        yield f"--{boundary}\r\n{disposition}\r\n\r\n".encode()
        for _ in range(60):
            yield bytes(MEBIBYTE)
        yield f"\r\n--{boundary}--\r\n".encode()

    kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    answer = client.post(URL, headers=headers | kind, content=stream())
    assert (answer.status_code, answer.json()["code"]) == (413, "payloadTooLarge")


def test_no_file_at_all_is_said_so(client, headers):
    empty = {"Content-Type": "multipart/form-data; boundary=b"}
    assert client.post(URL, headers=headers | empty, content=b"--b--\r\n").json()["code"] == "noFile"


def test_an_upload_is_accepted_and_followed(client, headers, services):
    answer = client.post(URL, headers=headers, files={"files": ("../../etc/a.jpg", jpeg())})
    assert answer.status_code == 202
    assert answer.headers["location"] == answer.json()["href"]
    status = client.get(answer.headers["location"], headers=headers)
    assert status.status_code == 200
    assert status.json()["state"] == "processing"
    assert status.json()["files"] == ["a.jpg"]
    assert status.json()["pollAfter"] > 0
    assert client.get(answer.headers["location"] + "/result", headers=headers).status_code == 409
    with transaction(services.engine) as session:
        assert [entry.action for entry in session.query(AuditEntry)] == ["upload"]


def test_a_finished_extraction_leads_to_its_result(
    client, headers, employer, finished, read_as, newcomer, services
):
    extraction = read_as(newcomer)
    object.__setattr__(client.app.state.services, "vault", services.vault)
    extraction_id = finished(employer, extraction)
    answer = client.get(f"{URL}/{extraction_id}", headers=headers)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{URL}/{extraction_id}/result")
    result = client.get(answer.headers["location"], headers=headers)
    assert result.json()["fields"]["familyName"]["value"] == newcomer.names[0].family_name
    assert "null" not in result.text


@pytest.mark.parametrize(
    ("authorization", "code"),
    [
        (None, "noAccessToken"),
        ("Bearer nonsense", "invalidAccessToken"),
        ("Basic YTpi", "invalidAccessToken"),
        ("Bearer", "invalidAccessToken"),
    ],
)
def test_every_call_needs_a_token(client, authorization, code):
    headers = {"Authorization": authorization} if authorization else {}
    for answer in (
        client.post(URL, headers=headers, files={"files": ("a.jpg", jpeg())}),
        client.get(f"{URL}/00000000-0000-4000-8000-000000000000", headers=headers),
    ):
        assert (answer.status_code, answer.json()["code"]) == (401, code)
        assert answer.headers["www-authenticate"] == "Bearer"


def test_another_companys_upload_looks_like_one_that_does_not_exist(
    client, headers, working, stranger, token_for, services
):
    location = client.post(URL, headers=headers, files={"files": ("a.jpg", jpeg())}).headers["location"]
    theirs = token_for(stranger)
    mine_missing = client.get(f"{URL}/00000000-0000-4000-8000-000000000000", headers=theirs)
    for path in (location, location + "/result"):
        answer = client.get(path, headers=theirs)
        assert answer.status_code == 404
        assert {**answer.json(), "instance": ""} == {**mine_missing.json(), "instance": ""}


def test_a_reviewer_uploads_nothing(client, reviewer, token_for):
    answer = client.post(URL, headers=token_for(reviewer), files={"files": ("a.jpg", jpeg())})
    assert (answer.status_code, answer.json()["code"]) == (403, "missingPermission")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/nothing", 404, "resourceNotFound"),
        ("GET", f"{URL}/no-uuid", 404, "resourceNotFound"),
        ("DELETE", URL, 405, "methodNotAllowed"),
    ],
)
def test_the_frameworks_own_errors_are_problems_too(client, headers, method, path, status, code):
    answer = client.request(method, path, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8000", "", "127.0.0.1:x"]
)
def test_a_foreign_host_is_refused(client, host):
    assert client.get("/health", headers={"Host": host}).json()["code"] == "hostRefused"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000", "LOCALHOST"])
def test_our_own_host_is_served(client, host):
    assert client.get("/health", headers={"Host": host}).json() == {"status": "UP"}


def test_every_response_carries_a_trace_id_and_security_headers(client):
    for answer in (
        client.get("/health"),
        client.get("/v1/nothing"),
        client.get("/health", headers={"Host": "x"}),
    ):
        assert answer.headers["belgov-trace-id"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
    given = "4bf92f35-77b3-4da6-a3ce-929d0e0e4736"
    assert client.get("/health", headers={"BelGov-Trace-Id": given}).headers["belgov-trace-id"] == given
    parent = {"traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}
    assert client.get("/health", headers=parent).headers["belgov-trace-id"] == given.replace("-", "")
    for bad in (
        "<x>",
        "Jan.Janssens.of.Antwerp",
        "85071200206",
        "a" * 65,
    ):  # a log shows it: no names, no numbers
        assert client.get("/health", headers={"BelGov-Trace-Id": bad}).headers["belgov-trace-id"] != bad


def test_a_store_that_cannot_write_is_reported(client, monkeypatch):
    def refuse(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("service.storage.store.os.fsync", refuse)
    assert client.get("/health").json() == {"status": "DEGRADED"}


def test_a_full_disk_refuses_the_upload_and_keeps_nothing(client, headers, services, monkeypatch):
    def refuse(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("service.storage.store.os.fsync", refuse)
    answer = client.post(URL, headers=headers, files={"files": ("a.jpg", jpeg())})
    assert (answer.status_code, answer.json()["code"]) == (503, "storageUnavailable")
    with transaction(services.engine) as session:
        assert session.query(AuditEntry).count() == 0


def test_the_products_own_samples_are_recognised_by_their_bytes(working, employer, services):
    sample = services.samples.list()[0]
    content = services.samples.read(sample.name, sample.files[0])
    assert services.samples.knows(content)
    assert not services.samples.knows(content + b"\0")
    with working(employer) as work:
        assert create_extraction(work, [UploadedFile("renamed.jpg", content)])
