"""Writing to the audit log, in the transaction of what is logged."""

import hashlib
import hmac
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from service.audit.chain import link_entries
from service.audit.heads import export_head
from service.audit.models import AuditEntry
from service.audit.purposes import purpose_of
from service.context import Actor, Services, User, Work


def record(
    session: Session,
    user: User | None,
    action: str,
    object_type: str,
    object_id: UUID | str,
    purpose: str | None = None,
) -> None:
    """Adds an entry. `object_id` is an opaque id or a keyed pseudonym, never a name or a number.

    `purpose` is why it was done; where none is given it follows from the capacity (`purposes`). Of an act
    that decides something, it is the code of what was decided.
    """
    actor = user if isinstance(user, Actor) else None
    session.add(
        AuditEntry(
            account_id=user.account_id if user else None,
            organisation_id=actor.organisation_id if actor else None,
            action=action,
            object_type=object_type,
            object_id=str(object_id),
            purpose=purpose or purpose_of(user),
            capacity=actor.capacity if actor else None,
            acting_organisation_id=actor.acting_organisation_id if actor else None,
        )
    )


def record_person(work: Work, action: str, ssin: str, purpose: str) -> None:
    """Adds an entry about a person of the registry, under a keyed pseudonym: a plain hash can be guessed."""
    key = work.services.vault.keys.derive("audit pseudonyms")
    pseudonym = hmac.new(key, ssin.encode(), hashlib.sha256).hexdigest()
    record(work.session, work.actor, action, "person", pseudonym, purpose)


def seal_log(services: Services) -> None:
    """Links new entries into the chain, and now and then exports its signed head."""
    settings, keys = services.settings, services.vault.keys
    link_entries(services.engine, keys)
    every = timedelta(minutes=settings.audit_head_minutes)
    export_head(services.engine, keys, settings.audit_heads_dir, every)
