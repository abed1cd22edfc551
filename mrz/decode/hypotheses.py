"""How a zone's check digits were made: by which state's way, and rightly or not; all ways weighed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mrz.decode import priors
from mrz.decode.certain import read_certain
from mrz.decode.chain import Begun, Chain, ChainReading
from mrz.decode.part import NOTHING, Part
from mrz.decode.plan import Variant, build_chain, variants
from mrz.decode.symbols import FILLER, IS_DIGIT, Floats, encode
from mrz.formats import FORMATS, FormatName

HOPELESS = 1e-3
"""A variant is not tried where a character that it needs is less probable than this."""
NEGLIGIBLE = -9.0
"""What is less probable than this (natural logarithm) changes nothing: 0.01 %."""
LEAST_PRIOR = 1e-4


@dataclass(frozen=True)
class Hypothesis:
    """A chain and the logarithm of its prior; `is_right` when all digits were printed right."""

    chain: Chain
    prior: float
    is_right: bool

    def weigh(self, symbols: Sequence[int], seen: Floats) -> float:
        """The logarithm of one reading's weight, the hypothesis's prior included."""
        return self.prior + self.chain.weigh(symbols, seen)


def _issuer_chance(issuer: str, parts: Sequence[Part], first: int) -> float | None:
    """The posterior of an issuer that no check digit covers (its characters taken as independent); None when
    one covers it, and the chain itself weighs it."""
    for part in parts:
        if first in part.positions:
            row = part.positions.index(first)
            return float(np.prod(part.shares[[row, row + 1, row + 2], list(encode(issuer))]))
    return None


def _is_possible(way: Variant, seen: Floats) -> bool:
    digits = all(seen[column, IS_DIGIT].sum() > HOPELESS for column in way.digits)
    return digits and all(seen[column, FILLER] > HOPELESS for column in way.fillers)


def list_hypotheses(name: FormatName, parts: Sequence[Part], seen: Floats, year: int) -> list[Hypothesis]:
    """Those that the pixels leave open; [] for a format without check digits. `parts` are what no check digit
    covers, read already."""
    issuer = FORMATS[name].field("issuer")
    found, plain = [], 1.0
    for number, way in reversed(list(enumerate(variants(name)))):
        if number and not _is_possible(way, seen):
            continue
        prior = way.prior if number else max(plain, LEAST_PRIOR)
        if way.issuer and issuer is not None:
            chance = _issuer_chance(way.issuer, parts, issuer.span.start)
            if chance is not None:
                prior *= chance
                plain -= prior
        elif number:
            plain -= prior
        if prior < LEAST_PRIOR:
            continue
        for holds, share in ((1.0, priors.PRINTED_VALID), (priors.HOLDS_ANYWAY, 1 - priors.PRINTED_VALID)):
            chain = build_chain(name, number, holds, year)
            if chain is not None:
                found.append(Hypothesis(chain, float(np.log(prior * share)), holds == 1))
    return found


def _read_each(
    hypotheses: Sequence[Hypothesis], begun: Sequence[Begun], posteriors: Floats, seen: Floats
) -> list[tuple[float, ChainReading]]:
    """The readings worth their time, each with its share: a hypothesis that leaves nothing but what others
    have read already is not read again."""
    found: list[tuple[float, ChainReading]] = []
    for k in np.argsort(-posteriors):
        own, left = begun[k].total, 1.0
        for text in {reading.readings[0] for _, reading in found}:
            left -= float(np.exp(min(0.0, hypotheses[k].chain.weigh(text, seen) - own)))
        if not found or np.log(posteriors[k] * max(left, 1e-12)) > NEGLIGIBLE:
            found.append((float(posteriors[k]), hypotheses[k].chain.read(seen, begun[k])))
    return found


def read_hypotheses(hypotheses: Sequence[Hypothesis], seen: Floats) -> Part:
    """The characters under check digits, over all hypotheses (of which there is at least one)."""
    right = [item for item in hypotheses if item.is_right]
    certain = read_certain(right, seen)
    if certain is not None:
        return certain
    begun = [item.chain.begin(seen) for item in hypotheses]
    totals = np.array([item.prior + b.total for item, b in zip(hypotheses, begun, strict=True)])
    total = float(np.logaddexp.reduce(totals))
    read = _read_each(hypotheses, begun, np.exp(totals - total), seen)
    texts = sorted({text for _, reading in read for text in reading.readings})
    weights = [float(np.logaddexp.reduce([item.weigh(text, seen) for item in hypotheses])) for text in texts]
    order = np.argsort(weights)[::-1]
    best, second = int(order[0]), int(order[-1] if len(order) == 1 else order[1])
    shares = np.sum([share * reading.shares for share, reading in read], axis=0)
    return Part(
        hypotheses[0].chain.positions,
        total,
        texts[best],
        weights[best],
        texts[second],
        weights[second] if second != best else NOTHING,
        shares / sum(share for share, _ in read),
    )
