"""Which check digits of a zone hold, with the quirks of states that the table of formats lists."""

from collections.abc import Sequence

from mrz.check_digits import check_digit
from mrz.formats import FORMATS, TD1, Check, FormatName
from mrz.layout import Format


def continued_value(check: Check, lines: Sequence[str]) -> tuple[str, str] | None:
    """The value and the check digit of a field that goes on behind its place; None when it does not.

    A full field with a filler in the digit's place goes on (9303-5 §4.2.2.2, note j): the rest, the digit,
    a filler.
    """
    if check.continued is None or check.digit.of(lines) != "<":
        return None
    start = check.over[0].of(lines)
    rest = check.continued.of(lines).split("<", maxsplit=1)[0]
    if "<" in start or len(rest) < 2 or not rest[-1].isdigit():
        return None
    return start + rest[:-1], rest[-1]


def long_number(first_line: str) -> tuple[str, str] | None:
    """A long TD1 document number and its check digit: nine characters, a filler, the rest, the digit.

    None when the number is not a long one.
    """
    return continued_value(TD1.checks[0], [first_line])


def _continued_holds(value: str, digit: str, width: int) -> bool:
    """ICAO leaves the filler's position out of the sum; older Belgian cards put it in. Either holds."""
    return digit in (check_digit(value), check_digit(value[:width] + "<" + value[width:]))


def is_judged(check: Check, lines: Sequence[str]) -> bool:
    """Whether the check digit is there to be judged: an optional one needs a digit, and data before it."""
    over = "".join(span.of(lines) for span in check.over)
    return not check.optional or (check.digit.of(lines).isdigit() and bool(over.strip("<")))


def holds(check: Check, lines: Sequence[str]) -> bool:
    """Whether the check digit agrees with what it covers."""
    long = continued_value(check, lines)
    if long is not None:
        return _continued_holds(*long, check.over[0].width)
    over = "".join(span.of(lines) for span in check.over)
    digit = check.digit.of(lines)
    if check.fillable and digit == "<":
        return not over.strip("<")
    return digit == check_digit(over)


def run_checks_of(layout: Format, lines: Sequence[str]) -> dict[str, bool]:
    """The verdict on each check digit of a layout, its state's variant included."""
    national = layout.national(lines)
    return {check.name: holds(check, lines) for check in national.checks if is_judged(check, lines)}


def run_checks(format_name: FormatName, lines: Sequence[str]) -> dict[str, bool]:
    """The verdict on each check digit of the format, by the contract's names.

    `lines` have the lengths of the format.
    """
    return run_checks_of(FORMATS[format_name], lines)
