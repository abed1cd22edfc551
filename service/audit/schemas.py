"""What the auditor sees of the log."""

from datetime import datetime
from uuid import UUID

from service.schemas import Model


class AuditLine(Model):
    """One entry. `account` and `organisation` are names, absent for the machine and for what is gone."""

    id: int
    at: datetime
    account: str | None = None
    organisation: str | None = None
    action: str
    object_type: str
    object_id: str
    purpose: str | None = None


class AuditPage(Model):
    """Entries, newest first; `older` is the `before` of the page after it, absent on the last."""

    items: list[AuditLine]
    older: int | None = None


class AuditFilter(Model):
    """Which entries: equal to what is given."""

    action: str | None = None
    account_id: UUID | None = None
    object_id: str | None = None
