"""The captions of a field in a document's languages."""

from benchmarks.documents.layouts.errors import LayoutInvalidError
from benchmarks.documents.layouts.load import load_language, stable
from benchmarks.documents.layouts.model import Style
from benchmarks.documents.layouts.rows import Cell
from benchmarks.documents.layouts.scripts import shape_arabic, to_upper
from benchmarks.documents.layouts.values import Print

NUMBER_KEYS = {
    "passport": "passportNumber",
    "identityCard": "cardNumber",
    "residencePermit": "permitNumber",
    "drivingLicence": "licenceNumber",
}


def _choose(text: str, seed: int) -> str:
    """One of the wordings: a document always prints the same one."""
    wordings = text.split("|")
    return wordings[seed % len(wordings)]


def word_caption(field: str, page: Print) -> list[str]:
    """The field's caption in each of the document's languages that has one, the same words once.

    Raises `LayoutInvalidError` where no language has one.
    """
    style = page.style
    if field in style.captions:
        return [style.captions[field]] if style.captions[field] else []
    key = NUMBER_KEYS[page.kind] if field == "documentNumber" else field
    texts = []
    for language in style.languages:
        captions = load_language(language).captions
        text = captions.get(key) or captions.get(field)
        if text:
            chosen = _choose(text, stable(page.state.code, page.kind, field))
            texts.append(_recase(chosen, style, language))
    if not texts:
        raise LayoutInvalidError(reason=f"no caption for {field} in {', '.join(style.languages)}")
    return list(dict.fromkeys(texts))


def _recase(text: str, style: Style, language: str) -> str:
    if load_language(language).right_to_left:
        return shape_arabic(text)
    if style.caption_case == "upper":
        return to_upper(text, language)
    return text.lower() if style.caption_case == "lower" else text


def number_of(cell: Cell, style: Style) -> str:
    """The number printed with a caption, empty where the document has none."""
    return style.number.format(cell.number) if cell.number and style.number else ""


def join_captions(texts: list[str], cell: Cell, style: Style) -> str:
    """Number and captions in one line."""
    parts = (number_of(cell, style), style.separator.join(texts))
    return " ".join(part for part in parts if part) + style.caption_end
