"""Term frequencies of a registry in columns: what `Frequencies.of` counts person by person, for millions."""

from collections import Counter
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from matching.columns import PersonColumns, Terms
from matching.frequencies import Frequencies
from matching.name_terms import NameTerms
from matching.places import place_forms
from matching.registry_parquet import date_text
from matching.vocabulary import Vocabulary

RARE = 1e-6
"""Terms rarer than this share are forgotten: all weights have floors far above (`weights.toml`)."""

Numbers = npt.NDArray[np.signedinteger]


def count_terms(registry: PersonColumns, families: Vocabulary, givens: Vocabulary) -> Frequencies:
    """The frequencies of a registry whose names have these vocabularies."""
    least = int(len(registry) * RARE)
    given, national = _count_given(registry, givens, least)
    counts = {
        "family": _count_family(registry, families, least),
        "given": given,
        "nationalGiven": national,
        "nationality": _count_texts(registry.nationality),
        "birthDate": _count_dates(registry.birth),
        **_count_places(registry.country, registry.place, least),
    }
    return Frequencies(counts, len(registry))


def _count_family(registry: PersonColumns, families: Vocabulary, least: int) -> dict[str, int]:
    """Family names by `frequencies.family_terms`."""
    terms = NameTerms.of(families, glued=True)
    counts = terms.count(_tally(registry.family.numbers, len(families)))
    _, added = terms.added(registry.family.numbers, registry.others.family, registry.others.person)
    counts += np.bincount(added, minlength=len(counts))
    return terms.named(counts, least)


def _count_given(
    registry: PersonColumns, givens: Vocabulary, least: int
) -> tuple[dict[str, int], dict[str, int]]:
    """Given names, everywhere and by nationality, as `POL|anna`."""
    terms, nationality = NameTerms.of(givens), registry.nationality
    owners, added = terms.added(registry.given.numbers, registry.others.given, registry.others.person)
    home = nationality.numbers[owners]
    names = _texts(nationality)
    order = np.argsort(nationality.numbers, kind="stable")
    bounds = np.searchsorted(nationality.numbers[order], np.arange(-1, len(names)))
    everywhere = np.zeros(len(terms), np.int64)
    national: Counter[str] = Counter()
    for place, (start, end) in enumerate(pairwise(bounds.tolist()), start=-1):
        counts = terms.count(_tally(registry.given.numbers[order[start:end]], len(givens)))
        counts += np.bincount(added[home == place], minlength=len(terms))
        everywhere += counts
        national.update(
            {f"{names[place]}|{term}": count for term, count in terms.named(counts, least).items()}
        )
    return terms.named(everywhere, 1), national


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
    place_forms.cache_clear()  # of a hundred thousand places few are asked for again
    return {"place": _without_rare(places, least), "country": countries}


def _count_texts(terms: Terms) -> dict[str, int]:
    counts = _tally(terms.numbers, len(terms.texts)).tolist()
    counted = Counter(dict(zip(_texts(terms), [*counts, int((terms.numbers < 0).sum())], strict=True)))
    return {name: count for name, count in counted.items() if count}


def _texts(terms: Terms) -> list[str]:
    """The texts, and an empty one at the end for what is missing (number -1)."""
    return [*terms.texts.to_pylist(), ""]


def _tally(numbers: Numbers, size: int) -> Numbers:
    return np.bincount(numbers[numbers >= 0], minlength=size)


def _without_rare(counts: Counter[str], least: int) -> dict[str, int]:
    return counts if least <= 1 else {term: count for term, count in counts.items() if count >= least}
