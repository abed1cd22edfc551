"""The database: declarative base, engine, and the one way to open a transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import DateTime, Engine, MetaData, create_engine, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Session

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
BRUSSELS = ZoneInfo("Europe/Brussels")
CLOCK = func.clock_timestamp()
"""The database's clock inside a statement, for what is written: leases, due moments, ends."""
CONNECT_SECONDS, UNANSWERED_MILLISECONDS = 5, 20_000
"""A server that takes a connection and says nothing, or has left the network, is not waited for."""


def now() -> datetime:
    """The present moment, UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The present day in Belgium: what is dated begins and ends at its midnight."""
    return datetime.now(BRUSSELS).date()


def database_now(session: Session) -> datetime:
    """The present moment by the database's clock: what several machines compare stands on one clock."""
    moment: datetime = session.scalars(select(CLOCK)).one()
    return moment


class Base(DeclarativeBase):
    """All tables. Times carry their zone, dictionaries are JSONB."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own idiom
        datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB,
        list[Any]: JSONB,
        list[str]: JSONB,
    }


def create_database_engine(url: str) -> Engine:
    """An engine on psycopg 3; `url` may be a plain `postgresql://` one."""
    if url.startswith(("postgresql://", "postgres://")):
        url = "postgresql+psycopg://" + url.split("://", 1)[1]
    # Hidden parameters: the message of a failed statement would quote personal data.
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        hide_parameters=True,
        connect_args={"connect_timeout": CONNECT_SECONDS, "tcp_user_timeout": UNANSWERED_MILLISECONDS},
    )


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """A session that commits when the block ends well and rolls back otherwise."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session
