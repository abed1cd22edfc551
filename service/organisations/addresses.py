"""A new e-mail address, of a person or a company's shared mailbox, confirmed by a link that is sent there."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from models.errors import CodedError
from service.audit.service import record
from service.context import User, UserWork, Work
from service.db import now
from service.mail.service import queue_mail
from service.organisations.errors import AddressNotValid
from service.organisations.models import Access, Account, EmailConfirmation, Organisation
from service.requests.checks import EMAIL, MAX_EMAIL

KEPT = timedelta(hours=24)
MOST_A_DAY = 5
"""Links that one person has sent a day: nobody's mailbox is filled from here."""


class TooManyLinks(CodedError):
    code = "tooManyLinks"
    status = 429
    message = "{limit} links were sent for you today; more are not."
    remedy = "Look into the mailbox, also where unwanted mail goes, or try again tomorrow."


class LinkNotValid(CodedError):
    code = "linkNotValid"
    status = 404
    message = "This link was used, is too old, or was asked for by somebody else."
    remedy = "Sign in as the person who asked for it, or ask for a new link."


class AddressTaken(CodedError):
    code = "addressTaken"
    status = 409
    message = "Another account has this e-mail address."
    remedy = "Use another address, or sign in with that account."


def ask_for_email(work: UserWork, untrusted_email: str) -> None:
    """Sends the link for the person's own new address. Raises AddressNotValid, TooManyLinks."""
    _ask(work.session, work.user, untrusted_email, None)


def ask_for_mailbox(work: Work, untrusted_email: str) -> None:
    """Sends the link for the company's shared mailbox. Raises AddressNotValid, TooManyLinks."""
    work.actor.require("organisation:manage")
    _ask(work.session, work.actor, untrusted_email, work.actor.organisation_id)


def waiting_address(session: Session, account_id: UUID, organisation_id: UUID | None) -> str | None:
    """The address whose link nobody has opened yet, the newest."""
    query = select(EmailConfirmation.email).where(
        EmailConfirmation.account_id == account_id,
        EmailConfirmation.organisation_id.is_not_distinct_from(organisation_id),
        EmailConfirmation.confirmed_at.is_(None),
        EmailConfirmation.asked_at > now() - KEPT,
    )
    return session.scalar(query.order_by(EmailConfirmation.asked_at.desc()).limit(1))


def confirm_address(work: UserWork, untrusted_token: str) -> bool:
    """The address holds from now on. Returns whether it is a company's mailbox.

    Only who asked for it may open the link, and for a mailbox only as long as they are the company's
    administrator. Raises LinkNotValid, AddressTaken.
    """
    row = work.session.scalar(
        select(EmailConfirmation)
        .where(EmailConfirmation.digest == _digest(untrusted_token))
        .with_for_update()
    )
    mine = row is not None and row.account_id == work.user.account_id
    if row is None or not mine or row.confirmed_at is not None or row.asked_at < now() - KEPT:
        raise LinkNotValid
    row.confirmed_at = now()
    if row.organisation_id is None:
        _change_own(work, row.email)
        return False
    if not _administers(work, row.organisation_id):
        raise LinkNotValid
    work.session.get_one(Organisation, row.organisation_id, with_for_update=True).mailbox = row.email
    record(work.session, work.user, "changeNotifications", "organisation", row.organisation_id)
    return True


def _change_own(work: UserWork, email: str) -> None:
    account = work.session.get_one(Account, work.user.account_id, with_for_update=True)
    taken = exists().where(func.lower(Account.email) == email, Account.id != account.id)
    if work.session.scalar(select(taken)):
        raise AddressTaken
    old, account.email = account.email, email
    record(work.session, work.user, "changeEmail", "account", account.id)
    if old != email:
        queue_mail(work.session, "emailChanged", old, account.language, None, path="/profile")


def _administers(work: UserWork, organisation_id: UUID) -> bool:
    query = select(Access.id).where(
        Access.account_id == work.user.account_id,
        Access.organisation_id == organisation_id,
        Access.role == "companyAdmin",
        Access.holding(),
    )
    return work.session.scalar(query.limit(1)) is not None


def _ask(session: Session, user: User, untrusted_email: str, organisation_id: UUID | None) -> None:
    email = untrusted_email.strip().lower()
    if len(email) > MAX_EMAIL or not EMAIL.fullmatch(email):
        raise AddressNotValid
    session.get_one(
        Account, user.account_id, with_for_update=True
    )  # two clicks are counted one after another
    of_today = select(func.count()).where(
        EmailConfirmation.account_id == user.account_id, EmailConfirmation.asked_at > now() - KEPT
    )
    if (session.scalar(of_today) or 0) >= MOST_A_DAY:
        raise TooManyLinks(limit=MOST_A_DAY)
    token = secrets.token_urlsafe(32)
    session.add(
        EmailConfirmation(
            account_id=user.account_id, organisation_id=organisation_id, email=email, digest=_digest(token)
        )
    )
    record(session, user, "askEmail", "account", user.account_id)
    queue_mail(session, "confirmEmail", email, user.language, None, path=f"/profile/email/{token}")


def _digest(token: str) -> bytes:
    """A plain hash is enough: the secret has 256 random bits."""
    return hashlib.sha256(token.encode()).digest()
