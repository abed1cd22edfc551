"""What is not in the description is refused, and every refusal is a problem of the guide."""

import re
from uuid import uuid4

import pytest

from tests.rubbish import jpeg
from tests.service.api.conftest import issues_of

URL = "/v1/requests"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", URL),
        ("POST", URL),
        ("POST", URL + "/query"),
        ("GET", "/v1/extractions/6c9be1a4-53a3-4b7c-8e0d-1f0a4f5d7c11"),
    ],
)
def test_an_unknown_query_parameter_is_refused_everywhere(as_employer, method, path):
    body = {} if method == "POST" else None
    answer = as_employer.request(method, path, params={"color": "red"}, json=body)
    assert (answer.status_code, issues_of(answer)) == (400, [("unknownInput", "query", "color")])


def test_no_operation_of_the_description_takes_a_parameter_that_it_does_not_name(as_employer):
    """Whoever calls, and whether or not there is what is asked for: this comes first."""
    described, places = as_employer.get("/openapi.json").json()["paths"], {"number": "1", "field": "gender"}
    found = {}
    for path, operations in described.items():
        url = re.sub(r"{(\w+)}", lambda place: places.get(place[1], str(uuid4())), path)
        for method in operations:
            answer = as_employer.request(method.upper(), url, params={"color": "red"})
            found[f"{method} {path}"] = (answer.status_code, *issues_of(answer))
    assert len(found) > 36
    assert {*found.values()} == {(400, ("unknownInput", "query", "color"))}, found


def test_an_unknown_property_is_refused_wherever_it_stands(as_employer):
    answer = as_employer.post(URL, json={"colour": "red"})
    assert issues_of(answer) == [("unknownInput", "body", "colour")]
    href = as_employer.post(URL, json={}).json()["href"]
    answer = as_employer.put(href, json={"person": {"firstName": "x"}}, headers={"If-Match": "*"})
    assert issues_of(answer) == [("unknownInput", "body", "person.firstName")]


def test_an_unknown_field_of_the_form_is_refused(as_employer):
    files = {"files": ("a.jpg", jpeg()), "photos": ("b.jpg", jpeg())}
    assert issues_of(as_employer.post("/v1/extractions", files=files)) == [("unknownInput", "body", "photos")]


def test_truth_values_are_no_codes(as_reviewer):
    query = {"purpose": "review", "familyName": "Quispe", "gender": True}
    assert issues_of(as_reviewer.post("/v1/persons/query", json=query)) == [
        ("schemaViolation", "body", "gender")
    ]


def test_nulls_are_refused_at_every_depth(as_employer):
    href = as_employer.post(URL, json={}).json()["href"]
    body = {"person": {"familyName": None}, "residenceAddress": None}
    answer = as_employer.put(href, json=body, headers={"If-Match": "*"})
    assert issues_of(answer) == [
        ("schemaViolation", "body", "person.familyName"),
        ("schemaViolation", "body", "residenceAddress"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b'"x"',
        b"\xff\xfe",
        b"[" * 9000,
        b"[" * 700 + b"]" * 700,
        b"[" * 980 + b"]" * 980,
        b'{"extractionId": "no"}',
        b"",
    ],
)
def test_a_body_that_cannot_be_read_is_a_violation_of_the_schema(as_employer, body):
    answer = as_employer.post(URL, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert {kind for kind, _, _ in issues_of(answer)} == {"schemaViolation"}


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", None]
)
def test_a_body_of_another_type_is_refused(as_employer, kind):
    headers = {"Content-Type": kind} if kind else {}
    answer = as_employer.post(URL, content=b"{}", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupportedMediaType")
    answer = as_employer.post("/v1/extractions", json={"files": []})
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupportedMediaType")


def test_a_very_long_body_is_refused(as_employer):
    answer = as_employer.post(URL + "/query", json={"familyName": "x" * 70_000})
    assert (answer.status_code, answer.json()["code"]) == (413, "payloadTooLarge")
    assert answer.json()["limit"] == 65536


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("application/json", 200),
        ("text/html, application/*;q=0.5", 200),
        ("*/*", 200),
        ("text/html", 406),
        ("application/json;q=0", 406),
    ],
)
def test_a_type_that_nobody_gives_is_refused(as_employer, accept, status):
    answer = as_employer.get(URL, headers={"Accept": accept})
    assert answer.status_code == status
    if status == 406:
        assert answer.json()["code"] == "notAcceptable"


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        ({"page": 0}, "page"),
        ({"page": "x"}, "page"),
        ({"pageSize": 101}, "pageSize"),
        ({"sort": "ssin"}, "sort"),
        ({"state": "lost"}, "state.0"),
        ({"createdFrom": "yesterday"}, "createdFrom"),
        ({"createdTo": "0"}, "createdTo"),
    ],
)
def test_parameters_out_of_their_range_are_violations_of_the_schema(as_employer, parameters, name):
    answer = as_employer.get(URL, params=parameters)
    assert (answer.status_code, issues_of(answer)) == (400, [("schemaViolation", "query", name)])


def test_a_method_that_an_address_does_not_take_is_named_with_those_it_takes(as_employer):
    answer = as_employer.delete(URL)
    assert (answer.status_code, answer.json()["code"]) == (405, "methodNotAllowed")
    assert answer.headers["allow"] == "GET, POST"
