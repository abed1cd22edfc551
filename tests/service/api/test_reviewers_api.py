"""Reviewers decide cases and look people up over the API."""

import pytest
from sqlalchemy import select

from ocr.extraction import Warning
from service.audit.models import AuditEntry
from service.db import transaction
from service.registry.models import RegistryPerson
from tests.service.api.conftest import issues_of

SPECIMEN = [Warning(code="specimen", detail="This is a specimen.")]


@pytest.fixture
def case(as_employer, drafted_over_http):
    """A request under review; returns the address of its case."""

    def make(person):
        href = drafted_over_http(person, warnings=SPECIMEN).json()["href"]
        assert as_employer.post(href + "/submit").json()["state"] == "underReview"
        return href.replace("requests", "reviews")

    return make


def test_the_queue_leads_to_the_case_and_the_decision_to_the_number(as_reviewer, as_employer, case, known):
    href = case(known)
    queue = as_reviewer.get("/v1/reviews").json()
    assert [line["href"] for line in queue["items"]] == [href]
    assert (queue["total"], queue["page"]) == (1, 1)
    shown = as_reviewer.get(href)
    candidate = shown.json()["candidates"][0]
    assert candidate["ssin"] == known.ssin
    assert candidate["evidence"]
    decision = {"decision": "assignExisting", "ssin": known.ssin, "note": "same person"}
    assert as_reviewer.post(href + "/decisions", json=decision).json()["code"] == "preconditionRequired"
    tag = {"If-Match": shown.headers["etag"]}
    decided = as_reviewer.post(href + "/decisions", json=decision, headers=tag)
    assert (decided.json()["state"], decided.json()["ssin"]) == ("numberAssigned", known.ssin)
    late = as_reviewer.post(href + "/decisions", json={"decision": "createNew"}, headers=tag)
    assert (late.status_code, late.json()["code"]) == (412, "preconditionFailed")
    current = {"If-Match": decided.headers["etag"]}
    over = as_reviewer.post(href + "/decisions", json={"decision": "createNew"}, headers=current)
    assert (over.status_code, over.json()["code"]) == (409, "caseAlreadyDecided")
    assert as_employer.get(href.replace("reviews", "requests")).json()["ssin"] == known.ssin


def test_the_queue_comes_page_by_page_the_oldest_first(as_reviewer, case, newcomer, known):
    people = [newcomer, known, newcomer.model_copy(update={"birth_date": "1979-01-02"})]
    hrefs = [case(person) for person in people]
    first = as_reviewer.get("/v1/reviews?pageSize=2").json()
    second = as_reviewer.get(first["next"]).json()
    assert [[line["href"] for line in page["items"]] for page in (first, second)] == [hrefs[:2], hrefs[2:]]
    assert (first["total"], second["total"], second["last"]) == (3, 3, second["self"])
    assert "next" not in second
    assert as_reviewer.get("/v1/reviews?kind=similarPersons").json()["items"] == []
    assert as_reviewer.get("/v1/reviews?kind=similar%00").status_code == 400
    beyond = as_reviewer.get("/v1/reviews?pageSize=2&page=9").json()
    assert (beyond["items"], beyond["total"]) == ([], 3)


@pytest.mark.parametrize(
    ("decision", "state"),
    [
        ({"decision": "createNew"}, "numberAssigned"),
        ({"decision": "ask", "items": ["betterScan"]}, "moreInformationNeeded"),
        ({"decision": "refuse", "code": "documentNotGenuine"}, "refused"),
    ],
)
def test_the_other_decisions(as_reviewer, case, newcomer, decision, state):
    href = case(newcomer)
    decided = as_reviewer.post(href + "/decisions", json=decision, headers={"If-Match": "*"})
    assert (decided.status_code, decided.json()["state"]) == (200, state)


def test_a_second_reviewer_confirms_or_sends_back_over_the_api(as_reviewer, as_senior, case, known):
    """A new number beside a strong candidate: the first reviewer may take it back, the second decides."""
    href = case(known)
    wanted = {"decision": "createNew", "note": "a namesake"}

    def call(client, path, **more):
        return client.post(href + path, headers={"If-Match": "*"}, **more)

    for _ in range(2):
        decided = call(as_reviewer, "/decisions", json=wanted)
        assert (decided.json()["state"], decided.json()["secondReviewer"]) == ("underReview", True)
        own = call(as_reviewer, "/confirm")
        assert (own.status_code, own.json()["code"]) == (403, "missingPermission")
        assert call(as_reviewer, "/undo").json()["secondReviewer"] is False
    call(as_reviewer, "/decisions", json=wanted)
    assert call(as_senior, "/sendBack", json={"note": ""}).status_code == 400
    sent_back = call(as_senior, "/sendBack", json={"note": "It is the same passport."})
    assert (sent_back.json()["state"], sent_back.json()["secondReviewer"]) == ("underReview", False)
    assert as_reviewer.get(href).json()["history"][-1]["answer"] == "It is the same passport."
    assert call(as_senior, "/confirm").json()["code"] == "nothingToConfirm"
    call(as_reviewer, "/decisions", json=wanted)
    assert [as_senior.get("/v1/reviews" + query).json()["total"] for query in ("", "?toConfirm=true")] == [
        0,
        1,
    ]
    assert as_reviewer.get("/v1/reviews?toConfirm=true").json()["items"] == []  # not one's own
    [line] = as_senior.get("/v1/reviews?toConfirm=true").json()["items"]
    assert line["href"] == href
    confirmed = call(as_senior, "/confirm")
    assert confirmed.json()["state"] == "numberAssigned"
    assert confirmed.json()["ssin"] != known.ssin


