"""Tables of batches: the files as uploaded, the persons they were sorted to, and which pages are whose."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.db import Base, now
from service.extractions.models import ExtractionRecord, UploadedPage
from service.requests.models import RequestRecord

BatchState = Literal["collecting", "reading", "checking"]
"""Files are added; they are read and will be sorted; persons are checked, and sent as they are ready."""


class Batch(Base):
    """One batch of one person. `problem` is the code of why sorting sent it back to collecting."""

    __tablename__ = "batch"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    state: Mapped[str] = mapped_column(String(12), default="collecting")
    problem: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(default=now)

    files: Mapped[list["BatchFile"]] = relationship(
        order_by="BatchFile.position", cascade="all, delete-orphan", lazy="select"
    )
    persons: Mapped[list["BatchPerson"]] = relationship(
        order_by="BatchPerson.position", cascade="all, delete-orphan", lazy="select"
    )


class BatchFile(Base):
    """A file of a batch: an upload of its own, which is read at once and never changes."""

    __tablename__ = "batch_file"

    extraction_id: Mapped[UUID] = mapped_column(ForeignKey("extraction.id"), primary_key=True)
    batch_id: Mapped[UUID] = mapped_column(ForeignKey("batch.id"), index=True)
    position: Mapped[int]

    extraction: Mapped[ExtractionRecord] = relationship(lazy="joined", innerjoin=True)


class BatchPerson(Base):
    """A worker of a batch. `extraction_id` is the upload with all pages of theirs, and only those: a file's
    own, or one put together; unset until it is. `request_id` is the draft that its reading filled.
    """

    __tablename__ = "batch_person"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    batch_id: Mapped[UUID] = mapped_column(ForeignKey("batch.id"), index=True)
    position: Mapped[int]
    extraction_id: Mapped[UUID | None] = mapped_column(ForeignKey("extraction.id"))
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("request.id"), index=True)
    warnings: Mapped[list[Any]] = mapped_column(default=list)
    """Codes of what the reading says of the documents and of their pictures."""
    earlier: Mapped[int] = mapped_column(default=0)
    """How many earlier requests of the company seem to be for the same worker."""

    request: Mapped[RequestRecord | None] = relationship(lazy="select")
    pages: Mapped[list["BatchPage"]] = relationship(
        order_by="BatchPage.position", cascade="all, delete-orphan", lazy="selectin", back_populates="person"
    )


class BatchPage(Base):
    """A page of a batch's file, and whose it is."""

    __tablename__ = "batch_page"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("batch_person.id"), index=True)
    uploaded_page_id: Mapped[UUID] = mapped_column(ForeignKey("uploaded_page.id"))
    position: Mapped[int]

    person: Mapped[BatchPerson] = relationship(back_populates="pages")
    page: Mapped[UploadedPage] = relationship(lazy="joined", innerjoin=True)
