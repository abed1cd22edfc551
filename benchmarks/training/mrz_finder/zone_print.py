"""Zones in print: the lines of every format in OCR-B, worn, pale or fat, over whatever ground there is."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw

from benchmarks.training.mrz_finder.clutter import Box
from benchmarks.training.mrz_finder.face import PX, Floats, PrintedLine, Rng, between, chance
from benchmarks.training.mrz_finder.grounds import clouds, cover
from benchmarks.training.mrz_finder.words import draw_characters, load, mono_fonts, zone_fonts
from benchmarks.training.mrz_lines.texts import draw_zone
from mrz.strips import CHARACTERS

PITCH = 2.54 * PX
ADVANCE = 0.723
"""Advance width of OCR-B, ems."""
OTHER_FACES_SHARE = 0.06
"""Zones of mock-ups and of some issuers are set in typewriter faces."""
PALE_FILLERS_SHARE = 0.12
BAND_SHARE = 0.3


@dataclass(frozen=True)
class Setting:
    """How a zone is set, in pixels: `pitch` between characters, `leading` between lines."""

    lines: tuple[str, ...]
    font: Path
    size: int
    pitch: float
    leading: float

    @property
    def width(self) -> float:
        """Of the longest line."""
        return max(map(len, self.lines)) * self.pitch

    @property
    def height(self) -> float:
        """From the top of the first line's capitals to the bottom of the last one's, about."""
        return (len(self.lines) - 1) * self.leading + 0.95 * self.pitch


def draw_setting(rng: Rng, widest: float) -> Setting:
    """A zone of any format that is at most `widest` pixels wide."""
    lines = [line for line in draw_zone(rng) if line]
    # The Swiss licence's first line is no field of a zone's data.
    lines = [line if line.strip("<") else draw_characters(rng, CHARACTERS[:36], len(line)) for line in lines]
    pitch = PITCH * float(np.clip(rng.normal(1, 0.05), 0.85, 1.15))
    pitch = min(pitch, widest / max(map(len, lines)))
    other = chance(rng, OTHER_FACES_SHARE)
    fonts = mono_fonts() if other else zone_fonts()
    advance = 0.602 if other else ADVANCE
    leading = between(rng, 1.6, 2.75) if len(lines) == 3 else between(rng, 1.9, 2.85)
    size = round(pitch / advance * between(rng, 0.92, 1.04))
    return Setting(tuple(lines), fonts[rng.integers(len(fonts))], max(6, size), pitch, leading * pitch)


def print_zone(
    rng: Rng, ground: Floats, setting: Setting, at: tuple[float, float]
) -> tuple[tuple[PrintedLine, ...], Box]:
    """Prints onto the ground; `at`: the left end of the first line's middle. Returns lines and their box."""
    font = load(setting.font, setting.size)
    _, above, _, below = font.getbbox("H", anchor="ls")
    capital = float(below - above)
    left, middle = at
    box = (
        left - setting.pitch,
        middle - 0.9 * setting.pitch,
        left + setting.width + setting.pitch,
        middle + setting.height + 0.4 * setting.pitch,
    )
    canvas = Image.new("L", (ground.shape[1], ground.shape[0]))
    strength: Floats = np.ones(ground.shape, dtype=np.float32)
    draw = ImageDraw.Draw(canvas)
    pale = between(rng, 0.25, 0.7) if chance(rng, PALE_FILLERS_SHARE) else 1.0
    printed = []
    for row, line in enumerate(setting.lines):
        y = middle + row * setting.leading
        for column, character in enumerate(line):
            x = left + (column + 0.5) * setting.pitch
            draw.text((x, y + capital / 2), character, 255, font, anchor="ms")
            if character == "<":
                high, low = max(0, int(y - capital)), max(0, int(y + capital))
                strength[
                    high:low, max(0, int(x - setting.pitch / 2)) : max(0, int(x + setting.pitch / 2))
                ] = pale
        printed.append(PrintedLine((left, y), (left + len(line) * setting.pitch, y), capital))
    _ink(rng, ground, np.asarray(np.asarray(canvas) / 255, np.float32), strength, box)
    return tuple(printed), box


def _ink(rng: Rng, ground: Floats, canvas: Floats, strength: Floats, box: Box) -> None:
    """Lays the canvas's ink on the ground within the box; `strength` is 1 where the ink is not pale."""
    margin = PITCH * between(rng, 0.2, 1.5)
    left, right = (int(np.clip(x, 0, ground.shape[1])) for x in (box[0] - margin, box[2] + margin))
    top, bottom = (int(np.clip(y, 0, ground.shape[0])) for y in (box[1] - margin, box[3] + margin))
    if right - left < 4 or bottom - top < 4:
        return
    place = ground[top:bottom, left:right]
    if chance(rng, BAND_SHARE):
        whole = chance(rng, 0.6)
        band = ground[top:bottom] if whole else place
        band += between(rng, 0.6, 1) * (between(rng, 180, 252) - band)
    elif place.mean() < 90:  # dark ink is not printed on a dark ground
        place += between(rng, 60, 140)
    mask = np.asarray(cv2.GaussianBlur(canvas[top:bottom, left:right], (0, 0), 0.9), dtype=np.float32)
    mask = np.clip((mask - between(rng, 0.25, 0.62)) * 3 + 0.5, 0, 1) * np.clip(mask * 1.6, 0, 1)
    mask *= strength[top:bottom, left:right]
    size = (mask.shape[1], mask.shape[0])
    if chance(rng, 0.5):
        mask *= np.clip(1.1 - between(rng, 0.1, 0.9) * np.abs(cover(rng, size)), 0.2, 1)
    if chance(rng, 0.3):
        mask *= np.clip(1 - between(rng, 0.1, 0.6) * np.abs(clouds(rng, size, between(rng, 30, 200))), 0.3, 1)
    place -= mask * place * between(rng, 0.35, 0.97)
