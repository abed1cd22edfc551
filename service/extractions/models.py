"""The tables of uploads. Bytes, pictures and the result lie encrypted in the store, not here."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.db import Base, now
from service.sealed import Sealed, SealedRow


class ExtractionRecord(Base):
    """An upload of one organisation: pages are collected until `job_id` is set, then they are read.

    `page_count` is set when the worker has finished.
    """

    __tablename__ = "extraction"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("request.id", use_alter=True), index=True)
    """The request it was made for in the portal; uploads of programs have none."""
    job_id: Mapped[UUID | None] = mapped_column(ForeignKey("job.id"))
    own_sample: Mapped[bool] = mapped_column(default=False)
    """The product's own sample documents: the demonstration treats them as genuine."""
    crops: Mapped[list[str]] = mapped_column(default=list)
    """Fields of which a piece of the scan is kept, set when the worker has finished."""
    page_count: Mapped[int] = mapped_column(default=0)
    erased_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    pages: Mapped[list["UploadedPage"]] = relationship(
        order_by="UploadedPage.position", back_populates="extraction", cascade="all, delete-orphan"
    )

    @property
    def files(self) -> list[str]:
        """Names of the files as shown to their owner, in order."""
        return [*{page.stored_as: page.name for page in self.pages}.values()]


class UploadedPage(SealedRow, Base):
    """A page of an upload, or a whole file where `page_in_file` is unset: a program sent it, nobody looked.

    `name`, which may tell whose document it is, is sealed under the upload's key. `stored_as` names the file
    in the vault; pages of one file share it. `size` is the file's, in bytes;
    `width`, `height` and the polygons of `quality` (the first half, JSON of `ocr.extraction.Quality`) are in
    pixels of the page.
    """

    __tablename__ = "uploaded_page"
    sealed_by = "extraction_id"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    extraction_id: Mapped[UUID] = mapped_column(ForeignKey("extraction.id"), index=True)
    position: Mapped[int]
    name = Sealed[str](str)
    stored_as: Mapped[str] = mapped_column(String(60))
    page_in_file: Mapped[int | None]
    size: Mapped[int]
    own_sample: Mapped[bool] = mapped_column(default=False)
    width: Mapped[int] = mapped_column(default=0)
    height: Mapped[int] = mapped_column(default=0)
    turn: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    """Degrees clockwise by which its owner turned it: 0, 90, 180 or 270. Width, height and quality are those
    of the page turned."""
    quality: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    extraction: Mapped[ExtractionRecord] = relationship(back_populates="pages")
