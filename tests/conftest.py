"""Real servers for the tests: one PostgreSQL for the whole run, a database of its own for each test; and what
the tests need from the machine."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from service.embedded import EmbeddedDatabase, start_embedded
from tests.needs import needing
from tests.postgres import connect_admin


@pytest.fixture(scope="session")
def ocr_b() -> None:
    """Drawing zones needs the font OCR-B (Debian's fonts-ocr-b)."""
    from benchmarks.documents.errors import FontMissingError
    from benchmarks.documents.fonts import find_font

    with needing(FontMissingError):
        find_font("ocr-b")


@pytest.fixture(scope="session")
def postgres() -> Iterator[EmbeddedDatabase]:
    """A PostgreSQL server without fsync: the tests kill processes of ours, never the machine.

    Its folder is not pytest's: another run as root would close that to the server's own user.
    """
    folder = Path(tempfile.mkdtemp(prefix="belgianidpro-pg-"))
    server = start_embedded(folder / "data")
    with connect_admin(server) as admin:
        admin.execute(text("ALTER SYSTEM SET fsync = off"))
        admin.execute(text("ALTER SYSTEM SET synchronous_commit = off"))
        admin.execute(text("SELECT pg_reload_conf()"))
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)
