"""Zones under their check digits: against plain enumeration, and what no check digit can tell."""

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mrz.checks import run_checks
from mrz.decode import hypotheses, priors
from mrz.decode.options import date_options
from mrz.decode.plan import free_fields
from mrz.decode.symbols import INDEX, SYMBOLS
from mrz.decode.zone import read_zone
from mrz.formats import FORMATS, Field, FormatName
from mrz.generate import ZoneData, generate

YEAR = 26
See = Callable[..., np.ndarray]

PASSPORT = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]
CARD = ["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"]
"""ICAO Doc 9303 parts 4 and 5, appendix: the specimen zones of Utopia."""


def _field_prior(item: Field, text: str) -> float:
    """The prior of a checked field's text, letter by letter through the tables of `priors`."""
    if item.name in ("birthDate", "expiryDate"):
        result = 1.0
        for k, part in enumerate(("year", "month", "day")):
            options, prior = date_options(part, item.name == "expiryDate", YEAR)
            wanted = [INDEX[c] for c in text[2 * k : 2 * k + 2]]
            result *= float(prior[(options == wanted).all(axis=1)].sum())
        return result
    automaton, state, result = priors.data_automaton(), 0, 1.0
    for character in text:
        weights = automaton.moves[state] * automaton.kinds[:, INDEX[character]]
        state = int(weights.argmax())
        result *= float(weights[state])
    return result


def _checked_weight(name: FormatName, lines: list[str]) -> float:
    """The prior of all that the check digits cover, by their verdicts (no variants of states)."""
    layout, verdicts = FORMATS[name], run_checks(name, lines)
    free = free_fields(name)
    weight = float(np.prod([_field_prior(f, f.span.of(lines)) for f in layout.fields if f not in free]))
    wrong_digit = (1 - priors.STRAY_CHECK_LETTER) / 10
    stray = priors.STRAY_CHECK_LETTER / (SYMBOLS - 10)
    valid, invalid = 1.0, 1.0
    for check in layout.checks:
        right, digit = float(verdicts[check.name]), check.digit.of(lines)
        if check.fillable and not "".join(span.of(lines) for span in check.over).strip("<"):
            right *= priors.FILLER_FOR_EMPTY if digit == "<" else 1 - priors.FILLER_FOR_EMPTY
        wrong = wrong_digit if digit.isdigit() else stray
        valid *= right
        invalid *= priors.HOLDS_ANYWAY * right + (1 - priors.HOLDS_ANYWAY) * wrong
    return weight * (priors.PRINTED_VALID * valid + (1 - priors.PRINTED_VALID) * invalid)


