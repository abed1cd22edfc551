"""The table of uploads. Bytes, pages and the result lie encrypted in the store, not here."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from service.db import Base, now


class ExtractionRecord(Base):
    """An upload of one organisation. `page_count` is set when the worker has finished."""

    __tablename__ = "extraction"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    job_id: Mapped[UUID | None] = mapped_column(ForeignKey("job.id"))
    files: Mapped[list[str]]
    """Names of the files as shown to their owner, in order."""
    own_sample: Mapped[bool] = mapped_column(default=False)
    """The product's own sample documents: the demonstration treats them as genuine."""
    crops: Mapped[list[str]] = mapped_column(default=list)
    """Fields of which a piece of the scan is kept, set when the worker has finished."""
    page_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=now)
