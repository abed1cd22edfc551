"""Which files show the same person, by what was read in them: a card's two sides, a passport and a licence.

Sure or apart: a file goes to another only where a number or a whole name with a birth date says so and
nothing contradicts. Two files wrongly together would be one person made of two; two apart are a click.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ocr.extraction import Extraction
from ocr.intake.errors import MAX_PAGES
from service.requests.criteria import fold_number

SHORTEST_NUMBER = 5
"""A document's number shorter than this may be a misreading."""
MRZ_PART = 6
"""Letters of a name that a machine-readable zone may cut off after; fewer say too little."""


@dataclass(frozen=True)
class Sight:
    """What one file shows: its id, its number of pages, and what of a person was read in it."""

    file: UUID
    pages: int
    family: str = ""
    given: str = ""
    birth_date: str = ""
    gender: str = ""
    numbers: frozenset[str] = frozenset()


def sight_of(file: UUID, pages: int, extraction: Extraction | None) -> Sight:
    """What is compared of a file; of one that could not be read, nothing."""
    if extraction is None:
        return Sight(file, pages)
    fields = {name: str(field.value) for name, field in extraction.fields.items()}
    numbers = {
        fold_number(str(document.fields["documentNumber"].value))
        for document in extraction.documents
        if "documentNumber" in document.fields
    }
    return Sight(
        file,
        pages,
        family=fold_number(fields.get("familyName", "")),
        given=fold_number(fields.get("givenNames", "")),
        birth_date=fields.get("birthDate", ""),
        gender=fields.get("gender", "").replace("0", ""),
        numbers=frozenset(number for number in numbers if len(number) >= SHORTEST_NUMBER),
    )


def sort_files(sights: Sequence[Sight]) -> list[list[UUID]]:
    """The files of each person, both in the order of the upload; none gets more pages than a request has."""
    groups: list[list[Sight]] = []
    for sight in sights:
        fitting = [group for group in groups if _belongs(sight, group)]
        if len(fitting) == 1:
            fitting[0].append(sight)
        else:  # to nobody, or to two whom a person must tell apart
            groups.append([sight])
    return [[sight.file for sight in group] for group in groups]


def _belongs(sight: Sight, group: Sequence[Sight]) -> bool:
    if sum(other.pages for other in group) + sight.pages > MAX_PAGES:
        return False
    if any(_contradict(sight, other) for other in group):
        return False
    return any(_same(sight, other) for other in group)


def _same(one: Sight, other: Sight) -> bool:
    """The same document, or the same whole name with the same whole birth date."""
    if one.numbers & other.numbers:
        return True
    whole = one.birth_date == other.birth_date and one.birth_date and not one.birth_date.endswith("-00")
    named = one.family and one.given and other.family and other.given
    return bool(whole and named) and _alike(one.family, other.family) and _alike(one.given, other.given)


def _contradict(one: Sight, other: Sight) -> bool:
    """Whether both say something, and not the same. A twin has another given name, a parent another date."""
    dates = one.birth_date and other.birth_date and one.birth_date != other.birth_date
    genders = one.gender and other.gender and one.gender != other.gender
    families = one.family and other.family and not _alike(one.family, other.family)
    givens = one.given and other.given and not _alike(one.given, other.given)
    return bool(dates or genders or families or givens)


def _alike(one: str, other: str) -> bool:
    """Equal, or one the beginning of the other: a zone has no room for the rest, a licence for all names."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= MRZ_PART and long.startswith(short))
