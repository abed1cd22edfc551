"""`calibrate quality`: the two regressions behind `acceptable`."""

import numpy as np

from benchmarks.calibrate.gain import compare_ratings
from benchmarks.calibrate.plan import Fitted, Wish, demand_enough
from benchmarks.suites.quality.dump import dump
from benchmarks.suites.quality.plan import FIT_SEED
from benchmarks.suites.quality.rows import load_rows
from benchmarks.training.acceptable import fit_rows, write
from ocr.assess.acceptable import Half, load_regression
from ocr.assess.evidence import rate_evidence

COUNT = 180


def fit_quality(wish: Wish) -> Fitted:
    """Fits on the dumps, or on captures drawn and read for it."""
    folders = list(wish.folders)
    if not folders:
        folders = [wish.out / "readings"]
        dump(folders[0], wish.count or COUNT, wish.seed or FIT_SEED)
    rows = [row for folder in folders for row in load_rows(folder)]
    exact = np.array([row.bare for row in rows])
    demand_enough(int(exact.sum()), int((~exact).sum()))
    fits, left_out = fit_rows(rows)
    target = wish.out / "quality.toml"
    write(fits, len(rows), target)
    groups = [str(row.group) for row in rows]
    shipped = np.array([load_regression("pixels").rate(row.pixels) for row in rows])
    evidence = np.array(
        [rate_evidence(float(one), row.evidence) for one, row in zip(shipped, rows, strict=True)]
    )
    before: dict[Half, np.ndarray] = {"pixels": shipped, "evidence": evidence}
    gains = {half: compare_ratings(before[half], left_out[half], exact, groups) for half in before}
    lines = [f"{half}: {gain}" for half, gain in gains.items()]
    is_worse = any(gain.is_worse for gain in gains.values())
    return Fitted("quality", target, f"{len(rows)} captures", lines, is_worse)
