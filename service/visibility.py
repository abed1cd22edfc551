"""Company isolation: which rows an actor may see. Every query on a company's data goes through here."""

from sqlalchemy import ColumnElement, and_, exists, false, or_, select

from service.auth.models import ApiToken
from service.batches.models import Batch
from service.context import Actor
from service.extractions.models import ExtractionRecord
from service.organisations.models import Access, Invitation, Mandate
from service.requests.models import RequestRecord
from service.webhooks.models import Webhook


def visible_requests(actor: Actor) -> ColumnElement[bool]:
    """A company sees its own requests, a reviewer those that were sent, everybody else none."""
    if actor.may("case:read"):
        return RequestRecord.submitted_at.is_not(None)
    if actor.may("request:read"):
        return RequestRecord.organisation_id == actor.organisation_id
    return false()


def visible_extractions(actor: Actor) -> ColumnElement[bool]:
    """A company sees its own uploads, a reviewer those that hang on a request that was sent."""
    if actor.may("case:read"):
        return exists().where(
            RequestRecord.extraction_id == ExtractionRecord.id, RequestRecord.submitted_at.is_not(None)
        )
    if actor.may("request:read"):
        return ExtractionRecord.organisation_id == actor.organisation_id
    return false()


def visible_batches(actor: Actor) -> ColumnElement[bool]:
    """A batch is its maker's, in the company they made it for, until its requests are sent."""
    if actor.may("request:write"):
        own = Batch.account_id == actor.account_id
        return and_(own, Batch.organisation_id == actor.organisation_id)
    return false()


def visible_webhooks(actor: Actor) -> ColumnElement[bool]:
    """Webhooks are their company's alone."""
    if actor.may("webhook:manage"):
        return Webhook.organisation_id == actor.organisation_id
    return false()


def visible_accesses(actor: Actor) -> ColumnElement[bool]:
    """An administrator sees who may act for the company."""
    if actor.may("organisation:manage"):
        return Access.organisation_id == actor.organisation_id
    return false()


def visible_invitations(actor: Actor) -> ColumnElement[bool]:
    """An administrator sees whom the company expects."""
    if actor.may("organisation:manage"):
        return Invitation.organisation_id == actor.organisation_id
    return false()


def visible_mandates(actor: Actor) -> ColumnElement[bool]:
    """An administrator sees the mandates that the company gave, and those that it holds."""
    if actor.may("organisation:manage"):
        return or_(Mandate.employer_id == actor.organisation_id, Mandate.provider_id == actor.organisation_id)
    return false()


def visible_tokens(actor: Actor) -> ColumnElement[bool]:
    """An administrator sees the tokens of the company's programs."""
    if actor.may("organisation:manage"):
        own = select(Access.id).where(Access.organisation_id == actor.organisation_id)
        return ApiToken.access_id.in_(own)
    return false()
