"""Lines in two scripts, of which the Latin one is the value.

The text reader knows Latin and Greek letters. What it makes of Cyrillic, Georgian or Arabic ones looks like
Latin and says nothing, so on documents of states that print both, the second form is taken.
"""

import re
import unicodedata

OTHER_SCRIPT = frozenset("ARM BGR BIH BLR CYP GEO GRC KAZ KGZ MKD MNE MNG RUS SRB TJK UKR UZB".split())
"""States that print names in another script first and in Latin letters after it."""
ALIKE = 0.45
"""Least ratio of the lengths of two forms of one name."""


CARONS = str.maketrans("LldtDT", "ĽľďťĎŤ")
CARON_STATES = frozenset({"CZE", "SVK"})
CARON = re.compile(r"[LldtDT](?=['’´`])")
APOSTROPHE = re.compile(r"(?<=[ĽľďťĎŤ])['’´`]")


def set_carons(text: str, issuer: str | None) -> str:
    """The text with the letters whose caron looks like an apostrophe, as Czech and Slovak print sets it: Ľ is
    read as L'."""
    if issuer not in CARON_STATES:
        return text
    return APOSTROPHE.sub("", CARON.sub(lambda letter: letter[0].translate(CARONS), text))


def is_latin(text: str) -> bool:
    """Whether every letter is a Latin one."""
    return all(unicodedata.name(char, "").startswith("LATIN") for char in text if char.isalpha())


def latin_form(text: str, issuer: str | None = None) -> str | None:
    """The Latin part of a text such as `ОХРИД/OHRID`; the text itself where it is all Latin, None where
    nothing of it is."""
    parts = [part.strip() for part in text.split("/")]
    latin = [part for part in parts if is_latin(part)]
    if len(latin) < len(parts):
        latin = latin or [" ".join(word for word in text.split() if is_latin(word))]
        return "/".join(latin) if any(map(str.isalpha, "".join(latin))) else None
    if issuer in OTHER_SCRIPT and len(parts) == 2:
        shorter, longer = sorted(map(len, parts))
        if shorter >= ALIKE * longer:
            return parts[1]
    return text
