"""Term frequencies of a registry in columns: what `Frequencies.of` counts person by person, for millions."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from matching.columns import PersonColumns, Terms
from matching.counted_terms import CountedTerms
from matching.frequencies import Frequencies
from matching.registry_parquet import date_text
from matching.vocabulary import Vocabulary

RARE = 1e-6
"""Terms rarer than this share are forgotten: all weights have floors far above (`weights.toml`)."""

Numbers = npt.NDArray[np.signedinteger]


def count_terms(
    registry: PersonColumns, families: Vocabulary, givens: Vocabulary, places: CountedTerms
) -> Frequencies:
    """The frequencies of a registry whose names have these vocabularies, and its birthplaces these forms."""
    least = int(len(registry) * RARE)
    given, national = _count_given(registry, givens, least)
    counts = {
        "family": _count_family(registry, families, least),
        "given": given,
        "nationalGiven": national,
        "nationality": _count_texts(registry.nationality),
        "birthDate": _count_dates(registry.birth),
        **_count_places(registry.country, registry.place, places, least),
    }
    return Frequencies(counts, len(registry))


def _count_family(registry: PersonColumns, families: Vocabulary, least: int) -> dict[str, int]:
    """Family names by `frequencies.family_terms`."""
    terms = CountedTerms.of(families, glued=True)
    counts = terms.count(_tally(registry.family.numbers, len(families)))
    _, added = terms.added(registry.family.numbers, registry.others.family, registry.others.person)
    counts += np.bincount(added, minlength=len(counts))
    return terms.named(counts, least)


def _count_given(
    registry: PersonColumns, givens: Vocabulary, least: int
) -> tuple[dict[str, int], dict[str, int]]:
    """Given names, everywhere and by nationality, as `POL|anna`."""
    terms, nationality = CountedTerms.of(givens), registry.nationality
    owners, added = terms.added(registry.given.numbers, registry.others.given, registry.others.person)
    home = nationality.numbers[owners]
    everywhere = np.zeros(len(terms), np.int64)
    national: Counter[str] = Counter()
    for number, name, rows in _by_number(nationality):
        counts = terms.count(_tally(registry.given.numbers[rows], len(givens)))
        counts += np.bincount(added[home == number], minlength=len(terms))
        everywhere += counts
        national.update({f"{name}|{term}": count for term, count in terms.named(counts, least).items()})
    return terms.named(everywhere, 1), national


def _count_dates(birth: npt.NDArray[np.int32]) -> dict[str, int]:
    dates, counts = np.unique(birth, return_counts=True)
    return {
        text: count
        for date, count in zip(dates.tolist(), counts.tolist(), strict=True)
        if (text := date_text(date))
    }


def _count_places(country: Terms, place: Terms, forms: CountedTerms, least: int) -> dict[str, dict[str, int]]:
    """Birthplaces by country, as `POL|gdansk`, and how many have one there."""
    written = pc.greater(pc.binary_length(place.texts), 0).to_numpy(zero_copy_only=False)
    places: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    for _, name, rows in _by_number(country):
        tally = _tally(place.numbers[rows], len(place.texts))
        if born := int(tally[written].sum()):
            countries[name] += born
        terms = forms.named(forms.count(tally), least)
        places.update({f"{name}|{form}": count for form, count in terms.items()})
    return {"place": places, "country": countries}


def _by_number(terms: Terms) -> Iterator[tuple[int, str, Numbers]]:
    """Each number of a column, that of what is missing first, its text (then empty), and the rows with it."""
    order = np.argsort(terms.numbers, kind="stable")
    bounds = np.searchsorted(terms.numbers[order], np.arange(-1, len(terms.texts) + 1))
    names = _texts(terms)
    for place, (start, end) in enumerate(pairwise(bounds.tolist()), start=-1):
        yield place, names[place], order[start:end]


def _count_texts(terms: Terms) -> dict[str, int]:
    counts = _tally(terms.numbers, len(terms.texts)).tolist()
    counted = Counter(dict(zip(_texts(terms), [*counts, int((terms.numbers < 0).sum())], strict=True)))
    return {name: count for name, count in counted.items() if count}


def _texts(terms: Terms) -> list[str]:
    """The texts, and an empty one at the end for what is missing (number -1)."""
    return [*terms.texts.to_pylist(), ""]


def _tally(numbers: Numbers, size: int) -> Numbers:
    return np.bincount(numbers[numbers >= 0], minlength=size)
