"""Mails about who may act for an organisation: invited, asked, approved, refused, revoked."""

import pytest
from sqlalchemy import select, update

from service.auth.acting import make_user
from service.context import UserWork
from service.db import transaction
from service.languages import LANGUAGES
from service.mail.service import send_due
from service.mail.texts import SUBJECTS
from service.organisations import members
from service.organisations.invitations import open_invitation
from service.organisations.models import Access, Account, Organisation
from tests.service.mail.servers import outbox, parts, read_folder

JANSSENS, NAME = "0123.456.749", "Bouwbedrijf Janssens (demo)"
INVITED = "petra@elsewhere.invalid"


@pytest.fixture
def speaks(services):
    """Sets the language of the account with this address."""

    def change(email, language):
        with transaction(services.engine) as session:
            session.execute(update(Account).where(Account.email == email).values(language=language))

    return change


@pytest.fixture
def newcomer_account(services):
    """Somebody who may act for nobody yet."""
    with transaction(services.engine) as session:
        account = Account(email="nora@peeters.invalid", display_name="Nora Peeters", language="de")
        session.add(account)
        session.flush()
        return account


@pytest.fixture
def ask(services, newcomer_account):
    """Asks for access to the company; returns the access."""

    def write():
        with transaction(services.engine) as session:
            members.ask_for_access(UserWork(services, session, make_user(newcomer_account)), JANSSENS)
        with transaction(services.engine) as session:
            mine = Access.account_id == newcomer_account.id, Access.revoked_at.is_(None)
            return session.scalars(select(Access).where(*mine)).one()

    return write


@pytest.fixture
def sent(services, settings):
    """Sends what waits; returns the mails by recipient, the newest of each."""

    def run():
        while send_due(services.engine, settings):
            pass
        return {mail["To"]: mail for mail in read_folder(settings)}

    return run


def told(services):
    return [(mail.template, mail.recipient, mail.language) for mail in outbox(services)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invitation_says_who_invites_and_until_when(
    working, administrator, speaks, sent, settings, language
):
    """To somebody unknown in the inviter's language."""
    speaks(administrator.email, language)
    with working(administrator) as work:
        members.invite(work, INVITED.upper(), "employer")
    mail = sent()[INVITED]
    assert mail["Subject"] == SUBJECTS["invitation"][language]
    for shown in parts(mail):
        assert NAME in shown
        assert f"{settings.public_url}/sign-in" in shown
        assert "{" not in shown.split("<body>")[-1]


def test_an_invitation_to_somebody_known_is_in_their_language(
    working, administrator, stranger, speaks, services
):
    speaks(stranger.email, "de")
    with working(administrator) as work:
        members.invite(work, stranger.email, "employer")
    assert told(services) == [("invitation", stranger.email, "de")]


def test_the_operators_invitation_is_a_mail_too(services):
    with transaction(services.engine) as session:
        company = session.scalars(select(Organisation).where(Organisation.name == NAME)).one()
        open_invitation(session, company, INVITED, "companyAdmin", 30, None)
    assert told(services) == [("invitation", INVITED, "nl")]


def test_an_invitation_that_is_refused_writes_to_nobody(working, administrator, services):
    with working(administrator) as work:
        members.invite(work, INVITED, "employer")
    with pytest.raises(members.AlreadyThere), working(administrator) as work:
        members.invite(work, INVITED, "employer")
    assert len(outbox(services)) == 1


def test_whoever_asks_is_decided_on_by_the_administrators_who_hear_of_it(
    ask, administrator, employer, speaks, services, sent, settings
):
    speaks(administrator.email, "fr")
    ask()
    assert told(services) == [("accessAsked", administrator.email, "fr")]
    mail = sent()[administrator.email]
    for shown in (mail["Subject"], *parts(mail)):
        assert "Nora" not in shown, "who it is stands on the page alone"
    assert f"{settings.public_url}/organisation/users" in parts(mail)[0]


def test_who_asked_hears_that_it_was_approved_and_later_that_it_ended(
    ask, working, administrator, newcomer_account, services, sent
):
    access = ask()
    with working(administrator) as work:
        members.approve_access(work, access.id)
    with working(administrator) as work:
        members.revoke_access(work, access.id)
    assert told(services)[1:] == [
        ("accessApproved", newcomer_account.email, "de"),
        ("accessRevoked", newcomer_account.email, "de"),
    ]
    mail = sent()[newcomer_account.email]
    assert NAME in parts(mail)[0]
    assert NAME not in mail["Subject"]
    assert mail["In-Reply-To"] is None, "mails about no request are no thread"


def test_who_asked_hears_that_it_was_refused(ask, working, administrator, newcomer_account, services):
    access = ask()
    with working(administrator) as work:
        members.revoke_access(work, access.id)
    assert told(services)[1:] == [("accessRefused", newcomer_account.email, "de")]


def test_a_name_that_would_break_the_mail_stays_on_its_line(services, working, administrator, sent):
    with transaction(services.engine) as session:
        company = session.get_one(Organisation, administrator.organisation_id)
        company.name = "Eén\r\n\r\n{url} <b>&</b>\nBcc: x@y.be"
    with working(administrator) as work:
        members.invite(work, INVITED, "employer")
    mail = sent()[INVITED]
    text, page = parts(mail)
    assert "Eén {url} <b>&</b> Bcc: x@y.be" in " ".join(text.split())
    assert "<b>" not in page
    assert mail["Bcc"] is None
