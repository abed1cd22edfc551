"""What the requester or a reviewer should know about an upload, each with a stable code."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ocr.extraction import Document, ExtractedField, Warning

if TYPE_CHECKING:
    from ocr.compose import Group

INVENTED_ISSUERS = frozenset({"UTO"})
"""Issuers that exist in specimens only (ICAO Doc 9303's Utopia)."""


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
    for group, document in zip(groups, documents, strict=True):
        front = len(group.pages) == 1 and document.mrz is None and len(document.fields) + len(person) >= 4
        if front and document.type in ("identityCard", "residencePermit"):
            warnings.append(
                Warning(code="frontWithoutBack", detail="The back, which carries the MRZ, is missing.")
            )
    return warnings
