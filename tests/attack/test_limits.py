"""Flooding and patient guessing: one account, one address, or many processes' worth of calls. Limits hold per
account and per address, over all processes, and say when to come again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError
from sqlalchemy import select, update

from service.app import create_app
from service.db import now, transaction
from service.limits.errors import TooManyCalls
from service.limits.models import RateRecord
from service.limits.rates import KINDS, LIMITED, RateLimits
from service.limits.service import forget_rates, name_subscriber, spend
from service.route_table import list_routes
from tests.attack.conftest import BASE, OUTSIDE, code_of
from tests.rubbish import jpeg

PERSON = {"purpose": "helpdesk", "familyName": "Nobody"}
FEW = RateLimits(
    person_account="2/1h",
    number_account="1/1m 3/1h",
    upload_account="100/1h",
    upload_address="2/1h",
    sign_in_address="3/1h",
    refusal_address="3/1h",
    report_account="1/1h",
    send_account="1/1h",
)


@pytest.fixture
def settings(settings):
    return settings.model_copy(update={"rates": FEW})


@pytest.fixture
def outside(settings):
    """A caller from another machine at a service that is no demonstration: `outside(headers, address)`."""
    real = settings.model_copy(update={"demo": False, "public_url": "https://127.0.0.1:8000"})
    app = create_app(real)

    def make(headers=None, address=OUTSIDE) -> TestClient:
        return TestClient(app, base_url=BASE, follow_redirects=False, headers=headers, client=address)

    yield make
    app.state.services.engine.dispose()


def search(caller):
    return caller.post("/v1/persons/query", json=PERSON)


def test_an_account_past_its_share_hears_when_to_come_again(calling, reviewer, senior):
    caller = calling(reviewer)
    assert [search(caller).status_code for _ in range(2)] == [200, 200]
    refused = search(caller)
    assert (refused.status_code, refused.json()["code"]) == (429, "tooManyRequests")
    assert refused.json()["type"] == "urn:problem-type:belgif:tooManyRequests"
    assert 1700 < refused.json()["retryAfterSec"] <= 1800
    assert refused.headers["Retry-After"] == str(refused.json()["retryAfterSec"])
    assert search(calling(senior)).status_code == 200


def test_another_process_counts_on(calling, reviewer, settings, token_for):
    for _ in range(2):
        search(calling(reviewer))
    with TestClient(create_app(settings), base_url=BASE, headers=token_for(reviewer)) as other:
        assert search(other).status_code == 429


def test_what_was_used_up_comes_back_with_time_and_a_clock_put_back_locks_nobody_out(
    calling, reviewer, services
):
    caller = calling(reviewer)
    for _ in range(3):
        search(caller)
    for moment in (now(), now() + timedelta(days=30)):
        with transaction(services.engine) as session:
            session.execute(update(RateRecord).values(full_at=moment))
        assert [search(caller).status_code for _ in range(3)] == [200, 200, 429]


def test_of_two_rates_both_hold_and_a_refused_call_uses_up_neither(calling, reviewer, services):
    caller = calling(reviewer)

    def look_up() -> int:
        return caller.post(
            "/v1/numbers/query", json={"purpose": "helpdesk", "ssin": "85471200206"}
        ).status_code

    assert [look_up() for _ in range(4)] == [200, 429, 429, 429]
    with transaction(services.engine) as session:
        ahead = sorted((row.full_at - now()).total_seconds() for row in session.scalars(select(RateRecord)))
    assert ahead[-1] <= 1200  # one of three an hour


def test_calls_at_once_do_not_slip_through_together(services, reviewer):
    object.__setattr__(services, "settings", services.settings.model_copy(update={"rates": FEW}))

    def call(_) -> bool:
        try:
            spend(services, "person", reviewer.account_id, None)
        except TooManyCalls:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(call, range(24))) == 2


def upload(caller):
    return caller.post("/v1/extractions", files=[("files", ("a.jpg", jpeg()))])


def test_an_address_past_its_share_is_refused_whatever_account_it_uses(
    outside, token_for, employer, stranger
):
    """And every address of one subscriber's IPv6 network is one."""
    headers = [token_for(employer), token_for(stranger)]
    assert [upload(outside(who)).status_code for who in headers] == [202, 202]
    assert upload(outside(headers[0])).status_code == 429
    assert upload(outside(headers[0], ("198.51.100.7", 1))).status_code == 202
    here = [upload(outside(headers[1], (f"2001:db8:1:2::{number}", 1))).status_code for number in range(3)]
    assert here == [202, 202, 429]


def test_guessing_tokens_is_told_to_wait_and_the_right_token_still_serves(outside, token_for, employer):
    right = token_for(employer)
    answers = [outside({"Authorization": f"Bearer bip_{number}"}).get("/v1/requests") for number in range(5)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429, 429]
    assert outside(right).get("/v1/requests").status_code == 200


def test_signing_in_again_and_again_is_refused_by_address(outside):
    answers = [outside().get("/sign-in/start") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [404, 404, 404, 429, 429]
    assert outside(address=("198.51.100.7", 1)).get("/sign-in/start").status_code == 404


def test_a_page_tells_it_to_a_person(browser_of, employer, drafted, newcomer):
    browser = browser_of(employer)
    browser.post(f"/requests/{drafted(employer, newcomer)}/check", {"email": "an@janssens.invalid"})
    refused = browser.post(f"/requests/{drafted(employer, newcomer)}/check", {"email": "an@janssens.invalid"})
    assert (refused.status_code, code_of(refused)) == (429, "tooManyRequests")
    assert refused.headers["Retry-After"]


def test_no_address_and_no_account_stands_in_the_counters(services, reviewer):
    spend(services, "upload", reviewer.account_id, "203.0.113.9")
    with transaction(services.engine) as session:
        keys = b"".join(session.scalars(select(RateRecord.key)))
    assert b"203.0.113.9" not in keys
    assert reviewer.account_id.bytes not in keys
    assert len(keys) % 32 == 0
    with transaction(services.engine) as session:
        session.execute(update(RateRecord).values(full_at=now() - timedelta(seconds=1)))
    forget_rates(services.engine)
    with transaction(services.engine) as session:
        assert session.scalars(select(RateRecord)).all() == []


def test_every_route_that_is_counted_exists_and_what_should_be_is(client):
    rows = {f"{row.method} {row.path}" for row in list_routes(client.app)}
    assert {*LIMITED} <= rows
    assert {*LIMITED.values()} == {*KINDS}
    needed = (
        "/query",
        "/find",
        "/files",
        "/ping",
        "/upload",
        "/pages",
        "/replace",
        "/sample",
        "/v1/extractions",
        "/submit",
        "/reopen",
    )
    for row in rows:
        if row.startswith("POST") and row.endswith((*needed, "/report", "/reportNumber", "/sign-in")):
            assert row in LIMITED


@pytest.mark.parametrize(
    "text", ["60", "0/1m", "60/0m", "60/1w", "60/1m,5/1h", " 60/1m", "-1/1m", "1e3/1m", ""]
)
def test_a_rate_that_is_none_is_refused_at_the_start(text):
    with pytest.raises(ValidationError):
        RateLimits(upload_account=text)


@pytest.mark.parametrize(
    ("address", "subscriber"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "20010db800010002"),
        ("fe80::1%eth0", "fe80000000000000"),
        ("127.0.0.1", None),
        ("::1", None),
        ("::ffff:127.0.0.1", None),
        ("", None),
        ("testclient", None),
        (None, None),
    ],
)
def test_whom_an_address_belongs_to(address, subscriber):
    assert name_subscriber(address) == subscriber