def _enumerate(name: FormatName, lines: list[str], seen: np.ndarray) -> dict[tuple[str, ...], float]:
    """Every zone with any weight, and its posterior; `seen` may differ from `lines` in the second only, at
    places under check digits."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
    rows = seen[len(lines[0]) :]
    choices = ["".join(alphabet[k] for k in np.flatnonzero(row)) for row in rows]
    weights = {}
    for letters in product(*choices):
        pixels = float(np.prod([row[INDEX[c]] for row, c in zip(rows, letters, strict=True)]))
        zone_lines = (lines[0], "".join(letters))
        weights[zone_lines] = pixels * _checked_weight(name, list(zone_lines))
    total = sum(weights.values())
    return {text: weight / total for text, weight in weights.items()}


def _doubtful(name: FormatName, rng: np.random.Generator, places: int) -> tuple[list[str], np.ndarray]:
    data = ZoneData(
        "P" if name == "TD3" else "I", "UTO", "ERIKSSON", "ANNA", "L898902C3", "UTO", "1974-08-12", 2
    )
    optional = "ZE184" if rng.random() < 0.7 else ""
    lines = generate(name, ZoneData(**{**vars(data), "expiry_date": "2012-04-15", "optional": optional}))
    seen = np.zeros((sum(map(len, lines)), SYMBOLS))
    seen[np.arange(len(seen)), [INDEX[c] for c in "".join(lines)]] = 1.0
    covered = [k for k in range(len(lines[1])) if not 10 <= k < 13 and k != 20]
    if name.startswith("MRV"):
        covered = [k for k in covered if k < 28]  # its optional data have no check digit
    for column in rng.choice(covered, size=places, replace=False):
        row = seen[len(lines[0]) + column]
        # Dates take digits only; a character outside of its class has no weight in either way.
        others = "0123456789" if 13 <= column < 28 else "0123456789<AKLSU"
        for other in rng.choice(list(others), size=2, replace=False):
            row[INDEX[str(other)]] += rng.uniform(0.01, 2)
        row /= row.sum()
    return lines, seen


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), name=st.sampled_from(["TD3", "TD2", "MRVA", "MRVB"]))
def test_posteriors_are_those_of_plain_enumeration(seed: int, name: FormatName) -> None:
    lines, seen = _doubtful(name, np.random.default_rng(seed), 4)
    posterior = _enumerate(name, lines, seen)
    reading = read_zone(name, seen, YEAR)
    ranked = sorted(posterior.values(), reverse=True)
    assert posterior[reading.lines] == pytest.approx(ranked[0], rel=1e-3)
    assert reading.probability == pytest.approx(ranked[0], abs=2e-3)
    shares = np.zeros_like(seen)
    for text, weight in posterior.items():
        shares[np.arange(len(seen)), [INDEX[c] for c in "".join(text)]] += weight
    covered = slice(len(lines[0]) + 21, len(lines[0]) + 28)
    assert reading.shares[covered] == pytest.approx(shares[covered], abs=2e-3)
    if len(ranked) > 1:
        assert reading.runner_up != reading.lines
        assert reading.runner_up_probability <= ranked[1] + 2e-3


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_the_short_way_gives_what_the_full_one_gives(seed: int) -> None:
    rng = np.random.default_rng(seed)
    seen = np.full((88, SYMBOLS), 1e-6)
    seen[np.arange(88), [INDEX[c] for c in "".join(PASSPORT)]] = 1.0
    for row in rng.choice(88, size=6, replace=False):
        seen[row, rng.integers(SYMBOLS)] += rng.uniform(0, 0.006)
    seen /= seen.sum(axis=1, keepdims=True)
    short = read_zone("TD3", seen, YEAR)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hypotheses, "read_certain", lambda *_: None)
        full = read_zone("TD3", seen, YEAR)
    assert short.lines == full.lines == tuple(PASSPORT)
    # The short way leaves out changes of two characters at once.
    assert short.probability == pytest.approx(full.probability, abs=3e-3)
    assert short.evidence == pytest.approx(full.evidence, abs=0.01)
    assert short.shares == pytest.approx(full.shares, abs=3e-3)


def test_a_clear_zone_is_read_and_sure(see: See) -> None:
    for name, lines in (("TD3", PASSPORT), ("TD1", CARD)):
        reading = read_zone(name, see(lines, rest=1e-6), YEAR)
        assert reading.lines == tuple(lines)
        assert reading.probability > 0.999


@pytest.mark.parametrize(
    ("column", "right", "wrong"), [(1, "8", "B"), (6, "2", "Z"), (14, "4", "9"), (43, "0", "8")]
)
def test_check_digits_decide_against_the_likelier(see: See, column: int, right: str, wrong: str) -> None:
    seen = see(PASSPORT, {(1, column): {right: 0.2, wrong: 0.8}})
    reading = read_zone("TD3", seen, YEAR)
    assert reading.lines == tuple(PASSPORT)
    assert reading.probability > 0.9


def test_blind_characters_stay_as_doubtful_as_their_pixels(see: See) -> None:
    """L and B have the same value modulo 10: the digits hold with both, so they settle nothing."""
    seen = see(PASSPORT, {(1, 0): {"L": 0.6, "B": 0.4}}, rest=1e-6)
    reading = read_zone("TD3", seen, YEAR)
    assert all(run_checks("TD3", list(reading.lines)).values())
    assert reading.probability == pytest.approx(0.6, abs=0.01)
    assert reading.runner_up == (PASSPORT[0], "B" + PASSPORT[1][1:])
    assert reading.runner_up_probability == pytest.approx(0.4, abs=0.01)


def test_names_are_as_doubtful_as_their_pixels(see: See) -> None:
    letters = priors.name_letters()
    odds = 0.6 * letters[INDEX["E"]] / (0.4 * letters[INDEX["F"]])
    reading = read_zone("TD3", see(PASSPORT, {(0, 5): {"E": 0.6, "F": 0.4}}, rest=1e-6), YEAR)
    assert reading.probability == pytest.approx(odds / (1 + odds), abs=0.02)
    assert reading.runner_up[0] == PASSPORT[0].replace("ERIKSSON", "FRIKSSON")


@pytest.mark.parametrize("column", [9, 19, 27, 42, 43])
def test_a_wrong_digit_that_is_clearly_printed_stays(see: See, column: int) -> None:
    digit = PASSPORT[1][column]
    printed = PASSPORT[1][:column] + str((int(digit) + 3) % 10) + PASSPORT[1][column + 1 :]
    reading = read_zone("TD3", see([PASSPORT[0], printed], rest=1e-6), YEAR)
    assert reading.lines == (PASSPORT[0], printed)
    assert not all(run_checks("TD3", list(reading.lines)).values())


def test_all_digits_printed_wrong_stay(see: See) -> None:
    printed = list(PASSPORT[1])
    for column in (9, 19, 27, 42, 43):
        printed[column] = "0" if printed[column] != "0" else "7"
    lines = [PASSPORT[0], "".join(printed)]
    assert read_zone("TD3", see(lines, rest=1e-6), YEAR).lines == tuple(lines)


def test_known_codes_and_equal_codes_decide(see: See) -> None:
    """UT0 is no letter code; UTD is none that exists; the same code in both places is usual."""
    seen = see(PASSPORT, {(0, 4): {"O": 0.3, "D": 0.7}, (1, 12): {"O": 0.3, "D": 0.7}})
    assert read_zone("TD3", seen, YEAR).lines == tuple(PASSPORT)


def test_runs_of_fillers_after_names_are_fillers(see: See) -> None:
    seen = see(PASSPORT, {(0, column): {"<": 0.4, "K": 0.6} for column in (30, 33, 36)})
    assert read_zone("TD3", seen, YEAR).lines == tuple(PASSPORT)


STATES = {
    "a long Belgian number": (
        "TD1",
        [
            "IDBEL600001795<0152<<<<<<<<<<<",
            "1301014F2311207UTO130101987390",
            "SPECIMEN<<SPECIMEN<<<<<<<<<<<<",
        ],
    ),
    "a licence of the Netherlands": ("DL", ["D1NLD15094962111659VW87Z78NB84"]),
    "a licence of France": ("DL", ["D1FRA13AA000026181231MARTIN<<9"]),
}
"""Forms of facts/mrz.md and of the format's own documents."""


@pytest.mark.parametrize("case", STATES)
def test_states_have_their_own_ways(see: See, case: str) -> None:
    name, lines = STATES[case]
    reading = read_zone(name, see(lines, rest=1e-6), YEAR)
    assert reading.lines == tuple(lines)
    # One digit of the number is doubtful: the digit of that state tells which it is.
    column = 7 if name == "TD1" else 11
    right = lines[0][column]
    wrong = str((int(right) + 3) % 10)
    doubtful = see(lines, {(0, column): {right: 0.3, wrong: 0.7}}, rest=1e-6)
    assert read_zone(name, doubtful, YEAR).lines == tuple(lines)
