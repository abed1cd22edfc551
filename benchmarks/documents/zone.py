"""What a document's machine-readable zone says of its holder."""

from benchmarks.documents.people import STATE, Holder
from mrz.formats import FormatName
from mrz.generate import ZoneData, generate

DOCUMENT_CODES = {
    "passport": "P<",
    "identityCard": "I<",
    "residencePermit": "IR",
    "drivingLicence": "D1",
}
WITH_PERSONAL_NUMBER: frozenset[FormatName] = frozenset({"TD1", "TD3"})
"""The optional data of TD2 are too short for it."""


def compose_zone(format_name: FormatName, holder: Holder, kind: str = "passport") -> list[str]:
    """The zone's lines, check digits included."""
    if format_name == "DL":
        return generate("DL", ZoneData(DOCUMENT_CODES[kind], STATE, "", optional=holder.document_number))
    data = ZoneData(
        document_code=DOCUMENT_CODES[kind],
        issuer=STATE,
        family_name=holder.family_name,
        given_names=holder.given_names,
        document_number=holder.document_number,
        nationality=holder.nationality,
        birth_date=holder.birth_date.isoformat(),
        gender=holder.gender,
        expiry_date=holder.expiry_date.isoformat(),
        optional=holder.personal_number if format_name in WITH_PERSONAL_NUMBER else "",
    )
    return generate(format_name, data)
