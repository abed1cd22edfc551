"""From what the decoder says to a calibrated probability that every character of a zone is right.

A logistic regression on a few quantities (Platt 1999), fitted on simulated captures of generated documents by
`python -m benchmarks.training.mrz_confidence`; its parameters are readable in models/mrz_confidence. Log-odds
are clipped to what the fit had the cases to prove.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from rapidfuzz.distance import Levenshtein

from models.load import model_dir
from mrz.decode import Decoded
from mrz.formats import FORMATS, FormatName

MODEL, FILE = "mrz_confidence", "confidence.toml"
SIGNS = {"fit": 1, "faint": 1}
"""Features that speak for a reading; all others speak against it, and a fit must not turn them round."""
FEATURES = (
    "doubt",
    "weakest",
    "runnerUp",
    "fit",
    "apart",
    "invalid",
    "unchecked",
    "repairs",
    "coarse",
    "faint",
    "dim",
)
"""Of the regression; see `measure`."""
FLOORS = {"dim": -1.5}
"""Less than that is no better: formats whose characters are all under check digits have no such doubt."""
TALKED_AWAY = 0.9
"""Share of the network's own doubt about a character, where no check digit tells, that priors and second
looks may take away, at most: they know nothing of a print that the network has not learned."""
EITHER = 10.0
"""How many times the doubt counts where letters and digits may both stand, so that none of it is talked away:
which of 8 and B it is the network guesses by what stands beside it too, and each look guesses alike."""
SMALLEST_DOUBT = 1e-4
LEAST = 1e-7
"""Probabilities this near to 0 or 1 are one to the regression."""


@dataclass(frozen=True)
class Parameters:
    """Log-odds = `intercept` + Σ `weights` × (feature − `means`) / `scales`, at most `most`."""

    intercept: float
    weights: Mapping[str, float]
    means: Mapping[str, float]
    scales: Mapping[str, float]
    most: float


@cache
def load_parameters() -> Parameters:
    """The committed parameters. Raises the errors of `models.load.model_dir`."""
    table = tomllib.loads((model_dir(MODEL) / FILE).read_text(encoding="utf-8"))
    rows = table["features"]
    return Parameters(
        intercept=float(table["intercept"]),
        weights={name: float(rows[name]["weight"]) for name in FEATURES},
        means={name: float(rows[name]["mean"]) for name in FEATURES},
        scales={name: float(rows[name]["scale"]) for name in FEATURES},
        most=float(table["most"]),
    )


def _doubt(probability: float) -> float:
    """Decimal logarithm of the odds against."""
    bounded = min(1 - LEAST, max(LEAST, probability))
    return float(np.log10((1 - bounded) / bounded))


def _differences(plain: Sequence[str], lines: Sequence[str]) -> int:
    return sum(Levenshtein.distance(a, b) for a, b in zip(plain, lines, strict=True))


def _unchecked_share(name: FormatName) -> float:
    return len(FORMATS[name].unchecked) / sum(FORMATS[name].lengths)


def _plain_doubts(decoded: Decoded) -> list[float]:
    """What the network leaves to other characters, by the pixels alone, where no check digit tells."""
    probabilities = decoded.plain_probabilities
    return [1 - probabilities[line][place] for line, place in FORMATS[decoded.format].unchecked] or [0.0]


def _untold_doubt(decoded: Decoded, *, valid: bool) -> float:
    """The largest doubt of the network's that no check digit settles: about a character that none covers, or,
    where one does, about those that it takes for the same; all of them where the digits do not hold."""
    if not valid:
        return 1 - min(map(min, decoded.plain_probabilities))
    layout = FORMATS[decoded.format]
    either = [
        EITHER * (1 - decoded.plain_probabilities[line][place])
        for line, place in layout.unchecked
        if layout.classes(line)[place] == "X"
    ]
    return min(1.0, max(*_plain_doubts(decoded), *either, *map(max, decoded.blind_doubts)))


def measure(
    decoded: Decoded, looks: Sequence[Sequence[str]], *, valid: bool, pixels: float, faintest: float
) -> dict[str, float]:
    """The features of a reading.

    `looks`: the plain readings of the lines in each look; `pixels`: pixels to a character. `doubt`: decimal
    log-odds against the posterior; `weakest`: the same of the weakest character; `runnerUp`: logarithm of the
    runner-up's share of the best; `fit`: evidence a character; `apart`: characters in which the plain
    readings differ from it (logarithm); `invalid`: check digits do not hold; `unchecked`: share of the
    characters that no check digit covers; `repairs`: characters that differ from the closest plain reading
    (logarithm); `coarse`: how far the print is below 12 pixels a character; `faint`: natural logarithm of
    `faintest`, the ink of the faintest filler against the usual (`mrz.ink`); `dimmest`: decimal log-odds
    against the character of which the network is least sure where no check digit tells, before priors and
    looks that repeat each other made it surer (characters of equal value count, for no digit tells them
    apart, and doubt counts `EITHER` times where letters and digits may both stand); `dim`: decimal logarithm
    of all doubt about characters that no check digit covers.
    """
    characters = sum(map(len, decoded.lines))
    weakest = min(min(line) for line in decoded.character_probabilities)
    doubts = _plain_doubts(decoded)
    return {
        "doubt": _doubt(decoded.probability),
        "weakest": _doubt(weakest),
        "runnerUp": float(
            np.log10(max(LEAST, decoded.runner_up_probability / max(LEAST, decoded.probability)))
        ),
        "fit": decoded.log_evidence / characters,
        "apart": float(np.log1p(sum(_differences(look, decoded.lines) for look in looks))),
        "invalid": float(not valid),
        "unchecked": _unchecked_share(decoded.format),
        "repairs": float(np.log1p(len(decoded.repairs))),
        "coarse": max(0.0, 12.0 - pixels),
        "faint": float(np.log(faintest)),
        "dimmest": _doubt(1 - _untold_doubt(decoded, valid=valid)),
        "dim": float(np.log10(sum(doubts) + SMALLEST_DOUBT)),
    }


def floored(features: Mapping[str, float]) -> dict[str, float]:
    """The features of the regression, none below its floor."""
    return {name: max(features[name], FLOORS.get(name, -np.inf)) for name in FEATURES}


def limit(dimmest: float) -> float:
    """The highest confidence that this `dimmest` allows."""
    return 1 - (1 - TALKED_AWAY) / (1 + 10**-dimmest)


def rate(features: Mapping[str, float]) -> float:
    """The calibrated probability that a reading with these features is right in every character."""
    parameters = load_parameters()
    odds = parameters.intercept
    for name, value in floored(features).items():
        odds += parameters.weights[name] * (value - parameters.means[name]) / parameters.scales[name]
    calibrated = float(1 / (1 + np.exp(-min(parameters.most, odds))))
    return min(calibrated, limit(features["dimmest"]))
