"""What every use case receives: who acts, the open transaction, and the parts of the house."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from service.auth.permissions import PERMISSIONS, Permission, Role
from service.db import transaction
from service.demo.samples_index import SampleIndex
from service.errors import MissingPermission
from service.organisations.models import Language
from service.registry.port import Registry
from service.settings import Settings
from service.storage.vault import Vault


@dataclass(frozen=True)
class Actor:
    """The account behind a call. Repositories narrow every query to what it may see."""

    account_id: UUID
    organisation_id: UUID
    organisation_name: str
    display_name: str
    email: str
    role: Role
    language: Language
    session_id: UUID | None = None
    """Set for a session of the portal, absent for an API token."""

    def may(self, permission: Permission) -> bool:
        """Whether the role has the permission."""
        return permission in PERMISSIONS[self.role]

    def require(self, permission: Permission) -> None:
        """Raises MissingPermission unless the role has the permission."""
        if not self.may(permission):
            raise MissingPermission

    @property
    def reviews(self) -> bool:
        """Whether this is a reviewer: sees the cases of every organisation, and asks for no number."""
        return self.may("case:read")


@dataclass(frozen=True)
class Services:
    """The parts of the house, made once per process (`service.app.create_app`, `service.jobs.worker`)."""

    settings: Settings
    engine: Engine
    vault: Vault
    samples: SampleIndex
    wake: Callable[[UUID], None]
    """Tells the broker that a job waits. May fail or be lost: the sweeper mends it."""
    registry: Callable[[Session], Registry]
    """The registry of persons as a transaction sees it."""


@dataclass
class Work:
    """One use case: an open transaction, the actor, the services. Nobody commits by hand."""

    services: Services
    session: Session
    actor: Actor
    after_commit: list[Callable[[], None]] = field(default_factory=list)
    """What may happen only when the transaction is safe, such as waking a worker."""

    @property
    def settings(self) -> Settings:
        return self.services.settings

    @property
    def registry(self) -> Registry:
        """The registry of persons, inside this transaction where it is our own."""
        return self.services.registry(self.session)


@dataclass(frozen=True)
class Caller:
    """Who acts, without an open transaction: for use cases with heavy work between their transactions."""

    services: Services
    actor: Actor

    @contextmanager
    def work(self) -> Iterator[Work]:
        """One transaction; what waits for its commit runs after it."""
        with transaction(self.services.engine) as session:
            work = Work(self.services, session, self.actor)
            yield work
        for action in work.after_commit:
            action()
