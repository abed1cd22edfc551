"""The most probable zone of one format, given what the pixels say of each character.

The parts of a zone are independent of each other: fields that stand alone, and all that check digits cover.
"""

from dataclasses import dataclass

import numpy as np

from mrz.decode.codes import read_codes, read_issuer
from mrz.decode.hypotheses import list_hypotheses, read_hypotheses
from mrz.decode.options import document_code_options, sex_options
from mrz.decode.part import NOTHING, Part, read_field, read_options
from mrz.decode.plan import USUAL_ISSUERS, first_positions, free_fields
from mrz.decode.priors import data_automaton, names_automaton
from mrz.decode.symbols import FILLER, Floats, spell
from mrz.formats import FORMATS, Field, FormatName


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


def read_zone(name: FormatName, seen: Floats, year: int) -> ZoneReading:
    """The zone of format `name`; `seen` has the probabilities of each character (zone × 37) as the pixels
    give them; `year` is today's, two digits."""
    layout = FORMATS[name]
    parts = _read_free(name, seen)
    hypotheses = list_hypotheses(name, parts, seen, year)
    if hypotheses:
        parts.append(read_hypotheses(hypotheses, seen))
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
