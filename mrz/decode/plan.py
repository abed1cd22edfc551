"""A format as parts that can be read one by one: a chain under check digits, and fields that stand alone."""

from dataclasses import dataclass, replace
from functools import lru_cache

from mrz.check_digits import WEIGHTS
from mrz.decode import priors
from mrz.decode.chain import Chain
from mrz.decode.options import DatePart, date_options, document_code_options, sex_options, state_options
from mrz.decode.priors import Automaton
from mrz.decode.steps import CharacterStep, CheckStep, OptionStep, Step
from mrz.decode.symbols import Floats, Indices
from mrz.formats import FORMATS, Check, Field, Format, FormatName, Span

STATE_CODES = ("issuer", "nationality")
USUAL_ISSUERS: dict[FormatName, str] = {"FRA_ID": "FRA", "CHE_DL": "CHE"}
WORDS = ("familyName", "givenNames")
DATES = ("birthDate", "expiryDate")
DATE_PARTS: tuple[DatePart, ...] = ("year", "month", "day")
COMPOSITE = "composite"


@dataclass(frozen=True)
class Variant:
    """A way in which states use a format: its fields and check digits.

    `digits` and `fillers` are columns of the first line that must hold a digit or a filler for it; `issuer`
    the only state that does so; `prior` its share (among that state's documents).
    """

    layout: Format
    prior: float
    digits: tuple[int, ...] = ()
    fillers: tuple[int, ...] = ()
    issuer: str = ""


def first_positions(layout: Format) -> list[int]:
    """The position of each line's first character, counted through the zone."""
    return [sum(layout.lengths[:line]) for line in range(len(layout.lengths))]


def _continue(layout: Format, check: Check, rest: Span) -> list[Variant]:
    """A number too long for its field: a filler instead of the check digit, the rest, the digit (9303-5
    §4.2.2.2, note j); older cards of some states put the filler into the sum."""
    others = tuple(other for other in layout.checks if other is not check)
    start, filler = check.over[0], check.digit.start
    found = []
    ends = range(rest.start + 1, rest.end)
    for end in ends:
        parts = (start, Span(rest.line, rest.start, end))
        counts = priors.LONG_COUNTS_FILLER
        for over, share in ((parts, 1 - counts), ((Span(start.line, start.start, end),), counts)):
            own = Check(check.name, Span(rest.line, end, end + 1), over)
            fillers = (filler, end + 1) if end + 1 < rest.end else (filler,)
            prior = priors.LONG_NUMBER * share / len(ends)
            found.append(Variant(replace(layout, checks=(own, *others)), prior, (end,), fillers))
    return found


@lru_cache
def variants(name: FormatName) -> tuple[Variant, ...]:
    """All ways of a format, the plain one first."""
    layout = FORMATS[name]
    found = [Variant(layout, 1.0)]
    for national in layout.variants:
        more = [check for check in national.checks if check not in layout.checks]
        optional = any(check.optional for check in more)
        share = priors.OPTIONAL_CHECK if optional else priors.NATIONAL_LAYOUT
        digits = tuple(check.digit.start for check in more)
        found.append(Variant(national, share, digits, (), national.issuer))
    for check in layout.checks:
        if check.continued is not None:
            found += _continue(layout, check, check.continued)
    return tuple(found)


@dataclass(frozen=True)
class _Coverage:
    """By position: the weight in its field's check and in the composite, and the check digits."""

    field: dict[int, int]
    composite: dict[int, int]
    digits: dict[int, Check]


def _cover(layout: Format, checks: tuple[Check, ...]) -> _Coverage:
    first = first_positions(layout)
    field: dict[int, int] = {}
    composite: dict[int, int] = {}
    digits = {}
    for check in checks:
        digits[first[check.digit.line] + check.digit.start] = check
        table = composite if check.name == COMPOSITE else field
        covered = [first[s.line] + column for s in check.over for column in range(s.start, s.end)]
        table |= {position: WEIGHTS[k % 3] for k, position in enumerate(covered)}
    return _Coverage(field, composite, digits)


def _automaton(item: Field) -> Automaton:
    return priors.words_automaton() if item.name in WORDS else priors.data_automaton()


def _split_options(item: Field, layout: Format, year: int) -> list[tuple[int, Indices, Floats]] | None:
    """(number of characters, options, prior) for each piece of a field of few texts."""
    if item.name in DATES:
        return [(2, *date_options(part, item.name == "expiryDate", year)) for part in DATE_PARTS]
    if item.name == "gender":
        return [(1, *sex_options())]
    if item.name == "documentCode":
        return [(2, *document_code_options(layout.name))]
    if item.name in STATE_CODES:
        return [
            (3, *state_options(layout.issuer or USUAL_ISSUERS.get(layout.name), only=bool(layout.issuer)))
        ]
    return None


@lru_cache(maxsize=256)
def build_chain(name: FormatName, variant: int, holds: float, year: int) -> Chain | None:
    """The chain of all characters under check digits, each of which is right with probability `holds`; None
    for a format without check digits."""
    way = variants(name)[variant]
    layout = way.layout
    cover, first = _cover(layout, layout.checks), first_positions(layout)
    covered = cover.field.keys() | cover.composite.keys() | cover.digits.keys()
    by_position = {
        first[item.span.line] + item.span.start + k: (item, k)
        for item in layout.fields
        for k in range(item.span.end - item.span.start)
    }
    steps: list[Step] = []
    position, fresh = 0, True

    def weights(place: int) -> tuple[int, int]:
        return cover.field.get(place, 0), cover.composite.get(place, 0)

    while position < sum(layout.lengths):
        if position not in covered:
            position += 1
            continue
        check = cover.digits.get(position)
        if check is not None:
            is_composite = check.name == COMPOSITE
            steps.append(CheckStep(position, weights(position)[1], check.fillable, is_composite, holds))
            position, fresh = position + 1, True
            continue
        item, place = by_position.get(position, (None, 0))
        pieces = _split_options(item, layout, year) if item and place == 0 else None
        if pieces is not None:
            for count, options, prior in pieces:
                own = tuple(range(position, position + count))
                steps.append(OptionStep(own, options, prior, [weights(p) for p in own]))
                position += count
            fresh = True
            continue
        automaton = _automaton(item) if item else priors.data_automaton()
        if position in way.fillers:
            automaton = priors.filler_automaton()
        steps.append(CharacterStep(position, automaton, weights(position), fresh or place == 0))
        position, fresh = position + 1, False
    return Chain(steps) if steps else None


def free_fields(name: FormatName) -> list[Field]:
    """The fields that no check digit covers, in the format's order."""
    layout = FORMATS[name]
    cover, first = _cover(layout, layout.checks), first_positions(layout)
    covered = cover.field.keys() | cover.composite.keys() | cover.digits.keys()
    return [item for item in layout.fields if first[item.span.line] + item.span.start not in covered]
