"""What must be known before a number may be created, and when the machine may answer (DESIGN.md)."""

from matching.dates import IncompleteDate
from matching.person import Address, Evidence, PersonRequest

IDENTIFYING_FIELDS = ("familyName", "givenNames", "birthDate")
COMPARED_FIELDS = {
    "placeOfBirth": ("placeOfBirth",),
    "gender": ("gender",),
    "nationality": ("nationality",),
    "countryOfBirth": ("countryOfBirth",),
    "document": ("documentNumber", "documentIssuer"),
}
"""Comparisons that do not rest on names and birth date, and the entered fields behind each."""
READ_CONFIDENCE = 0.995
"""A new number may rest on values read, not verified, with at least this confidence."""
BELGIUM = "BEL"


def has_minimal_data(request: PersonRequest) -> bool:
    """Minimal identification data: name and birth date, with one of three completions (facts/domain.md)."""
    if not _has_name_and_date(request):
        return False
    return (
        _has_birthplace_and_sex(request) or _has_foreign_residence(request) or _has_belgian_contact(request)
    )


def may_give_existing(evidence: Evidence | None) -> bool:
    """Names and birth date stand verified, untouched by hand, on documents that carry an instant answer."""
    if evidence is None:
        return True
    if not _documents_carry(evidence):
        return False
    return all(
        field is not None and field.status == "verified" and not field.changed_by_hand
        for field in map(evidence.fields.get, IDENTIFYING_FIELDS)
    )


def rests_on_documents(compared: str, evidence: Evidence) -> bool:
    """Whether the entered values behind a comparison were read on the document and left as they were."""
    fields = map(evidence.fields.get, COMPARED_FIELDS.get(compared, ()))
    return all(
        field is not None and field.status in ("verified", "read") and not field.changed_by_hand
        for field in fields
    )


def may_create(request: PersonRequest) -> bool:
    """Names, birth date and what else completes the minimal data are verified, or read surely, untouched.

    So is a stated sex, for the number itself tells it.
    """
    evidence = request.evidence
    if evidence is None:
        return True
    if not _documents_carry(evidence):
        return False
    stated = (*IDENTIFYING_FIELDS, *(("gender",) if request.gender else ()))
    if not all(_is_read_surely(evidence, field) for field in stated):
        return False
    if _has_foreign_residence(request) or _has_belgian_contact(request):
        return True  # addresses are stated by the requester, not read
    return all(_is_read_surely(evidence, field) for field in ("placeOfBirth", "gender"))


def _is_read_surely(evidence: Evidence, name: str) -> bool:
    field = evidence.fields.get(name)
    if field is None or field.changed_by_hand:
        return False
    return field.status == "verified" or (field.status == "read" and field.confidence >= READ_CONFIDENCE)


def _documents_carry(evidence: Evidence) -> bool:
    return bool(evidence.documents) and all(
        document.acceptable and document.genuine and not document.expired for document in evidence.documents
    )


def _has_name_and_date(request: PersonRequest) -> bool:
    named = any(name.family_name.strip() or name.given_names.strip() for name in request.names)
    return named and bool(request.birth_date)


def _has_birthplace_and_sex(request: PersonRequest) -> bool:
    complete = IncompleteDate.parse(request.birth_date or "").is_complete
    return complete and bool(request.place_of_birth) and request.gender in (1, 2)


def _has_foreign_residence(request: PersonRequest) -> bool:
    address = request.residence_address
    return address is not None and address.country not in (None, BELGIUM)


def _has_belgian_contact(request: PersonRequest) -> bool:
    address: Address | None = request.contact_address
    if address is None or address.country not in (None, BELGIUM):
        return False
    return bool(address.post_code or address.municipality_name or address.municipality_code)
