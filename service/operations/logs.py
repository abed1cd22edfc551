"""The log: a JSON object a line on standard output, readable lines in a terminal; never a person's data.

Messages of exceptions may quote anything, so of an exception only its kind and its places are written. Of
other packages' messages the template is written without what they put into it.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

from service.settings import Settings
from service.settings_errors import unknown_variables
from service.trace import current_trace

log = logging.getLogger(__name__)
OURS = ("service", "ocr", "mrz", "matching", "models")
QUIET = ("celery", "kombu", "amqp", "uvicorn", "httpx", "httpx2", "httpcore", "urllib3", "alembic", "asyncio")
EXTRA = "fields"
"""Name of the attribute of a record that holds further members of its line."""
FRAMES = 8


class Filled(logging.Filter):
    """Notes on each record the trace id of where it was made, before another thread may write it."""

    def filter(self, record: logging.LogRecord) -> bool:
        if not hasattr(record, "trace_id"):
            record.trace_id = current_trace()
        return True


class JsonLines(logging.Formatter):
    """One object a line: `at`, `level`, `logger`, `message`, `traceId` and what the record brings along."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": message_of(record),
            "traceId": getattr(record, "trace_id", None),
            "process": record.process,
            **getattr(record, EXTRA, {}),
            **_error_of(record),
        }
        return json.dumps({name: value for name, value in line.items() if value is not None}, default=str)


class PlainLines(logging.Formatter):
    """The same for a person at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).astimezone().strftime("%H:%M:%S")
        more = {**getattr(record, EXTRA, {}), **_error_of(record)}
        told = " ".join(f"{name}={value}" for name, value in more.items() if value is not None)
        return f"{moment} {record.levelname} {record.name}: {message_of(record)} {told}".rstrip()


def message_of(record: logging.LogRecord) -> str:
    """Ours as it is. Another package's without its arguments, which may be anybody's data."""
    return record.getMessage() if record.name.split(".")[0] in OURS else str(record.msg).split("\n", 1)[0]


def set_up_logging(settings: Settings) -> None:
    """Everything of this process goes to standard output, in the form and from the level that the settings
    name."""
    in_terminal = sys.stdout.isatty() if settings.log_format == "auto" else settings.log_format == "text"
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(PlainLines() if in_terminal else JsonLines())
    handler.addFilter(Filled())
    level = settings.log_level or ("warning" if in_terminal else "info")
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    for variable in unknown_variables(type(settings)):
        log.warning("%s is no setting: misspelt, or of another version", variable)


def _error_of(record: logging.LogRecord) -> dict[str, Any]:
    """The kind of the exception and where it came from, innermost first."""
    if not record.exc_info or record.exc_info[0] is None:
        return {}
    kind, _, trace = record.exc_info
    frames = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(trace)]
    return {"error": kind.__name__, "places": frames[::-1][:FRAMES]}
