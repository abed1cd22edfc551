"""Tables of figures. No names, numbers, dates of birth or ids of requests: codes, probabilities and days."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from service.db import Base


class RequestFigures(Base):
    """How a request was answered. `id` is a keyed digest of the request's: it leads nowhere without the key.

    No foreign key: the figures outlive the request.
    """

    __tablename__ = "request_figures"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    sent_on: Mapped[date] = mapped_column(index=True)
    document_type: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(3))
    """Who issued the document, ISO 3166 alpha-3 or ICAO's code; empty where it was not read."""
    outcome: Mapped[str] = mapped_column(String(20))
    """The machine's (`matching.person.Outcome`)."""
    reason: Mapped[str] = mapped_column(String(40))
    probability: Mapped[float]
    """Of the likeliest candidate; 0 without one."""
    decided: Mapped[str | None] = mapped_column(String(10))
    """The reviewer's latest decision (`service.reviews.schemas.DecisionKind`)."""
    agreed: Mapped[bool | None]
    """Whether it was what the machine leaned to; unset for questions and refusals."""
    decided_on: Mapped[date | None]


class FieldFigures(Base):
    """How one field was read, and what became of it in the form."""

    __tablename__ = "field_figures"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    figures_id: Mapped[UUID] = mapped_column(ForeignKey("request_figures.id", ondelete="CASCADE"), index=True)
    field: Mapped[str] = mapped_column(String(30))
    source: Mapped[str] = mapped_column(String(30))
    """The zones that read it, in the order of the alphabet with a plus between; `none`: nothing was read."""
    status: Mapped[str] = mapped_column(String(10))
    confidence: Mapped[float]
    error_class: Mapped[str] = mapped_column(String(12))
    """`service.statistics.classes.ErrorClass`."""
