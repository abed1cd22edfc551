"""Short and national forms of given names: a level of its own, for people write what they are called."""

from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("nicknames.txt")


@cache
def _lines() -> tuple[tuple[str, ...], ...]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.partition("#")[0].split()) for line in lines)


@cache
def _groups() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(_lines()):
        for name in line:
            groups.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


def nickname_groups(name: str) -> frozenset[int]:
    """The lines of the table in which a lower-case ASCII given name stands."""
    return _groups().get(name, frozenset())


def are_nicknames(one: str, other: str) -> bool:
    """Whether two lower-case ASCII given names stand in one line of the table."""
    return bool(nickname_groups(one) & nickname_groups(other))


def other_forms(name: str) -> frozenset[str]:
    """The names that stand in a line with this lower-case ASCII given name, itself left out."""
    return frozenset(form for group in nickname_groups(name) for form in _lines()[group]) - {name}
