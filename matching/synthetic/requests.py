"""Requests with known truth: registered people written with errors, strangers, and relatives of the
registered.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal, get_args

from matching.dates import IncompleteDate
from matching.person import Address, Name, Person, PersonRequest
from matching.registry_parquet import from_rows
from matching.ssin import Gender
from matching.synthetic import births
from matching.synthetic.asked import Asked, Means, in_form, origin_of
from matching.synthetic.blocks import BLOCK, Rates
from matching.synthetic.countries import Population
from matching.synthetic.errors import ErrorRates, commit_all, spoil
from matching.synthetic.pools import pools_of
from matching.synthetic.registry import Registry

Kind = Literal["registered", "stranger", "twin", "sibling", "child", "namesake"]
"""`child`: a child or parent with another given name; `namesake`: one with the same given names."""
IsRegistered = Callable[[Person], bool]
"""Whether somebody registered has the name, birth date and birthplace of an invented person."""
UNRELATED: Final = ("registered", "stranger")
Mix = tuple[float, float, float] | Mapping[Kind, float]
DEFAULT_MIX: Final = (0.5, 0.49, 0.005)
SLICE: Final = 500
"""Strangers turned into persons at a time."""
TRIES: Final = 8
SECONDS_NAMED: Final = 0.5
"""Relatives of people with two given names get a second one with this chance; ours."""
CHANGE_OF_NAME: Final = 50
"""Draws until a relative's given name is another one; in the smallest pools one in thirty is the same."""


@dataclass(frozen=True)
class LabelledRequest:
    """A request, the number it should get (None: nobody's), whose relative it is, and the errors in it."""

    request: PersonRequest
    ssin: str | None
    kind: Kind
    errors: tuple[str, ...] = ()
    kin: str | None = None


def generate_requests(
    persons: Sequence[Person],
    count: int,
    seed: int = 2,
    rates: ErrorRates | None = None,
    *,
    mix: Mix = DEFAULT_MIX,
    population: Population = "all",
    is_registered: IsRegistered | None = None,
) -> list[LabelledRequest]:
    """`count` requests about `persons`, strangers and relatives.

    `mix` gives the shares of registered people, strangers and twins (the rest are children and parents, half
    of them namesakes), or a share by kind. Relatives belong to registered people and are not registered
    themselves: where `persons` are a part of a registry, `is_registered` says who would be another relative
    of it, of whom one in ten thousand would have that one's name by chance. Strangers and new names are drawn
    from `population`, which should be the registry's.
    """
    rates, shares = rates or ErrorRates(), _shares(mix)
    means = Means(population, (seed, 1))
    strangers = _strangers(population, seed, count)
    finals = final_numbers(persons)
    made = []
    for number in range(count):
        kind = _pick(shares, means.uniform())
        kin = persons[means.below(len(persons))] if persons else None
        person = next(strangers) if kind == "stranger" or kin is None else _about(kind, kin, means)
        if kin is not None and kind not in UNRELATED and is_registered is not None:
            for _ in range(TRIES):
                if not is_registered(person):
                    break
                person = _about(kind, kin, means)
        asked = Asked.about(person)
        errors = spoil(asked, rates, means)
        made.append(_label(asked, f"r{number}", kind, kin, finals, errors))
    return made


class RequestMaker:
    """Requests with exactly the errors asked for, to measure what is found in spite of them."""

    def __init__(self, population: Population = "all", seed: int = 3) -> None:
        self._means = Means(population, (seed, 2))
        self._count = 0

    def make(
        self, person: Person, errors: Sequence[str], *, keep_document: bool = False
    ) -> LabelledRequest | None:
        """A request about `person` with each of `errors` once; None where the person gives no occasion to
        one.

        The document is a fresh one unless kept (or an error concerns it), for its number alone would find the
        person.
        """
        for _ in range(TRIES):
            asked = Asked.about(person)
            if not keep_document and not any(error.startswith("document") for error in errors):
                commit_all(["document_renewed"], asked, self._means)
            untouched = replace(asked)
            made = commit_all(errors, asked, self._means)
            if set(made) == set(errors) and (asked != untouched or not errors):
                self._count += 1
                finals = final_numbers([person])
                return _label(asked, f"m{self._count}", "registered", person, finals, made)
        return None


def make_request(
    person: Person,
    errors: Sequence[str],
    *,
    seed: int = 3,
    population: Population = "all",
    keep_document: bool = False,
) -> LabelledRequest | None:
    """One request of a `RequestMaker`; for many, keep the maker."""
    return RequestMaker(population, seed).make(person, errors, keep_document=keep_document)


def final_numbers(persons: Sequence[Person]) -> dict[str, str]:
    """By replaced number: the last of its chain, as far as `persons` tell."""
    by = {person.ssin: person.replaced_by for person in persons if person.ssin and person.replaced_by}
    finals = {}
    for number in by:
        final, seen = number, set()
        while final in by and final not in seen:
            seen.add(final)
            final = by[final]
        finals[number] = final
    return finals


