"""When one look is enough, and what priors may not talk away: blind characters above all."""

from datetime import date

import pytest

from mrz.confidence import limit, measure
from mrz.decode import decode
from mrz.generate import ZoneData, generate
from mrz.reader import Found

TODAY = date(2026, 11, 24)
LINES = generate(
    "TD3",
    ZoneData(
        document_code="P",
        issuer="UTO",
        family_name="VAN DER BERG",
        given_names="ANNA",
        document_number="K4410283",
        nationality="UTO",
        birth_date="1985-07-12",
        gender=2,
        expiry_date="2031-02-28",
        optional="1234567K",
    ),
)
NUMBER, NAME, BLIND = (1, 3), (0, 8), (1, 35)
"""A digit of the number, a letter of the name, the K in the optional data (a filler has its value)."""


@pytest.fixture
def found(say):
    def make(**doubts: dict[str, float]) -> Found:
        places = {"number": NUMBER, "name": NAME, "blind": BLIND}
        lines = []
        for row, line in enumerate(LINES):
            lines.append(say(line, {places[k][1]: d for k, d in doubts.items() if places[k][0] == row}))
        (best, *_) = decode(lines, today=TODAY)
        return Found(best, ())

    return make


def rated(found: Found) -> float:
    """The highest confidence that its doubts allow."""
    evidence = measure(found.decoded, [found.decoded.lines], valid=True, pixels=16, faintest=1.0)
    return limit(evidence["dimmest"])


def test_clear_lines_need_no_second_look(found):
    clear = found()
    assert list(clear.decoded.lines) == LINES
    assert clear.is_clear
    assert rated(clear) > 0.999


def test_a_check_digit_settles_what_it_can_tell(found):
    settled = found(number={LINES[1][3]: 0.6, "7": 0.4})
    assert list(settled.decoded.lines) == LINES
    assert settled.is_clear
    assert rated(settled) > 0.99


def test_a_doubtful_name_asks_for_another_look(found):
    doubtful = found(name={LINES[0][8]: 0.7, "H": 0.3})
    assert not doubtful.is_clear
    assert rated(doubtful) < 0.98


def test_a_check_digit_does_not_settle_between_characters_of_one_value(found):
    assert LINES[BLIND[0]][BLIND[1]] == "K"
    doubtful = found(blind={"<": 0.55, "K": 0.45})
    assert not doubtful.is_clear
    assert rated(doubtful) < 0.96
