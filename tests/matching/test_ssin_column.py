"""Numbers of persons in order of birth."""

import numpy as np

from matching.births import Births
from matching.ssin_column import SsinColumn

BORN = [0, 19850000, 19850712, 19850712, 20010229, 20010229]
NUMBERS = [
    12345678911,  # of nobody's birth date
    85400012345,  # day unknown, a bis number
    85071200196,
    97000100101,  # issued when the date was another
    1622912345,  # of 2001: with a 0 before it
    99999999999,
]


def test_each_number_leads_to_its_row_whatever_it_begins_with() -> None:
    births = Births(np.array(BORN, np.int32))
    column = SsinColumn(np.array(NUMBERS, np.int64), births)
    assert column.of(np.arange(len(BORN))).tolist() == NUMBERS
    assert [column.row(number) for number in NUMBERS] == [*range(len(BORN))]


def test_a_number_that_only_resembles_one_is_nobodys() -> None:
    births = Births(np.array(BORN, np.int32))
    column = SsinColumn(np.array(NUMBERS, np.int64), births)
    assert column.row(85071200196 + (1 << 32)) is None
    assert column.row(85071200197) is None
    assert SsinColumn(np.empty(0, np.int64), Births(np.empty(0, np.int32))).row(85071200196) is None
