"""Words that are printed over a document that is none."""

import re

from ocr.fields.layout import fold

SPECIMEN = re.compile(
    r"\b(SPECIMEN|MUSTER|MUSTERMANN|PAVYZDYS|UZORAK|VZOR|MUESTRA|EXEMPLE|SAMPLE|OBRAZAC|WZOR|ESPECIME|VOORBEELD|MINTA)\b"
)


def is_overprint(text: str) -> bool:
    """Whether the text is such a word and nothing else."""
    return bool(SPECIMEN.fullmatch(fold(text)))
