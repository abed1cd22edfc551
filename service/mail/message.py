"""From a row of the outbox to a message: plain text, and the same as simple HTML without remote content."""

from datetime import date, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from uuid import UUID

from service.languages import show_date
from service.mail.access_texts import PLACES
from service.mail.codes import DEFECTS, REFUSALS, REMEDIES
from service.mail.models import OutgoingMail
from service.mail.texts import BODIES, SUBJECTS
from service.settings import Settings

DOMAIN = "belgianidpro.invalid"
DAY_LENGTH = len("yyyy-mm-dd")
STYLE = "font-family:Arial,sans-serif;font-size:16px;line-height:1.5;color:#0b0c0c;max-width:40em"
PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{subject}</title></head>
<body><div style="{style}">
{body}
</div></body></html>
"""


def compose(mail: OutgoingMail, settings: Settings, thread: UUID | None = None) -> EmailMessage:
    """The message in the requester's language. `thread` is the request's first mail, which others follow.

    Raises ValueError for an address that cannot stand in a header.
    """
    language = mail.language
    message = EmailMessage()
    message["Subject"] = SUBJECTS[mail.template][language]
    message["From"] = settings.mail_from
    message["To"] = mail.recipient
    if len(message["To"].addresses) != 1:  # a list would tell somebody else
        raise ValueError
    if settings.mail_reply_to:
        message["Reply-To"] = settings.mail_reply_to
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = message_id(mail.id)
    if thread is not None and thread != mail.id:
        message["In-Reply-To"] = message["References"] = message_id(thread)
    message["Auto-Submitted"] = "auto-generated"
    items = [(DEFECTS[item][language], REMEDIES[item][language]) for item in mail.parameters.get("items", [])]
    elsewhere = PLACES.get(mail.template, f"/requests/{mail.request_id}")
    url = settings.public_url + str(mail.parameters.get("path", elsewhere))
    paragraphs = _paragraphs(mail)
    message.set_content(_as_text(paragraphs, items, url))
    body = _as_html(paragraphs, items, url)
    page = PAGE.format(language=language, subject=escape(message["Subject"]), style=STYLE, body=body)
    message.add_alternative(page, subtype="html")
    message.set_boundary(f"mail-{mail.id}")  # the same bytes at every attempt
    return message


def message_id(mail_id: UUID) -> str:
    """The Message-ID of a mail: the same at every attempt, so that a repetition is seen as one mail."""
    return f"<{mail_id}@{DOMAIN}>"


def _paragraphs(mail: OutgoingMail) -> list[str]:
    """The body's paragraphs with their values; items and address stay braces."""
    values = {"organisation": str(mail.parameters.get("organisation", ""))}
    if "deadline" in mail.parameters:
        values["deadline"] = show_date(mail.language, _day(str(mail.parameters["deadline"])))
    if "reason" in mail.parameters:
        values["reason"] = REFUSALS[mail.parameters["reason"]][mail.language]
    body = BODIES[mail.template][mail.language]
    return body.format(items="{items}", url="{url}", **values).split("\n\n")


def _as_text(paragraphs: list[str], items: list[tuple[str, str]], url: str) -> str:
    listed = "\n".join(f"- {defect}\n  {remedy}" for defect, remedy in items)
    shown = {"{items}": listed, "{url}": url}
    return "\n\n".join(shown.get(paragraph, paragraph) for paragraph in paragraphs) + "\n"


def _as_html(paragraphs: list[str], items: list[tuple[str, str]], url: str) -> str:
    listed = "".join(
        f"<li><strong>{escape(defect)}</strong><br>{escape(remedy)}</li>" for defect, remedy in items
    )
    shown = {
        "{items}": f"<ul>{listed}</ul>",
        "{url}": f'<p><a href="{escape(url)}">{escape(url)}</a></p>',
    }
    return "\n".join(shown.get(paragraph, f"<p>{escape(paragraph)}</p>") for paragraph in paragraphs)


def _day(text: str) -> datetime | date:
    """A moment, or the plain day that mails of an earlier version carry."""
    return date.fromisoformat(text) if len(text) == DAY_LENGTH else datetime.fromisoformat(text)
