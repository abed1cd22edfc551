"""The federal REST guide's rules that can be read off the description."""

import re

import pytest
from jsonschema_rs import Draft202012Validator

from service.api.examples import EXAMPLES
from service.api.route import ApiRoute, api_router
from service.app import API
from service.auth.permissions import PERMISSIONS
from service.problems import BELGIF, GUIDE, TITLES, problem
from service.registry.port import RegistryAnswerInvalid, RegistryUnavailable
from service.storage.errors import StorageAway

LOWER_CAMEL = re.compile(r"[a-z][a-zA-Z0-9]*")
PERSONAL = re.compile(r"name|ssin|birth|number|email", re.IGNORECASE)
TASKS = {"createExtraction", "getExtraction"}
UNSAFE = {"post", "put"}


@pytest.fixture
def description(client):
    return client.get("/openapi.json").json()


@pytest.fixture
def operations(description):
    """Every operation of `/v1`: its path, its method, what it says."""
    return [
        (path, method, operation)
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
        if path.startswith("/v1/")
    ]


def resolve(description, schema):
    while "$ref" in schema:
        schema = description["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def answer_of(description, operation):
    """The schema of the answer that is no refusal; None for pictures and for nothing."""
    answers = operation["responses"].items()
    kinds = next(answer for status, answer in answers if status[0] == "2").get("content", {})
    return resolve(description, kinds["application/json"]["schema"]) if "application/json" in kinds else None


def test_the_description_is_openapi_31_with_every_route_of_the_api(description, operations):
    assert description["openapi"].startswith("3.1")
    described = {(path, method.upper()) for path, method, _ in operations}
    routes = [route for router in API for route in router.routes]
    assert all(isinstance(route, ApiRoute) for route in routes)
    assert described == {(route.path_format, method) for route in routes for method in route.methods}
    assert len(described) == 41


def test_every_operation_has_a_name_a_tag_a_summary_and_a_permission(description, operations):
    names = [operation["operationId"] for _, _, operation in operations]
    assert len({*names}) == len(names)
    tags = {tag["name"] for tag in description["tags"]}
    permissions = frozenset.union(*PERMISSIONS.values())
    for path, _, operation in operations:
        assert LOWER_CAMEL.fullmatch(operation["operationId"])
        assert {*operation["tags"]} <= tags
        assert operation["summary"], path
        assert operation["description"], path
        assert operation["x-permission"] in permissions
        assert operation["security"] == [{"bearerAuth": []}]


def test_a_route_without_a_permission_cannot_be_made():
    router = api_router("/open", "open")
    with pytest.raises(TypeError):
        router.get("")(lambda: {})


def test_names_are_lower_camel_case_and_collections_plural(description, operations):
    for path, _, operation in operations:
        for part in path.removeprefix("/v1/").split("/"):
            assert LOWER_CAMEL.fullmatch(part.strip("{}")), path
        for parameter in operation.get("parameters", []):
            if parameter["in"] != "header":
                assert LOWER_CAMEL.fullmatch(parameter["name"])
    for name, schema in description["components"]["schemas"].items():
        for member in schema.get("properties", {}):
            assert LOWER_CAMEL.fullmatch(member), f"{name}.{member}"
    assert all(path.split("/")[2].endswith("s") for path, _, _ in operations)


def test_urls_hold_no_personal_data(operations):
    for path, _, operation in operations:
        for parameter in operation.get("parameters", []):
            if parameter["in"] in {"path", "query"} and (path, parameter["name"]) != (
                "/v1/extractions/{extractionId}/pages/{number}/image",
                "number",
            ):
                assert not PERSONAL.search(parameter["name"]), path
                assert parameter["schema"].get("format") != "ssin"


def test_bodies_are_objects_that_refuse_unknown_properties_and_nothing_is_null(description, operations):
    for path, method, operation in operations:
        answer = answer_of(description, operation)
        if answer is not None:
            assert answer["type"] == "object", (path, method)
        for content in operation.get("requestBody", {}).get("content", {}).values():
            body = resolve(description, content["schema"])
            for kind in body.get("oneOf", [body]):
                assert resolve(description, kind)["additionalProperties"] is False, path
    assert '"null"' not in str(description).replace("'", '"')


def test_collections_have_their_links_their_items_and_their_total(description, operations):
    found = 0
    for path, method, operation in operations:
        answer = answer_of(description, operation) or {}
        if "items" not in answer.get("properties", {}) or "state" in answer["properties"]:
            continue
        found += 1
        assert {"self", "items", "total"} <= {*answer["required"]}, path
        parameters = {parameter["name"]: parameter for parameter in operation.get("parameters", [])}
        if "page" in parameters:
            assert {"first", "last", "page", "pageSize"} <= {*answer["required"]}
            assert {"prev", "next"} <= {*answer["properties"]}
            assert parameters["page"]["schema"]["minimum"] == 1
            assert parameters["pageSize"]["schema"]["maximum"] == 100
        if method == "get" and path.count("/") == 2:
            assert "page" in parameters
            item = resolve(description, answer["properties"]["items"]["items"])
            assert "href" in item["required"]
    assert found == 10


def test_a_long_running_task_is_accepted_followed_and_leads_to_its_result(operations):
    tasks = {operation["operationId"]: operation for _, _, operation in operations}
    assert {"202", "303"} <= {*tasks["createExtraction"]["responses"]}
    assert {"200", "303"} <= {*tasks["getExtraction"]["responses"]}
    for name in TASKS:
        assert "prefer" in {parameter["name"].lower() for parameter in tasks[name]["parameters"]}


def test_every_refusal_is_a_problem_and_every_answer_carries_the_trace(description, operations):
    for path, _, operation in operations:
        assert {"400", "401", "403", "406", "500", "503"} <= {*operation["responses"]}
        assert "422" not in operation["responses"] or "Idempotency-Key" in str(operation["parameters"])
        for status, given in operation["responses"].items():
            answer = description["components"]["responses"][f"Problem{status}"] if "$ref" in given else given
            assert "BelGov-Trace-Id" in answer["headers"]
            if int(status) >= 400:
                assert [*answer["content"]] == ["application/problem+json"], path
        assert ("404" in operation["responses"]) >= ("{" in path)


def test_posts_with_an_effect_take_an_idempotency_key_and_changes_an_if_match(operations):
    for path, method, operation in operations:
        headers = {one["name"] for one in operation.get("parameters", []) if one["in"] == "header"}
        assert ("Idempotency-Key" in headers) == (method == "post" and not path.endswith("/query")), path
        if method == "put" or path.endswith("/decisions"):
            assert "If-Match" in headers
            assert {"412", "428"} <= {*operation["responses"]}
        if "If-Match" in headers:
            assert "ETag" in operation["responses"]["200"]["headers"]
        for status in {"201", "202", "303"} & {*operation["responses"]}:
            assert "Location" in operation["responses"][status]["headers"]


def test_every_json_body_has_an_example_and_examples_are_true_to_their_types(description, operations):
    seen = set()
    for path, _, operation in operations:
        json_body = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if json_body:
            assert json_body["examples"], path
            for example in json_body["examples"].values():
                check(description, json_body["schema"], example["value"])
        for answer in operation["responses"].values():
            content = answer.get("content", {}).get("application/json", {})
            if "example" in content:
                check(description, content["schema"], content["example"])
        seen.add(operation["operationId"])
    assert {*EXAMPLES} <= seen


def check(description, schema, example):
    whole = {**schema, "components": description["components"]}
    errors = [*Draft202012Validator(whole).iter_errors(example)]
    assert not errors, errors


def test_the_guides_own_problem_types_are_used_for_what_they_name():
    assert {
        "badRequest",
        "noAccessToken",
        "invalidAccessToken",
        "expiredAccessToken",
        "missingPermission",
        "resourceNotFound",
        "payloadTooLarge",
        "tooManyRequests",
        "internalServerError",
        "badGateway",
        "serviceUnavailable",
    } == {*TITLES}


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (RegistryUnavailable(), "serviceUnavailable"),
        (StorageAway(), "serviceUnavailable"),
        (RegistryAnswerInvalid(), "badGateway"),
    ],
)
def test_a_part_that_fails_us_has_the_guides_type_and_a_code_of_its_own(error, kind):
    told = problem(error)
    assert (told["type"], told["title"], told["href"]) == (BELGIF + kind, TITLES[kind], GUIDE)
    assert (told["code"], told["status"], told["detail"]) == (error.code, error.status, error.detail)
