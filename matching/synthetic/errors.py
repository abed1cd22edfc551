"""Errors that requests carry, with the rates at which they occur (all of them stand here)."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from matching.dates import IncompleteDate
from matching.names import tokens_of
from matching.person import Name, PersonRequest
from matching.scripts import expand_icao, fold_plain
from matching.synthetic.people import Sampler
from models.errors import CodedError

LETTERS = "abcdefghijklmnopqrstuvwxyz"
LOOKALIKES = {"0": "O", "1": "I", "5": "S", "o": "0", "i": "1", "s": "5", "m": "rn", "b": "8", "l": "i"}
RESPELLINGS = (
    ("sh", "ch"), ("ch", "tch"), ("zh", "j"), ("kh", "h"), ("y", "i"), ("i", "y"), ("iu", "yu"), ("ia", "ya"),
    ("ts", "tz"), ("w", "v"), ("k", "c"), ("ou", "u"), ("ss", "s"), ("ll", "l"), ("f", "ph"), ("ie", "je"),
)  # fmt: skip
MRZ_LENGTH = 39


@dataclass(frozen=True)
class ErrorRates:
    """Share of requests with each error; they occur independently of each other."""

    mrz_spelling: float = 0.30
    family_typo: float = 0.025
    given_typo: float = 0.020
    reading: float = 0.010
    respelled: float = 0.020
    second_given_missing: float = 0.08
    second_surname_missing: float = 0.08
    married: float = 0.015
    maiden_used: float = 0.3
    order_swapped: float = 0.005
    date_swapped: float = 0.008
    date_digit: float = 0.010
    place_missing: float = 0.10
    place_other: float = 0.03
    place_typo: float = 0.02
    gender_missing: float = 0.03
    country_missing: float = 0.10
    document_renewed: float = 0.50

    def scaled(self, factor: float) -> "ErrorRates":
        """The rates of real errors times `factor`; spelling, omissions and renewed documents stay."""
        names = [
            "family_typo",
            "given_typo",
            "reading",
            "respelled",
            "married",
            "order_swapped",
            "date_swapped",
            "date_digit",
            "place_typo",
        ]
        return replace(self, **{name: getattr(self, name) * factor for name in names})


def edit(text: str, sampler: Sampler) -> str:
    """One typing error: a letter replaced, dropped, doubled, inserted or exchanged with the next."""
    if len(text) < 2:
        return text
    at, kind = sampler.below(len(text) - 1), sampler.below(5)
    letter = LETTERS[sampler.below(26)]
    return {
        0: text[:at] + letter + text[at + 1 :],
        1: text[:at] + text[at + 1 :],
        2: text[:at] + text[at] + text[at:],
        3: text[:at] + letter + text[at:],
        4: text[:at] + text[at + 1] + text[at] + text[at + 2 :],
    }[kind]


def misread(text: str, sampler: Sampler) -> str:
    """One character read as its look-alike."""
    places = [place for place, letter in enumerate(text) if letter.lower() in LOOKALIKES]
    if not places:
        return text
    at = places[sampler.below(len(places))]
    return text[:at] + LOOKALIKES[text[at].lower()] + text[at + 1 :]


def respell(text: str, sampler: Sampler) -> str:
    """Another transliteration of one sound."""
    fitting = [pair for pair in RESPELLINGS if pair[0] in text.lower()]
    if not fitting:
        return text
    old, new = fitting[sampler.below(len(fitting))]
    return text.lower().replace(old, new, 1).title()


def edit_digit(text: str, sampler: Sampler) -> str:
    """A birth date with one digit wrong that is still a date (unchanged when no such date is found)."""
    for _ in range(50):
        at = (2, 3, 5, 6, 8, 9)[sampler.below(6)]
        changed = text[:at] + str(sampler.below(10)) + text[at + 1 :]
        try:
            parsed = IncompleteDate.parse(changed)
        except CodedError:
            continue
        if changed != text and parsed.is_complete:
            return changed
    return text


def spell_as_mrz(name: Name) -> Name:
    """Capitals without diacritics, cut off where the name field of a passport is full."""
    family = " ".join(tokens_of(expand_icao(name.family_name))).upper()
    given = " ".join(tokens_of(expand_icao(name.given_names))).upper()
    room = max(0, MRZ_LENGTH - len(family) - 2)
    return name.model_copy(update={"family_name": family[:MRZ_LENGTH], "given_names": given[:room].strip()})


def first_token(text: str) -> str:
    """The first of several parts of a name."""
    return text.split(maxsplit=1)[0] if text.split() else text


def spoil(
    request: PersonRequest, rates: ErrorRates, sampler: Sampler, new_family: Callable[[], str]
) -> tuple[PersonRequest, list[str]]:
    """The request with errors, and the errors made."""
    made: list[str] = []

    def happens(error: str) -> bool:
        if sampler.chance(getattr(rates, error)):
            made.append(error)
            return True
        return False

    name = request.names[0]
    family, given = name.family_name, name.given_names
    if len(given.split()) > 1 and happens("second_given_missing"):
        given = first_token(given)
    if len(family.split()) > 1 and happens("second_surname_missing"):
        family = first_token(family) if len(first_token(family)) > 2 else family
    if request.gender == 2 and happens("married"):
        family = new_family()
    family = edit(family, sampler) if happens("family_typo") else family
    given = edit(given, sampler) if happens("given_typo") else given
    family = misread(family, sampler) if happens("reading") else family
    family = respell(family, sampler) if happens("respelled") else family
    if happens("order_swapped"):
        family, given = given, family
    name = name.model_copy(update={"family_name": family, "given_names": given})
    name = spell_as_mrz(name) if happens("mrz_spelling") else name
    changes: dict[str, object] = {"names": [name]}
    changes["birth_date"] = _spoil_date(request.birth_date, happens, sampler)
    place = None if happens("place_missing") else request.place_of_birth
    place = edit(fold_plain(place).title(), sampler) if place and happens("place_typo") else place
    changes["place_of_birth"] = place
    changes["gender"] = None if happens("gender_missing") else request.gender
    changes["country_of_birth"] = None if happens("country_missing") else request.country_of_birth
    return request.model_copy(update=changes), made


def _spoil_date(text: str | None, happens: Callable[[str], bool], sampler: Sampler) -> str | None:
    if text is None or not IncompleteDate.parse(text).is_complete:
        return text
    swapped = IncompleteDate.parse(text).swapped
    if swapped and happens("date_swapped"):
        return str(swapped)
    return edit_digit(text, sampler) if happens("date_digit") else text
