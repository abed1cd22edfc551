"""The databases of the tests' own PostgreSQL server."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from service.db import create_database_engine
from service.embedded import EmbeddedDatabase


@contextmanager
def connect_admin(server: EmbeddedDatabase) -> Iterator[Connection]:
    """A connection that may create and drop databases, outside of transactions."""
    engine = create_database_engine(server.url_of("postgres")).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()
