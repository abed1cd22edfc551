"""Reading the log, which is logged too."""

from sqlalchemy import select

from service.audit.models import AuditEntry
from service.audit.schemas import AuditFilter, AuditLine, AuditPage
from service.audit.service import record
from service.context import Work
from service.organisations.models import Account, Organisation

PAGE_SIZE = 50


def read_log(work: Work, wanted: AuditFilter, before: int | None = None) -> AuditPage:
    """Entries older than the entry `before`, newest first. Raises MissingPermission."""
    work.actor.require("audit:read")
    record(work.session, work.actor, "viewLog", "log", "audit", "audit")
    query = (
        select(AuditEntry, Account.display_name, Organisation.name)
        .outerjoin(Account, Account.id == AuditEntry.account_id)
        .outerjoin(Organisation, Organisation.id == AuditEntry.organisation_id)
    )
    for column, value in (
        (AuditEntry.action, wanted.action),
        (AuditEntry.account_id, wanted.account_id),
        (AuditEntry.object_id, wanted.object_id),
    ):
        if value is not None:
            query = query.where(column == value)
    if before is not None:
        query = query.where(AuditEntry.id < before)
    rows = work.session.execute(query.order_by(AuditEntry.id.desc()).limit(PAGE_SIZE + 1)).all()
    lines = [
        AuditLine(
            id=entry.id,
            at=entry.at,
            account=account,
            organisation=organisation,
            action=entry.action,
            object_type=entry.object_type,
            object_id=entry.object_id,
            purpose=entry.purpose,
        )
        for entry, account, organisation in rows[:PAGE_SIZE]
    ]
    return AuditPage(items=lines, older=lines[-1].id if len(rows) > PAGE_SIZE else None)
