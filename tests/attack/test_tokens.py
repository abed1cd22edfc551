"""Tokens and idempotency keys: guessed, stolen and used elsewhere, sent in odd ways, or reused to see
somebody else's answer. (One effect a key, whatever the order: tests/service/api/test_idempotency.py.)"""

import re
from dataclasses import replace

import pytest
from pydantic.alias_generators import to_snake
from sqlalchemy import select

from service.api.models import IdempotencyRecord
from service.auth.models import ApiToken
from service.auth.permissions import NOT_BY_TOKEN
from service.auth.service import COOKIE, create_token
from service.db import now, transaction
from service.organisations.models import Access
from service.route_table import list_routes
from tests.attack.conftest import code_of
from tests.service.objects import make_objects
from tests.service.visiting import PARAMETER, VALUES


@pytest.fixture
def token(services, employer) -> str:
    with transaction(services.engine) as session:
        return create_token(session, employer.access_id, "test")[0]


def test_nothing_near_a_token_is_one(client, token):
    for guess in (
        token[:-1],
        token + "A",
        token.swapcase(),
        token.lower(),
        token.removeprefix("bip_"),
        "bip_" + token,
        "bip_",
        "%" * len(token),
        token[:20] + "*",
        "' OR 1=1 --",
        "x" * 10_000,
    ):
        answer = client.get("/v1/requests", headers={"Authorization": f"Bearer {guess}"})
        assert (answer.status_code, code_of(answer)) == (401, "invalidAccessToken"), guess
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_counts_in_its_header_alone(client, token):
    """Elsewhere it would end up in logs, histories and other sites' hands."""
    for options in (
        {"params": {"access_token": token}},
        {"params": {"token": token}},
        {"headers": {"Cookie": f"access_token={token}"}},
        {"headers": {"Cookie": f"{COOKIE}={token}"}},
        {"headers": {"Authorization": f"Basic {token}"}},
        {"headers": {"Authorization": token}},
        {"headers": {"X-Api-Key": token}},
    ):
        assert client.get("/v1/requests", **options).status_code in {400, 401}, options
    assert client.get("/v1/requests", headers={"Authorization": f"Bearer {token}"}).status_code == 200


def test_a_token_ends_with_what_it_rests_on(client, token, services, employer):
    def call():
        return client.get("/v1/requests", headers={"Authorization": f"Bearer {token}"}).status_code

    assert call() == 200
    with transaction(services.engine) as session:
        session.get_one(Access, employer.access_id).revoked_at = now()
    assert call() == 403
    with transaction(services.engine) as session:
        session.get_one(Access, employer.access_id).revoked_at = None
        for row in session.scalars(select(ApiToken)):
            row.revoked_at = now()
    assert call() == 401


def test_a_leaked_administrators_token_lets_nobody_in(client, token_for, services, administrator):
    """It makes no accounts, no mandates and no further tokens."""
    headers, own = token_for(administrator), make_objects(services, administrator)
    rows = [row for row in list_routes(client.app) if row.permission in NOT_BY_TOKEN]
    assert len(rows) > 8
    for row in rows:
        path = PARAMETER.sub(lambda found: VALUES.get(found[1], str(own.get(to_snake(found[1])))), row.path)
        answer = client.request(row.method, path, headers=headers)
        assert (answer.status_code, code_of(answer)) == (403, "missingPermission"), row


def test_a_token_opens_no_session(client, token):
    for path in ("/requests", "/sign-in", "/v1/requests"):
        answer = client.get(path, headers={"Authorization": f"Bearer {token}"})
        assert "set-cookie" not in answer.headers


def test_tokens_are_long_and_no_two_begin_alike(services, employer):
    with transaction(services.engine) as session:
        made = {create_token(session, employer.access_id, "test")[0] for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"bip_[A-Za-z0-9_-]{43}", one) for one in made)
    assert len({one[:10] for one in made}) == 200


KEY = {"Idempotency-Key": "payroll-2026-11-0001"}


def test_a_key_guessed_by_another_company_brings_nothing_of_the_first_ones(calling, employer, stranger):
    """The very same call under the very same key: an answer of one's own, and no sign of the other's."""
    first = calling(employer).post("/v1/requests", json={}, headers=KEY)
    second = calling(stranger).post("/v1/requests", json={}, headers=KEY)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] != second.json()["id"]
    again = calling(employer).post("/v1/requests", json={}, headers=KEY)
    assert again.json() == first.json()


def test_a_colleagues_key_is_not_mine(calling, employer, administrator):
    first = calling(employer).post("/v1/requests", json={}, headers=KEY)
    assert (
        calling(administrator).post("/v1/requests", json={}, headers=KEY).json()["id"] != first.json()["id"]
    )


def test_a_key_opens_no_other_address(calling, employer, drafted, newcomer):
    caller = calling(employer)
    assert caller.post("/v1/requests", json={}, headers=KEY).status_code == 201
    for path in (f"/v1/requests/{drafted(employer, newcomer)}/submit", "/v1/requests?x=1"):
        answer = caller.post(path, json={}, headers=KEY)
        assert answer.status_code in {400, 422}, path
        assert "href" not in answer.json() or answer.json()["href"].startswith("https://www.belgif.be")


def test_an_answer_copied_to_another_row_of_the_database_stays_shut(calling, employer, stranger, services):
    """Somebody with the database, and without the keys, moves one company's answer under another's key."""
    calling(employer).post("/v1/requests", json={}, headers=KEY)
    calling(stranger).post("/v1/requests", json={}, headers=KEY)
    with transaction(services.engine) as session:
        rows = {row.account_id: row for row in session.scalars(select(IdempotencyRecord))}
        rows[stranger.account_id].answer = rows[employer.account_id].answer
    answer = calling(stranger).post("/v1/requests", json={}, headers=KEY)
    assert answer.status_code >= 500
    assert "requesterAccountId" not in answer.text


def test_of_the_right_nothing_is_left_when_the_role_is_gone(employer):
    """`Actor` decides by the role of now, not by that of when the token was made."""
    assert replace(employer, role="auditor").may("request:write") is False