def test_two_numbers_of_one_person_are_made_one_over_the_api(
    as_reviewer, as_senior, case, known, services, numbered_twice
):
    twin_number = numbered_twice(known)
    href = case(known)
    merge = {"decision": "merge", "ssin": known.ssin, "replaced": twin_number, "note": "one person"}
    waiting = as_reviewer.post(href + "/decisions", json=merge, headers={"If-Match": "*"})
    assert waiting.json()["secondReviewer"] is True
    merged = as_senior.post(href + "/confirm", headers={"If-Match": waiting.headers["etag"]})
    assert (merged.json()["state"], merged.json()["ssin"]) == ("numberAssigned", known.ssin)
    followed = as_reviewer.post("/v1/numbers/query", json={"purpose": "review", "ssin": twin_number}).json()
    assert (followed["status"], followed["current"]) == ("replaced", known.ssin)


def test_a_case_that_a_colleague_has_is_taken_by_nobody_else(as_reviewer, as_senior, case, newcomer):
    href = case(newcomer)
    assert as_reviewer.post(href + "/claim").status_code == 204
    taken = as_senior.post(href + "/claim")
    assert (taken.status_code, taken.json()["code"]) == (409, "caseTaken")
    assert as_reviewer.post(href + "/release").status_code == 204
    assert as_senior.post(href + "/claim").status_code == 204
    decided = as_senior.post(href + "/decisions", json={"decision": "createNew"}, headers={"If-Match": "*"})
    assert decided.json()["state"] == "numberAssigned"
    over = as_senior.post(href + "/claim")
    assert (over.status_code, over.json()["code"]) == (409, "caseAlreadyDecided")


def test_a_decision_that_is_none_is_refused(as_reviewer, case, newcomer):
    href = case(newcomer)
    for body in ({"decision": "toss"}, {"decision": "ask", "items": []}, {"decision": "refuse"}, {}):
        answer = as_reviewer.post(href + "/decisions", json=body, headers={"If-Match": "*"})
        assert (answer.status_code, issues_of(answer)[0][0]) == (400, "schemaViolation")


def test_an_employer_sees_no_case_and_asks_the_registry_nothing(as_employer, case, newcomer, known):
    href = case(newcomer)
    for answer in (
        as_employer.get("/v1/reviews"),
        as_employer.get(href),
        as_employer.post(href + "/decisions", json={"decision": "createNew"}, headers={"If-Match": "*"}),
        as_employer.post("/v1/persons/query", json={"purpose": "review", "familyName": "x"}),
        as_employer.post("/v1/numbers/query", json={"purpose": "review", "ssin": known.ssin}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "missingPermission")


def test_a_search_answers_unique_ambiguous_or_none_and_is_logged_with_its_purpose(
    as_reviewer, known, newcomer, services
):
    def search(person, **changes):
        query = {
            "purpose": "helpdesk",
            "familyName": person.names[0].family_name,
            "givenNames": person.names[0].given_names,
            "birthDate": person.birth_date,
        }
        return as_reviewer.post("/v1/persons/query", json=query | changes).json()

    unique = search(known)
    assert (unique["result"], unique["candidates"][0]["ssin"]) == ("unique", known.ssin)
    assert unique["candidates"][0]["person"]["birthDate"] == known.birth_date
    assert search(newcomer) == {"result": "none", "reasons": [], "candidates": []}
    assert search(known, givenNames="Otherwise")["result"] == "ambiguous"
    with transaction(services.engine) as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.purpose == "helpdesk")).all()
    assert [entry.action for entry in entries].count("searchPersons") == 3
    assert "viewPerson" in {entry.action for entry in entries}
    assert known.ssin not in {entry.object_id for entry in entries}


def test_a_search_needs_a_name_and_a_birth_date_that_exists(as_reviewer):
    nobody = as_reviewer.post("/v1/persons/query", json={"purpose": "review", "birthDate": "1991-03-17"})
    assert issues_of(nobody) == [("anyOfExpected", "body", "")]
    wrong = {"purpose": "review", "familyName": "Quispe", "birthDate": "1991-02-30"}
    assert issues_of(as_reviewer.post("/v1/persons/query", json=wrong)) == [
        ("schemaViolation", "body", "birthDate")
    ]


def test_a_replaced_number_is_followed(as_reviewer, known, services):
    def look_up(ssin):
        return as_reviewer.post("/v1/numbers/query", json={"purpose": "correction", "ssin": ssin})

    assert look_up(known.ssin).json() == {"ssin": known.ssin, "status": "active", "current": known.ssin}
    with transaction(services.engine) as session:
        other = next(
            row.ssin
            for row in session.query(RegistryPerson).filter(RegistryPerson.ssin != known.ssin)
            if row.data["status"] == "active"
        )
        row = session.get_one(RegistryPerson, known.ssin)
        row.data = row.data | {"status": "replaced", "replacedBy": other}
    assert look_up(known.ssin).json() == {
        "ssin": known.ssin,
        "status": "replaced",
        "replacedBy": other,
        "current": other,
    }
    assert look_up("91431700251").json() == {"ssin": "91431700251", "status": "unknown"}
    assert issues_of(look_up("91431700252")) == [("invalidStructure", "body", "ssin")]
