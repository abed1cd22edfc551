"""Sending what the outbox holds: at least once, in order for each request, until it is parked.

A message is claimed in a short transaction, sent without one, and its end written down in another. A sender
that dies in between leaves a message that is sent once more, under the same id.
"""

import json
import logging
import ssl
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from uuid import UUID

from models.errors import CodedError
from service.backoff import backoff
from service.context import Services
from service.db import database_now, transaction
from service.operations.logs import EXTRA
from service.settings import Settings
from service.storage.errors import StorageAway
from service.trace import trace_headers, tracing
from service.webhooks.address import (
    WHOLE_SECONDS,
    AddressNotPublic,
    Target,
    connecting,
    parse_target,
)
from service.webhooks.models import Webhook, WebhookDelivery
from service.webhooks.repository import find_due
from service.webhooks.service import signing_keys
from service.webhooks.signing import sign

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Webhooks that are told something at the same time."""
LEASE = timedelta(seconds=4 * WHOLE_SECONDS)
USER_AGENT = "belgianIDpro-webhooks/1"
PAUSE_SECONDS = 1.0
RETRY_KEYS_SECONDS = 60.0


@dataclass(frozen=True)
class Claim:
    """A message that this process sends now."""

    delivery_id: UUID
    attempt: int
    target: Target
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Outcome:
    """What came of an attempt: the status of an answer, or the code of what went wrong."""

    status: int | None
    error: str | None


def deliver_until(services: Services, stopped: threading.Event) -> None:
    """Sends what is due until the event is set. A database that is away only costs a round."""
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="webhook") as pool:
        while not stopped.wait(PAUSE_SECONDS):
            try:
                while not stopped.is_set() and deliver_due(services, pool):
                    pass
            except Exception as error:  # noqa: BLE001 - the next round may do better
                log.warning("webhooks not sent: %s", type(error).__name__)


def deliver_due(services: Services, pool: ThreadPoolExecutor) -> int:
    """One message to each webhook that something is due for. Returns how many were tried."""
    claims = _claim(services)
    outcomes = pool.map(lambda claim: send(claim, services.settings), claims)
    for claim, outcome in zip(claims, outcomes, strict=True):
        _write_down(services, claim, outcome)
    return len(claims)


def send(claim: Claim, settings: Settings) -> Outcome:
    """One attempt. Whatever the network does becomes an outcome."""
    try:
        with connecting(claim.target, settings) as connection:
            connection.request("POST", claim.target.path, claim.body, claim.headers)
            status = connection.getresponse().status
    except AddressNotPublic:
        return Outcome(None, "addressNotPublic")
    except TimeoutError:
        return Outcome(None, "timedOut")
    except ssl.SSLError:
        return Outcome(None, "tlsFailed")
    except (OSError, HTTPException):
        return Outcome(None, "connectionFailed")
    if 200 <= status < 300:
        return Outcome(status, None)
    return Outcome(status, "redirectNotFollowed" if 300 <= status < 400 else "statusNotAccepted")


def describe(message: WebhookDelivery, public_url: str) -> bytes:
    """The body: ids, states and a code, nothing about a person."""
    told: dict[str, object] = {
        "id": str(message.id),
        "type": message.type,
        "occurredAt": message.occurred_at.astimezone(UTC).isoformat(timespec="milliseconds"),
    }
    if message.request_id is not None:
        href = f"{public_url}/v1/requests/{message.request_id}"
        told["request"] = {"id": str(message.request_id), "href": href}
    others = {"fromState": message.from_state, "toState": message.to_state, "code": message.code}
    told |= {name: value for name, value in others.items() if value is not None}
    return json.dumps(told).encode()


def _claim(services: Services) -> list[Claim]:
    """Takes what is due. A message that cannot be sent at all is written off at once."""
    claims = []
    with transaction(services.engine) as session:
        moment = database_now(session)
        for message, webhook in session.execute(find_due(moment, AT_ONCE)).all():
            message.attempts += 1
            message.next_attempt_at = moment + LEASE
            try:
                claims.append(_prepare(services, message, webhook, moment))
            except StorageAway:  # a sender that has just begun reads the keys it signs with
                first, longest = services.settings.webhook_retry_seconds, RETRY_KEYS_SECONDS
                message.next_attempt_at = moment + backoff(message.attempts, first, longest)
            except CodedError as error:  # the settings or the keys are no longer those it was made under
                message.state, message.last_error = "parked", error.code
    return claims


def _prepare(services: Services, message: WebhookDelivery, webhook: Webhook, moment: datetime) -> Claim:
    target = parse_target(webhook.url, services.settings)
    body = describe(message, services.settings.public_url)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": USER_AGENT,
        **trace_headers(message.trace_id),
        **sign(signing_keys(services, webhook), str(message.id), int(moment.timestamp()), body),
    }
    return Claim(message.id, message.attempts, target, headers, body)


def _write_down(services: Services, claim: Claim, outcome: Outcome) -> None:
    settings = services.settings
    with transaction(services.engine) as session:
        moment = database_now(session)
        message = session.get_one(WebhookDelivery, claim.delivery_id, with_for_update=True)
        if message.state != "queued" or message.attempts != claim.attempt:
            return  # somebody else took it over
        webhook = session.get_one(Webhook, message.webhook_id, with_for_update={"key_share": True})
        message.last_status, message.last_error = outcome.status, outcome.error
        if outcome.error is None:
            message.state, message.delivered_at = "delivered", moment
            webhook.failures, webhook.not_before = 0, moment
            with tracing(message.trace_id):
                log.info("webhook told", extra={EXTRA: {"webhook": webhook.id, "message_id": message.id}})
            return
        with tracing(message.trace_id):
            log.warning("webhook %s: %s", webhook.id, outcome.error)
        first, longest = settings.webhook_retry_seconds, settings.webhook_longest_retry_seconds
        webhook.failures += 1
        webhook.not_before = moment + backoff(webhook.failures, first, longest)
        message.next_attempt_at = moment + backoff(message.attempts, first, longest)
        if message.next_attempt_at - message.occurred_at > timedelta(days=settings.webhook_days):
            message.state = "parked"
