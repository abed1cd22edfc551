"""What speaks for a reading and what against it."""

from dataclasses import replace

import numpy as np
import pytest

from mrz.confidence import FEATURES, SIGNS, limit, load_parameters, measure, rate
from mrz.decode import Decoded

TD1 = ("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<")


@pytest.fixture
def decoded() -> Decoded:
    return Decoded(
        format="TD1",
        lines=TD1,
        probability=0.9995,
        runner_up=(*TD1[:2], "ERIKSSON<<ANNA<MARLA<<<<<<<<<<"),
        runner_up_probability=0.0002,
        repairs=(),
        log_evidence=108.0,
        character_probabilities=((0.9999,) * 30,) * 3,
        plain_probabilities=((0.9995,) * 30,) * 3,
        blind_doubts=((0.0001,) * 30,) * 3,
        columns=(tuple(12.0 + 23 * n for n in range(30)),) * 3,
        used=(0, 1, 2),
    )


def features(decoded: Decoded, **changes: float) -> dict[str, float]:
    return {**measure(decoded, [TD1, TD1], valid=True, pixels=16, faintest=1.0), **changes}


def test_a_clear_zone_is_sure_but_not_beyond_what_the_fit_proves(decoded):
    value = rate(features(decoded))
    assert 0.97 < value < 1
    highest = 1 / (1 + float(np.exp(-load_parameters().most)))
    assert rate(features(decoded, doubt=-7, weakest=-7)) <= highest + 1e-9


@pytest.mark.parametrize(
    ("feature", "worse"),
    [("doubt", 0.5), ("weakest", 0.0), ("fit", 0.2), ("apart", 2.0), ("coarse", 5.0), ("faint", -2.5)],
)
def test_what_speaks_against_a_reading_lowers_it(decoded, feature, worse):
    assert rate(features(decoded, **{feature: worse})) <= rate(features(decoded))


def test_no_weight_has_the_wrong_sign():
    weights = load_parameters().weights
    assert set(weights) == set(FEATURES)
    assert all(weights[name] * SIGNS.get(name, -1) >= 0 for name in FEATURES)


def test_formats_without_check_digits_are_unchecked(decoded):
    assert 0.3 < features(decoded)["unchecked"] < 0.6
    swiss = replace(
        decoded,
        format="CHE_DL",
        lines=("ABC123<<<", *TD1[1:]),
        character_probabilities=((0.9,) * 9, (0.9,) * 30, (0.9,) * 30),
        plain_probabilities=((0.9,) * 9, (0.9,) * 30, (0.9,) * 30),
        blind_doubts=((0.01,) * 9, (0.01,) * 30, (0.01,) * 30),
    )
    looks = [swiss.lines]
    assert measure(swiss, looks, valid=False, pixels=9, faintest=0.5)["unchecked"] == 1.0


def test_doubt_counts_where_no_check_digit_tells(decoded):
    def doubtful(line: int, place: int) -> dict[str, float]:
        rows = [list(row) for row in decoded.plain_probabilities]
        rows[line][place] = 0.6
        return features(replace(decoded, plain_probabilities=tuple(map(tuple, rows))))

    name, number = doubtful(2, 10), doubtful(0, 7)
    assert name["dimmest"] > features(decoded)["dimmest"]
    assert number["dimmest"] == features(decoded)["dimmest"]
    assert name["dim"] > number["dim"]


def test_no_doubt_is_talked_away_where_letters_and_digits_may_both_stand(decoded):
    lines = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4UTO4009078F9612109ZE18422B")

    def limit_of(line: int, place: int) -> float:
        rows = [[0.9995] * 36 for _ in lines]
        rows[line][place] = 0.97
        visa = replace(
            decoded,
            format="MRVB",
            lines=lines,
            character_probabilities=((0.9999,) * 36,) * 2,
            plain_probabilities=tuple(map(tuple, rows)),
            blind_doubts=((0.0001,) * 36,) * 2,
        )
        return limit(measure(visa, [lines], valid=True, pixels=16, faintest=1.0)["dimmest"])

    assert limit_of(0, 8) == pytest.approx(0.997)  # a letter of a name: priors know names
    assert limit_of(1, 35) == pytest.approx(0.97)  # B or 8 of a visa's own data
    assert limit_of(1, 8) > 0.999  # under a check digit


def test_priors_do_not_talk_away_what_the_network_left_open(decoded):
    sure = features(decoded)
    assert rate({**sure, "dimmest": float(np.log10(0.4 / 0.6))}) == pytest.approx(0.96)
    assert rate({**sure, "dimmest": float(np.log10(0.11 / 0.89))}) < 0.99


def test_plain_readings_that_differ_are_counted(decoded):
    other = (TD1[0], TD1[1], TD1[2].replace("ANNA", "AMMA"))
    assert measure(decoded, [TD1, other], valid=True, pixels=16, faintest=1.0)["apart"] > 0
