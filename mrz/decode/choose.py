"""Reading by constraint: which format, which of the lines, and which zone the pixels are evidence for.

Evidence is a likelihood ratio: how much more probable the recogniser's output is if the lines are a zone of
this format than if they are random characters, so that formats with different numbers of lines and characters
can be compared, and 0 is the evidence of no zone at all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import numpy as np

from mrz.decode import priors
from mrz.decode.pixels import LineOptions, Placed, correct_evidence, read_together
from mrz.decode.repairs import find_repairs
from mrz.decode.symbols import INDEX, VALUES, Floats
from mrz.decode.zone import ZoneReading, read_zone
from mrz.formats import CLASSES, FORMATS, Format, FormatName
from mrz.recognise import LineReading, Logarithms
from mrz.strips import CHARACTERS, STRIDE
from mrz.types import Repair

LEAST_EVIDENCE = -0.1
"""Natural logarithms of evidence a character, below which lines are no zone. Clear zones have 0.9 to 1.6,
text in other type and noise below -0.6."""
MOST_ATTEMPTS = 4
"""Formats and choices of lines that are decoded in full, the most probable ones."""
OUT_OF_CLASS = 1e-3
"""Weight of a character outside of its place's class while attempts are compared."""
FILLER_SHARES = {"A": 0.4, "X": 0.3, "D": 0.02}
"""Of the places of a class, those that hold a filler."""
FAR_BEHIND = 12.0
"""An attempt this much less probable (natural logarithm) than the best is not decoded in full."""


@dataclass(frozen=True)
class Decoded:
    """A zone read by constraint.

    `probability` is the posterior of the whole reading, names included, given the model (not calibrated);
    `character_probabilities` has the posterior of each character, by lines, `plain_probabilities` what the
    network says of it by the pixels alone, `blind_doubts` what it leaves to others that check digits take for
    the same; `columns` the expected middle of each character in its strip, pixels of 704; `used` the numbers
    of the lines that were taken; `log_evidence` how much more probable the pixels are as this zone than as
    random characters (natural logarithm; to be compared across formats, orientations and sets of lines).
    """

    format: FormatName
    lines: tuple[str, ...]
    probability: float
    runner_up: tuple[str, ...]
    runner_up_probability: float
    repairs: tuple[Repair, ...]
    log_evidence: float
    character_probabilities: tuple[tuple[float, ...], ...]
    plain_probabilities: tuple[tuple[float, ...], ...]
    blind_doubts: tuple[tuple[float, ...], ...]
    columns: tuple[tuple[float, ...], ...]
    used: tuple[int, ...]


@dataclass(frozen=True)
class _Attempt:
    layout: Format
    used: tuple[int, ...]
    placed: tuple[Placed, ...]
    score: float
    certainty: float
    """Posterior of these places of the characters among the ways in which the lines can hold as many."""


def _class_table(layout: Format, line: int) -> Floats:
    """n × 37: the probability of each character at each place, by its class alone."""
    rows = []
    for kind in layout.classes(line):
        allowed = np.array([c in CLASSES[kind] for c in CHARACTERS])
        rows.append(np.where(allowed, (1 - OUT_OF_CLASS) / allowed.sum(), OUT_OF_CLASS / len(CHARACTERS)))
        if kind in FILLER_SHARES:
            rows[-1] *= 1 - FILLER_SHARES[kind]
            rows[-1][INDEX["<"]] = FILLER_SHARES[kind]
    table = np.array(rows)
    code = layout.field("documentCode")
    if code is not None and code.span.line == line and code.span.start == 0:
        first = np.full(len(CHARACTERS), OUT_OF_CLASS)
        for letter, share in priors.FIRST_LETTERS[layout.name].items():
            first[INDEX[letter]] = share
        table[0] = first / first.sum()
    return table


SAME_VALUE = np.equal.outer(VALUES, VALUES).astype(np.float64)
"""Characters that replace each other unseen by any check digit: ICAO Doc 9303-3 §4.9 sums modulo 10."""
_CLASS_TABLES = {
    (layout.name, line): _class_table(layout, line)
    for layout in FORMATS.values()
    for line in range(len(layout.lengths))
}


def _judge(layout: Format, line: int, placed: Placed) -> float:
    """How well one line fits one line of the format, by classes alone."""
    each = _CLASS_TABLES[layout.name, line] * placed.characters
    return placed.evidence + float(np.log(each.sum(axis=1)).sum()) + correct_evidence(each.argmax(axis=1))


def _choose(lines: Sequence[LineOptions], count: int) -> Iterator[tuple[int, ...]]:
    """The runs of `count` lines that follow each other."""
    for start in range(len(lines) - count + 1):
        yield tuple(range(start, start + count))


