"""What every use case receives: who acts, the open transaction, and the parts of the house."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Literal
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from service.auth.oidc.provider import Provider
from service.auth.permissions import NOT_BY_TOKEN, PERMISSIONS, Permission, Role
from service.db import transaction
from service.demo.samples_index import SampleIndex
from service.errors import MissingPermission
from service.organisations.models import Language
from service.registry.port import Registry
from service.settings import Settings
from service.storage.vault import Vault

Capacity = Literal["employer", "serviceProvider", "office"]
"""For its own workers, for another employer under a mandate, or for the office that reviews."""


@dataclass(frozen=True, kw_only=True)
class User:
    """A person who is signed in, whether or not an organisation has been chosen to act for."""

    account_id: UUID
    display_name: str
    email: str
    language: Language
    session_id: UUID | None = None
    """Set for a session of the portal, absent for an API token."""
    session_ends: datetime | None = None

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """What may be done: nobody may do anything for nobody."""
        return frozenset()

    def may(self, permission: Permission) -> bool:
        """Whether the permission is there."""
        return permission in self.permissions

    @property
    def reviews(self) -> bool:
        """Whether this is a reviewer: sees the cases of every organisation, and asks for no number."""
        return self.may("case:read")


@dataclass(frozen=True, kw_only=True)
class Actor(User):
    """A person, the organisation acted for, and the capacity. Queries are narrowed to what it may see.

    `organisation_id` is whose data these are. `acting_organisation_id` is where the person belongs: the same,
    or the service provider that holds the mandate.
    """

    access_id: UUID
    mandate_id: UUID | None = None
    organisation_id: UUID
    organisation_name: str
    acting_organisation_id: UUID
    acting_organisation_name: str
    role: Role
    capacity: Capacity
    by_token: bool = False
    """A program, not a person in the portal."""

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """Those of the role, but for what a program never does."""
        return PERMISSIONS[self.role] - (NOT_BY_TOKEN if self.by_token else frozenset())

    def require(self, permission: Permission) -> None:
        """Raises MissingPermission unless the role has the permission."""
        if not self.may(permission):
            raise MissingPermission


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
    provider: Provider | None = None
    """Who signs people in, where one is set up."""


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
class UserWork:
    """One use case of a person who may not have chosen an organisation yet."""

    services: Services
    session: Session
    user: User


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
