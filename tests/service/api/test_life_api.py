"""The life of a request over the API: warnings, questions in rounds, a registry that is away."""

from copy import deepcopy

import pytest

from ocr.extraction import Warning
from service.app import choose_registry
from service.db import now, transaction
from service.jobs.models import Job
from service.jobs.run import run_next
from service.jobs.worker import HANDLERS
from tests.service.api.conftest import issues_of
from tests.service.registry_server import TOKEN, serving

SPECIMEN = [Warning(code="specimen", detail="This is a specimen.")]


@pytest.fixture
def asked(as_employer, as_reviewer, drafted_over_http, newcomer):
    """A request for which a reviewer asks for these items; its resource."""

    def ask(*items):
        href = drafted_over_http(newcomer, warnings=SPECIMEN).json()["href"]
        assert as_employer.post(href + "/submit").json()["state"] == "underReview"
        question = {"decision": "ask", "items": [*items]}
        case = href.replace("requests", "reviews")
        asked = as_reviewer.post(case + "/decisions", json=question, headers={"If-Match": "*"})
        assert asked.json()["state"] == "moreInformationNeeded"
        return as_employer.get(href).json()

    return ask


def entered(view):
    """What was entered, to be changed and sent again."""
    parts = ("person", "document", "residenceAddress", "contactAddress")
    return deepcopy({name: view[name] for name in parts})


def test_an_earlier_request_is_a_warning_and_keeps_nothing_from_being_sent(
    as_employer, drafted_over_http, sent, employer, newcomer
):
    earlier = sent(employer, newcomer)
    href = drafted_over_http(newcomer).json()["href"]
    found = as_employer.get(href + "/checks").json()
    assert (found["sendable"], found["issues"]) == (True, [])
    [warning] = found["warnings"]
    assert warning["code"] == "earlierRequest"
    [link] = warning["requests"]
    assert link == {"href": f"/v1/requests/{earlier.id}", "id": str(earlier.id)}
    assert as_employer.get(link["href"]).json()["ssin"] == earlier.ssin
    assert as_employer.post(href + "/submit").json()["ssin"] == earlier.ssin


def test_what_is_missing_counts_whether_or_not_there_is_a_warning(
    as_employer, drafted_over_http, sent, employer, newcomer
):
    sent(employer, newcomer)
    draft = drafted_over_http(newcomer)
    href, body = draft.json()["href"], entered(draft.json())
    del body["residenceAddress"]
    as_employer.put(href, json=body, headers={"If-Match": draft.headers["etag"]})
    found = as_employer.get(href + "/checks").json()
    assert found["sendable"] is False
    assert {issue["name"] for issue in found["issues"]} == {"residenceAddress.country"}
    assert len(found["warnings"]) == 1


def test_an_answer_changes_what_was_asked_for_and_the_round_is_shown(as_employer, asked):
    view = asked("confirmBirthDate")
    [waiting] = view["rounds"]
    assert (waiting["number"], waiting["items"]) == (1, ["confirmBirthDate"])
    assert "answeredAt" not in waiting
    body = entered(view)
    body["person"]["birthDate"] = "1991-03-18"
    answer = as_employer.post(view["href"] + "/answer", json=body)
    assert (answer.json()["state"], answer.json()["person"]["birthDate"]) == ("underReview", "1991-03-18")
    assert answer.json()["rounds"][0]["answeredBy"] == "An Janssens"


def test_what_was_not_asked_for_is_named_and_nothing_changes(as_employer, asked):
    view = asked("confirmBirthDate")
    body = entered(view)
    body["person"]["familyName"] = "Otherwise"
    body["contactAddress"]["houseNumber"] = "2"
    del body["document"]
    refused = as_employer.post(view["href"] + "/answer", json=body)
    assert refused.status_code == 400
    locked = {name for kind, place, name in issues_of(refused) if (kind, place) == ("rejectedInput", "body")}
    assert locked == {"person.familyName", "contactAddress"} | {
        f"document.{name}" for name in view["document"]
    }
    put = as_employer.put(view["href"], json=body, headers={"If-Match": "*"})
    assert (put.status_code, issues_of(put)[0][:2]) == (400, ("rejectedInput", "body"))
    assert as_employer.get(view["href"]).json() == view


def test_a_scan_is_named_as_the_body_names_it(as_employer, asked, finished, read_as, employer, newcomer):
    view = asked("betterScan")
    missing = as_employer.post(view["href"] + "/answer", json=entered(view))
    assert issues_of(missing) == [("requiredInput", "body", "extractionId")]
    scan = str(finished(employer, read_as(newcomer)))
    better = as_employer.post(view["href"] + "/answer", json=entered(view) | {"extractionId": scan})
    assert better.json()["state"] == "underReview"


def test_a_scan_that_nobody_asked_for_is_refused(as_employer, asked, finished, read_as, employer, newcomer):
    view = asked("confirmGender")
    scan = str(finished(employer, read_as(newcomer)))
    refused = as_employer.post(view["href"] + "/answer", json=entered(view) | {"extractionId": scan})
    assert issues_of(refused) == [("rejectedInput", "body", "extractionId")]


@pytest.fixture
def elsewhere(client, settings):
    """A registry over HTTP in the place of the application's own."""
    with serving([]) as server:
        changes = {"registry_url": server.url, "registry_token": TOKEN, "registry_seconds": 0.5}
        read = type(settings)(**changes).model_dump(include=set(changes))
        remote = choose_registry(settings.model_copy(update=read))
        object.__setattr__(client.app.state.services, "registry", remote)
        yield server


def test_while_the_registry_is_away_a_request_is_processing_and_decided_later(
    as_employer, drafted_over_http, newcomer, elsewhere, client, services
):
    elsewhere.fault = lambda _: "busy"
    href = drafted_over_http(newcomer).json()["href"]
    sent = as_employer.post(href + "/submit")
    assert (sent.status_code, sent.json()["state"]) == (200, "processing")
    assert {"ssin", "numberState"} & {*sent.json()} == set()
    elsewhere.fault = lambda _: None
    with transaction(services.engine) as session:
        session.query(Job).update({Job.not_before: now()})
    run_next(client.app.state.services, HANDLERS)
    decided = as_employer.get(href).json()
    assert (decided["state"], decided["ssin"]) == ("numberAssigned", elsewhere.made[decided["id"]])
    assert (decided["numberState"], decided["formerSsins"]) == ("valid", [])
    assert decided["version"] > sent.json()["version"]
