"""A reviewer's questions and their answers, round by round: what may change, and what must.

Only what the items name may change. The rest was looked at already and stays as it was sent.
"""

from uuid import UUID

from service.requests.checks import find_issues
from service.requests.entered import address_values, entered_values
from service.requests.errors import RequestIncomplete
from service.requests.models import RequestRecord, RequestRound
from service.requests.schemas import (
    AddressesEntered,
    CheckIssue,
    DocumentEntered,
    PersonEntered,
    RequestView,
)

ADDRESSES = ("residenceAddress", "contactAddress")
EXPIRY = "document.expiryDate"
WHOLE_DOCUMENT = frozenset({"document.kind", "document.number", "document.issuer", EXPIRY})
OPENS: dict[str, frozenset[str]] = {
    "betterScan": frozenset({"scan"}),
    "otherSide": frozenset({"scan"}),
    "validDocument": frozenset({"scan"}) | WHOLE_DOCUMENT,
    "confirmFamilyName": frozenset({"person.familyName"}),
    "confirmGivenNames": frozenset({"person.givenNames"}),
    "confirmBirthDate": frozenset({"person.birthDate"}),
    "confirmPlaceOfBirth": frozenset({"person.placeOfBirth"}),
    "confirmGender": frozenset({"person.gender"}),
    "confirmNationality": frozenset({"person.nationality"}),
    "completeAddress": frozenset(ADDRESSES),
}
"""What each item lets the requester change, by the names that findings use."""


def may_change(view: RequestView, name: str) -> bool:
    """Whether a part of the request (`person.birthDate`, `residenceAddress`, `scan`) is open."""
    if view.state == "draft":
        return True
    return view.can_edit and any(name in OPENS[item] for item in view.items)


def open_round(row: RequestRecord) -> RequestRound | None:
    """The round that waits for its answer."""
    return next((one for one in row.rounds if one.answered_at is None), None)


def keep_locked(
    view: RequestView, person: PersonEntered, document: DocumentEntered, addresses: AddressesEntered
) -> tuple[PersonEntered, DocumentEntered, AddressesEntered]:
    """What came from a form that shows locked fields as text: those keep the values they have."""
    return (
        view.person.model_copy(update=_unlocked(view, "person", person)),
        view.document.model_copy(update=_unlocked(view, "document", document)),
        addresses
        if may_change(view, ADDRESSES[0])
        else AddressesEntered(residence_address=view.residence_address, contact_address=view.contact_address),
    )


def require_unlocked(
    view: RequestView,
    *,
    person: PersonEntered | None = None,
    document: DocumentEntered | None = None,
    addresses: AddressesEntered | None = None,
) -> None:
    """Raises RequestIncomplete with each part that differs from the request and is not open."""
    differing = []
    for group, before, after in (("person", view.person, person), ("document", view.document, document)):
        if after is not None:
            old, new = entered_values(before), entered_values(after)
            differing += [f"{group}.{name}" for name in old | new if old.get(name) != new.get(name)]
    if addresses is not None:
        pairs = (
            (view.residence_address, addresses.residence_address),
            (view.contact_address, addresses.contact_address),
        )
        differing += [
            name
            for name, (old_address, new_address) in zip(ADDRESSES, pairs, strict=True)
            if address_values(old_address) != address_values(new_address)
        ]
    locked = [name for name in differing if not may_change(view, name)]
    if locked:
        raise RequestIncomplete(
            [CheckIssue(type="rejectedInput", name=name, detail="This was not asked for.") for name in locked]
        )


def require_answered(before: RequestView, after: RequestView, extraction_id: UUID | None) -> None:
    """Raises RequestIncomplete when what was asked for is missing or wrong, or the answer breaks the rest.

    A document that expired meanwhile and was not asked about is the reviewer's matter.
    """
    findings = [
        issue for issue in find_issues(after) if issue.name != EXPIRY or may_change(after, issue.name)
    ]
    is_new = extraction_id is not None and extraction_id != before.extraction_id
    if may_change(before, "scan") and not is_new:
        findings.append(CheckIssue(type="requiredInput", name="scan", detail="A new scan was asked for."))
    if is_new and not may_change(before, "scan"):
        findings.append(CheckIssue(type="rejectedInput", name="scan", detail="No new scan was asked for."))
    if findings:
        raise RequestIncomplete(findings)


def _unlocked(view: RequestView, group: str, entered: PersonEntered | DocumentEntered) -> dict[str, object]:
    names = type(entered).model_fields
    aliases = {name: str(field.alias) for name, field in names.items()}
    return {
        name: getattr(entered, name)
        for name, alias in aliases.items()
        if may_change(view, f"{group}.{alias}")
    }
