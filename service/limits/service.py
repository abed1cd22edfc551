"""Counting, in the database that all processes share. The generic cell rate algorithm: one moment a limit.

`full_at` moves one step ahead with each call; how far it lies ahead of now is how much is used up. A call is
refused when that would be more than the whole. The database's clock counts, so machines need not agree. A
moment further ahead than the whole can only mean that the clock was put back: then counting begins anew.
"""

import hmac
from collections.abc import Sequence
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from math import ceil
from uuid import UUID

from sqlalchemy import Engine, delete, func, text
from sqlalchemy.orm import Session

from service.context import Services
from service.db import transaction
from service.limits.errors import TooManyCalls
from service.limits.models import RateRecord
from service.limits.rates import REFUSALS, Kind, Rate

SPEND = text(
    """
INSERT INTO rate AS used (key, full_at) VALUES (:key, clock_timestamp() + make_interval(secs => :step))
ON CONFLICT (key) DO UPDATE SET full_at = make_interval(secs => :step) + CASE
        WHEN used.full_at > clock_timestamp() + make_interval(secs => :whole) THEN clock_timestamp()
        ELSE GREATEST(used.full_at, clock_timestamp()) END
    WHERE used.full_at + make_interval(secs => :step) <= clock_timestamp() + make_interval(secs => :whole)
        OR used.full_at > clock_timestamp() + make_interval(secs => :whole)
RETURNING 0
"""
)
WAIT = text(
    "SELECT extract(epoch FROM full_at - clock_timestamp()) + :step - :whole FROM rate WHERE key = :key"
)
NETWORK = 64
"""Bits of an IPv6 address that one subscriber has in common."""


def spend(services: Services, kind: Kind, account_id: UUID | None, address: str | None) -> None:
    """Counts one call. Raises TooManyCalls, and then counts nothing."""
    limits = services.settings.rates
    with transaction(services.engine) as session:
        if account_id is not None:
            _spend(services, session, f"{kind} account {account_id}", limits.of_account(kind))
        subscriber = name_subscriber(address)
        if subscriber is not None:
            _spend(services, session, f"{kind} address {subscriber}", limits.of_address(kind))


def spend_bad_token(services: Services, address: str | None) -> None:
    """Counts a call with a token that is none. Raises TooManyCalls."""
    subscriber = name_subscriber(address)
    if subscriber is not None:
        with transaction(services.engine) as session:
            rates = services.settings.rates.of_address(REFUSALS)
            _spend(services, session, f"{REFUSALS} address {subscriber}", rates)


def name_subscriber(address: str | None) -> str | None:
    """Whom an address belongs to: of IPv6 its network. None for this machine itself and for what is none."""
    try:
        parsed = ip_address((address or "").partition("%")[0])
    except ValueError:
        return None
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return name_subscriber(str(parsed.ipv4_mapped))
        return None if parsed.is_loopback else f"{int(parsed) >> (128 - NETWORK):x}"
    return None if parsed.is_loopback else str(parsed)


def forget_rates(engine: Engine) -> None:
    """Deletes what is free again."""
    with transaction(engine) as session:
        session.execute(delete(RateRecord).where(RateRecord.full_at < func.clock_timestamp()))


def _spend(services: Services, session: Session, subject: str, rates: Sequence[Rate]) -> None:
    secret = services.vault.keys.derive("rate limits")
    for rate in rates:
        key = hmac.digest(secret, f"{rate.count}/{rate.seconds} {subject}".encode(), sha256)
        values = {"key": key, "step": rate.step, "whole": rate.seconds}
        if session.execute(SPEND, values).first() is None:
            wait = session.scalar(WAIT, values)
            raise TooManyCalls(retryAfterSec=max(1, ceil(wait or 1)))
