"""Generating and parsing as each other's inverse, for every format, and what a wrong character does."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mrz.check_digits import value
from mrz.formats import FORMATS, LETTERS, Format, FormatName
from mrz.generate import UnprintableZoneError, ZoneData, describe, generate
from mrz.parse import NotAnMrzError, normalise, parse_lines, parse_text
from mrz.transliterate import canonical

TODAY = date(2026, 6, 1)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
CODES: dict[FormatName, list[str]] = {
    "TD1": ["I", "ID", "AC", "RP", "P"],
    "TD2": ["I", "ID", "P"],
    "TD3": ["P", "PP", "PD"],
    "MRVA": ["V", "VC"],
    "MRVB": ["V", "VC"],
    "FRA_ID": ["ID"],
    "DL": ["D1"],
    "CHE_DL": ["FA"],
}
CHECKED = [name for name in FORMATS if FORMATS[name].checks]

alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
latin_words = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=5)
printed_words = st.text(st.sampled_from("ABZäÖñßÆłØþçжЮхщκΩحمع'"), min_size=1, max_size=4)
births = st.dates(date(1927, 1, 1), date(2026, 5, 31)).map(str)
incomplete = st.builds(
    "{:04d}-{:02d}-{:02d}".format, st.integers(1927, 2025), st.just(0), st.just(0)
) | st.builds("{:04d}-{:02d}-{:02d}".format, st.integers(1927, 2025), st.integers(1, 12), st.just(0))
expiries = st.dates(date(1957, 1, 1), date(2055, 12, 31)).map(str)


def _names(words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(words, min_size=1, max_size=2).map(" ".join)


@st.composite
def zone_data(draw: st.DrawFn, name: FormatName, words: st.SearchStrategy[str] = latin_words) -> ZoneData:
    """Data that fit a zone of this format without being cut."""
    issuer = {"FRA_ID": "FRA", "CHE_DL": "CHE"}.get(name) or draw(
        st.sampled_from(["UTO", "D", "RKS", "NLD", "FRA", "BEL", "IND"])
    )
    licence = name in ("DL", "CHE_DL")
    width = {"FRA_ID": 12, "DL": 9}.get(name, 9)
    digits = st.text("0123456789", min_size=12, max_size=15)
    number = draw(digits if name == "CHE_DL" else st.text(alphanumeric, min_size=1, max_size=width))
    if name == "TD1" and draw(st.booleans()):
        number = draw(st.text(alphanumeric, min_size=10, max_size=13))
    french = name == "DL" and issuer == "FRA"
    short = latin_words if french else words
    room = {"TD1": 14 if len(number) < 10 else 0, "TD3": 14, "TD2": 7, "MRVA": 16, "MRVB": 8}.get(name, 0)
    return ZoneData(
        document_code=draw(st.sampled_from(CODES[name])),
        issuer=issuer,
        family_name="" if name == "DL" and not french else draw(_names(short) if not french else short),
        given_names="" if name == "DL" else draw(st.just("") | _names(words)),
        document_number=number,
        nationality="" if licence or name == "FRA_ID" else draw(st.sampled_from(["POL", "D", "XXA", "CHN"])),
        birth_date="0000-00-00" if name == "DL" else draw(births | incomplete),
        gender=0 if licence else draw(st.integers(0, 2)),
        expiry_date=draw(expiries)
        if name not in ("FRA_ID", "CHE_DL") and (name != "DL" or french)
        else "0000-00-00",
        optional=draw(st.text(alphanumeric, max_size=room)),
        optional2=draw(st.text(alphanumeric, max_size=11)) if name == "TD1" else "",
        card_number=draw(st.text(alphanumeric, max_size=7)) if name == "CHE_DL" else "",
    )


@pytest.mark.parametrize("name", list(FORMATS))
@settings(max_examples=40)
@given(st.data())
def test_data_come_back_from_their_zone(name: FormatName, data: st.DataObject) -> None:
    """Names as the zone has them: transliterated. Nothing else changes."""
    given_data = data.draw(zone_data(name, latin_words | printed_words))
    zone = parse_lines(generate(name, given_data), today=TODAY)
    assume(not zone.names_truncated)
    assert zone.format == name
    assert zone.valid == bool(FORMATS[name].checks)
    found = describe(zone)
    for mine, theirs in (
        (found.family_name, given_data.family_name),
        (found.given_names, given_data.given_names),
    ):
        assert mine.replace(" ", "<") == canonical(theirs, given_data.issuer)
    folded = {"family_name": "", "given_names": ""}
    general = FORMATS[name].national(zone.lines).field("licenceData")
    if general is not None:  # a licence of no known state: all that follows the state comes back as a whole
        assert zone.fields["documentNumber"] == given_data.document_number
        folded |= {"optional": "", "document_number": ""}
        if name == "CHE_DL":
            assert zone.fields["birthDate"] == given_data.birth_date
    assert vars(found) | folded == vars(given_data) | folded


@pytest.mark.parametrize("name", list(FORMATS))
@settings(max_examples=40)
@given(st.data())
def test_a_sound_zone_is_generated_again_letter_for_letter(name: FormatName, data: st.DataObject) -> None:
    lines = generate(name, data.draw(zone_data(name)))
    zone = parse_lines(lines, today=TODAY)
    assert generate(name, describe(zone)) == lines


def _covered(layout: Format) -> set[tuple[int, int]]:
    """The positions that a check digit covers, and those of the digits themselves."""
    spans = [span for check in layout.checks for span in (*check.over, check.digit)]
    return {(span.line, i) for span in spans for i in range(span.start, span.end)}


def _may_be_empty(layout: Format, line: int, column: int) -> bool:
    """Whether a digit stands here that states leave out or fill: `0` and the filler mean the same."""
    return any(
        (check.fillable or check.optional) and (check.digit.line, check.digit.start) == (line, column)
        for check in layout.checks
    )


@pytest.mark.parametrize("name", CHECKED)
@settings(max_examples=80)
@given(st.data())
def test_one_wrong_character_is_seen_unless_it_is_blind(name: FormatName, data: st.DataObject) -> None:
    """Where a check digit covers a character, another of another value is always seen, one of the same value
    modulo 10 never (facts of the weights 7-3-1: a blind set for each value)."""
    lines = generate(name, data.draw(zone_data(name)))
    layout = FORMATS[name].national(lines)
    line, column = data.draw(st.sampled_from(sorted(_covered(layout))))
    issuer = layout.field("issuer")
    # A changed issuer changes the layout, and so what is checked.
    assume(issuer is None or (line, column) not in {(issuer.span.line, i) for i in range(2, 5)})
    was, other = lines[line][column], data.draw(st.sampled_from(ALPHABET))
    assume(other != was and not (_may_be_empty(layout, line, column) and {was, other} & {"<"}))
    changed = list(lines)
    changed[line] = lines[line][:column] + other + lines[line][column + 1 :]
    zone = parse_lines(changed, today=TODAY, as_format=name)
    digits = {(check.digit.line, check.digit.start) for check in layout.checks}
    same = value(was) % 10 == value(other) % 10 and (line, column) not in digits
    if zone.valid:
        assert same
        return
    # Three more ways to see a character of the same value:
    gender = layout.field("gender")
    impossible = gender is not None and gender.span.of(changed) not in set("MFX<")
    unfilled = any(  # the filler that stands for the digit of an empty field, or announces a long number
        check.digit.of(lines) == "<" and any(s.line == line and s.start <= column < s.end for s in check.over)
        for check in layout.checks
    )
    long = name == "TD1" and line == 0 and lines[0][14] == "<"
    assert not same or impossible or unfilled or long, (lines, changed)


@pytest.mark.parametrize("name", ["TD1", "TD2", "TD3", "MRVA", "MRVB"])
@settings(max_examples=20)
@given(st.data())
def test_no_check_digit_covers_names_codes_and_nationality(name: FormatName, data: st.DataObject) -> None:
    lines = generate(name, data.draw(zone_data(name)))
    layout = FORMATS[name]
    field = layout.field(data.draw(st.sampled_from(["names", "nationality"])))
    assert field is not None
    row, column = lines[field.span.line], data.draw(st.integers(field.span.start, field.span.end - 1))
    changed = list(lines)
    changed[field.span.line] = row[:column] + data.draw(st.sampled_from(sorted(LETTERS))) + row[column + 1 :]
    assert parse_lines(changed, today=TODAY, as_format=name).valid


def _spread(lines: list[str], data: st.DataObject) -> str:
    """The lines in lower case, blanks between their characters here and there."""
    text = "\n".join(lines).lower()
    places = data.draw(st.lists(st.integers(0, len(text)), max_size=4))
    for place in sorted(places, reverse=True):
        text = text[:place] + data.draw(st.sampled_from([" ", "  ", "\t", "\u00a0"])) + text[place:]
    return text


@pytest.mark.parametrize("name", list(FORMATS))
@settings(max_examples=20)
@given(st.data())
def test_newlines_blanks_and_case_do_not_matter(name: FormatName, data: st.DataObject) -> None:
    lines = generate(name, data.draw(zone_data(name)))
    shapes: list[Callable[[], str]] = [
        lambda: "".join(lines),
        lambda: " ".join(lines),
        lambda: "\r\n".join(lines) + "\r\n",
        lambda: "\n\n".join(lines),
        lambda: _spread(lines, data),
        lambda: "".join(lines)[: data.draw(st.integers(1, 60))] + "\n" + "".join(lines)[60:],
    ]
    expected = parse_lines(lines, today=TODAY)
    for shape in shapes[:5]:
        assert parse_text(shape(), today=TODAY) == expected


@pytest.mark.parametrize("name", list(FORMATS))
@settings(max_examples=20)
@given(st.data())
def test_fillers_cut_off_at_the_ends_come_back(name: FormatName, data: st.DataObject) -> None:
    """As a text loses them in copying."""
    lines = generate(name, data.draw(zone_data(name)))
    # One filler stays, so that no row is lost with all of them.
    text = "\n".join(line[: len(line.rstrip("<")) + 1] for line in lines)
    found, expected = parse_text(text, today=TODAY), parse_lines(lines, today=TODAY)
    assert found.fields == expected.fields
    # A short visa of either size is the same text then.
    assert found.lines == expected.lines or {found.format, name} == {"MRVA", "MRVB"}


@settings(max_examples=150)
@given(
    st.text(max_size=120)
    | st.text(ALPHABET + " \n", max_size=120)
    | st.sampled_from([9, 30, 36, 44, 69, 72, 88, 90]).flatmap(
        lambda size: st.text(ALPHABET, min_size=size, max_size=size)
    )
)
def test_any_text_is_a_zone_or_refused(text: str) -> None:
    try:
        zone = parse_text(text, today=TODAY)
    except NotAnMrzError:
        return
    assert parse_lines(zone.lines, today=TODAY, as_format=zone.format) == zone
    assert set("".join(zone.lines)) <= set(ALPHABET)
    assert len(normalise(text)) <= sum(map(len, zone.lines)) + 3 * len(zone.lines)


@settings(max_examples=50)
@given(st.sampled_from(list(FORMATS)), st.data())
def test_every_zone_of_the_classes_is_described_and_generated(name: FormatName, data: st.DataObject) -> None:
    """Any characters of the positions' classes, names in any disorder: only width can be refused."""
    layout = FORMATS[name]
    lines = [
        "".join(
            data.draw(st.sampled_from(sorted("AB0<1" if kind == "X" else "0<9AZ")))
            for kind in layout.classes(i)
        )
        for i in range(len(layout.lengths))
    ]
    zone = parse_lines(lines, today=TODAY, as_format=name)
    try:
        again = generate(name, describe(zone))
    except UnprintableZoneError:
        return
    assert tuple(map(len, again)) == layout.lengths
