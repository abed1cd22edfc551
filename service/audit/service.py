"""Writing to the audit log, in the transaction of what is logged."""

from uuid import UUID

from sqlalchemy.orm import Session

from service.audit.models import AuditEntry
from service.context import Actor


def record(
    session: Session,
    actor: Actor | None,
    action: str,
    object_type: str,
    object_id: UUID | str,
    purpose: str | None = None,
) -> None:
    """Adds an entry. `object_id` is an opaque id or a keyed pseudonym, never a name or a number."""
    session.add(
        AuditEntry(
            account_id=actor.account_id if actor else None,
            organisation_id=actor.organisation_id if actor else None,
            action=action,
            object_type=object_type,
            object_id=str(object_id),
            purpose=purpose,
        )
    )
