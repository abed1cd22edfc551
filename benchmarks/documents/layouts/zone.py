"""The zone of a state's document."""

from benchmarks.documents.layouts.model import ZoneFormat
from benchmarks.documents.layouts.values import Print
from mrz.generate import ZoneData, generate

PLACES = {"TD1": (4.7, 4.6), "DL": (4.7, 4.6), "TD2": (6.7, 6.4), "FRA_ID": (6.7, 6.4), "TD3": (6.4, 9.4)}
"""The zone's left edge, and its lowest row's centre above the document's edge (Doc 9303-4, -5, -6), in mm."""
GROUND_MM = {"TD1": 22.6, "DL": 8.8, "TD2": 19.5, "FRA_ID": 19.5, "TD3": 23.2}
"""Height of the plain strip that the zone stands on."""
LONGEST_OPTIONAL = {"TD1": 11, "TD3": 14}


def compose(page: Print, zone: ZoneFormat) -> list[str]:
    """The zone's lines, check digits included."""
    holder, issuer = page.holder, page.state.zone_code or page.state.code
    number = holder.document_number.replace(" ", "").replace("-", "")
    room = LONGEST_OPTIONAL.get(zone, 0)
    personal = "".join(x for x in holder.personal_number if x.isalnum())
    with_personal = page.document.personal_in_zone and len(personal) <= room and len(number) <= 9
    data = ZoneData(
        document_code=page.document.zone_code,
        issuer=issuer,
        family_name=holder.family_name or holder.given_names,
        given_names=holder.given_names if holder.family_name else "",
        document_number=number,
        nationality="D" if holder.nationality == "DEU" else holder.nationality,
        birth_date=holder.birth_date,
        gender=holder.gender,
        expiry_date=holder.expiry_date.isoformat() if holder.expiry_date else "0000-00-00",
        optional=personal if with_personal else "",
    )
    return generate(zone, data)
