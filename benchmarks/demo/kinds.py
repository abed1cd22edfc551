"""The kinds of cases that are queued: whom the registry holds, and what the requester does to the form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

import numpy as np

from benchmarks.documents.layouts.model import DocumentKind
from benchmarks.documents.layouts.names import pool_of
from benchmarks.documents.layouts.person import Holder
from matching.person import Name, Person

Form = dict[str, dict[str, Any]]
"""`person` and `document` of a request, as the reading filled them in."""
Look = Literal["scan", "blurred"]
LATIN = ("POL", "ROU", "PRT", "ESP", "ITA", "HRV", "HUN", "SVK", "CZE", "LTU", "TUR", "NLD")
CYRILLIC = ("UKR", "BGR", "SRB", "MKD")
OTHERWISE = {"Y": "I", "KH": "H", "ZH": "J", "IU": "YU", "IA": "YA", "H": "G", "TS": "C", "V": "W"}
"""What other transliterations make of a Cyrillic letter."""


@dataclass(frozen=True)
class Kind:
    """One kind. `registry` makes the people whom the registry is to hold (without numbers), `hand` changes
    the form, `holder` and `zone` change whom the document is for and what its zone says.
    """

    registry: Callable[[Holder, np.random.Generator], list[Person]]
    hand: Callable[[Form, Holder], None] = lambda *_: None
    holder: Callable[[Holder, np.random.Generator], Holder] = lambda holder, _: holder
    zone: Callable[[Holder], Holder] = lambda holder: holder
    states: tuple[str, ...] = LATIN
    document: DocumentKind = "passport"
    look: Look = "scan"


def known(holder: Holder, **changes: Any) -> Person:
    """The holder as the registry has them."""
    person = Person(
        names=[Name(family_name=holder.family_name, given_names=holder.given_names)],
        birth_date=holder.birth_date,
        place_of_birth=holder.town,
        country_of_birth=holder.birth_country,
        gender=1 if holder.gender == 1 else 2 if holder.gender == 2 else 0,
        nationality=holder.nationality,
    )
    return person.model_copy(update=changes)


def renamed(holder: Holder, family: str | None = None, given: str | None = None) -> list[Name]:
    """The holder's name with a part replaced."""
    return [
        Name(
            family_name=holder.family_name if family is None else family,
            given_names=holder.given_names if given is None else given,
        )
    ]


def other_given(holder: Holder, rng: np.random.Generator) -> str:
    """A given name of the same state that is not the holder's."""
    pool = pool_of(holder.nationality, "female" if holder.gender == 2 else "male")
    drawn = (pool.draw(rng).latin for _ in range(50))
    return next((name for name in drawn if name.split()[0] not in holder.given_names), "Alexis")


def earlier(text: str, years: int, days: int) -> str:
    """A whole birth date so much earlier."""
    born = date.fromisoformat(text)
    return (born.replace(year=born.year - years, day=min(born.day, 28)) - timedelta(days=days)).isoformat()


def spelled_otherwise(text: str) -> str:
    """Another transliteration of the same name; one letter doubled where none is another."""
    found = text
    for old, new in OTHERWISE.items():
        found = found.upper().replace(old, new) if old in found.upper() else found
    return found.title() if found.upper() != text.upper() else text + text[-1].lower()


def whole_date(holder: Holder, _: np.random.Generator) -> Holder:
    """A birth date whose day and month can be swapped into another real date."""
    year, month, day = holder.birth_date.split("-")
    month = month if month != "00" else "04"
    day = f"{int(day) % 11 + 1:02d}"
    return replace(holder, birth_date=f"{year}-{month}-{day if day != month else '12'}")


def swap_day_and_month(text: str) -> str:
    year, month, day = text.split("-")
    return f"{year}-{day}-{month}"


