"""What the requester or a reviewer should know about an upload, each with a stable code."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ocr.agree import Agreement, compare
from ocr.extraction import Document, ExtractedField, Warning
from ocr.fields.layout import fold

if TYPE_CHECKING:
    from ocr.compose import Group

INVENTED_ISSUERS = frozenset({"UTO"})
"""Issuers that exist in specimens only (ICAO Doc 9303's Utopia)."""


IDENTITY = ("familyName", "givenNames", "birthDate")


def states_another(group: "Group", person: dict[str, ExtractedField]) -> bool:
    """A document says who its holder is, and it is not the person the whole upload was taken for."""
    for name in IDENTITY:
        if name not in person:
            continue
        value = str(person[name].value)
        zone = group.zone.values.get(name) if group.zone is not None else None
        said = [] if zone is None else [compare(name, value, zone.value, truncated=zone.truncated)]
        plain = value if name == "birthDate" else fold(value)
        said += [compare(name, entry.reading.value, plain) for entry in group.prints(name)]
        if said and Agreement.SAME not in said:
            return True
    return False


def is_identity_document(document: Document, person: dict[str, ExtractedField]) -> bool:
    """It has an MRZ, or it names its kind and states someone's identity."""
    if document.mrz is not None:
        return True
    stated = {"familyName", "givenNames", "birthDate", "nationality", "gender"} & person.keys()
    return document.type != "unknown" or (len(stated) >= 3 and "birthDate" in stated)


def find_warnings(
    groups: "Sequence[Group]",
    documents: Sequence[Document],
    person: dict[str, ExtractedField],
    today: datetime.date,
) -> list[Warning]:
    """All warnings of an upload, in a fixed order."""
    warnings = []
    for document in documents:
        expiry = document.fields.get("expiryDate")
        if expiry is not None and str(expiry.value) < today.isoformat():
            warnings.append(Warning(code="documentExpired", detail=f"Expired on {expiry.value}."))
        if document.mrz is not None and not document.mrz.valid:
            failed = ", ".join(name for name, holds in document.mrz.checks.items() if not holds)
            warnings.append(
                Warning(code="mrzInvalid", detail=f"Check digits of the MRZ do not hold: {failed}.")
            )
    if not any(is_identity_document(document, person) for document in documents):
        warnings.append(Warning(code="notAnIdentityDocument", detail="No identity document was recognised."))
    printed = any(page.fields.specimen for group in groups for page in group.pages)
    if printed or any(document.issuing_country in INVENTED_ISSUERS for document in documents):
        warnings.append(Warning(code="specimen", detail="This is a specimen, not a genuine document."))
    if len(documents) > 1:
        warnings.append(Warning(code="severalDocuments", detail=f"{len(documents)} documents were found."))
    if len(groups) > 1 and any(states_another(group, person) for group in groups):
        warnings.append(
            Warning(code="severalPersons", detail="The documents do not seem to be one person's.")
        )
    for group, document in zip(groups, documents, strict=True):
        front = len(group.pages) == 1 and document.mrz is None and len(document.fields) + len(person) >= 4
        if front and document.type in ("identityCard", "residencePermit"):
            warnings.append(
                Warning(code="frontWithoutBack", detail="The back, which carries the MRZ, is missing.")
            )
    return warnings
