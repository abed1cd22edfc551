"""Issuer and nationality where no check digit covers them: usually the same known code."""

from collections.abc import Sequence

import numpy as np

from mrz.decode import priors
from mrz.decode.options import state_options, with_unknown_codes
from mrz.decode.part import Part, log, read_options
from mrz.decode.symbols import SYMBOLS, Floats

LIKELY = 4
"""Codes of each field from which the best two pairs are chosen, besides the pairs of the same code twice."""

AS_ONE_NUMBER = np.array([SYMBOLS**2, SYMBOLS, 1])
"""Makes one number of a code's three characters."""


def read_issuer(positions: Sequence[int], seen: Floats, usual: str | None = None) -> Part:
    """The issuer alone, in formats without a nationality."""
    options, prior = state_options(usual) if usual else with_unknown_codes(seen[list(positions)])
    return read_options(positions, options, prior, seen)


def read_codes(issuer: Sequence[int], nationality: Sequence[int], seen: Floats) -> Part:
    """Issuer and nationality together (six characters)."""
    places = [list(issuer), list(nationality)]
    found = [with_unknown_codes(seen[place]) for place in places]
    # One list of codes for both, so that the same code has the same number.
    every = np.concatenate([texts for texts, _ in found])
    _, first_seen, where = np.unique(every @ AS_ONE_NUMBER, return_index=True, return_inverse=True)
    options = every[first_seen]
    prior = np.zeros(len(options))
    prior[where] = np.concatenate([shares for _, shares in found])
    prior /= prior.sum()
    pixels = [seen[np.array(place)[None, :], options].prod(axis=1) for place in places]
    same = priors.SAME_NATIONALITY
    first, second = prior * pixels[0], prior * pixels[1]
    twice = same * first * pixels[1]
    total = twice.sum() + (1 - same) * first.sum() * second.sum()
    posterior = [
        (twice + (1 - same) * first * second.sum()) / max(total, 1e-300),
        (twice + (1 - same) * second * first.sum()) / max(total, 1e-300),
    ]

    def weigh(a: int, b: int) -> float:
        return float((1 - same) * first[a] * second[b] + (twice[a] if a == b else 0.0))

    top_first, top_second, top_twice = (np.argsort(-w)[:LIKELY] for w in (first, second, twice))
    pairs = {(int(a), int(b)) for a in top_first for b in top_second} | {(int(a), int(a)) for a in top_twice}
    ranked = sorted(pairs, key=lambda pair: -weigh(*pair))[:2]
    texts = [tuple(int(s) for s in (*options[a], *options[b])) for a, b in ranked]
    shares = np.zeros((6, seen.shape[1]))
    for half, chances in enumerate(posterior):
        np.add.at(shares, (np.arange(3 * half, 3 * half + 3)[None, :], options), chances[:, None])
    weights = [log(weigh(*pair)) for pair in ranked]
    return Part(
        (*issuer, *nationality), log(float(total)), texts[0], weights[0], texts[1], weights[1], shares
    )