def one_letter_off(text: str) -> str:
    """The same with two letters in the middle changed about, or one doubled where they are equal."""
    at = max(0, len(text) // 2 - 1)
    pair = text[at : at + 2]
    return text[:at] + (pair[::-1] if pair[0] != pair[-1] else pair + pair[-1]) + text[at + 2 :]


def change_family(form: Form, _: Holder) -> None:
    person = form["person"]
    person["familyName"] = one_letter_off(person.get("familyName") or "Unreadable")


def swap_names(form: Form, _: Holder) -> None:
    person = form["person"]
    person["familyName"], person["givenNames"] = person.get("givenNames"), person.get("familyName")


def pretend_valid(form: Form, _: Holder) -> None:
    form["document"]["expiryDate"] = (date.today() + timedelta(days=400)).isoformat()  # noqa: DTZ011


def fill_in(form: Form, holder: Holder) -> None:
    """What a blurred scan leaves open is typed from the paper."""
    person = form["person"]
    for name, value in (
        ("familyName", holder.family_name),
        ("givenNames", holder.given_names),
        ("birthDate", holder.birth_date),
        ("placeOfBirth", holder.town),
    ):
        person[name] = person.get(name) or value


def two_of_one(holder: Holder, _: np.random.Generator) -> list[Person]:
    return [known(holder), known(holder, place_of_birth=None)]


def replaced_by_another(holder: Holder, _: np.random.Generator) -> list[Person]:
    """The first gives way to the second: `cases` fills in the number."""
    return [known(holder, status="replaced"), known(holder)]


KINDS: Mapping[str, Kind] = {
    "twin": Kind(lambda holder, rng: [known(holder, names=renamed(holder, given=other_given(holder, rng)))]),
    "fatherAndSon": Kind(
        lambda holder, _: [known(holder, birth_date=earlier(holder.birth_date, 27, 41))],
        holder=whole_date,
    ),
    "firstOfJanuary": Kind(
        lambda holder, _: [known(holder, place_of_birth=None)],
        holder=lambda holder, _: replace(holder, birth_date=holder.birth_date[:4] + "-01-01"),
    ),
    "transliteration": Kind(
        lambda holder, _: [
            known(
                holder,
                names=renamed(
                    holder, spelled_otherwise(holder.family_name), spelled_otherwise(holder.given_names)
                ),
            )
        ],
        states=CYRILLIC,
    ),
    "marriedName": Kind(
        lambda holder, rng: [
            known(holder, names=renamed(holder, pool_of(holder.nationality, "family_female").draw(rng).latin))
        ],
        holder=lambda holder, _: replace(holder, gender=2),
    ),
    "swappedNames": Kind(lambda holder, _: [known(holder)], hand=swap_names),
    "swappedDayAndMonth": Kind(
        lambda holder, _: [known(holder, birth_date=swap_day_and_month(holder.birth_date))],
        holder=whole_date,
    ),
    "twoStrongCandidates": Kind(two_of_one),
    "replacedNumber": Kind(replaced_by_another),
    "cancelledNumber": Kind(lambda holder, _: [known(holder, status="cancelled")]),
    "readingsInConflict": Kind(
        lambda holder, _: [known(holder)],
        zone=lambda holder: replace(
            holder, given_names=one_letter_off(holder.given_names), birth_date=holder.birth_date
        ),
    ),
    "expiredDocument": Kind(
        lambda holder, _: [known(holder)],
        holder=lambda holder, _: replace(holder, issue_date=date(2014, 3, 5), expiry_date=date(2024, 3, 4)),
        hand=pretend_valid,
    ),
    "lowQuality": Kind(lambda holder, _: [known(holder)], hand=fill_in, look="blurred"),
    "typedByHand": Kind(lambda holder, _: [known(holder)], hand=change_family, document="identityCard"),
    "partialBirthDate": Kind(
        lambda holder, _: [known(holder)],
        holder=lambda holder, _: replace(holder, birth_date=holder.birth_date[:4] + "-00-00"),
    ),
}
"""In turn; what makes each of them uncertain stands in its registry entry, its form or its document."""
PLAIN = "knownPerson"
"""Beside them a clear case: the registry's person, verified, on a specimen that no machine trusts."""
CLEAR = Kind(lambda holder, _: [known(holder)])
