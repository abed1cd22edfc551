"""Words that are printed over a document that is none."""

import re

from rapidfuzz import fuzz

from ocr.fields.layout import fold

SPECIMEN = re.compile(
    r"\b(SPECIMEN|MUSTER|MUSTERMANN|PAVYZDYS|UZORAK|VZOR|MUESTRA|EXEMPLE|SAMPLE|OBRAZAC|WZOR|ESPECIME|VOORBEELD|MINTA)\b"
)


WHOLE, LIKE, SHORTEST = "SPECIMEN", 74.0, 5
"""The word that nearly all have; likeness of what is read of it, and its letters at least."""
RUN = ("SPEC", "PECI", "ECIM", "CIME")
"""Of which one must be right: Simen is a name."""


def is_overprint(text: str) -> bool:
    """Whether the text is such a word and nothing else."""
    return bool(SPECIMEN.fullmatch(fold(text)))


def is_overprint_seen(text: str) -> bool:
    """Whether the text is such a word, or what a photograph left of `SPECIMEN`: across a document or beyond
    its edge it is cut and misread. The labeller has learned with whole words alone."""
    if is_overprint(text):
        return True
    word = fold(text)
    part = SHORTEST <= len(word) <= len(WHOLE) + 1 and any(run in word for run in RUN)
    return part and fuzz.ratio(WHOLE, word) >= LIKE
