"""Which mails a company and a person get beside those that are mandatory."""

from typing import get_args

from service.audit.service import record
from service.context import UserWork, Work
from service.errors import ResourceNotFound
from service.languages import LANGUAGES
from service.organisations.models import Account, News, NewsTo, Organisation


def company_notifications(work: Work) -> Organisation:
    """The company with its choice and its mailbox."""
    work.actor.require("organisation:manage")
    return work.session.get_one(Organisation, work.actor.organisation_id)


def choose_news_to(work: Work, untrusted_choice: str) -> None:
    """Who gets the mails that need no answer. Raises ResourceNotFound for a choice that is none."""
    company = company_notifications(work)
    if untrusted_choice not in get_args(NewsTo):
        raise ResourceNotFound
    company.news_to = untrusted_choice
    record(work.session, work.actor, "changeNotifications", "organisation", company.id, untrusted_choice)


def drop_mailbox(work: Work) -> None:
    """No shared mailbox any more; what went there alone goes to the requesters again."""
    company = company_notifications(work)
    company.mailbox = None
    if company.news_to in {"mailbox", "both"}:
        company.news_to = "requester"
    record(work.session, work.actor, "changeNotifications", "organisation", company.id, company.news_to)


def own_account(work: UserWork) -> Account:
    """The person's account."""
    return work.session.get_one(Account, work.user.account_id)


def save_profile(work: UserWork, untrusted_language: str, untrusted_news: str) -> Account:
    """The language of pages and mails, and which mails the person wants. Raises ResourceNotFound."""
    account = own_account(work)
    if untrusted_language not in LANGUAGES or untrusted_news not in get_args(News):
        raise ResourceNotFound
    account.language, account.news = untrusted_language, untrusted_news
    record(work.session, work.user, "changeProfile", "account", account.id)
    return account