def _layouts_for(lines: Sequence[LineOptions]) -> list[Format]:
    """The formats that the lines can be: where all was read clearly and is as long as a format's lines, those
    with such lines; else all."""
    if all(line.is_clear for line in lines):
        lengths = tuple(len(line.plain.text) for line in lines)
        settled = [layout for layout in FORMATS.values() if layout.lengths == lengths]
        if settled:
            return settled
    return list(FORMATS.values())


def _attempts(lines: Sequence[LineOptions]) -> list[_Attempt]:
    found = []
    layouts = _layouts_for(lines)
    for length in sorted({length for layout in layouts for length in layout.lengths}):
        read_together([line for line in lines if line.may_hold(length)], length)
    for layout in layouts:
        for used in _choose(lines, len(layout.lengths)):
            placed, score, rivals = [], float(np.log(priors.FORMAT_SHARES[layout.name])), 0.0
            for line, (number, length) in enumerate(zip(used, layout.lengths, strict=True)):
                ways = lines[number].at_length(length) if lines[number].may_hold(length) else []
                if not ways:
                    break
                scores = [_judge(layout, line, way) for way in ways]
                placed.append(ways[int(np.argmax(scores))])
                score += max(scores)
                rivals += float(np.log(np.exp(np.array(scores) - max(scores)).sum()))
            else:
                found.append(_Attempt(layout, used, tuple(placed), score, float(np.exp(-rivals))))
    found.sort(key=lambda item: -item.score)
    return [item for item in found if item.score > found[0].score - FAR_BEHIND][:MOST_ATTEMPTS]


def _pick(rows: Floats, lines: Sequence[str]) -> tuple[tuple[float, ...], ...]:
    """The probability of each character that stands in `lines`; `rows`: of all characters, place by place."""
    each = iter(rows)
    return tuple(tuple(float(next(each)[INDEX[character]]) for character in line) for line in lines)


def _finish(attempt: _Attempt, zone: ZoneReading, plain: Sequence[str]) -> Decoded:
    plain_rows = np.concatenate([item.plain for item in attempt.placed])
    prior = float(np.log(priors.FORMAT_SHARES[attempt.layout.name]))
    evidence = prior + zone.evidence + sum(item.evidence for item in attempt.placed)
    evidence += correct_evidence(np.array([INDEX[c] for c in "".join(zone.lines)]))
    return Decoded(
        format=attempt.layout.name,
        lines=zone.lines,
        probability=zone.probability * attempt.certainty,
        runner_up=zone.runner_up,
        runner_up_probability=zone.runner_up_probability,
        repairs=find_repairs(attempt.layout.name, [plain[k] for k in attempt.used], zone.lines),
        log_evidence=evidence,
        character_probabilities=_pick(zone.shares, zone.lines),
        plain_probabilities=_pick(plain_rows, zone.lines),
        blind_doubts=_pick(plain_rows @ (SAME_VALUE - np.eye(len(CHARACTERS))), zone.lines),
        columns=tuple(tuple(float(m + 0.5) * STRIDE for m in item.middles) for item in attempt.placed),
        used=attempt.used,
    )


def _is_zone(found: Decoded) -> bool:
    enough = found.log_evidence > LEAST_EVIDENCE * sum(map(len, found.lines))
    return enough and FORMATS[found.format].begins(found.lines)


def decode_copies(copies: Sequence[Sequence[Logarithms]], *, today: date | None = None) -> list[Decoded]:
    """The zones that these lines can be, the most probable first; [] when they are none.

    `copies` has, for each line from top to bottom, the recogniser's output (176 × 38 natural logarithms) of
    one or more crops of it. Lines above, between or below that do not belong to the zone do no harm.
    """
    year = (today or datetime.now(UTC).date()).year % 100
    lines = [LineOptions(line) for line in copies if len(line)]
    plain = [line.plain.text for line in lines]
    found = []
    for attempt in _attempts(lines):
        zone = read_zone(attempt.layout.name, np.concatenate([p.characters for p in attempt.placed]), year)
        found.append(_finish(attempt, zone, plain))
    enough = [item for item in _weigh(found) if _is_zone(item)]
    return sorted(enough, key=lambda item: -item.log_evidence)


def _weigh(found: Sequence[Decoded]) -> list[Decoded]:
    """The zones with their probabilities among all that were decoded: another format or another choice of
    lines that explains the pixels as well leaves each of them half."""
    if not found:
        return []
    total = float(np.logaddexp.reduce([item.log_evidence for item in found]))
    return [
        replace(item, probability=item.probability * float(np.exp(item.log_evidence - total)))
        for item in found
    ]


def decode(lines: Sequence[LineReading], *, today: date | None = None) -> list[Decoded]:
    """The zones that these lines, from top to bottom, can be: see `decode_copies`."""
    return decode_copies([[line.logarithms] for line in lines], today=today)


__all__ = ["Decoded", "decode", "decode_copies"]