def _label(
    asked: Asked,
    number: str,
    kind: Kind,
    kin: Person | None,
    finals: Mapping[str, str],
    errors: Sequence[str],
) -> LabelledRequest:
    about = None if kind == "stranger" or kin is None else kin.ssin
    truth = finals.get(about, about) if kind == "registered" and about else None
    request = asked.request(number, asked.person.residence_address or Address())
    return LabelledRequest(request, truth, kind, tuple(errors), about)


def _shares(mix: Mix) -> list[tuple[Kind, float]]:
    if isinstance(mix, Mapping):
        return [(kind, mix.get(kind, 0.0)) for kind in get_args(Kind)]
    registered, strangers, twins = mix
    rest = max(0.0, 1 - sum(mix)) / 2
    return [
        ("registered", registered), ("stranger", strangers), ("twin", twins), ("child", rest),
        ("namesake", rest),
    ]  # fmt: skip


def _pick(shares: Sequence[tuple[Kind, float]], chance: float) -> Kind:
    left = chance * sum(share for _, share in shares)
    for kind, share in shares:
        left -= share
        if left < 0:
            return kind
    return next(kind for kind, share in reversed(shares) if share)


def _strangers(population: Population, seed: int, count: int) -> Iterator[Person]:
    """People of the same making without numbers, of another stream of chance than any registry's."""
    registry = Registry(pools_of(population), (seed, 3), Rates(), None, size=min(BLOCK, max(1_000, count)))
    while True:
        table = registry.next()
        for start in range(0, table.num_rows, SLICE):
            yield from from_rows(table.slice(start, SLICE).to_pylist())


def _about(kind: Kind, kin: Person, means: Means) -> Person:
    if kind == "registered":
        return kin
    if kind == "twin":
        return relative(kin, means, kin.birth_date)
    if kind == "sibling":
        return relative(kin, means, _shifted(kin.birth_date, means, 330, 3_600))
    birth_date = _shifted(kin.birth_date, means, 6_600, 14_600)
    return relative(kin, means, birth_date, generation="next", namesake=kind == "namesake")


def relative(
    kin: Person,
    means: Means,
    birth_date: str | None,
    *,
    generation: Literal["same", "next"] = "same",
    namesake: bool = False,
) -> Person:
    """Somebody of the same family name and birthplace, with another given name or (`namesake`) the same ones.

    Brothers and sisters of a married woman bear her name at birth, her children the one she bears now.
    """
    country = origin_of(kin)
    gender: Gender = (kin.gender or 1) if namesake else 1 if means.chance(0.5) else 2
    born = next((name for name in kin.names if name.kind == "birth"), kin.names[0])
    name = born if generation == "same" else kin.names[0]
    given, family = name.given_names, name.family_name
    if not namesake:
        given = _other_given(given or family, gender, kin, means, generation)
        family = in_form(family, country, gender) if gender != kin.gender else family
    if not name.given_names and not namesake:
        # A single name stands in the family name's field.
        given, family = "", given
    kind = "passport" if means.chance(0.5) else "identityCard"
    return Person.model_construct(
        ssin=None,
        names=[Name(family_name=family, given_names=given)],
        birth_date=birth_date,
        place_of_birth=kin.place_of_birth,
        country_of_birth=kin.country_of_birth,
        gender=gender,
        nationality=kin.nationality,
        documents=[means.document(kin.nationality or country.alpha3, kind)],
        residence_address=kin.residence_address,
    )


def _other_given(
    given: str, gender: Gender, kin: Person, means: Means, generation: Literal["same", "next"]
) -> str:
    """A given name that none of `given` is; after it the patronymic, or a second name now and then."""
    country = origin_of(kin)
    own = set(given.split())
    first = means.given(country, gender)
    for _ in range(CHANGE_OF_NAME):
        if first not in own:
            break
        first = means.given(country, gender)
    father = _father(given, kin, generation) if country.patronymic else ""
    if father:
        return f"{first} {father}{'a' if gender == 2 else ''}"
    if len(own) > 1 and means.chance(SECONDS_NAMED):
        return f"{first} {means.given(country, gender)}"
    return first


def _father(given: str, kin: Person, generation: Literal["same", "next"]) -> str:
    """The patronymic of a brother, or of the son of a man; nothing where it is not known."""
    first, *others = given.split()
    if generation == "next":
        stem = first.rstrip("oay")
        return (stem + ("ev" if stem.endswith("i") else "ov")) if kin.gender == 1 else ""
    return (others[-1].removesuffix("a") if kin.gender == 2 else others[-1]) if others else ""


def _shifted(text: str | None, means: Means, least: int, most: int) -> str:
    """A date so many days later or, past the last year of birth or half of the time, earlier."""
    birth = IncompleteDate.parse(text or "1970-00-00")
    start = date(birth.year, birth.month or 6, birth.day or 15)
    days = timedelta(days=least + means.below(most - least))
    later, earlier = start + days, start - days
    if later.year > births.LAST_YEAR:
        return earlier.isoformat()
    if earlier.year < births.FIRST_YEAR:
        return later.isoformat()
    return (later if means.chance(0.5) else earlier).isoformat()
