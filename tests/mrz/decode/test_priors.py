"""The prior: probabilities that are ones, and no printed zone made impossible."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from mrz.codes import known_codes
from mrz.decode import priors
from mrz.decode.options import date_options, document_code_options, sex_options, state_options
from mrz.decode.pixels import temper
from mrz.decode.zone import read_zone
from mrz.formats import FORMATS
from mrz.parse import detect_format
from mrz.strips import CHARACTERS

See = Callable[..., np.ndarray]
MOST_MISREAD = 0.01
"""Share of printed zones that the prior may overrule though seen clearly: samples made of nonsense."""
FILES = (
    "from_images.json",
    "arg0s_mrz_examples.json",
    "kurzdigital_mrzparser_samples.json",
    "tonyxlh_500_td3.json",
    "dutch_driving_licence_vcmrtd.json",
)


@pytest.mark.parametrize("make", [priors.data_automaton, priors.words_automaton, priors.names_automaton])
def test_automata_are_probabilities(make: Callable[[], priors.Automaton]) -> None:
    automaton = make()
    assert automaton.moves.sum(axis=1) == pytest.approx(np.ones(len(automaton.moves)), abs=1e-3)
    assert automaton.kinds.sum(axis=1) == pytest.approx(np.ones(len(automaton.kinds)))
    # One character leads to one state at most, or a text would have more than one way through.
    reached = (automaton.moves[:, :, None] * automaton.kinds[None] > 0).sum(axis=1)
    assert reached.max() == 1


def test_options_are_probabilities() -> None:
    for part in ("year", "month", "day"):
        for is_expiry in (False, True):
            options, prior = date_options(part, is_expiry, 26)
            assert prior.sum() == pytest.approx(1)
            assert len(np.unique(options, axis=0)) == len(options)
    assert sex_options()[1].sum() == pytest.approx(1, abs=0.01)
    assert state_options()[1].sum() == pytest.approx(1)
    assert sum(priors.FORMAT_SHARES.values()) == pytest.approx(1, abs=1e-9)
    for name in FORMATS:
        assert document_code_options(name)[1].sum() == pytest.approx(1)


def test_every_known_code_is_an_option() -> None:
    texts = {"".join(CHARACTERS[k] for k in row).rstrip("<") for row in state_options()[0]}
    assert texts == known_codes()


def test_impossible_months_are_improbable_but_possible() -> None:
    options, prior = date_options("month", False, 26)
    chance = {"".join(CHARACTERS[k] for k in row): share for row, share in zip(options, prior, strict=True)}
    assert chance["12"] > 100 * chance["13"] > 0
    assert chance["<<"] > chance["13"]


def test_zones_as_they_are_printed_are_read_so(
    see: See, cases: Callable[[str], list[dict[str, Any]]]
) -> None:
    """Published zones, seen clearly: none may be made impossible by what zones usually look like."""
    zones = {tuple(case["lines"]) for name in FILES for case in cases(name) if "lines" in case}
    chosen = sorted(zones)[::3]  # a third of them, to be quick
    read, misread = 0, 0
    for lines in chosen:
        name = detect_format(lines)
        if name is None or set("".join(lines)) - set(CHARACTERS):
            continue
        reading = read_zone(name, temper(see(lines, rest=1e-5)), 26)
        assert np.isfinite(reading.evidence)
        read += 1
        misread += reading.lines != lines
    assert read > 80
    assert misread <= MOST_MISREAD * read
