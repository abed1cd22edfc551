"""Forms of personal numbers: where letters and digits stand in them, where a state's have both.

Readers take I for 1 and S for 5; the form says which of them it is.
"""

import re

FORMS = {
    "ALB": ("A99999999A",),
    "ESP": ("99999999A", "A9999999A"),
    "IRL": ("9999999A", "9999999AA"),
    "ITA": ("AAAAAA99A99A999A",),
}
"""States, and their numbers' forms: A for a letter, 9 for a digit."""
TO_LETTER, TO_DIGIT = str.maketrans("0158", "OISB"), str.maketrans("OQDILZSB", "00011258")
MOST_MENDED = 2
"""Characters that may have been misread."""


def has_form(number: str, issuer: str | None) -> bool:
    """Whether letters and digits stand where they do in the state's personal numbers."""
    plain = re.sub(r"[^A-Z0-9]", "", number.upper())
    shape = "".join("9" if char.isdigit() else "A" for char in plain)
    return shape in FORMS.get(issuer or "", ())


def mend_number(number: str, issuer: str | None) -> str:
    """The number with letters and digits where the state has them, if only look-alikes changed places; as it
    is where they did not."""
    if has_form(number, issuer) or number.isdigit():
        return number
    for form in FORMS.get(issuer or "", ()):
        if len(form) != len(number):
            continue
        mended = "".join(
            char.translate(TO_LETTER if kind == "A" else TO_DIGIT)
            for char, kind in zip(number, form, strict=True)
        )
        changed = sum(a != b for a, b in zip(number, mended, strict=True))
        if has_form(mended, issuer) and changed <= MOST_MENDED:
            return mended
    return number
