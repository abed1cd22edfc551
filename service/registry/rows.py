"""A person as rows of the registry's tables: outlines for ranking, keys for finding. No database here."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matching.keys import PARTS, part_keys
from matching.names import core_forms
from matching.person import Person
from matching.registry_parquet import date_number

CODE_BYTES = 4 * PARTS
REMEMBERED = 1 << 17
"""Distinct names whose outline is kept while many persons are imported."""


class OutlineRow(NamedTuple):
    """A row of `RegistryOutline`, in the order of its columns."""

    person_id: int
    name: int
    birth: int
    codes: bytes
    family: str
    given: str
    place: str


class Part(NamedTuple):
    """A part of a name in outline: its plain Latin tokens, their codes, and the name keys behind them."""

    plain: str
    codes: bytes
    keys: tuple[str, ...]


def outline_rows(person_id: int, person: Person) -> list[OutlineRow]:
    """One row for each of the person's names."""
    birth = date_number(person.birth_date)
    place = " ".join((person.place_of_birth or "").split())
    rows = []
    for number, name in enumerate(person.names):
        family, given = outline_part(name.family_name), outline_part(name.given_names)
        codes = family.codes + given.codes
        rows.append(OutlineRow(person_id, number, birth, codes, family.plain, given.plain, place))
    return rows


@lru_cache(maxsize=REMEMBERED)
def outline_part(text: str) -> Part:
    """The outline of a family name, or of given names."""
    forms = core_forms(text)
    keys = part_keys(text)
    codes = np.zeros(PARTS, "<u4")
    codes[: len(keys.codes)] = keys.codes
    return Part(" ".join(forms[0][0]) if forms else "", codes.tobytes(), keys.all)


def name_keys(person: Person) -> Iterable[str]:
    """The name keys of all parts of the person's names."""
    for name in person.names:
        yield from outline_part(name.family_name).keys
        yield from outline_part(name.given_names).keys


def pack_keys(keys: Sequence[int], person_ids: Sequence[int]) -> bytes:
    """Rows of `RegistryKey` as PostgreSQL's binary COPY has them, without its head and tail."""
    rows = np.empty(len(keys), KEY_ROW)
    rows["fields"], rows["key_bytes"], rows["id_bytes"] = 2, 8, 4
    rows["key"], rows["person_id"] = keys, person_ids
    return rows.tobytes()


COPY_HEAD, COPY_TAIL = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"
"""Before and after the rows of a binary COPY (PostgreSQL's manual, COPY, Binary Format)."""
KEY_ROW = np.dtype(
    [("fields", ">i2"), ("key_bytes", ">i4"), ("key", ">i8"), ("id_bytes", ">i4"), ("person_id", ">i4")]
)


def unpack_codes(packed: bytes) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    """The codes of many outlines, one after another: two of (n, PARTS), family names and given names."""
    both = np.frombuffer(packed, "<u4").astype(np.uint32, copy=False).reshape(-1, 2 * PARTS)
    return both[:, :PARTS], both[:, PARTS:]
