"""An employer's software asks for numbers."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from ocr.extraction import Warning
from service.audit.models import AuditEntry
from service.db import now, transaction
from service.extractions.service import CROP, PAGE
from service.requests.models import RequestSearch
from service.requests.search import KEPT, forget_searches
from tests.service.api.conftest import issues_of

URL = "/v1/requests"


def test_a_scan_becomes_a_number(as_employer, drafted_over_http, known):
    draft = drafted_over_http(known)
    assert draft.status_code == 200
    assert draft.json()["residenceAddress"]["country"] == "POL"
    href = draft.json()["href"]
    assert as_employer.get(href + "/checks").json() == {
        "sendable": True,
        "issues": [],
        "warnings": [],
    }
    sent = as_employer.post(href + "/submit")
    assert (sent.status_code, sent.json()["state"], sent.json()["ssin"]) == (
        200,
        "numberAssigned",
        known.ssin,
    )
    events = as_employer.get(href + "/events").json()
    assert [event["toState"] for event in events["items"]] == [
        "draft",
        "submitted",
        "processing",
        "numberAssigned",
    ]
    assert events["self"] == href + "/events"
    assert "null" not in sent.text


def test_a_created_draft_says_where_it_is_and_which_version(
    as_employer, finished, read_as, employer, newcomer
):
    extraction_id = str(finished(employer, read_as(newcomer)))
    created = as_employer.post(URL, json={"extractionId": extraction_id})
    assert created.status_code == 201
    assert created.headers["location"] == created.json()["href"] == f"{URL}/{created.json()['id']}"
    assert created.headers["etag"] == f'"{created.json()["version"]}"'
    assert created.json()["person"]["familyName"] == newcomer.names[0].family_name
    again = as_employer.post(URL, json={"extractionId": extraction_id})
    assert again.json()["id"] == created.json()["id"]
    documents = as_employer.get(created.json()["href"] + "/documents").json()
    assert [item["href"] for item in documents["items"]] == [f"/v1/extractions/{extraction_id}"]


def test_what_is_missing_is_named_in_the_guides_types(as_employer):
    created = as_employer.post(URL, json={})
    found = as_employer.get(created.json()["href"] + "/checks").json()
    assert found["sendable"] is False
    assert {issue["name"] for issue in found["issues"]} >= {"person.familyName", "person.birthDate"}
    refused = as_employer.post(created.json()["href"] + "/submit")
    assert refused.status_code == 400
    assert refused.json()["issues"] == found["issues"]
    assert ("requiredInput", "body", "person.familyName") in issues_of(refused)


def test_a_change_without_or_with_an_old_version_is_refused(as_employer):
    created = as_employer.post(URL, json={})
    href, tag = created.json()["href"], created.headers["etag"]
    entered = {"person": {"familyName": "Quispe"}}
    assert as_employer.put(href, json=entered).json()["code"] == "preconditionRequired"
    changed = as_employer.put(href, json=entered, headers={"If-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag
    late = as_employer.put(href, json={"person": {"familyName": "Mamani"}}, headers={"If-Match": tag})
    assert (late.status_code, late.json()["code"]) == (412, "preconditionFailed")
    assert as_employer.post(href + "/cancel", headers={"If-Match": tag}).status_code == 412
    assert as_employer.get(href).json()["person"] == {"familyName": "Quispe"}


def test_a_put_replaces_all_that_was_entered(as_employer, drafted_over_http, newcomer):
    draft = drafted_over_http(newcomer)
    only_name = {"person": {"familyName": "Quispe"}}
    after = as_employer.put(draft.json()["href"], json=only_name, headers={"If-Match": draft.headers["etag"]})
    assert after.json()["person"] == {"familyName": "Quispe"}
    assert "residenceAddress" not in after.json()
    assert after.json()["email"] == "an@janssens.invalid"


def test_a_cancelled_request_takes_no_more_changes(as_employer):
    href = as_employer.post(URL, json={}).json()["href"]
    assert as_employer.post(href + "/cancel").json()["state"] == "cancelled"
    again = as_employer.post(href + "/cancel")
    assert (again.status_code, again.json()["code"]) == (409, "transitionRefused")


def test_a_question_is_answered_over_the_api(
    as_employer, as_reviewer, drafted_over_http, newcomer, addresses, finished, read_as, employer
):
    specimen = [Warning(code="specimen", detail="This is a specimen.")]
    href = drafted_over_http(newcomer, warnings=specimen).json()["href"]
    assert as_employer.post(href + "/submit").json()["state"] == "underReview"
    case = as_reviewer.get(href.replace("requests", "reviews"))
    asked = as_reviewer.post(
        case.json()["href"] + "/decisions",
        json={"decision": "ask", "items": ["betterScan", "betterScan"]},
        headers={"If-Match": case.headers["etag"]},
    )
    assert asked.json()["state"] == "moreInformationNeeded"
    view = as_employer.get(href).json()
    assert view["items"] == ["betterScan"]
    better = finished(employer, read_as(newcomer))
    answer = {"person": view["person"], "document": view["document"], **addresses.to_dict()}
    back = as_employer.post(href + "/answer", json=answer | {"extractionId": str(better)})
    assert (back.json()["state"], back.json()["extractionId"]) == ("underReview", str(better))


def test_the_collection_is_paged_sorted_and_filtered(as_employer, as_stranger):
    made = [as_employer.post(URL, json={}).json() for _ in range(3)]
    as_stranger.post(URL, json={})
    as_employer.post(made[0]["href"] + "/cancel")
    first = as_employer.get(URL, params={"pageSize": 2, "sort": "createdAt"}).json()
    assert (first["total"], first["page"], first["pageSize"]) == (3, 1, 2)
    assert [item["href"] for item in first["items"]] == [one["href"] for one in made[:2]]
    assert "prev" not in first
    second = as_employer.get(first["next"]).json()
    assert [item["href"] for item in second["items"]] == [made[2]["href"]]
    assert "next" not in second
    assert as_employer.get(second["prev"]).json() == first
    assert (second["first"], second["last"]) == (first["self"], second["self"])
    drafts = as_employer.get(URL, params={"state": ["draft", "refused"], "sort": "-state"}).json()
    assert {item["state"] for item in drafts["items"]} == {"draft"}
    assert drafts["self"].startswith(f"{URL}?state=draft&state=refused&sort=-state")
    mine = made[0]["requesterAccountId"]
    assert as_employer.get(URL, params={"requester": mine}).json()["total"] == 3
    assert as_employer.get(URL, params={"requester": str(uuid4())}).json()["total"] == 0
    today = now().date().isoformat()
    assert as_employer.get(URL, params={"createdFrom": today, "createdTo": today}).json()["total"] == 3
    assert as_employer.get(URL, params={"createdTo": "2020-01-01"}).json()["total"] == 0


def test_a_search_by_name_leaves_an_opaque_id_in_the_urls(
    as_employer, as_stranger, drafted_over_http, newcomer, services, employer
):
    href = drafted_over_http(newcomer).json()["href"]
    as_employer.post(URL, json={})
    found = as_employer.post(URL + "/query", json={"familyName": "QUISPE", "birthDate": newcomer.birth_date})
    assert [item["href"] for item in found.json()["items"]] == [href]
    search_id = found.json()["searchId"]
    links = [found.json()[name] for name in ("self", "first", "last")]
    assert all(search_id in link and "uispe" not in link.lower() for link in links)
    assert as_employer.get(links[0]).json()["items"] == found.json()["items"]
    assert as_stranger.get(links[0]).status_code == 404
    with transaction(services.engine) as session:
        kept = session.scalars(select(RequestSearch)).one()
        assert b"QUISPE" not in kept.criteria
        actions = session.scalars(select(AuditEntry.action).where(AuditEntry.object_id == search_id)).all()
        assert [*actions] == ["searchRequests", "searchRequests"]


@pytest.mark.parametrize(
    ("criteria", "found"),
    [
        ({}, 1),
        ({"documentNumber": "ZZ9876543"}, 1),
        ({"givenNames": "xóchitl", "familyName": "mamani"}, 1),
        ({"familyName": "%"}, 0),
        ({"familyName": "\u0000"}, 1),
        ({"ssin": "91431700251"}, 0),
        ({"documentNumber": "ZZ0000000"}, 0),
    ],
)
def test_all_criteria_must_hold(as_employer, drafted_over_http, newcomer, criteria, found):
    drafted_over_http(newcomer)
    assert as_employer.post(URL + "/query", json=criteria).json()["total"] == found


def test_a_search_is_over_after_an_hour_and_swept_up(as_employer, services):
    link = as_employer.post(URL + "/query", json={"familyName": "Quispe"}).json()["self"]
    with transaction(services.engine) as session:
        session.scalars(select(RequestSearch)).one().created_at = now() - KEPT
    assert as_employer.get(link).status_code == 404
    search_id = link.split("search=")[1].split("&")[0]
    assert services.vault.keys.has_key(search_id)
    forget_searches(services)
    assert not services.vault.keys.has_key(search_id)
    with transaction(services.engine) as session:
        assert session.scalars(select(RequestSearch)).all() == []


def test_the_scan_can_be_looked_at_and_every_look_is_logged(
    as_employer, as_stranger, finished, read_as, employer, newcomer, services
):
    extraction_id = finished(employer, read_as(newcomer))
    href = f"/v1/extractions/{extraction_id}"
    services.vault.put(extraction_id, PAGE.format(index=0), b"page")
    services.vault.put(extraction_id, CROP.format(field="familyName"), b"crop")
    page = as_employer.get(href + "/pages").json()["items"][0]
    assert (page["number"], page["width"]) == (1, 10)
    picture = as_employer.get(page["imageHref"])
    assert (picture.content, picture.headers["content-type"]) == (b"page", "image/jpeg")
    assert as_employer.get(href + "/crops/familyName/image").content == b"crop"
    assert as_employer.get(href + "/crops/nationality/image").status_code == 404
    assert as_employer.get(href + "/crops").json()["total"] == 0
    assert as_stranger.get(page["imageHref"]).status_code == 404
    with transaction(services.engine) as session:
        actions = session.scalars(
            select(AuditEntry.action).where(AuditEntry.object_id == str(extraction_id))
        ).all()
    assert [*actions].count("viewPage") == 1
    assert [*actions].count("viewCrop") == 1


def test_another_companys_request_looks_like_one_that_does_not_exist(as_employer, as_stranger):
    href = as_employer.post(URL, json={}).json()["href"]
    missing = as_stranger.get(f"{URL}/{uuid4()}")
    for answer in (
        as_stranger.get(href),
        as_stranger.put(href, json={"person": {}}, headers={"If-Match": "*"}),
        as_stranger.post(href + "/submit"),
        as_stranger.post(href + "/cancel"),
        as_stranger.get(href + "/checks"),
        as_stranger.get(href + "/events"),
        as_stranger.get(href + "/documents"),
    ):
        assert answer.status_code == 404
        assert {**answer.json(), "instance": ""} == {**missing.json(), "instance": ""}
