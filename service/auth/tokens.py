"""The administrator's tokens for the company's programs: made, listed, revoked."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select

from models.errors import CodedError
from service.audit.service import record
from service.auth.models import ApiToken
from service.auth.service import create_token
from service.context import Work
from service.db import BRUSSELS, now, today
from service.errors import ResourceNotFound
from service.organisations.models import Mandate
from service.schemas import clean
from service.visibility import visible_mandates, visible_tokens

MAX_LABEL = 60
MAX_DAYS = 366
DAYS = re.compile(r"[0-9]{1,3}")


class LabelMissing(CodedError):
    code = "labelMissing"
    status = 400
    message = "The token has no name, or one of more than 60 letters."
    remedy = "Name the program that will use it."


class ValidityRefused(CodedError):
    code = "validityRefused"
    status = 400
    message = "A token is valid from 1 to 366 days."
    remedy = "Choose a number of days; make a new token before the old one ends."


def list_tokens(work: Work) -> Sequence[ApiToken]:
    """Those that are not revoked, the newest first."""
    work.actor.require("organisation:manage")
    query = select(ApiToken).where(visible_tokens(work.actor), ApiToken.revoked_at.is_(None))
    return work.session.scalars(query.order_by(ApiToken.created_at.desc(), ApiToken.id)).all()


def held_mandates(work: Work) -> Sequence[Mandate]:
    """In whose name a service provider's program may ask today."""
    work.actor.require("organisation:manage")
    query = select(Mandate).where(visible_mandates(work.actor), Mandate.holding())
    query = query.where(Mandate.provider_id == work.actor.organisation_id)
    return work.session.scalars(query.order_by(Mandate.valid_until, Mandate.id)).all()


def make_token(work: Work, untrusted_label: str, untrusted_days: str, mandate_id: UUID | None) -> str:
    """A token that asks for numbers, for the company or under one of its mandates; it is shown this once.

    It ends with the administrator's own access. Raises LabelMissing, ValidityRefused, ResourceNotFound.
    """
    work.actor.require("organisation:manage")
    label = clean(untrusted_label)
    if not 0 < len(label) <= MAX_LABEL:
        raise LabelMissing
    days = _read_days(untrusted_days)
    if mandate_id is not None and mandate_id not in {mandate.id for mandate in held_mandates(work)}:
        raise ResourceNotFound
    last_day = today() + timedelta(days=days)
    token, token_id = create_token(
        work.session,
        work.actor.access_id,
        label,
        mandate_id=mandate_id,
        expires_at=datetime.combine(last_day, time.max, BRUSSELS),
    )
    record(work.session, work.actor, "makeToken", "token", token_id)
    return token


def revoke_token(work: Work, token_id: UUID) -> None:
    """Ends a token. Raises ResourceNotFound."""
    work.actor.require("organisation:manage")
    query = select(ApiToken).where(ApiToken.id == token_id, visible_tokens(work.actor))
    token = work.session.scalar(query.with_for_update(of=ApiToken))
    if token is None:
        raise ResourceNotFound
    token.revoked_at = token.revoked_at or now()
    record(work.session, work.actor, "revokeToken", "token", token.id)


def _read_days(untrusted_text: str) -> int:
    """The number of days. Raises ValidityRefused."""
    if not DAYS.fullmatch(untrusted_text) or not 0 < int(untrusted_text) <= MAX_DAYS:
        raise ValidityRefused
    return int(untrusted_text)
