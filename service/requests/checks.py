"""Whether a draft may be sent: the minimal identification data, the addresses, the document's validity."""

import re
from datetime import date

from matching.dates import IncompleteDate
from matching.identification import BELGIUM
from models.errors import CodedError
from service.requests.schemas import CheckIssue, RequestView

BELGIAN_POSTCODE = re.compile(r"[1-9]\d{3}")
COUNTRY = re.compile(r"[A-Z]{3}")
MAX_TEXT = 200
MAX_EMAIL = 254
ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
EMAIL = re.compile(
    rf"(?!.*=\?){ATOM}(\.{ATOM})*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9-]{{2,63}}"
)
"""RFC 5322's dot-atom form, which every mail server takes; no encoded words (RFC 2047)."""


def find_issues(request: RequestView) -> list[CheckIssue]:
    """Everything that keeps the request from being sent, in the order of the form."""
    return [
        *_person_issues(request),
        *_address_issues(request),
        *_identification_issues(request),
        *_document_issues(request),
        *(
            []
            if len(request.email) <= MAX_EMAIL and EMAIL.fullmatch(request.email)
            else [_issue("schemaViolation", "email", "Not an e-mail address.")]
        ),
    ]


def is_birth_date(text: str) -> bool:
    """Whether this is an IncompleteDate that lies in the past."""
    try:
        IncompleteDate.parse(text)
    except CodedError:
        return False
    return text <= date.today().isoformat()  # noqa: DTZ011 - a birth date has no zone


def _person_issues(request: RequestView) -> list[CheckIssue]:
    person, issues = request.person, []
    if not person.family_name and not person.given_names:
        issues.append(_issue("requiredInput", "person.familyName", "A name is needed."))
    if not person.birth_date:
        issues.append(
            _issue("requiredInput", "person.birthDate", "A birth date is needed, even an incomplete one.")
        )
    elif not is_birth_date(person.birth_date):
        issues.append(_issue("schemaViolation", "person.birthDate", "Not a birth date."))
    for name, value in person.model_dump(exclude={"gender"}, by_alias=True).items():
        if isinstance(value, str) and len(value) > MAX_TEXT:
            issues.append(_issue("outOfRange", f"person.{name}", "Too long."))
    return issues


def _address_issues(request: RequestView) -> list[CheckIssue]:
    issues, residence, contact = [], request.residence_address, request.contact_address
    if residence is None or not residence.country:
        issues.append(
            _issue("requiredInput", "residenceAddress.country", "The country of residence is needed.")
        )
    elif not COUNTRY.fullmatch(residence.country):
        issues.append(_issue("schemaViolation", "residenceAddress.country", "Not a country code."))
    elif not residence.municipality_name:
        issues.append(_issue("requiredInput", "residenceAddress.municipalityName", "The town is needed."))
    abroad = residence is not None and residence.country not in {None, BELGIUM}
    if contact is None and abroad:
        issues.append(_issue("requiredInput", "contactAddress", "A contact address in Belgium is needed."))
    if contact is not None:
        if contact.country not in {None, BELGIUM}:
            issues.append(_issue("rejectedInput", "contactAddress.country", "It must lie in Belgium."))
        if not BELGIAN_POSTCODE.fullmatch(contact.post_code or ""):
            issues.append(
                _issue("schemaViolation", "contactAddress.postCode", "A Belgian postcode has 4 digits.")
            )
        issues += [
            _issue("requiredInput", f"contactAddress.{name}", "This part of the address is needed.")
            for name, value in (
                ("streetName", contact.street_name),
                ("houseNumber", contact.house_number),
                ("municipalityName", contact.municipality_name),
            )
            if not value
        ]
    return issues


def _identification_issues(request: RequestView) -> list[CheckIssue]:
    """Minimal identification data: one of three sets must be whole (KSZ's rules, see docs/architecture)."""
    person, residence = request.person, request.residence_address
    birth = person.birth_date or ""
    complete = is_birth_date(birth) and not birth.endswith("-00")
    if complete and person.place_of_birth and person.gender in {1, 2}:
        return []
    if residence and residence.country and residence.country != BELGIUM:
        return []
    if request.contact_address:
        return []
    return [
        CheckIssue(
            type="anyOfExpected",
            name="person",
            detail="Birthplace and sex with a complete birth date, a residence abroad, or a contact address.",
            names=["person.placeOfBirth", "person.gender", "residenceAddress", "contactAddress"],
        )
    ]


def _document_issues(request: RequestView) -> list[CheckIssue]:
    expiry = request.document.expiry_date
    if expiry is None:
        return []
    try:
        expired = date.fromisoformat(expiry) < date.today()  # noqa: DTZ011 - a printed date has no zone
    except ValueError:
        return [_issue("schemaViolation", "document.expiryDate", "Not a date.")]
    if not expired:
        return []
    return [_issue("rejectedInput", "document.expiryDate", "The document has expired; use a valid one.")]


def _issue(kind: str, name: str, detail: str) -> CheckIssue:
    return CheckIssue(type=kind, name=name, detail=detail)
