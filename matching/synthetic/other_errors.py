"""Errors in birth dates, places, sex, nationality, documents. Each function changes its own field alone."""
# ruff: noqa: ARG001 - all errors are called alike

from collections.abc import Callable
from typing import Final

from matching.dates import TRANSPOSABLE, IncompleteDate
from matching.scripts import fold_plain
from matching.synthetic import letters
from matching.synthetic.asked import Asked, Means
from matching.synthetic.blocks import SHARES
from matching.synthetic.countries import BY_CODE, COUNTRIES
from matching.synthetic.lists import exonyms, towns_of
from models.errors import CodedError

Error = Callable[[Asked, Means], None]
ERRORS: Final[dict[str, Error]] = {}
DIGITS: Final = (2, 3, 4, 5, 6, 7)
"""Places of yyyymmdd that are mistaken; the century hardly ever is."""
TRIES: Final = 60
COUNTRY_NAMES: Final = {
    "POL": "Polska", "ROU": "România", "BGR": "Bulgaria", "PRT": "Portugal", "UKR": "Ukraine",
    "TUR": "Türkiye", "MAR": "Maroc", "FRA": "France", "NLD": "Nederland", "ITA": "Italia", "ESP": "España",
    "DEU": "Deutschland",
}  # fmt: skip


def error(function: Error) -> Error:
    """Enters the function under its name."""
    ERRORS[function.__name__] = function
    return function


def _date(asked: Asked) -> IncompleteDate | None:
    """The birth date, where it is complete."""
    date = IncompleteDate.parse(asked.birth_date) if asked.birth_date else None
    return date if date and date.is_complete else None


def _valid(digits: str) -> str | None:
    text = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    try:
        date = IncompleteDate.parse(text)
    except CodedError:
        return None
    return text if date.is_complete else None


def _change_digits(asked: Asked, means: Means, count: int) -> None:
    date = _date(asked)
    if date is None:
        return
    for _ in range(TRIES):
        digits = list(date.digits)
        for place in means.rng.choice(DIGITS, count, replace=False):
            digits[place] = str((int(digits[place]) + 1 + means.below(9)) % 10)
        if text := _valid("".join(digits)):
            asked.birth_date = text
            return


@error
def date_swapped(asked: Asked, means: Means) -> None:
    """Day and month exchanged, where that is another date."""
    date = _date(asked)
    if date and date.swapped:
        asked.birth_date = str(date.swapped)


@error
def date_digit(asked: Asked, means: Means) -> None:
    """One digit another, and still a date."""
    _change_digits(asked, means, 1)


@error
def date_transposed(asked: Asked, means: Means) -> None:
    """Two neighbouring digits exchanged, and still a date."""
    date = _date(asked)
    found = []
    for place in TRANSPOSABLE[1:] if date else ():
        digits = date.digits if date else ""
        text = _valid(digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :])
        if text and text != asked.birth_date:
            found.append(text)
    if found:
        asked.birth_date = found[means.below(len(found))]


@error
def date_partial(asked: Asked, means: Means) -> None:
    """The day, or day and month, unknown."""
    date = _date(asked)
    if date:
        asked.birth_date = str(IncompleteDate(date.year, date.month if means.chance(0.5) else 0))


@error
def date_january(asked: Asked, means: Means) -> None:
    """1 January of the year."""
    date = _date(asked)
    if date:
        asked.birth_date = str(IncompleteDate(date.year, 1, 1))


@error
def date_two_digits(asked: Asked, means: Means) -> None:
    """Two digits others, and still a date."""
    _change_digits(asked, means, 2)


@error
def date_years_off(asked: Asked, means: Means) -> None:
    """Two to nine years earlier or later."""
    date = _date(asked)
    if date:
        year = date.year + (2 + means.below(8)) * (1 if means.chance(0.5) else -1)
        text = _valid(f"{year:04d}{date.digits[4:]}")
        asked.birth_date = text or asked.birth_date


@error
def place_missing(asked: Asked, means: Means) -> None:
    """No birthplace."""
    asked.place_of_birth = None


@error
def place_other(asked: Asked, means: Means) -> None:
    """Another place of the country."""
    country = BY_CODE.get(asked.country_of_birth or "", asked.country)
    asked.place_of_birth = means.place(country) if asked.place_of_birth else None


@error
def place_exonym(asked: Asked, means: Means) -> None:
    """The town in another tongue."""
    for names in exonyms().values():
        if asked.place_of_birth in names and len(names) > 1:
            others = [name for name in names if name != asked.place_of_birth]
            asked.place_of_birth = others[means.below(len(others))]
            return


@error
def place_appended(asked: Asked, means: Means) -> None:
    """A district, a larger town or the country after it."""
    if not asked.place_of_birth:
        return
    country = BY_CODE.get(asked.country_of_birth or "", asked.country)
    if means.chance(0.5):
        asked.place_of_birth += f", {COUNTRY_NAMES.get(country.alpha3, country.alpha3)}"
    else:
        towns = towns_of(country.alpha2)
        asked.place_of_birth += f" ({towns[means.below(min(len(towns), 20))][0]})"


@error
def place_typo(asked: Asked, means: Means) -> None:
    """A typing error, the diacritics gone."""
    if asked.place_of_birth:
        asked.place_of_birth = letters.edit(fold_plain(asked.place_of_birth).title(), means)


@error
def gender_missing(asked: Asked, means: Means) -> None:
    """Nothing said."""
    asked.gender = None


@error
def gender_wrong(asked: Asked, means: Means) -> None:
    """The other sex."""
    if asked.gender in (1, 2):
        asked.gender = 1 if asked.gender == 2 else 2


@error
def nationality_changed(asked: Asked, means: Means) -> None:
    """Another nationality."""
    if asked.nationality:
        share = means.uniform()
        place = next(at for at, bound in enumerate(SHARES) if share < bound)
        asked.nationality = COUNTRIES[place].alpha3


@error
def nationality_missing(asked: Asked, means: Means) -> None:
    """Nothing said."""
    asked.nationality = None


@error
def country_missing(asked: Asked, means: Means) -> None:
    """No country of birth."""
    asked.country_of_birth = None


@error
def document_renewed(asked: Asked, means: Means) -> None:
    """A newer document of the same kind and issuer."""
    asked.documents = [means.document(document.issuer, document.kind) for document in asked.documents]


@error
def document_missing(asked: Asked, means: Means) -> None:
    """No document number."""
    asked.documents = []


@error
def document_misread(asked: Asked, means: Means) -> None:
    """One character of the number another."""
    asked.documents = [
        document.model_copy(update={"number": _misread_number(document.number, means)})
        for document in asked.documents
    ]


def _misread_number(number: str, means: Means) -> str:
    if means.chance(0.5) and (misread := letters.misread(number, means)) != number:
        return misread.upper()
    at = means.below(len(number))
    new = str(means.below(10)) if number[at].isdigit() else letters.LETTERS[means.below(26)].upper()
    return number[:at] + new + number[at + 1 :]
