"""What the auditor reads: every look under opaque ids, and nothing else of anybody."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from ocr.extraction import Warning
from service.audit.models import AuditEntry
from service.audit.reading import PAGE_SIZE, read_log
from service.audit.schemas import AuditFilter
from service.audit.service import record
from service.auth.service import sign_in_demo
from service.db import transaction
from service.errors import MissingPermission
from service.extractions.service import extraction_result
from service.organisations.models import Organisation
from service.organisations.service import create_account
from service.requests import service as requests
from service.requests.search import Criteria, Filter, begin_search, find_requests
from service.reviews import service as reviews
from service.web import labels


@pytest.fixture
def auditor(services):
    with transaction(services.engine) as session:
        office = session.scalar(select(Organisation).where(Organisation.enterprise_number.is_(None)))
        return create_account(session, office, "auditor@elsewhere.invalid", "Eva Maes", "auditor", "en").id


@pytest.fixture
def browser(client, services, auditor):
    client.cookies.set("belgianidpro_session", sign_in_demo(services, auditor))
    return client


def test_the_auditor_sees_who_looked_at_a_request_and_that_this_look_is_logged_too(
    browser, services, employer
):
    with transaction(services.engine) as session:
        record(session, employer, "view", "request", "0f8fad5b-d9cb-469f-a165-70867728950e", "request")
    page = browser.get("/audit").text
    for shown in ("0f8fad5b", employer.display_name, "Request looked at"):
        assert shown in page
    assert "Log looked at" in browser.get("/audit").text


def test_the_log_is_narrowed_by_action_and_object(browser, services, employer):
    with transaction(services.engine) as session:
        record(session, employer, "view", "request", "a" * 36)
        record(session, employer, "upload", "extraction", "b" * 36)
    uploads = browser.get("/audit", params={"action": "upload"}).text
    assert "b" * 13 in uploads
    assert "a" * 13 not in uploads
    assert "Nothing found" in browser.get("/audit", params={"object": "c" * 36}).text


def test_older_entries_come_page_by_page(working, services, employer):
    with transaction(services.engine) as session:
        for number in range(PAGE_SIZE + 5):
            record(session, employer, "view", "request", f"object-{number}")
    with working(replace(employer, role="auditor")) as work:
        first = read_log(work, AuditFilter(action="view"))
        second = read_log(work, AuditFilter(action="view"), before=first.older)
    assert len(first.items) == PAGE_SIZE
    assert first.items[0].object_id == f"object-{PAGE_SIZE + 4}"
    assert second.items[-1].object_id == "object-0"
    assert second.older is None


def test_nobody_else_reads_the_log(working, employer, reviewer, services):
    for actor in (employer, reviewer):
        with pytest.raises(MissingPermission), working(actor) as work:
            read_log(work, AuditFilter())


def test_the_auditor_sees_no_request_and_no_case(browser):
    for path in ("/requests", "/reviews"):
        assert browser.get(path).status_code == 403


@pytest.mark.parametrize("query", ["before=x", "before=99999999999999999999", "account=nobody", "object=%00"])
def test_rubbish_in_the_address_narrows_nothing(browser, query):
    assert "Log looked at" in browser.get(f"/audit?{query}").text


def test_every_action_and_object_that_is_logged_has_a_name():
    """Found in the sources, where most stand as literals."""
    actions, objects = set(), set()
    for path in Path("service").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            name = getattr(call.func, "id", "") if isinstance(call, ast.Call) else ""
            literal = [getattr(one, "value", None) for one in call.args] if name else []
            if name == "record":
                actions.add(literal[2])
                objects.add(literal[3])
            if name == "record_person":
                actions.add(literal[1])
    assert len(actions) > 20
    assert {one for one in actions if isinstance(one, str)} <= labels.AUDIT_ACTIONS.keys()
    assert {one for one in objects if isinstance(one, str)} <= labels.AUDIT_OBJECTS.keys()


def test_every_look_says_why(
    browser, working, services, employer, reviewer, sent, newcomer, client, token_for
):
    """In the log, sealed by the chain as every column is, and on the auditor's page in words."""
    request = sent(employer, newcomer, warnings=[Warning(code="specimen", detail="")])
    with working(employer) as work:
        requests.request_view(work, request.id)
        find_requests(work, Filter(search=begin_search(work, Criteria(family_name="Q"))), "worker", 1, 5)
        extraction_result(work, request.extraction_id)
    with working(reviewer) as work:
        reviews.review_case(work, request.id)
        extraction_result(work, request.extraction_id)
    page = browser.get("/audit").text
    with transaction(services.engine) as session:
        entries = session.scalars(select(AuditEntry)).all()
    looks = {(entry.action, entry.purpose) for entry in entries}
    assert None not in {purpose for _, purpose in looks}
    assert {
        ("view", "requestHandling"),
        ("searchRequests", "requestHandling"),
        ("viewReading", "requestHandling"),
        ("viewReading", "review"),
        ("viewCase", "review"),
        ("viewLog", "audit"),
    } <= looks
    for shown in ("Handling a request", "Review"):
        assert shown in page
