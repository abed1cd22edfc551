"""What the lines say: zones of every format through `mrz.generate`, and plain strings of the alphabet.

The plain strings keep the network from learning that a place in the line implies a letter.
"""

import numpy as np

from mrz.codes import known_codes
from mrz.formats import FormatName
from mrz.generate import ZoneData, generate
from mrz.strips import CHARACTERS

ZONES_SHARE = 0.6
FORMATS: tuple[FormatName, ...] = (
    "TD1",
    "TD1",
    "TD2",
    "TD3",
    "TD3",
    "MRVA",
    "MRVB",
    "FRA_ID",
    "DL",
    "CHE_DL",
)
"""Each is drawn with equal chance; the most common stand twice."""
DOCUMENT_CODES: dict[FormatName, str] = {
    "TD1": "I AIDIRACRP",
    "TD2": "I AIDIRP",
    "TD3": "P PPPMPOPDPS",
    "MRVA": "V VC",
    "MRVB": "V VC",
    "FRA_ID": "ID",
    "DL": "D1",
    "CHE_DL": "FA",
}
OPTIONAL_WIDTH: dict[FormatName, int] = {
    "TD1": 15,
    "TD2": 7,
    "TD3": 14,
    "MRVA": 16,
    "MRVB": 8,
    "DL": 24,
    "CHE_DL": 25,
}
ONE_FIELD = ("DL", "CHE_DL")
"""Their optional data are nearly all of a line, so it is never left empty."""
NUMBER_WIDTH: dict[FormatName, int] = {"FRA_ID": 12}
LENGTHS = (30, 30, 36, 44, 44, 9)
LETTERS, DIGITS = CHARACTERS[:26], CHARACTERS[26:36]
VOWELS = "AEIOUAEIOUY"
ODD_LENGTH_SHARE = 0.15
LOOK_ALIKES = ("O0QDCGU", "B8R3", "S5", "Z27", "I1LT", "G6C", "MNHWKX", "UVY", "PFE", "A4R")
"""Letters and digits that are hard to tell apart in a poor picture."""
LOOK_ALIKES_SHARE = 0.3
"""Of the plain strings, those that are made of look-alikes and little else."""


def _draw(rng: np.random.Generator, letters: str, count: int) -> str:
    return "".join(letters[k] for k in rng.integers(len(letters), size=count))


def _draw_name(rng: np.random.Generator) -> str:
    length = int(rng.integers(2, 13))
    if rng.random() < 0.4:
        return _draw(rng, LETTERS, length)
    pairs = zip(_draw(rng, LETTERS, length), _draw(rng, VOWELS, length), strict=True)
    return "".join(consonant + vowel for consonant, vowel in pairs)[:length]


def _draw_names(rng: np.random.Generator, most: int) -> str:
    return " ".join(_draw_name(rng) for _ in range(rng.integers(1, most + 1)))


def _draw_number(rng: np.random.Generator, most: int) -> str:
    """As states number things: digits, letters before them, one letter behind or among them, or any mixture.

    All of these are common, so that what stands beside a character says little of whether it is a letter.
    """
    length = int(rng.integers(max(1, most - 3), most + 1))
    if rng.random() < 0.25:
        return _draw(rng, LETTERS + DIGITS, length)
    number = list(_draw(rng, DIGITS, length))
    before = 0 if rng.random() < 0.4 else int(rng.integers(1, 4))
    number[:before] = _draw(rng, LETTERS, min(before, length))
    if rng.random() < 0.35:
        place = length - 1 if rng.random() < 0.7 else int(rng.integers(length))
        number[place] = _draw(rng, LETTERS, 1)
    return "".join(number)


def _draw_date(rng: np.random.Generator) -> str:
    return f"{rng.integers(1930, 2050)}-{rng.integers(0, 13):02}-{rng.integers(0, 32):02}"


def draw_zone(rng: np.random.Generator) -> list[str]:
    """The lines of a random zone of a random format, check digits computed."""
    name = FORMATS[rng.integers(len(FORMATS))]
    codes = sorted(known_codes())
    pairs = DOCUMENT_CODES[name]
    place = 2 * int(rng.integers(len(pairs) // 2))
    width = OPTIONAL_WIDTH.get(name, 0)
    most = NUMBER_WIDTH.get(name, 9)
    if name == "TD1" and rng.random() < 0.15:
        most, width = 12, 8
    data = ZoneData(
        document_code=pairs[place : place + 2].strip(),
        issuer="FRA" if name == "FRA_ID" else codes[rng.integers(len(codes))],
        family_name=_draw_names(rng, 2),
        given_names=_draw_names(rng, 3) if rng.random() < 0.95 else "",
        document_number=_draw_number(rng, most),
        nationality=codes[rng.integers(len(codes))],
        birth_date=_draw_date(rng),
        gender=int(rng.integers(3)),
        expiry_date=_draw_date(rng),
        optional=_draw_number(rng, width) if width and (name in ONE_FIELD or rng.random() < 0.5) else "",
        optional2=_draw_number(rng, 11) if name == "TD1" and rng.random() < 0.3 else "",
    )
    return generate(name, data)


def draw_string(rng: np.random.Generator) -> str:
    """A plain string: any characters, with runs of the filler that are as long as the zones have them."""
    length = LENGTHS[rng.integers(len(LENGTHS))]
    if rng.random() < ODD_LENGTH_SHARE:
        length = int(rng.integers(6, 45))
    text = list(_draw(rng, CHARACTERS, length))
    if rng.random() < LOOK_ALIKES_SHARE:
        letters = LOOK_ALIKES[rng.integers(len(LOOK_ALIKES))] + LOOK_ALIKES[rng.integers(len(LOOK_ALIKES))]
        text = list(_draw(rng, letters, length))
    for _ in range(rng.integers(0, 4)):
        start = int(rng.integers(length))
        end = min(length, start + int(rng.integers(1, 20)))
        text[start:end] = "<" * (end - start)
    return "".join(text)


def draw_lines(rng: np.random.Generator) -> tuple[str, str, str]:
    """(line above, line, line below); a neighbour is empty where there is none."""
    if rng.random() >= ZONES_SHARE:
        line = draw_string(rng)
        above, below = (_draw(rng, CHARACTERS, len(line)) if rng.random() < 0.4 else "" for _ in range(2))
        return above, line, below
    lines = ["", *draw_zone(rng), ""]
    place = int(rng.integers(1, len(lines) - 1))
    if not lines[place].strip("<"):  # the card number of a Swiss licence, which is no field of a zone's data
        lines[place] = _draw_number(rng, len(lines[place])).ljust(len(lines[place]), "<")
    return lines[place - 1], lines[place], lines[place + 1]
