"""What zones look like before the pixels are seen: every number of the prior in one place.

They are rough frequencies in issued documents, rounded to what matters: a factor of two moves no reading,
factors of a hundred do. All are probabilities, so that formats can be compared by their evidence.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from mrz.codes import known_codes
from mrz.decode.symbols import FILLER, IS_DIGIT, IS_LETTER, SYMBOLS, Floats
from mrz.formats import FormatName
from mrz.strips import CHARACTERS

FORMAT_SHARES: dict[FormatName, float] = {
    "TD3": 0.35,
    "TD1": 0.35,
    "TD2": 0.08,
    "MRVA": 0.05,
    "MRVB": 0.05,
    "FRA_ID": 0.05,
    "DL": 0.05,
    "CHE_DL": 0.02,
}
PRINTED_VALID = 0.9
"""Share of zones whose printed check digits all hold; the others are specimens and samples."""
HOLDS_ANYWAY = 0.5
"""In a zone that was printed wrong, the share of its check digits that hold all the same."""
STRAY_CHECK_LETTER = 0.05
"""Of wrong check digits, the share that are letters or fillers."""
FILLER_FOR_EMPTY = 0.5
"""The check digit of an empty field: a filler, or else 0."""
LONG_NUMBER, LONG_COUNTS_FILLER = 0.05, 0.3
"""TD1 zones with a long document number; of those, the share that put the filler into the sum."""
OPTIONAL_CHECK, NATIONAL_LAYOUT = 0.9, 0.95
"""Documents of a state that follow its own layout: where its check digit is optional, and where not."""

UNKNOWN_CODE = 0.01
SAME_NATIONALITY = 0.8
"""Issuer and nationality are the same."""
USUAL_ISSUER = 0.98
"""Zones of the format's own state, where a format is one state's."""
FIRST_LETTERS: dict[FormatName, dict[str, float]] = {
    "TD3": {"P": 0.995, "V": 0.001},
    "TD1": {"I": 0.7, "A": 0.1, "C": 0.1, "P": 0.03, "R": 0.04},
    "TD2": {"I": 0.75, "A": 0.1, "C": 0.1, "P": 0.04},
    "MRVA": {"V": 0.995},
    "MRVB": {"V": 0.995},
    "CHE_DL": {"F": 0.999},
    "FRA_ID": {"I": 0.999},
    "DL": {"D": 0.999},
}
SECOND_FILLER = 0.6
SECOND_DIGIT = 0.01
"""Cards for permanent residents of the United States print C1 or C2."""
SECOND_LETTERS: dict[FormatName, str] = {"CHE_DL": "A", "FRA_ID": "D", "DL": "1"}
"""Where the format fixes the second letter."""
SEX = {"M": 0.47, "F": 0.47, "<": 0.058, "X": 0.002}
ODD = 1e-4
"""What stands where nothing of its kind should: shared among all characters that should not."""

NO_DATE, ODD_DATE = 0.02, 0.01
"""Dates with unknown parts; dates that do not exist."""
OLD_EXPIRY = 0.1
"""Expiries more than 25 years ago or more than 15 years ahead, together."""
EXPIRY_PAST, EXPIRY_AHEAD = 25, 15

LETTER_COUNTS = (
    "A 110 B 22 C 34 D 32 E 96 F 14 G 26 H 38 I 78 J 14 K 34 L 58 M 36 N 76 O 66 P 18 Q 3 R 66 S 52 T 40 "
    "U 40 V 20 W 14 X 5 Y 18 Z 20"
)
"""Letters of names, a thousand of them: rough means over Latin-alphabet languages (made up from public
letter frequencies, not counted on any data set)."""
LETTER_TEMPER = 0.5
"""Exponent of those counts: a rare letter is no argument against clear pixels."""


@dataclass(frozen=True)
class Automaton:
    """How a field runs: states, each entered by letters, digits or fillers alone.

    `moves[q, r]` is the probability of going from q to r; `kinds[r]` holds, for state r, the probability of
    each character on entering it (37). A field begins in state 0.
    """

    moves: Floats
    kinds: Floats


def _kinds(letters: "Floats | None" = None) -> tuple[Floats, Floats, Floats]:
    letter = IS_LETTER / IS_LETTER.sum() if letters is None else letters
    digit = IS_DIGIT / IS_DIGIT.sum()
    filler = np.zeros(SYMBOLS)
    filler[FILLER] = 1.0
    return np.asarray(letter), np.asarray(digit), filler


def name_letters() -> Floats:
    """The probability of each letter within names (37)."""
    words = LETTER_COUNTS.split()
    counts = dict(zip(words[::2], map(float, words[1::2]), strict=True))
    shares = np.array([counts.get(c, 0.0) for c in CHARACTERS]) ** LETTER_TEMPER
    return np.asarray(shares / shares.sum(), dtype=np.float64)


@cache
def data_automaton() -> Automaton:
    """Document numbers and optional data: still empty, letter, digit, filler behind something."""
    letter, digit, filler = _kinds()
    moves = np.array(
        [
            [0.50, 0.18, 0.32, 0.00],
            [0.00, 0.42, 0.50, 0.08],
            [0.00, 0.10, 0.82, 0.08],
            [0.00, 0.03, 0.07, 0.90],
        ]
    )
    return Automaton(moves, np.stack([filler, letter, digit, filler]))


@cache
def filler_automaton() -> Automaton:
    """A place that must hold a filler; states as in `data_automaton`, and it ends in the last of them."""
    kinds = np.zeros((4, SYMBOLS))
    kinds[3, FILLER] = 1.0
    moves = np.zeros((4, 4))
    moves[:, 3] = 1.0
    return Automaton(moves, kinds)


@cache
def words_automaton() -> Automaton:
    """The French card's names: words with single fillers between, then fillers to the end. States as in
    `data_automaton`; the digits of the department do not occur."""
    _, digit, filler = _kinds()
    moves = np.array(
        [
            [0.02, 0.98 - ODD, ODD, 0.00],
            [0.00, 0.86, ODD, 0.14],
            [0.00, 0.50, 0.30, 0.20],
            [0.00, 0.08, ODD, 0.92],
        ]
    )
    return Automaton(moves, np.stack([filler, name_letters(), digit, filler]))


@cache
def names_automaton() -> Automaton:
    """A name field: primary identifier, two fillers, secondary identifier, fillers to the end.

    States: 0 the beginning, 1 letter of the primary identifier, 2 one filler, 3 two fillers, 4 letter of the
    secondary identifier, 5 one filler, 6 the end, 7 a character that should not be there.
    """
    letter, digit, filler = _kinds(name_letters())
    odd = np.where(digit > 0, 1.0, 0.0) / 10
    start, primary, gap, two, secondary, pause, end, stray = range(8)
    moves = np.zeros((8, 8))
    moves[start, primary], moves[start, gap] = 0.97, 0.03
    moves[primary, primary], moves[primary, gap] = 0.85, 0.15
    moves[gap, primary], moves[gap, two] = 0.20, 0.80
    moves[two, secondary], moves[two, end] = 0.96, 0.04
    moves[secondary, secondary], moves[secondary, pause] = 0.84, 0.16
    moves[pause, secondary], moves[pause, end] = 0.35, 0.65
    moves[end, end], moves[end, secondary] = 1 - 1e-3, 1e-3
    moves[stray] = moves[primary]
    moves *= 1 - ODD
    moves[:, stray] = ODD
    kinds = np.stack([filler, letter, filler, filler, letter, filler, filler, odd])
    return Automaton(moves, kinds)


@cache
def code_list() -> tuple[str, ...]:
    """Every known state code, three characters with fillers, in a fixed order."""
    return tuple(sorted(code.ljust(3, "<") for code in known_codes()))


def year_shares(is_expiry: bool, year: int) -> Floats:
    """The probability of each two-digit year (100), as seen in the year `year`."""
    if not is_expiry:
        return np.full(100, 0.01)
    ahead = (np.arange(100) - year) % 100
    usual = (ahead <= EXPIRY_AHEAD) | (ahead >= 100 - EXPIRY_PAST)
    return np.where(usual, (1 - OLD_EXPIRY) / usual.sum(), OLD_EXPIRY / (~usual).sum())
