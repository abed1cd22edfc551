"""Term frequencies of a registry in columns: what `Frequencies.of` counts person by person, for millions."""

from collections import Counter
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from matching.columns import PersonColumns, Terms
from matching.frequencies import Frequencies, terms_of_tokens
from matching.places import place_forms
from matching.registry_parquet import date_text
from matching.vocabulary import Vocabulary

RARE = 1e-6
"""Terms rarer than this share are forgotten: all weights have floors far above (`weights.toml`)."""

Numbers = npt.NDArray[np.signedinteger]


def count_terms(registry: PersonColumns, families: Vocabulary, givens: Vocabulary) -> Frequencies:
    """The frequencies of a registry whose names have these vocabularies."""
    family = _count_names(registry.family.numbers, families, _family_terms)
    given = _count_names(registry.given.numbers, givens, _given_terms)
    national = _count_within(registry.nationality, registry.given, givens)
    _add_others(registry, families, givens, (family, given, national))
    least = int(len(registry) * RARE)
    counts = {
        "family": _without_rare(family, least),
        "given": given,
        "nationalGiven": _without_rare(national, least),
        "nationality": _count_texts(registry.nationality),
        "birthDate": _count_dates(registry.birth),
        **_count_places(registry.country, registry.place, least),
    }
    return Frequencies(counts, len(registry))


def _family_terms(plain: str) -> set[str]:
    return terms_of_tokens(plain.split())


def _given_terms(plain: str) -> set[str]:
    return set(plain.split())


def _count_names(
    numbers: Numbers, vocabulary: Vocabulary, terms_of: Callable[[str], set[str]]
) -> Counter[str]:
    counts: Counter[str] = Counter()
    for plain, count in zip(vocabulary.plain.to_pylist(), _tally(numbers, len(vocabulary)), strict=True):
        if count:
            for term in terms_of(plain):
                counts[term] += count
    return counts


def _count_within(nationality: Terms, given: Terms, givens: Vocabulary) -> Counter[str]:
    """Given names by nationality, as `POL|anna`."""
    names = _texts(nationality)
    counts: Counter[str] = Counter()
    for place, name in enumerate(names):
        inside = given.numbers[nationality.numbers == (place if place < len(names) - 1 else -1)]
        tally = np.bincount(inside[inside >= 0], minlength=1)
        borne = np.flatnonzero(tally)
        for plain, count in zip(givens.plain_of(borne), tally[borne].tolist(), strict=True):
            for term in _given_terms(plain):
                counts[f"{name}|{term}"] += count
    return counts


def _add_others(
    registry: PersonColumns,
    families: Vocabulary,
    givens: Vocabulary,
    counters: tuple[Counter[str], Counter[str], Counter[str]],
) -> None:
    """Birth and former names count as well, a term once a person."""
    family, given, national = counters
    others, names = registry.others, _texts(registry.nationality)
    owners = others.person
    columns = (
        families.plain_of(registry.family.numbers[owners].clip(0)), families.plain_of(others.family),
        givens.plain_of(registry.given.numbers[owners].clip(0)), givens.plain_of(others.given),
    )  # fmt: skip
    nations = registry.nationality.numbers[owners].tolist()
    last, family_seen, given_seen = -1, set[str](), set[str]()
    for owner, nation, mine, other, my_given, other_given in zip(
        owners.tolist(), nations, *columns, strict=True
    ):
        if owner != last:
            last, family_seen, given_seen = owner, _family_terms(mine), _given_terms(my_given)
        for term in _family_terms(other) - family_seen:
            family[term] += 1
        for term in _given_terms(other_given) - given_seen:
            given[term] += 1
            national[f"{names[nation]}|{term}"] += 1
        family_seen |= _family_terms(other)
        given_seen |= _given_terms(other_given)


def _count_dates(birth: npt.NDArray[np.int32]) -> dict[str, int]:
    dates, counts = np.unique(birth, return_counts=True)
    return {
        text: count
        for date, count in zip(dates.tolist(), counts.tolist(), strict=True)
        if (text := date_text(date))
    }


def _count_places(country: Terms, place: Terms, least: int) -> dict[str, dict[str, int]]:
    """Birthplaces by country, as `POL|gdansk`, and how many have one there."""
    known = place.numbers >= 0
    words = country.numbers[known].astype(np.int64) + 1 << 32 | place.numbers[known].astype(np.int64)
    pairs, counts = np.unique(words, return_counts=True)
    names = _texts(country)
    places: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    texts = place.texts.to_pylist()
    for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
        name, text = names[(pair >> 32) - 1], texts[pair & 0xFFFFFFFF]
        if text:
            countries[name] += count
            for form in place_forms(text):
                places[f"{name}|{form}"] += count
    return {"place": _without_rare(places, least), "country": countries}


def _count_texts(terms: Terms) -> dict[str, int]:
    counts = _tally(terms.numbers, len(terms.texts))
    counted = Counter(dict(zip(_texts(terms), [*counts, int((terms.numbers < 0).sum())], strict=True)))
    return {name: count for name, count in counted.items() if count}


def _texts(terms: Terms) -> list[str]:
    """The texts, and an empty one at the end for what is missing (number -1)."""
    return [*terms.texts.to_pylist(), ""]


def _tally(numbers: Numbers, size: int) -> list[int]:
    tally: list[int] = np.bincount(numbers[numbers >= 0], minlength=size).tolist()
    return tally


def _without_rare(counts: Counter[str], least: int) -> dict[str, int]:
    return counts if least <= 1 else {term: count for term, count in counts.items() if count >= least}
