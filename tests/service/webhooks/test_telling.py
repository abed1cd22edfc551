"""Webhooks: signed, in order, at least once, and told nothing personal."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from service.db import now, transaction
from service.errors import MissingPermission, ResourceNotFound
from service.requests import service as requests
from service.storage.errors import StorageAway
from service.webhooks import service as webhooks
from service.webhooks.delivery import deliver_due
from service.webhooks.errors import MessageNotParked
from service.webhooks.models import Webhook, WebhookDelivery
from service.webhooks.signing import SignatureInvalid, make_secret, verify


def test_each_change_is_told_in_order_and_signed(
    sent, employer, newcomer, hook, receiver, deliver, deliveries
):
    view = sent(employer, newcomer)
    assert deliver(rounds=5) == 3
    states = [(one["fromState"], one["toState"]) for one in receiver.told()]
    assert states == [("draft", "submitted"), ("submitted", "processing"), ("processing", "numberAssigned")]
    assert {one["request"]["id"] for one in receiver.told()} == {str(view.id)}
    for headers, body in receiver.received:
        assert verify(hook.secret, headers, body, now().timestamp()) == json.loads(body)["id"]
    assert {one.state for one in deliveries()} == {"delivered"}


def test_nothing_personal_is_told(sent, employer, newcomer, hook, receiver, deliver):
    view = sent(employer, newcomer)
    deliver(rounds=3)
    told = b"".join(body for _, body in receiver.received).decode() + str([h for h, _ in receiver.received])
    for value in (view.ssin, *newcomer.names[0].model_dump().values(), newcomer.birth_date, view.email):
        assert value == "current" or value not in told
    assert hook.secret not in told


def test_another_company_hears_nothing_and_drafts_are_nobodys_news(
    sent, drafted, stranger, employer, newcomer, hook, receiver, deliver
):
    sent(stranger, newcomer)
    drafted(employer, newcomer)
    assert deliver() == 0
    assert receiver.received == []


def test_what_is_rolled_back_is_never_told(working, employer, drafted, newcomer, hook, deliver):
    def send_and_fail(request_id):
        with working(employer) as work:
            requests.submit_request(work, request_id)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        send_and_fail(drafted(employer, newcomer))
    assert deliver() == 0


def test_a_failing_receiver_is_told_again_under_the_same_id_and_order_holds(
    sent, employer, newcomer, hook, receiver, deliver, deliveries
):
    receiver.status = 500
    sent(employer, newcomer)
    deliver(rounds=3)
    assert len({one["id"] for one in receiver.told()}) == 1
    assert [one.attempts for one in deliveries()] == [0, 0, 3]
    assert (deliveries()[-1].last_status, deliveries()[-1].last_error) == (500, "statusNotAccepted")
    receiver.status = 204
    deliver(rounds=3)
    assert [one["toState"] for one in receiver.told()[3:]] == ["submitted", "processing", "numberAssigned"]


def test_a_failing_receiver_is_left_alone_for_longer_and_longer(
    services, sent, employer, newcomer, hook, receiver
):
    receiver.status = 503
    sent(employer, newcomer)
    pauses = []
    with ThreadPoolExecutor(1) as pool:
        for _ in range(4):
            assert deliver_due(services, pool) == 1
            assert deliver_due(services, pool) == 0
            with transaction(services.engine) as session:
                row = session.get_one(Webhook, hook.id)
                pauses.append((row.not_before - now()).total_seconds())
                row.not_before = now()
                session.execute(update(WebhookDelivery).values(next_attempt_at=now()))
    assert pauses[3] > pauses[0] + 10


def test_after_days_a_message_is_parked_and_shown_and_the_next_one_goes_out(
    services, sent, employer, newcomer, hook, receiver, deliver, deliveries, working, admin
):
    receiver.status = 500
    sent(employer, newcomer)
    with transaction(services.engine) as session:
        first = session.query(WebhookDelivery).order_by(WebhookDelivery.sequence).first()
        first.occurred_at = now() - timedelta(days=4)
    deliver()
    assert [one.state for one in deliveries()] == ["queued", "queued", "parked"]
    receiver.status = 200
    deliver(rounds=2)
    assert [one["toState"] for one in receiver.told()[1:]] == ["processing", "numberAssigned"]
    with working(admin) as work:
        webhooks.send_again(work, hook.id, deliveries()[-1].id)
    deliver()
    assert receiver.told()[-1] == receiver.told()[0]
    with working(admin) as work, pytest.raises(MessageNotParked):
        webhooks.send_again(work, hook.id, deliveries()[-1].id)


def test_a_sender_that_died_leaves_a_message_that_is_sent_once_more(
    services, sent, employer, newcomer, hook, receiver, deliver
):
    sent(employer, newcomer)
    with transaction(services.engine) as session:
        first = session.query(WebhookDelivery).order_by(WebhookDelivery.sequence).first()
        first.attempts, first.next_attempt_at = 1, now() + timedelta(minutes=1)
    with ThreadPoolExecutor(1) as pool:
        assert deliver_due(services, pool) == 0
    deliver()
    assert [one["toState"] for one in receiver.told()] == ["submitted"]


def test_while_a_secret_is_replaced_both_hold(
    working, admin, hook, sent, employer, newcomer, receiver, deliver, services
):
    with working(admin) as work:
        renewed = webhooks.rotate_secret(work, hook.id)
    assert renewed.secret != hook.secret
    sent(employer, newcomer)
    deliver()
    headers, body = receiver.received[0]
    assert headers["Webhook-Key-Id"].split() == renewed.key_ids == [renewed.key_ids[0], hook.key_ids[0]]
    for secret in (hook.secret, renewed.secret):
        assert verify(secret, headers, body, now().timestamp())
    with transaction(services.engine) as session:
        session.get_one(Webhook, hook.id).previous_until = now()
    deliver()
    with pytest.raises(SignatureInvalid):
        verify(hook.secret, *receiver.received[1], now().timestamp())


def test_administrators_of_the_company_only(working, employer, stranger, reviewer, admin, hook, services):
    for actor in (employer, stranger, reviewer):
        with working(actor) as work, pytest.raises(MissingPermission):
            webhooks.webhooks_of_company(work, 1, 25)
    other = replace(admin, organisation_id=stranger.organisation_id)
    with working(other) as work, pytest.raises(ResourceNotFound):
        webhooks.ping(work, hook.id)


def test_over_http_from_making_to_switching_off(client, token_for, admin, receiver, deliver, employer):
    app_services = client.app.state.services
    changed = app_services.settings.model_copy(update={"webhook_allowed_hosts": ["localhost"]})
    object.__setattr__(app_services, "settings", changed)
    headers = token_for(admin)
    made = client.post("/v1/webhooks", headers=headers, json={"url": receiver.url})
    assert made.status_code == 201
    href, secret = made.headers["Location"], made.json()["secret"]
    assert secret not in client.get(href, headers=headers).text
    ping = client.post(href + "/ping", headers=headers)
    assert (ping.status_code, ping.json()["state"]) == (202, "queued")
    assert deliver() == 1
    assert client.get(ping.headers["Location"], headers=headers).json()["state"] == "delivered"
    assert receiver.told()[0]["type"] == "ping"
    [listed] = client.get(href + "/deliveries", headers=headers).json()["items"]
    assert (listed["state"], listed["lastStatus"]) == ("delivered", 200)
    assert client.post(href + "/disable", headers=headers).json()["isDisabled"] is True
    late = client.post(href + "/ping", headers=headers)
    assert (late.status_code, late.json()["code"]) == (409, "webhookDisabled")
    assert client.get("/v1/webhooks", headers=headers).json()["items"][0]["isDisabled"] is True
    assert client.get("/v1/webhooks", headers=token_for(employer)).status_code == 403
    refused = client.post("/v1/webhooks", headers=headers, json={"url": "http://10.0.0.1/"})
    assert (refused.status_code, refused.json()["code"]) == (400, "webhookUrlRefused")


def test_no_secret_stands_in_the_database(services, hook):
    with transaction(services.engine) as session:
        row = session.get_one(Webhook, hook.id)
        assert hook.secret.encode() not in row.secret


def test_the_receiver_of_the_documentation_takes_what_is_sent(hook, receiver, working, admin, deliver):
    text = (Path(__file__).parents[3] / "docs" / "webhooks.md").read_text(encoding="utf-8")
    example = {}
    exec(text.split("```python\n")[1].split("```")[0], example)
    with working(admin) as work:
        webhooks.ping(work, hook.id)
    deliver()
    headers, body = receiver.received[0]
    assert example["is_ours"](hook.secret, headers, body)
    assert not example["is_ours"](hook.secret, headers, body + b" ")
    assert not example["is_ours"](make_secret(), headers, body)
    assert not example["is_ours"](hook.secret, headers | {"Webhook-Timestamp": "1764254501"}, body)


def test_a_store_that_is_away_writes_no_message_off(
    services, employer, newcomer, sent, hook, receiver, deliver, monkeypatch
):
    """The keys that sign lie there: a sender that has just begun cannot read them, and tries again."""
    sent(employer, newcomer)

    def away(*_):
        raise StorageAway

    with monkeypatch.context() as patched:
        patched.setattr("service.webhooks.delivery.signing_keys", away)
        deliver(3)
    with transaction(services.engine) as session:
        assert {*session.scalars(select(WebhookDelivery.state))} == {"queued"}
    assert receiver.received == []
