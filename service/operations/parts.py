"""The parts that the service stands on, and a short question to each: it returns when the part does its
work."""

from collections.abc import Callable
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from models.errors import CodedError
from models.load import model_dir
from models.manifest import entries
from service.context import Services
from service.db import transaction
from service.jobs.broker import create_celery

Part = Literal["database", "store", "broker", "models", "registry"]
PROBE = UUID(int=0)
CONTENT = b"probe"
BROKER_SECONDS = 2.0


class PartAway(Exception):
    """The part answers, and not as it should; the code says how."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def list_checks(services: Services) -> dict[Part, Callable[[], None]]:
    """The question to each part that this installation has. Each raises what went wrong."""
    broker = create_celery(services.settings, answer_seconds=BROKER_SECONDS)
    checks: dict[Part, Callable[[], None]] = {
        "database": lambda: check_database(services),
        "store": lambda: check_store(services),
        "broker": lambda: check_broker(broker.connection_for_write()),
        "models": check_models,
    }
    if services.settings.registry_url is not None:
        checks["registry"] = lambda: check_registry(services)
    return checks


def check_database(services: Services) -> None:
    """It answers, and takes changes."""
    with transaction(services.engine) as session:
        if session.scalar(text("SELECT pg_is_in_recovery()")):
            raise PartAway("readOnly")


def check_store(services: Services) -> None:
    """A small object goes in and comes out again, under a key of its own."""
    services.vault.put(PROBE, "health", CONTENT)
    if services.vault.get(PROBE, "health") != CONTENT:
        raise PartAway("otherContent")


def check_broker(connection: Any) -> None:
    """It takes connections. With Valkey a connection begins with a PING."""
    with connection:
        connection.ensure_connection(max_retries=1, interval_start=0, timeout=BROKER_SECONDS)


def check_models() -> None:
    """Every weight is here and is that of the manifest; its bytes are summed once in a process."""
    for name, entry in entries().items():
        model_dir(name)
        if not entry.path.is_file():
            raise PartAway("modelMissing")


def check_registry(services: Services) -> None:
    """A registry of another service answers what the contract has it answer about nobody's registration."""
    with transaction(services.engine) as session:
        services.registry(session).registered(PROBE)


def code_of(error: Exception) -> str:
    """What an operator is told of an error: a code, never its message, which may quote anything."""
    if isinstance(error, PartAway | CodedError):
        return error.code
    return "databaseError" if isinstance(error, SQLAlchemyError) else type(error).__name__
