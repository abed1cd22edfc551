"""`calibrate confidence`: the confidence of fields, from dumps of drawn captures and from corrections."""

from dataclasses import replace

import numpy as np

from benchmarks.calibrate.corrections import apply_drift, describe_drift, find_drift, read_corrections
from benchmarks.calibrate.gain import Gain, compare_ratings
from benchmarks.calibrate.plan import Fitted, Wish, demand_enough
from benchmarks.documents.layouts.split import part_of
from benchmarks.training.field_confidence.__main__ import HeldOutStateError
from benchmarks.training.field_confidence.fit import (
    fit_line,
    leave_states_out,
    odds_of,
    prove,
    rate,
    tabulate,
)
from benchmarks.training.field_confidence.rows import ROWS, list_numbers, load_rows
from benchmarks.training.field_confidence.write import write_parameters
from ocr.confidence.model import Parameters, load_parameters

COUNT, SEED = 300, 7101


def _fit(wish: Wish) -> tuple[Parameters, int, int, Gain]:
    """Parameters, values, documents, and what they gain over those that ship."""
    folders = list(wish.folders)
    if not folders:
        from benchmarks.training.field_confidence.dump import dump

        folders = [wish.out / "rows"]
        dump("learn", wish.count or COUNT, wish.seed or SEED, folders[0])
    rows = [row for folder in folders for row in load_rows(folder) if row.status != "conflict"]
    held = sorted({row.state for row in rows if part_of(row.state) == "held_out"})
    if held:
        raise HeldOutStateError(", ".join(held))
    table = tabulate(rows)
    demand_enough(int(table.right.sum()), int((~table.right).sum()))
    odds = leave_states_out(table)
    once = np.array([row.forgotten == 0 for row in rows])
    most = prove(odds[once], table.right[once])
    shipped = load_parameters()
    gain = compare_ratings(
        rate(odds_of(shipped, table), shipped.most), rate(odds, most), table.right, table.states.tolist()
    )
    documents = sum(len(list_numbers(folder / ROWS)) for folder in folders)
    return replace(fit_line(table), most=most), len(rows), documents, gain


def fit_confidence(wish: Wish) -> Fitted:
    """Fits on dumps (drawn and read when neither dumps nor corrections are given), then moves the intercepts
    of fields that production has shown to drift."""
    values, documents, is_worse = 0, 0, False
    parameters, lines = load_parameters(), list[str]()
    if wish.folders or not wish.corrections:
        parameters, values, documents, gain = _fit(wish)
        lines, is_worse = [f"whole states left out, {gain}"], gain.is_worse
    on = f"{values} values of {documents} drawn documents" if values else "the parameters that ship"
    if wish.corrections:
        corrections = list(read_corrections(wish.corrections))
        drift = find_drift(corrections)
        parameters = apply_drift(parameters, drift)
        lines += describe_drift(drift)
        on += f", and {len(corrections)} corrected readings"
    target = wish.out / "confidence.toml"
    write_parameters(parameters, values, documents, target)
    if not values:
        text = target.read_text(encoding="utf-8")
        head = "# The parameters that shipped, intercepts moved by corrections of the service; made by\n"
        target.write_text(head + text[text.index("\n") + 1 :], encoding="utf-8")
    return Fitted("field_confidence", target, on, lines, is_worse)
