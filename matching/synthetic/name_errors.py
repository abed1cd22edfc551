"""Errors in names. Each function changes `asked` where there is occasion, and nothing but the names."""
# ruff: noqa: ARG001 - all errors are called alike

from collections.abc import Callable
from functools import cache
from typing import Final

from matching.names import PARTICLES, tokens_of
from matching.nicknames import TABLE
from matching.scripts import expand_icao, fold_plain
from matching.synthetic import countries, letters
from matching.synthetic.asked import Asked, Means, in_form

Error = Callable[[Asked, Means], None]
MRZ_LENGTHS: Final = {"passport": (39,), "identityCard": (30, 31), "residencePermit": (30,)}
"""Characters of the name field by document: TD3, TD2 and TD1 (ICAO Doc 9303-4, -6 and -5)."""
ERRORS: Final[dict[str, Error]] = {}
NO_SURNAMES: Final = PARTICLES | {"ait", "bel", "bou", "dela", "delos", "lo"}


def error(function: Error) -> Error:
    """Enters the function under its name."""
    ERRORS[function.__name__] = function
    return function


def _use_name(asked: Asked, kind: str) -> None:
    for name in asked.person.names[1:]:
        if name.kind == kind:
            asked.family = name.family_name
            asked.given = name.given_names


@error
def maiden_used(asked: Asked, means: Means) -> None:
    """The name at birth."""
    _use_name(asked, "birth")


@error
def former_used(asked: Asked, means: Means) -> None:
    """A former name."""
    _use_name(asked, "former")


@error
def married(asked: Asked, means: Means) -> None:
    """A husband's name that the registry has not."""
    if asked.gender == 2:
        asked.family = means.family(asked.country, 2)


@error
def married_hyphen(asked: Asked, means: Means) -> None:
    """A husband's name before or after the own one."""
    if asked.gender == 2 and "-" not in asked.family and asked.family:
        names = [asked.family, means.family(asked.country, 2)]
        asked.family = "-".join(names if means.chance(0.5) else reversed(names))


@error
def form_changed(asked: Asked, means: Means) -> None:
    """The other sex's form of the family name."""
    if asked.gender in (1, 2):
        asked.family = in_form(asked.family, asked.country, 3 - asked.gender)


@error
def second_given_missing(asked: Asked, means: Means) -> None:
    """The first given name alone."""
    asked.given = " ".join(asked.given.split()[:1])


@error
def first_given_missing(asked: Asked, means: Means) -> None:
    """All but the first given name."""
    parts = asked.given.split()
    if len(parts) > 1:
        asked.given = " ".join(parts[1:])


@error
def given_order(asked: Asked, means: Means) -> None:
    """The given names backwards."""
    asked.given = " ".join(reversed(asked.given.split()))


@error
def second_given_added(asked: Asked, means: Means) -> None:
    """A second given name that the registry has not."""
    if len(asked.given.split()) == 1:
        asked.given = f"{asked.given} {means.given(asked.country, asked.gender or 1)}"


@error
def given_glued(asked: Asked, means: Means) -> None:
    """Two given names written as one."""
    parts = asked.given.replace("-", " ").split()
    if len(parts) > 1:
        asked.given = " ".join([parts[0] + parts[1].lower(), *parts[2:]])


