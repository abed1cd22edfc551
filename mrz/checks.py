"""Which check digits of a zone hold, with the quirks of states (ICAO Doc 9303 and facts/mrz.md)."""

from mrz.check_digits import check_digit
from mrz.formats import FORMATS, Check, Format, FormatName

TD1_NUMBER_END = 14
TD1_OPTIONAL = slice(15, 30)
DUTCH_DIGIT = 29


def long_number(first_line: str) -> tuple[str, str] | None:
    """A long TD1 document number and its check digit: nine characters, a filler, the rest, the digit.

    None when the number is not a long one (part 5 §4.2.2.2, note j).
    """
    rest = first_line[TD1_OPTIONAL].split("<", maxsplit=1)[0]
    if first_line[TD1_NUMBER_END] != "<" or len(rest) < 2 or not rest[-1].isdigit():
        return None
    return first_line[5:TD1_NUMBER_END] + rest[:-1], rest[-1]


def _long_number_holds(number: str, digit: str) -> bool:
    """ICAO leaves position 15 out of the sum; older Belgian cards put its filler in. Either holds."""
    with_filler = number[:9] + "<" + number[9:]
    return digit in (check_digit(number), check_digit(with_filler))


def _holds(check: Check, lines: list[str]) -> bool:
    over = "".join(span.of(lines) for span in check.over)
    digit = check.digit.of(lines)
    if check.fillable and digit == "<":
        return not over.strip("<")
    return digit == check_digit(over)


def run_checks(format_name: FormatName, lines: list[str]) -> dict[str, bool]:
    """The verdict on each check digit of the format, by the contract's names.

    `lines` have the lengths of the format.
    """
    layout: Format = FORMATS[format_name]
    verdicts = {check.name: _holds(check, lines) for check in layout.checks}
    if format_name == "TD1":
        long = long_number(lines[0])
        if long is not None:
            verdicts["documentNumber"] = _long_number_holds(*long)
        data, digit = lines[0][15:DUTCH_DIGIT], lines[0][DUTCH_DIGIT]
        if lines[0][2:5] == "NLD" and digit.isdigit() and data.strip("<"):
            verdicts["optionalData"] = digit == check_digit(data)
    if format_name == "DL" and lines[0][2:5] == "FRA":
        verdicts["documentNumber"] = lines[0][14] == check_digit(lines[0][:14])
    return verdicts
