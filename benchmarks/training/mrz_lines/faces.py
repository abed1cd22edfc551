"""The typefaces of zones: OCR-B, and the other fixed-width faces that cards out of the rule are printed in.

ICAO Doc 9303-3 §4.6 asks for OCR-B; cards for visitors and workers, older documents and specimens are also
seen in Courier, in OCR-A and in terminals' faces. Whichever of them Debian's packages have installed are used
(`fonts-ocr-a fonts-liberation fonts-dejavu-core fonts-urw-base35 fonts-freefont-otf fonts-hack-ttf
fonts-inconsolata fonts-noto-mono fonts-jetbrains-mono fonts-go fonts-lato fonts-oxygen fonts-b612`); training
without them is possible and gives a reader of OCR-B alone.
"""

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from benchmarks.documents.fonts import find_font
from mrz.strips import CHARACTERS

Floats = npt.NDArray[np.float32]
OCR_B = ("OCRB.otf", "OCRBS.otf")
"""Regular with round ends, and sharp."""
OTHERS = (
    "OCRA.ttf OCRABold.ttf LiberationMono-Regular.ttf LiberationMono-Bold.ttf DejaVuSansMono.ttf "
    "DejaVuSansMono-Bold.ttf NimbusMonoPS-Regular.otf NimbusMonoPS-Bold.otf FreeMonoBold.otf "
    "Hack-Regular.ttf Hack-Bold.ttf Inconsolata.otf NotoMono-Regular.ttf JetBrainsMono-Bold.ttf "
    "Go-Mono.ttf Go-Mono-Bold.ttf OxygenMono-Regular.ttf B612Mono-Regular.ttf B612Mono-Bold.ttf "
    "Lato-Bold.ttf Lato-Regular.ttf DejaVuSansCondensed-Bold.ttf DejaVuSansCondensed.ttf "
    "LiberationSansNarrow-Bold.ttf"
).split()
"""The last ones are not of fixed width: each letter is set in the middle of its place."""
FOLDERS = (Path("/usr/share/fonts"), Path.home() / ".fonts")
ADVANCE = 0.723
"""Advance width of OCR-B, ems."""
CAPITALS = 0.95
"""Height of OCR-B's capitals, pitches."""


@cache
def find_others() -> tuple[Path, ...]:
    """Those of `OTHERS` that are installed, in that order."""
    there = {
        path.name: path for folder in FOLDERS if folder.is_dir() for path in sorted(folder.rglob("*.?tf"))
    }
    return tuple(there[name] for name in OTHERS if name in there)


def count_faces() -> int:
    """OCR-B's and the others."""
    return len(OCR_B) + len(find_others())


def draw_glyphs(face: int, pitch: int) -> Floats:
    """Coverage of each character of the alphabet in a cell of `pitch` × 2 `pitch`, 0 to 1: 37 × 2p × p."""
    if face < len(OCR_B):
        path, place = find_font("ocr-b").with_name(OCR_B[face]), (0.0, 1.5 * pitch)
        font, anchor = ImageFont.truetype(str(path), pitch / ADVANCE), "ls"
    else:
        path, place = find_others()[face - len(OCR_B)], (pitch / 2, 1.5 * pitch)
        font, anchor = _fit(path, pitch), "ms"
    cells = []
    for character in CHARACTERS:
        cell = Image.new("L", (pitch, 2 * pitch))
        ImageDraw.Draw(cell).text(place, character, fill=255, font=font, anchor=anchor)
        cells.append(np.asarray(cell, dtype=np.float32) / 255)
    return np.asarray(cells, dtype=np.float32)


def _fit(path: Path, pitch: int) -> ImageFont.FreeTypeFont:
    """The face so large that its capitals are as high as OCR-B's and its widest letter fits the place."""
    trial = ImageFont.truetype(str(path), 200)
    _, top, _, bottom = trial.getbbox("H", anchor="ls")
    widest = max(trial.getbbox(c, anchor="ms")[2] - trial.getbbox(c, anchor="ms")[0] for c in "MWO<")
    size = 200 * pitch * min(CAPITALS / (bottom - top), 1.0 / widest)
    return ImageFont.truetype(str(path), size)