@cache
def _nicknames() -> dict[str, list[str]]:
    """By name: the others of its lines in nicknames.txt."""
    found: dict[str, list[str]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        group = line.partition("#")[0].split()
        for name in group:
            found.setdefault(name, []).extend(other for other in group if other != name)
    return found


@error
def nickname(asked: Asked, means: Means) -> None:
    """A short or national form of the first given name."""
    first, *others = asked.given.split() or [""]
    forms = _nicknames().get(fold_plain(first), [])
    if forms:
        asked.given = " ".join([forms[means.below(len(forms))].title(), *others])


@error
def initial(asked: Asked, means: Means) -> None:
    """Initials for the given names."""
    asked.given = " ".join(f"{part[0]}." for part in asked.given.split())


def _surnames(family: str) -> list[str]:
    """The parts of a family name, particles with what follows them."""
    parts: list[str] = []
    waiting: list[str] = []
    for token in family.split():
        waiting.append(token)
        if token.lower() not in NO_SURNAMES:
            parts.append(" ".join(waiting))
            waiting = []
    return parts if not waiting else [*parts, " ".join(waiting)]


@error
def second_surname_missing(asked: Asked, means: Means) -> None:
    """The first surname alone."""
    parts = _surnames(asked.family)
    if len(parts) > 1:
        asked.family = parts[0]


@error
def first_surname_missing(asked: Asked, means: Means) -> None:
    """The last surname alone."""
    parts = _surnames(asked.family)
    if len(parts) > 1:
        asked.family = parts[-1]


@error
def surname_order(asked: Asked, means: Means) -> None:
    """The surnames backwards."""
    asked.family = " ".join(reversed(_surnames(asked.family)))


@error
def surname_glued(asked: Asked, means: Means) -> None:
    """Two surnames, or the halves of a hyphened one, written as one."""
    parts = [part for name in _surnames(asked.family) for part in name.split("-")]
    if len(parts) > 1:
        asked.family = parts[0] + "".join(parts[1:]).lower()


@error
def hyphen_changed(asked: Asked, means: Means) -> None:
    """A blank for a hyphen, or a hyphen between two surnames."""
    parts = _surnames(asked.family)
    asked.family = asked.family.replace("-", " ") if "-" in asked.family else "-".join(parts)


def _with_particle(family: str) -> tuple[list[str], list[str]]:
    """The particles that a family name begins with, and the rest."""
    tokens = family.split()
    count = next((at for at, token in enumerate(tokens) if token.lower() not in NO_SURNAMES), 0)
    return tokens[:count], tokens[count:]


@error
def particle_dropped(asked: Asked, means: Means) -> None:
    """The family name without the particles before it."""
    asked.family = " ".join(_with_particle(asked.family)[1])


@error
def particle_glued(asked: Asked, means: Means) -> None:
    """The particles and the name as one word."""
    particles, (name, *others) = _with_particle(asked.family or "-")
    if particles:
        asked.family = " ".join(["".join([*particles, name]).capitalize(), *others])


@error
def transliterated(asked: Asked, means: Means) -> None:
    """Both names by another habit of spelling: one of the country's, or any."""
    habits = list(asked.country.habits) or list(countries.HABITS)
    habit = habits[means.below(len(habits))]
    asked.family = countries.respell(asked.family, habit)
    asked.given = countries.respell(asked.given, habit)


@error
def respelled(asked: Asked, means: Means) -> None:
    """One sound of the family name."""
    asked.family = letters.respell(asked.family, means)


@error
def diacritics_dropped(asked: Asked, means: Means) -> None:
    """Plain letters."""
    asked.family, asked.given = _plain(asked.family), _plain(asked.given)


def _plain(text: str) -> str:
    return text if text.isascii() else fold_plain(text).title()


@error
def family_typo(asked: Asked, means: Means) -> None:
    """One typing error in the family name."""
    asked.family = letters.edit(asked.family, means)


@error
def given_typo(asked: Asked, means: Means) -> None:
    """One typing error in the given names."""
    asked.given = letters.edit(asked.given, means)


@error
def family_two_typos(asked: Asked, means: Means) -> None:
    """Two typing errors in the family name."""
    asked.family = letters.edit(letters.edit(asked.family, means), means)


@error
def given_two_typos(asked: Asked, means: Means) -> None:
    """Two typing errors in the given names."""
    asked.given = letters.edit(letters.edit(asked.given, means), means)


@error
def family_garbled(asked: Asked, means: Means) -> None:
    """Every vowel of the family name another."""
    asked.family = letters.change_letters(asked.family, letters.VOWELS, 99, means)


@error
def given_garbled(asked: Asked, means: Means) -> None:
    """Two consonants of the given names others."""
    asked.given = letters.change_letters(asked.given, letters.CONSONANTS, 2, means)


@error
def swapped_and_misspelt(asked: Asked, means: Means) -> None:
    """Names in each other's field, a typing error in each."""
    if asked.given and asked.family:
        family_typo(asked, means)
        given_typo(asked, means)
        asked.family, asked.given = asked.given, asked.family


@error
def reading(asked: Asked, means: Means) -> None:
    """One reading error in the family name."""
    asked.family = letters.misread(asked.family, means)


@error
def reading_given(asked: Asked, means: Means) -> None:
    """One reading error in the given names."""
    asked.given = letters.misread(asked.given, means)


@error
def order_swapped(asked: Asked, means: Means) -> None:
    """Names in each other's field."""
    if asked.given and asked.family:
        asked.family, asked.given = asked.given, asked.family


@error
def mrz_spelling(asked: Asked, means: Means) -> None:
    """Capitals without diacritics, cut off where the name field of the document is full."""
    kind = asked.documents[0].kind if asked.documents else "passport"
    lengths = MRZ_LENGTHS.get(kind, (39,))
    length = lengths[means.below(len(lengths))]
    family = " ".join(tokens_of(expand_icao(asked.family))).upper()
    given = " ".join(tokens_of(expand_icao(asked.given))).upper()
    room = max(0, length - len(family) - 2)
    asked.family, asked.given = family[:length].strip(), given[:room].strip()
