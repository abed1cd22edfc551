"""How often what may be done, and which routes count as what. The operator's settings may say otherwise."""

import re
from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict

RATE = re.compile(r"([1-9]\d{0,6})/([1-9]\d{0,4})([smhd])", re.ASCII)
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
OFF = "off"
Kind = Literal["signIn", "upload", "send", "search", "person", "number", "report", "webhook", "ask"]
REFUSALS: Literal["refusal"] = "refusal"


@dataclass(frozen=True)
class Rate:
    """So many in so many seconds: at once, if nothing came before, and then at an even pace."""

    count: int
    seconds: int

    @property
    def step(self) -> float:
        """Seconds after which one more is allowed again."""
        return self.seconds / self.count


def read_rates(text: str) -> list[Rate]:
    """`60/1m 1000/1d` as two rates that both hold; `off` as none. Raises ValueError."""
    if text == OFF:
        return []
    found = [RATE.fullmatch(part) for part in text.split(" ")]
    if not all(found):
        raise ValueError("write it like 60/1m, several separated by blanks, or off")
    return [Rate(int(one[1]), int(one[2]) * SECONDS[one[3]]) for one in found if one]


def _checked(text: str) -> str:
    read_rates(text)
    return text


RateText = Annotated[str, AfterValidator(_checked)]


class RateLimits(BaseModel):
    """`count/length` with s, m, h or d (`60/1m`); several hold together, `off` is none.

    Addresses on this machine itself are not limited: behind a proxy they would all be the proxy's.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    sign_in_address: RateText = "100/5m"
    """Sign-ins begun or ended, by address: a whole company may share one."""
    refusal_address: RateText = "30/5m"
    """Calls with a token that is none; past it they are answered with 429 instead of 401."""
    upload_account: RateText = "600/10m"
    """Uploads, page by page in the portal, by account: a person or a program."""
    upload_address: RateText = "1200/10m"
    """The same by address."""
    send_account: RateText = "600/10m"
    """Requests sent for a number. Instant answers have a cap of their own."""
    search_account: RateText = "120/1m"
    """Searches among the company's own requests by personal data."""
    person_account: RateText = "60/1m 1000/1d"
    """Reviewers' searches of persons in the registry."""
    number_account: RateText = "60/1m 1000/1d"
    """Reviewers' look-ups of numbers."""
    report_account: RateText = "20/1h 60/1d"
    """Numbers reported as wrong: each freezes one."""
    webhook_account: RateText = "60/10m"
    """Webhooks made, tried and sent again."""
    ask_account: RateText = "30/1h"
    """Access and mandates asked for, people invited, addresses to confirm: each tells or mails somebody."""

    def of_account(self, kind: Kind) -> list[Rate]:
        """The rates of an account; none for what only addresses do."""
        return read_rates(str(getattr(self, f"{_field(kind)}_account", OFF)))

    def of_address(self, kind: Kind | Literal["refusal"]) -> list[Rate]:
        """The rates of an address; none where its accounts' are enough."""
        return read_rates(str(getattr(self, f"{_field(kind)}_address", OFF)))


LIMITED: dict[str, Kind] = {
    "POST /sign-in": "signIn",
    "GET /sign-in/start": "signIn",
    "GET /sign-in/callback": "signIn",
    "POST /requests/new/upload": "upload",
    "POST /requests/new/sample": "upload",
    "POST /requests/{request_id}/scan/pages": "upload",
    "POST /requests/{request_id}/scan/pages/{page_id}/replace": "upload",
    "POST /requests/{request_id}/scan/sample": "upload",
    "POST /requests/{request_id}/scan/reopen": "upload",
    "POST /scans/{extraction_id}/reopen": "upload",
    "POST /batches/{batch_id}/files": "upload",
    "POST /v1/extractions": "upload",
    "POST /requests/{request_id}/check": "send",
    "POST /requests/{request_id}/answer": "send",
    "POST /v1/requests/{requestId}/submit": "send",
    "POST /v1/requests/{requestId}/answer": "send",
    "POST /batches/{batch_id}/send": "send",
    "POST /requests/find": "search",
    "POST /v1/requests/query": "search",
    "POST /v1/persons/query": "person",
    "POST /v1/numbers/query": "number",
    "POST /requests/{request_id}/report": "report",
    "POST /v1/requests/{requestId}/reportNumber": "report",
    "POST /v1/webhooks": "webhook",
    "POST /v1/webhooks/{webhookId}/ping": "webhook",
    "POST /v1/webhooks/{webhookId}/deliveries/{deliveryId}/sendAgain": "webhook",
    "POST /organisation/webhooks": "webhook",
    "POST /organisation/webhooks/{webhook_id}/ping": "webhook",
    "POST /organisation/webhooks/{webhook_id}/deliveries/{delivery_id}/again": "webhook",
    "POST /organisations/ask": "ask",
    "POST /organisation/notifications/mailbox": "ask",
    "POST /profile/email": "ask",
    "POST /organisation/mandates/ask": "ask",
    "POST /organisation/mandates/grant": "ask",
    "POST /organisation/users/invite": "ask",
}
"""Which routes are counted, as what. Whatever searches, uploads or reveals belongs here."""
KINDS = get_args(Kind)


def _field(kind: str) -> str:
    return "sign_in" if kind == "signIn" else kind
