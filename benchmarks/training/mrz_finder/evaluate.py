"""The finder on held-out synthetic pictures, condition by condition."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.training.mrz_finder.conditions import CONDITIONS, Condition, is_inside, render_picture
from benchmarks.training.mrz_finder.scene import Lines
from mrz.locate import ZoneBox, locate

ACROSS, ALONG = 0.5, 1.0
"""How far the middle of a line's end may be off, in capitals' heights, to count as found."""
Points = npt.NDArray[np.float64]


@dataclass
class Score:
    """Counts over the pictures of a condition. `turned`: found, but said to read the other way round, and
    said so with certainty."""

    pictures: int = 0
    zones: int = 0
    found: int = 0
    certain: int = 0
    turned: int = 0
    false: int = 0
    """Boxes that cover no zone."""


def _ends(quad: Points) -> tuple[Points, Points]:
    return (quad[0] + quad[3]) / 2, (quad[1] + quad[2]) / 2


def _is_line(truth: Points, quad: Points) -> bool:
    """Whether the quad is this line, read either way."""
    start, end = _ends(truth)
    axis = (end - start) / np.linalg.norm(end - start)
    down = np.array([-axis[1], axis[0]])
    height = abs(float((truth[3] - truth[0]) @ down))

    def near(first: Points, second: Points) -> bool:
        step = first - second
        return bool(abs(step @ down) < ACROSS * height and abs(step @ axis) < ALONG * height)

    first, last = _ends(quad)
    return (near(first, start) and near(last, end)) or (near(first, end) and near(last, start))


def _covers(box: ZoneBox, zone: Lines) -> bool:
    """Whether the box has something of the zone: the middle of one lies between the ends of the other."""
    middle = zone.reshape(-1, 2).mean(axis=0)
    points = np.array(box.lines).reshape(-1, 2)
    reach = float(np.linalg.norm(zone[0, 1] - zone[0, 0])) / 2
    return bool(np.linalg.norm(points.mean(axis=0) - middle) < reach)


def judge(boxes: list[ZoneBox], zones: tuple[Lines, ...], score: Score) -> None:
    """Adds a picture to the score. Zones that reach beyond the picture are asked of nobody."""
    score.pictures += 1
    score.false += sum(not any(_covers(box, zone) for zone in zones) for box in boxes)
    for zone in filter(is_inside, zones):
        score.zones += 1
        for box in boxes:
            quads = [np.array(quad) for quad in box.lines]
            pairs = [(truth, quad) for truth in zone for quad in quads if _is_line(truth, quad)]
            if len(pairs) == len(zone):
                score.found += 1
                score.certain += box.certain_direction
                truth, quad = pairs[0]
                against = float((truth[1] - truth[0]) @ (quad[1] - quad[0])) < 0
                score.turned += against and box.certain_direction
                break


def evaluate(seed: int, count: int) -> dict[Condition, Score]:
    """Scores over `count` pictures of each condition."""
    table: dict[Condition, Score] = {}
    for condition in CONDITIONS:
        table[condition] = Score()
        for number in range(count):
            scene = render_picture(seed, number, condition)
            judge(locate(scene.image), scene.zones, table[condition])
    return table


def print_table(table: dict[Condition, Score]) -> None:
    """The scores as a Markdown table."""
    print("| condition | zones | all lines found | way certain | certain but wrong | false boxes a picture |")
    print("|---|---|---|---|---|---|")
    for condition, score in table.items():
        shares = [f"{value / max(1, score.zones):.1%}" for value in (score.found,)]
        shares += [f"{value / max(1, score.found):.1%}" for value in (score.certain, score.turned)]
        if not score.zones:
            shares = ["–"] * 3
        cells = [condition, str(score.zones), *shares, f"{score.false / max(1, score.pictures):.2f}"]
        print("| " + " | ".join(cells) + " |")
