"""Every route with every role, as the committed table says, and with the ids of another company's objects."""

import re
from functools import partial
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from service.auth.acting import list_ways
from service.auth.permissions import PERMISSIONS
from service.auth.service import demo_accounts
from service.context import Actor
from service.db import transaction
from service.organisations.models import Access, Account
from service.route_table import PUBLIC, TABLE, RouteWithoutRight, Row, draw_table, list_routes
from tests.service.objects import make_objects
from tests.service.visiting import VALUES, Visitor, ids_in, names_in

UNREAD = {
    "/scans/{extraction_id}/crops/{field}.jpg",
    "/scans/{extraction_id}/pages/{page}.jpg",
    "/v1/extractions/{extractionId}/crops/{field}/image",
    "/v1/extractions/{extractionId}/pages/{number}/image",
}
"""Pictures that exist only once an upload was read."""
OF_THE_OFFICE = {"correction_id"}
"""Whoever may see one sees those of every company."""
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture
def rows(client) -> list[Row]:
    return list_routes(client.app)


def test_the_committed_table_is_fresh(rows):
    assert TABLE.read_text(encoding="utf-8") == draw_table(rows), (
        "run: python -m service.route_table --update"
    )


def test_the_list_of_public_routes_names_no_route_that_is_gone(rows):
    assert {f"{row.method} {row.path}" for row in rows if row.reason} == {*PUBLIC}


def test_a_route_that_names_no_right_is_found():
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.get("/secret")(lambda: {})
    with pytest.raises(RouteWithoutRight, match="GET /secret"):
        list_routes(app)


@pytest.fixture
def visitor_as(client):
    """`visitor_as("auditor")`: somebody of that role; without a role, nobody."""

    def make(role: str | None = None) -> Visitor:
        accounts = demo_accounts(client.app.state.services)
        chosen = next((account.id for account in accounts if account.role == role), None)
        return Visitor(client, chosen)

    return make


@pytest.fixture
def objects_of(services):
    """`objects_of(actor)`: ids of one object of each kind, all of the actor's company."""
    return partial(make_objects, services)


def outcome(answer) -> str:
    """What an answer means for who asked."""
    place = answer.headers.get("location", "")
    if answer.status_code == 303 and place.startswith("/sign-in?next="):
        return "sign in"
    if answer.status_code == 303 and place.startswith("/organisations?next="):
        return "choose"
    if answer.status_code in {401, 403} or answer.status_code >= 500:
        return code_of(answer)
    return "passed"


def code_of(answer) -> str:
    """The code of an error, from the problem or from the page."""
    if answer.headers["content-type"] == "application/problem+json":
        return answer.json()["code"]
    return re.search(r'data-code="(\w+)"', answer.text)[1]


@pytest.mark.parametrize("role", [*PERMISSIONS])
def test_a_role_passes_where_the_table_says_so_and_nowhere_else(role, rows, visitor_as, objects_of, employer):
    visitor, own = visitor_as(role), objects_of(employer)
    expected = {
        f"{row.method} {row.path}": "passed" if role in row.roles else "missingPermission" for row in rows
    }
    found = {f"{row.method} {row.path}": outcome(visitor.call(row, own)) for row in rows}
    assert found == expected


def test_nobody_passes_without_signing_in_but_where_the_table_says_public(
    rows, visitor_as, objects_of, employer
):
    visitor, own = visitor_as(), objects_of(employer)
    for row in rows:
        answer = outcome(visitor.call(row, own))
        if row.reason:
            assert answer == "passed", row
        else:
            assert answer == ("sign in" if is_page(row) else "noAccessToken"), row


def is_page(row: Row) -> bool:
    return row.method == "GET" and not row.path.startswith("/v1")


def test_who_has_not_chosen_an_organisation_passes_only_where_none_is_needed(rows, client, services):
    """The social secretariat's user has two to choose from."""
    visitor = Visitor(client, account_of(services, "karim@horizon.invalid"))
    ids = {name: uuid4() for row in rows for name in names_in(row.path)}
    for row in rows:
        if row.permission:
            answer = outcome(visitor.call(row, {**ids, **VALUES}))
            assert answer == ("choose" if is_page(row) else "organisationNotChosen"), row


def account_of(services, email: str) -> UUID:
    with transaction(services.engine) as session:
        return session.scalars(select(Account.id).where(Account.email == email)).one()


def test_under_a_mandate_everybody_is_an_employer(rows, client, services, objects_of, employer):
    """Even the administrator of the service provider manages nothing at the employer's."""
    karim = account_of(services, "karim@horizon.invalid")
    with transaction(services.engine) as session:
        session.scalars(select(Access).where(Access.account_id == karim)).one().role = "companyAdmin"
    with transaction(services.engine) as session:
        way = next(way for way in list_ways(session, karim) if way.mandate_id)
    visitor, own = Visitor(client, karim, (way.access_id, way.mandate_id)), objects_of(employer)
    for row in rows:
        passes = "passed" if "employer" in row.roles else "missingPermission"
        assert outcome(visitor.call(row, own)) == passes, row


@pytest.mark.parametrize("role", ["employer", "companyAdmin", "reviewer", "seniorReviewer"])
def test_another_companys_object_looks_like_none_at_all(
    role, rows, visitor_as, objects_of, employer, stranger
):
    """Each id of each route in turn; what is around it is the caller's own."""
    visitor, own, others = visitor_as(role), objects_of(employer), objects_of(stranger)
    for row in rows:
        for name in ids_in(row.path) if role in row.roles else []:
            missing = visitor.call(row, {**own, name: uuid4()})
            foreign = missing if name in OF_THE_OFFICE else visitor.call(row, {**own, name: others[name]})
            assert (foreign.status_code, missing.status_code) == (404, 404), (row, name)
            assert ID.sub("", foreign.text) == ID.sub("", missing.text), (row, name)
            assert foreign.headers.keys() == missing.headers.keys(), (row, name)


def test_the_same_objects_are_found_by_their_own_company(
    rows, client, objects_of, stranger, as_administrator
):
    """Or the test before would hold for ids that lead nowhere."""
    visitor = Visitor(client, stranger.account_id)
    as_administrator(stranger)
    for row in rows:
        if "companyAdmin" in row.roles and ids_in(row.path) and row.path not in UNREAD:
            assert visitor.call(row, objects_of(stranger)).status_code != 404, row


@pytest.fixture
def as_administrator(services):
    """Makes somebody the administrator of their company."""

    def make(actor: Actor) -> None:
        with transaction(services.engine) as session:
            session.get_one(Access, actor.access_id).role = "companyAdmin"

    return make
