"""A run of the suite: captures, specimens when there are any, and what a large photograph costs."""

import time
from collections.abc import Mapping
from typing import Any, get_args

import cv2
import numpy as np

from benchmarks.captures.photograph import encode
from benchmarks.suites import Options
from benchmarks.suites.localisation.captures import SHARES, Group, make
from benchmarks.suites.localisation.judge import Score, judge
from benchmarks.suites.localisation.specimens import run_specimens
from ocr.intake import intake
from ocr.locate import locate

LARGE, TIMES = (4000, 3000), 15
"""Width and height of the photograph that is timed, and how often."""


def measure_captures(captures: int, seed: int) -> dict[str, Score]:
    """The score of each group, and of all."""
    table = {group: Score() for group in get_args(Group)}
    for group, score in table.items():
        for number in range(round(captures * SHARES[group])):
            made = make(group, seed, number)
            (page,) = intake([("capture.jpg", made.jpeg)])
            judge(locate(page), made.quads, (page.width, page.height), score)
    whole = Score()
    for score in table.values():
        whole.add(score)
    return {**table, "all": whole}


def measure_time(seed: int) -> dict[str, float]:
    """Median seconds of intake, and of localisation, for a JPEG of 12 megapixels."""
    made = make("severity 1", seed, 0)
    picture = cv2.imdecode(np.frombuffer(made.jpeg, dtype=np.uint8), cv2.IMREAD_COLOR)
    size = LARGE if picture.shape[1] >= picture.shape[0] else LARGE[::-1]
    jpeg = encode(np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC), np.uint8), 90)
    spent = []
    for _ in range(TIMES):
        began = time.perf_counter()
        (page,) = intake([("large.jpg", jpeg)])
        taken = time.perf_counter()
        locate(page)
        spent.append((taken - began, time.perf_counter() - taken))
    first, second = np.median(spent, axis=0)
    return {"intake": round(float(first), 4), "locate": round(float(second), 4)}


def print_table(table: Mapping[str, Score]) -> None:
    """A Markdown table."""
    print("| captures | documents | mean IoU | 5th percentile | orientation right | missed | false |")
    print("|---|---|---|---|---|---|---|")
    for name, score in table.items():
        row = score.as_dict()
        iou = [f"{row[key]:.3f}" if row[key] is not None else "–" for key in ("meanIou", "iouPercentile5")]
        right = f"{row['orientationRight']:.2%}" if row["orientationRight"] is not None else "–"
        cells = [name, str(row["documents"]), *iou, right, str(row["missed"]), str(row["false"])]
        print("| " + " | ".join(cells) + " |")


def run(options: Options) -> dict[str, Any]:
    """The report."""
    table = measure_captures(options.captures, options.seed)
    print_table(table)
    report: dict[str, Any] = {"captures": {name: score.as_dict() for name, score in table.items()}}
    report["seconds12Megapixels"] = measure_time(options.seed)
    print(f"\n12 megapixels, median seconds: {report['seconds12Megapixels']}")
    if options.data is not None:
        report["specimens"] = run_specimens(options.data).as_dict()
        print("\nSpecimens: " + ", ".join(f"{k} {v}" for k, v in report["specimens"].items() if k != "files"))
    return report
