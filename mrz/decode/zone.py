"""The most probable zone of one format, given what the pixels say of each character.

The parts of a zone are independent of each other; within the chain under the check digits, several hypotheses
are weighed: that all digits were printed right or that some were not, and the ways in which states use them.
"""

from dataclasses import dataclass

import numpy as np

from mrz.decode import priors
from mrz.decode.certain import read_certain
from mrz.decode.chain import Chain
from mrz.decode.codes import read_codes, read_issuer
from mrz.decode.options import document_code_options, sex_options
from mrz.decode.part import NOTHING, Part, read_field, read_options
from mrz.decode.plan import USUAL_ISSUERS, Variant, build_chain, first_positions, free_fields, variants
from mrz.decode.priors import data_automaton, names_automaton
from mrz.decode.symbols import FILLER, IS_DIGIT, Floats, encode, spell
from mrz.formats import FORMATS, Field, FormatName

HOPELESS = 1e-3
"""A variant is not tried where a character that it needs is less probable than this."""
NEGLIGIBLE = -9.0
"""A hypothesis less probable than this (natural logarithm) changes nothing: 0.01 %."""


@dataclass(frozen=True)
class ZoneReading:
    """The two best zones with their posteriors, the posterior of each character (zone × 37), and the
    logarithm of their summed weights."""

    lines: tuple[str, ...]
    probability: float
    runner_up: tuple[str, ...]
    runner_up_probability: float
    shares: Floats
    evidence: float


def _read_free(name: FormatName, seen: Floats) -> list[Part]:
    layout = FORMATS[name]
    first = first_positions(layout)
    fields = free_fields(name)

    def places(item: Field) -> list[int]:
        start = first[item.span.line]
        return list(range(start + item.span.start, start + item.span.end))

    by_name = {item.name: item for item in fields}
    parts = []
    for item in fields:
        own = places(item)
        if item.name == "documentCode":
            parts.append(read_options(own, *document_code_options(name), seen))
        elif item.name == "gender":
            parts.append(read_options(own, *sex_options(), seen))
        elif item.name == "issuer":
            other = by_name.get("nationality")
            if other is not None:
                parts.append(read_codes(own, places(other), seen))
            else:
                parts.append(read_issuer(own, seen, USUAL_ISSUERS.get(name)))
        elif item.name == "names":
            parts.append(read_field(own, names_automaton(), seen))
        elif item.name != "nationality":
            parts.append(read_field(own, data_automaton(), seen))
    return parts


def _issuer_chance(issuer: str, parts: list[Part], positions: tuple[int, ...]) -> float:
    """The posterior of an issuer that no check digit covers (its characters taken as independent)."""
    for part in parts:
        if set(positions) <= set(part.positions):
            rows = [part.positions.index(p) for p in positions]
            from_pixels = [part.shares[row, s] for row, s in zip(rows, encode(issuer), strict=True)]
            return float(np.prod(from_pixels))
    return 1.0


def _possible(way: Variant, seen: Floats) -> bool:
    digits = all(seen[column, IS_DIGIT].sum() > HOPELESS for column in way.digits)
    return digits and all(seen[column, FILLER] > HOPELESS for column in way.fillers)


@dataclass(frozen=True)
class _Hypothesis:
    chain: Chain
    prior: float
    holds: float


def _hypotheses(name: FormatName, parts: list[Part], seen: Floats, year: int) -> list[_Hypothesis]:
    issuer = FORMATS[name].field("issuer")
    place = (issuer.span.start, issuer.span.start + 1, issuer.span.start + 2) if issuer else ()
    found = []
    plain = 1.0
    for number, way in reversed(list(enumerate(variants(name)))):
        if number and not _possible(way, seen):
            continue
        prior = way.prior * (_issuer_chance(way.issuer, parts, place) if way.issuer else 1.0)
        if number == 0:
            prior = max(plain, 1e-3)
        elif name != "DL":
            plain -= prior
        if prior < 1e-4:
            continue
        for holds, share in ((1.0, priors.PRINTED_VALID), (priors.HOLDS_ANYWAY, 1 - priors.PRINTED_VALID)):
            chain = build_chain(name, number, holds, year)
            if chain is not None:
                found.append(_Hypothesis(chain, float(np.log(prior * share)), holds))
    return found


def _read_chain(name: FormatName, parts: list[Part], seen: Floats, year: int) -> Part | None:
    """The characters under check digits, over all hypotheses."""
    hypotheses = _hypotheses(name, parts, seen, year)
    if not hypotheses:
        return None
    for item in hypotheses:
        # A variant that holds by chance does not hide behind this: it is tried when it is possible at all.
        if (
            item.holds == 1.0
            and len(hypotheses) == 2
            and (part := read_certain(item.chain, item.prior, seen))
        ):
            return part
    begun = [item.chain.begin(seen) for item in hypotheses]
    totals = np.array([item.prior + b.total for item, b in zip(hypotheses, begun, strict=True)])
    total = float(np.logaddexp.reduce(totals))
    kept = [k for k in range(len(hypotheses)) if totals[k] > total + NEGLIGIBLE]
    hypotheses = [hypotheses[k] for k in kept]
    readings = [item.chain.read(seen, begun[k]) for item, k in zip(hypotheses, kept, strict=True)]
    texts = sorted({text for reading in readings for text in reading.readings})
    weights = []
    for text in texts:
        each = [item.prior + item.chain.weigh(text, seen) for item in hypotheses]
        weights.append(float(np.logaddexp.reduce(each)))
    order = np.argsort(weights)[::-1]
    shares = sum(np.exp(totals[k] - total) * r.shares for k, r in zip(kept, readings, strict=True))
    best, second = int(order[0]), int(order[min(1, len(order) - 1)])
    return Part(
        hypotheses[0].chain.positions,
        total,
        texts[best],
        weights[best],
        texts[second],
        weights[second] if second != best else NOTHING,
        np.asarray(shares),
    )


def read_zone(name: FormatName, seen: Floats, year: int) -> ZoneReading:
    """The zone of format `name`; `seen` has the probabilities of each character (zone × 37) as the pixels
    give them; `year` is today's, two digits."""
    layout = FORMATS[name]
    parts = _read_free(name, seen)
    chain = _read_chain(name, parts, seen, year)
    if chain is not None:
        parts.append(chain)
    symbols = np.full(len(seen), FILLER)
    shares = np.zeros_like(seen)
    for part in parts:
        symbols[list(part.positions)] = part.best
        shares[list(part.positions)] = part.shares
    probability = float(np.exp(sum(part.best_weight - part.total for part in parts)))
    rival = max(parts, key=lambda part: part.second_weight - part.best_weight)
    other = symbols.copy()
    other[list(rival.positions)] = rival.second
    ratio = float(np.exp(max(rival.second_weight - rival.best_weight, NOTHING)))

    def cut(text: str) -> tuple[str, ...]:
        starts = first_positions(layout)
        return tuple(text[s : s + n] for s, n in zip(starts, layout.lengths, strict=True))

    evidence = sum(part.total for part in parts)
    return ZoneReading(
        cut(spell(symbols)),
        min(1.0, probability),
        cut(spell(other)),
        probability * ratio,
        shares,
        float(evidence),
    )
