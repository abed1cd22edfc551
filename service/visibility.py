"""Company isolation: which rows an actor may see. Every query on a company's data goes through here."""

from sqlalchemy import ColumnElement, exists, false

from service.context import Actor
from service.extractions.models import ExtractionRecord
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


def visible_webhooks(actor: Actor) -> ColumnElement[bool]:
    """Webhooks are their company's alone."""
    if actor.may("organisation:manage"):
        return Webhook.organisation_id == actor.organisation_id
    return false()
