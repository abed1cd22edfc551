"""Who gets a mail about a request: the requester, and what the company and the person chose."""

from sqlalchemy.orm import Session

from service.organisations.models import Organisation
from service.requests.models import RequestRecord

OPTIONAL = frozenset({"underReview", "numberAssigned", "cancelled", "numberConfirmed"})
"""News that ask for nothing and stand in the history too. Every other mail is mandatory: it names a deadline,
an end, or a number that must not be used any more."""


def recipients_of(session: Session, row: RequestRecord, template: str) -> list[str]:
    """The addresses. A mandatory mail always goes to the requester, and to the mailbox where there is one."""
    company = session.get_one(Organisation, row.organisation_id)
    news_to = company.news_to
    if company.mailbox is None and news_to == "mailbox":
        news_to = "requester"  # it is not confirmed yet
    wanted = news_to in {"requester", "both"} and row.account.news == "all"
    found = [row.email] if wanted or template not in OPTIONAL else []
    if company.mailbox is not None and news_to in {"mailbox", "both"}:
        found.append(company.mailbox)
    return [*dict.fromkeys(found)]
