"""The mail that a question would send, as its requester would read it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from service.context import Work
from service.db import now
from service.mail.message import compose
from service.mail.models import OutgoingMail
from service.mail.texts import SUBJECTS
from service.requests.schemas import ItemCode
from service.reviews.schemas import CaseView


@dataclass(frozen=True)
class MailPreview:
    """Subject and text in the requester's language."""

    language: str
    subject: str
    text: str


def preview_question(work: Work, case: CaseView, items: list[ItemCode]) -> MailPreview:
    """Nothing is written or sent."""
    view = case.request
    mail = OutgoingMail(
        id=uuid4(),
        template="moreInformationNeeded",
        recipient=view.email,
        language=case.language if case.language in SUBJECTS["moreInformationNeeded"] else "en",
        request_id=view.id,
        parameters={
            "items": [*items],
            "deadline": (now() + timedelta(days=work.settings.answer_days)).isoformat(),
        },
        created_at=now(),
    )
    message = compose(mail, work.settings)
    body = message.get_body(("plain",))
    return MailPreview(mail.language, str(message["Subject"]), str(body.get_content()) if body else "")
