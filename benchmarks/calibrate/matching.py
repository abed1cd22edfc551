"""`calibrate matching`: m and u of the matcher's levels, counted on invented people."""

import shutil
from math import log2

from benchmarks.calibrate.plan import Fitted, Wish
from benchmarks.training.matching_weights.fit import fit
from benchmarks.training.matching_weights.sample import draw_sample
from benchmarks.training.matching_weights.write import write_weights
from matching.weights import WEIGHTS, Weights, read_weights
from models.errors import CodedError

PERSONS, SEED = 200_000, 7001
TOLD_BITS = 0.3


class NoMatchingDataError(CodedError):
    code = "noMatchingData"
    status = 400
    message = "The weights of the matcher are counted on invented people, not on files."
    remedy = "Leave --data away; corrections tell how documents are read: calibrate confidence --data FILE."


def list_moves(before: Weights, after: Weights) -> list[str]:
    """The levels whose weight in bits moved by at least `TOLD_BITS`."""
    lines = []
    for field, levels in after.levels.items():
        for name, level in levels.items():
            old = before.levels[field][name]
            if not (old.u and level.u and old.m and level.m):
                continue
            was, now = log2(old.m / old.u), log2(level.m / level.u)
            if abs(now - was) >= TOLD_BITS:
                lines.append(f"{field}.{name}: {was:+.1f} → {now:+.1f} bits")
    return lines or [f"no level moved by {TOLD_BITS} bits or more"]


def fit_matching(wish: Wish) -> Fitted:
    """Counts levels of `count` persons and writes the weights. Raises `NoMatchingDataError`."""
    if wish.folders or wish.corrections:
        raise NoMatchingDataError
    shipped = read_weights(WEIGHTS)
    sample = draw_sample(wish.count or PERSONS, wish.seed or SEED, shipped)
    fitted = fit(sample, shipped)
    target = wish.out / "weights.toml"
    shutil.copy(WEIGHTS, target)
    write_weights(fitted, target)
    on = f"{sample.persons} invented persons, {sample.requests} requests about them"
    return Fitted("matching", target, on, list_moves(shipped, fitted))
