"""One synthetic line, from a seed and a number: always the same strip and the same text."""

from dataclasses import dataclass

import numpy as np

from benchmarks.training.mrz_lines.photograph import Condition, draw_capture, photograph_line
from benchmarks.training.mrz_lines.printing import draw_print, print_line
from benchmarks.training.mrz_lines.texts import draw_lines
from mrz.strips import Grey

WARM_UP = 6000
"""The first lines of a seed grow harder up to here: CTC leaves its plateau of blanks sooner on easy lines."""
EASIEST = 0.2


@dataclass(frozen=True)
class Line:
    """A crop (grey, any size) and what it says."""

    crop: Grey
    text: str


def render_line(seed: int, number: int, condition: Condition = "mixed", *, warm_up: bool = False) -> Line:
    """Line `number` of `seed`."""
    rng = np.random.default_rng((seed, number))
    hardness = min(1.0, EASIEST + number / WARM_UP) if warm_up else 1.0
    lines = draw_lines(rng)
    sheet = print_line(lines, draw_print(rng, hardness), rng)
    return Line(photograph_line(sheet, draw_capture(rng, condition, hardness), rng), lines[1])
