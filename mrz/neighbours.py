"""Lines that a finder missed: where they would stand, from the ones it found.

A highlight or a fold may hide a line from the finder. Zones have at most three lines, at a spacing of 1.67
(TD1) to 2.5 characters (TD3), so that a line above and a line below are soon tried.
"""

from collections.abc import Sequence

import numpy as np

from mrz.rectify import Points, Quad, measure
from mrz.zone_lines import MOST_LINES

WIDER = 1.62
"""Distance of the lines when one alone was found, in heights of its quad (1.6 capitals of 2.4 mm): the
6.35 mm of TD3. A card of three lines, of which two were not found, stays unread."""


def _moved(quad: Points, steps: float) -> Points:
    return (
        quad + np.stack([quad[3] - quad[0], quad[2] - quad[1], quad[2] - quad[1], quad[3] - quad[0]]) * steps
    )


def add_neighbours(lines: Sequence[Quad]) -> list[Points]:
    """The lines with those that may stand above and below them, top to bottom."""
    quads = [np.asarray(line, dtype=np.float64) for line in lines]
    if len(quads) >= MOST_LINES:
        return quads
    if len(quads) == 1:
        return [_moved(quads[0], -WIDER), quads[0], _moved(quads[0], WIDER)]
    longest = max(quads, key=lambda quad: measure(quad)[0])
    down = longest[3] - longest[0] + longest[2] - longest[1]
    down = down / max(1e-6, float(np.linalg.norm(down)))
    places = [float((quad - longest).mean(axis=0) @ down) for quad in quads]
    step = (places[-1] - places[0]) / (len(places) - 1)
    return [longest + down * (places[0] - step), *quads, longest + down * (places[-1] + step)]
