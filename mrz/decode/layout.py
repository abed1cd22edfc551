"""A format as parts that can be read one by one: a chain under check digits, and fields that stand alone."""

from dataclasses import dataclass
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
TD1_NUMBER, TD1_FILLER, TD1_REST, TD1_END = 5, 14, 15, 30


@dataclass(frozen=True)
class Variant:
    """A way in which states use a format's check digits.

    `digits` and `fillers` are columns of the first line that must hold a digit or a filler for it; `issuer`
    the only state that does so; `prior` its share (among that state's documents).
    """

    checks: tuple[Check, ...]
    prior: float
    digits: tuple[int, ...] = ()
    fillers: tuple[int, ...] = ()
    issuer: str | None = None


def first_positions(layout: Format) -> list[int]:
    """The position of each line's first character, counted through the zone."""
    return [sum(layout.lengths[:line]) for line in range(len(layout.lengths))]


def _long_numbers(layout: Format) -> list[Variant]:
    """TD1 numbers of more than nine characters: a filler instead of the check digit, the rest, the digit
    (9303-5 §4.2.2.2, note j); older cards of some states put the filler into the sum."""
    others = tuple(check for check in layout.checks if check.name != "documentNumber")
    found = []
    ends = range(TD1_REST + 1, TD1_END)
    for end in ends:
        parts = (Span(0, TD1_NUMBER, TD1_FILLER), Span(0, TD1_REST, end))
        counts = priors.LONG_COUNTS_FILLER
        for over, share in ((parts, 1 - counts), ((Span(0, TD1_NUMBER, end),), counts)):
            check = Check("documentNumber", Span(0, end, end + 1), over)
            fillers = (TD1_FILLER, end + 1) if end + 1 < TD1_END else (TD1_FILLER,)
            prior = priors.LONG_NUMBER * share / len(ends)
            found.append(Variant((check, *others), prior, (end,), fillers))
    return found


@lru_cache
def variants(name: FormatName) -> tuple[Variant, ...]:
    """All ways of a format, the plain one first."""
    layout = FORMATS[name]
    plain = Variant(layout.checks, 1.0)
    if name == "TD1":
        check = Check("optionalData", Span(0, 29, 30), (Span(0, TD1_REST, 29),))
        dutch = Variant((*layout.checks, check), priors.DUTCH_CHECK, (29,), (), "NLD")
        return (plain, dutch, *_long_numbers(layout))
    if name == "DL":
        check = Check("documentNumber", Span(0, 14, 15), (Span(0, 0, 14),))
        return (plain, Variant((check, *layout.checks), priors.FRENCH_LICENCE_CHECK, (14,), (), "FRA"))
    return (plain,)


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


def _split_options(
    item: Field, layout: Format, year: int, issuer: str | None
) -> list[tuple[int, Indices, Floats]] | None:
    """(number of characters, options, prior) for each piece of a field of few texts."""
    if item.name in DATES:
        return [(2, *date_options(part, item.name == "expiryDate", year)) for part in DATE_PARTS]
    if item.name == "gender":
        return [(1, *sex_options())]
    if item.name == "documentCode":
        return [(2, *document_code_options(layout.name))]
    if item.name in STATE_CODES:
        return [(3, *state_options(issuer or USUAL_ISSUERS.get(layout.name), only=issuer is not None))]
    return None


@lru_cache(maxsize=256)
def build_chain(name: FormatName, variant: int, holds: float, year: int) -> Chain | None:
    """The chain of all characters under check digits, each of which is right with probability `holds`; None
    for a format without check digits."""
    layout, way = FORMATS[name], variants(name)[variant]
    cover, first = _cover(layout, way.checks), first_positions(layout)
    covered = cover.field.keys() | cover.composite.keys() | cover.digits.keys()
    by_position = {
        first[item.span.line] + item.span.start + k: (item, k)
        for item in layout.fields
        for k in range(item.span.end - item.span.start)
    }
    fixed = {TD1_FILLER, *way.fillers} if way.fillers else set()
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
        pieces = _split_options(item, layout, year, way.issuer) if item and place == 0 else None
        if pieces is not None:
            for count, options, prior in pieces:
                own = tuple(range(position, position + count))
                steps.append(OptionStep(own, options, prior, [weights(p) for p in own]))
                position += count
            fresh = True
            continue
        automaton = _automaton(item) if item else priors.data_automaton()
        if position in fixed:
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
