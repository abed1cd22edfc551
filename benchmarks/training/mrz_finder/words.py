"""Ordinary text in every face at hand: what a zone must be told from."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PIL import ImageFont

from benchmarks.documents.fonts import TEXT_FOLDERS, find_font
from benchmarks.training.mrz_finder.face import Rng, chance

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ACCENTED = "éèàüößçñåøščž"
DIGITS = "0123456789"
LIBERATION = Path("/usr/share/fonts/truetype/liberation")
MONOSPACED = (
    "DejaVuSansMono.ttf",
    "DejaVuSansMono-Bold.ttf",
    "LiberationMono-Regular.ttf",
    "LiberationMono-Bold.ttf",
)
OCR_B = ("OCRB.otf", "OCRBS.otf")
"""With round ends, and sharp."""


@cache
def text_fonts() -> tuple[Path, ...]:
    """The files of all faces for ordinary text on this machine."""
    found = {
        path.name: path for folder in (*TEXT_FOLDERS, LIBERATION) for path in sorted(folder.glob("*.ttf"))
    }
    return tuple(found[name] for name in sorted(found) if "Math" not in name)


@cache
def zone_fonts() -> tuple[Path, ...]:
    """OCR-B's faces."""
    return tuple(find_font("ocr-b").with_name(name) for name in OCR_B)


@cache
def mono_fonts() -> tuple[Path, ...]:
    """Typewriter faces; OCR-B where there is none."""
    return tuple(path for path in text_fonts() if path.name in MONOSPACED) or zone_fonts()


@cache
def load(path: Path, size: int) -> ImageFont.FreeTypeFont:
    """The face at `size` pixels to the em."""
    return ImageFont.truetype(str(path), size)


def draw_characters(rng: Rng, alphabet: str, count: int) -> str:
    """`count` characters of the alphabet."""
    return "".join(alphabet[k] for k in rng.integers(len(alphabet), size=count))


def _word(rng: Rng) -> str:
    word = draw_characters(rng, LETTERS + (ACCENTED if chance(rng, 0.1) else ""), int(rng.integers(1, 12)))
    style = rng.random()
    if style < 0.35:
        return word
    if style < 0.6:
        return word.capitalize()
    if style < 0.85:
        return word.upper()
    return draw_characters(rng, DIGITS, int(rng.integers(1, 6)))


def phrase(rng: Rng, most: int = 8) -> str:
    """A few words, as a caption or a line of a paragraph has them."""
    separators: Sequence[str] = (" ", " ", " ", " / ", ", ", ". ", "-")
    words = [_word(rng) for _ in range(rng.integers(1, most + 1))]
    return separators[int(rng.integers(len(separators)))].join(words)


def code(rng: Rng) -> str:
    """A number or a code: document and account numbers, dates, prices. No run longer than a dozen."""
    kind = rng.integers(6)
    letters = LETTERS.upper()
    if kind == 0:
        return draw_characters(rng, letters + DIGITS, int(rng.integers(6, 13)))
    if kind == 1:
        return " ".join(draw_characters(rng, DIGITS, 4) for _ in range(rng.integers(2, 6)))
    if kind == 2:
        parts = (draw_characters(rng, DIGITS, count) for count in (2, 2, 4))
        return ". /-"[int(rng.integers(4))].join(parts)
    if kind == 3:
        return draw_characters(rng, letters, int(rng.integers(1, 4))) + draw_characters(rng, DIGITS, 8)
    if kind == 4:
        return draw_characters(rng, DIGITS, int(rng.integers(3, 13)))
    return "-".join(draw_characters(rng, DIGITS + letters, int(rng.integers(2, 7))) for _ in range(3))
