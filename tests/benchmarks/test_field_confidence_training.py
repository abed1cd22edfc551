"""The fit of the confidence of fields: signs, states left out, what is written, a dump that was cut off."""

import numpy as np
import pytest

from benchmarks.training.field_confidence.__main__ import HeldOutStateError, main
from benchmarks.training.field_confidence.fit import (
    fit_line,
    leave_states_out,
    odds_of,
    prove,
    rate,
    tabulate,
)
from benchmarks.training.field_confidence.forget import forget
from benchmarks.training.field_confidence.rows import (
    ROWS,
    OldRowsError,
    Row,
    list_numbers,
    load_rows,
    write_rows,
)
from ocr.confidence import model
from ocr.confidence.evidence import FEATURES, SIGNS
from ocr.fields import captions

STATES = ("POL", "DEU", "FRA", "ITA", "ESP")


def made_up(count=800, states=STATES) -> list[Row]:
    """Values whose `agreeing` speaks for them and whose `coded` speaks against, which it must not."""
    rng = np.random.default_rng(3)
    rows = []
    for number in range(count):
        features = dict.fromkeys(FEATURES, 0.0)
        features |= {"agreeing": float(rng.integers(3)), "coded": float(rng.integers(2))}
        odds = 1.0 + 1.5 * features["agreeing"] - 0.8 * features["coded"]
        right = bool(rng.random() < 1 / (1 + np.exp(-odds)))
        field = ("familyName", "birthDate")[number % 2]
        rows.append(Row(states[number % len(states)], field, "read", 0.7, right, 0.0, features))
    return rows


def test_weights_are_found_and_one_of_the_wrong_sign_is_left_out():
    parameters = fit_line(tabulate(made_up()))
    assert parameters.weights["agreeing"] > 0.8
    assert parameters.weights["coded"] == 0
    assert all(parameters.weights[name] * sign >= 0 for name, sign in SIGNS.items())


def test_product_and_fit_rate_alike():
    rows = made_up(60)
    table = tabulate(rows)
    parameters = fit_line(table)
    odds = odds_of(parameters, table)
    limited = model.Parameters(parameters.intercept, parameters.weights, parameters.fields, 1.0)
    for row, expected in zip(rows, rate(odds, 1.0), strict=True):
        assert limited.rate(row.field, row.features) == pytest.approx(expected)


def test_states_left_out_are_rated_by_the_others():
    table = tabulate(made_up())
    rated = rate(leave_states_out(table))
    assert abs(rated.mean() - table.right.mean()) < 0.03
    assert rated[table.right].mean() > rated[~table.right].mean()


def test_no_claim_goes_beyond_the_proof():
    odds, right = np.linspace(0, 9, 400), np.ones(400, dtype=bool)
    assert rate(np.array([99.0]), prove(odds, right))[0] == pytest.approx(1 - 3.0 / 200, abs=0.002)
    assert prove(odds, np.arange(400) % 2 == 0) < 1


def test_fit_writes_what_the_product_reads(tmp_path, monkeypatch, capsys):
    (tmp_path / ROWS).write_text(write_rows(0, made_up()), encoding="utf-8")
    target = tmp_path / model.FILE
    assert main(["fit", str(tmp_path), "--target", str(target)]) == 0
    said = capsys.readouterr().out
    assert "states left out" in said
    assert "AUROC" in said
    monkeypatch.setattr(model, "model_dir", lambda name: tmp_path)
    model.load_parameters.cache_clear()
    try:
        parameters = model.load_parameters()
    finally:
        model.load_parameters.cache_clear()
    assert set(parameters.weights) == set(FEATURES)
    assert set(parameters.fields) == {"familyName", "birthDate"}


def test_states_that_are_kept_to_measure_on_are_refused(tmp_path):
    (tmp_path / ROWS).write_text(write_rows(0, made_up(40, ("POL", "AUT"))), encoding="utf-8")
    with pytest.raises(HeldOutStateError, match="AUT"):
        main(["fit", str(tmp_path), "--target", str(tmp_path / "x.toml")])


def test_a_dump_that_was_cut_off_goes_on(tmp_path):
    path = tmp_path / ROWS
    path.write_text(write_rows(0, made_up(2)) + write_rows(1, []) + '{"number": 2, "ro', encoding="utf-8")
    assert list_numbers(path) == {0, 1}
    assert len(list(load_rows(tmp_path))) == 2
    assert list_numbers(tmp_path / "none") == set()


def test_rows_of_other_features_are_refused(tmp_path):
    row = made_up(1)[0]
    old = Row(row.state, row.field, row.status, row.said, row.right, 0.0, {"said": 1.0})
    (tmp_path / ROWS).write_text(write_rows(0, [old]), encoding="utf-8")
    with pytest.raises(OldRowsError):
        list(load_rows(tmp_path))


def test_captions_are_forgotten_for_a_while():
    everything = captions.phrases()
    with forget(0.5, np.random.default_rng(1)):
        assert 0.3 * len(everything) < len(captions.phrases()) < 0.7 * len(everything)
    assert captions.phrases() == everything
