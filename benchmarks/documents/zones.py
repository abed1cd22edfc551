"""Zones of every format for invented people of any state; also zones printed wrong on purpose."""

from dataclasses import dataclass, replace

import numpy as np

from benchmarks.documents.people import Holder, invent_holder, invent_number, load_origins
from mrz.check_digits import check_digit
from mrz.codes import known_codes
from mrz.formats import FORMATS, FormatName
from mrz.generate import ZoneData, generate

FORMAT_NAMES: tuple[FormatName, ...] = ("TD1", "TD2", "TD3", "MRVA", "MRVB", "FRA_ID", "DL", "CHE_DL")
CODES: dict[FormatName, tuple[str, ...]] = {
    "TD1": ("I", "ID", "IR", "AC", "AR", "CR"),
    "TD2": ("I", "ID", "AC"),
    "TD3": ("P", "P", "PD", "PO", "PS"),
    "MRVA": ("V", "VC"),
    "MRVB": ("V", "VC"),
    "FRA_ID": ("ID",),
    "DL": ("D1",),
    "CHE_DL": ("FA",),
}
NUMBERS = ("AA9999999", "999999999", "A99999999", "AAA999999", "99AA99999", "C9999999", "A9A9A9A9A")
LONG_NUMBERS = ("999999999999", "AA9999999999")
LONG_SHARE, OPTIONAL_SHARE, UNKNOWN_SEX_SHARE, UNKNOWN_DAY_SHARE = 0.15, 0.5, 0.05, 0.03
OPTIONAL: dict[FormatName, str] = {
    "TD1": "99999999999",
    "TD2": "9999999",
    "TD3": "99999999999",
    "MRVA": "A9999999AA999",
    "MRVB": "A9999999",
}


@dataclass(frozen=True)
class PrintedZone:
    """A zone as printed, whom it names, and whether its digits were printed right."""

    format: FormatName
    lines: tuple[str, ...]
    holder: Holder
    sound: bool = True


def _anybody(rng: np.random.Generator) -> Holder:
    """Somebody whose names come from any two origins: one to three given names."""
    holder = invent_holder(rng)
    origins = load_origins()
    others = origins[str(rng.choice(sorted(origins)))]
    family = others["family"][rng.integers(len(others["family"]))]
    names = holder.given_names.split(" ")
    if rng.random() < 0.2:
        names.append(str(rng.choice(others["female" if holder.gender == 2 else "male"])))
    picked = family if isinstance(family, str) else family[holder.gender - 1]
    return replace(holder, family_name=picked, given_names=" ".join(dict.fromkeys(names)))


def _some_code(rng: np.random.Generator) -> str:
    codes = sorted(known_codes())
    return codes[rng.integers(len(codes))]


def _licence(holder: Holder, rng: np.random.Generator) -> list[str]:
    """Dutch, French or of the general form (ISO/IEC 18013)."""
    form = rng.integers(3)
    if form == 0:
        issuer, data = "NLD", "1" + invent_number("9999999999", rng) + invent_number("999AA99A99AA9", rng)
    elif form == 1:
        number = invent_number("99AA99999", rng)
        digit = check_digit("D1FRA" + number)
        surname = generate("TD3", ZoneData("P", "FRA", holder.family_name))[0][5:13]
        issuer, data = "FRA", number + digit + holder.expiry_date.strftime("%y%m%d") + surname
    else:
        issuer, data = _some_code(rng), invent_number("A99999999AAA9999999A", rng)
    return generate("DL", ZoneData("D1", issuer, "", optional=data))


def _swiss_licence(holder: Holder, rng: np.random.Generator) -> list[str]:
    data = f"{invent_number('999999999999', rng)}<<{holder.birth_date:%y%m%d}"
    zone = ZoneData("FA", "CHE", holder.family_name, holder.given_names, optional=data)
    return [invent_number("AAA999A", rng).ljust(9, "<"), *generate("CHE_DL", zone)[1:]]


def invent_zone(format_name: FormatName, rng: np.random.Generator) -> PrintedZone:
    """A random zone of the format, its check digits right."""
    holder = _anybody(rng)
    if format_name == "DL":
        return PrintedZone("DL", tuple(_licence(holder, rng)), holder)
    if format_name == "CHE_DL":
        return PrintedZone("CHE_DL", tuple(_swiss_licence(holder, rng)), holder)
    number = invent_number(str(rng.choice(NUMBERS)), rng)
    optional = invent_number(OPTIONAL[format_name], rng) if format_name in OPTIONAL else ""
    if format_name == "FRA_ID":
        number = invent_number("999999999999", rng)
    elif format_name == "TD1" and rng.random() < LONG_SHARE:
        number, optional = invent_number(str(rng.choice(LONG_NUMBERS)), rng), ""
    birth = holder.birth_date.isoformat()
    data = ZoneData(
        document_code=str(rng.choice(CODES[format_name])),
        issuer="FRA" if format_name == "FRA_ID" else _some_code(rng),
        family_name=holder.family_name,
        given_names=holder.given_names,
        document_number=number,
        nationality=_some_code(rng),
        birth_date=birth[:8] + "00" if rng.random() < UNKNOWN_DAY_SHARE else birth,
        gender=0 if rng.random() < UNKNOWN_SEX_SHARE and format_name != "FRA_ID" else holder.gender,
        expiry_date=holder.expiry_date.isoformat(),
        optional=optional if rng.random() < OPTIONAL_SHARE else "",
    )
    return PrintedZone(format_name, tuple(generate(format_name, data)), holder)


def misprint(zone: PrintedZone, rng: np.random.Generator) -> PrintedZone:
    """The zone with one check digit printed wrong; a format without any stays as it is."""
    checks = FORMATS[zone.format].checks
    if not checks:
        return zone
    place = checks[rng.integers(len(checks))].digit
    lines = list(zone.lines)
    row = lines[place.line]
    old = row[place.start]
    wrong = (int(old) if old.isdigit() else 0) + int(rng.integers(1, 10))
    lines[place.line] = f"{row[: place.start]}{wrong % 10}{row[place.start + 1 :]}"
    return replace(zone, lines=tuple(lines), sound=False)
