"""Somebody invented for a state's document, with everything that the document may print."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np

from benchmarks.documents.layouts.load import list_states, load_state
from benchmarks.documents.layouts.model import Document, DocumentKind, State
from benchmarks.documents.layouts.names import Name, places_of, pool_of
from benchmarks.documents.layouts.numbers import fill_pattern, invent_personal
from benchmarks.documents.layouts.split import part_of
from matching.scripts import fold_plain

FIRST_BIRTH, BIRTH_DAYS = date(1952, 1, 1), 365 * 54
FIRST_ISSUE, ISSUE_DAYS = date(2017, 3, 1), 365 * 9 + 250
DAY_UNKNOWN, MONTH_UNKNOWN, SEX_UNKNOWN = 0.012, 0.006, 0.012
PERSONAL = "personal"
"""A document that has its holder's personal number for its own."""
HELD = (
    ("AM", "B"),
    ("B",),
    ("AM", "A1", "B"),
    ("AM", "B", "BE"),
    ("A", "B"),
    ("B", "C1", "C", "CE"),
    ("AM", "B1", "B", "D1", "D"),
)
ABROAD = (
    "MAR",
    "UKR",
    "TUR",
    "IND",
    "BRA",
    "PHL",
    "GEO",
    "MDA",
    "ALB",
    "SRB",
    "TUN",
    "CHN",
    "USA",
    "DZA",
    "MKD",
    "BIH",
)
"""Whose citizens ask for residence permits."""


@dataclass(frozen=True)
class Holder:
    """A document's holder. `birth_date` is an IncompleteDate, `gender` after ISO 5218, `expiry_date` None if
    the document never expires; names in the state's other script stand in `native`, by field."""

    family_name: str
    given_names: str
    gender: int
    birth_date: str
    town: str
    region: str
    birth_country: str
    nationality: str
    document_number: str
    personal_number: str
    issue_date: date
    expiry_date: date | None
    authority: str
    address: str
    native: dict[str, str]
    spouse_note: str = ""
    birth_name: str = ""
    height: int = 170
    eyes: int = 0
    categories: tuple[str, ...] = ()
    access: str = ""
    """The card access number."""


def _join(names: list[Name], mark: str) -> Name:
    native = mark.join(name.native for name in names) if all(name.native for name in names) else ""
    return Name(mark.join(name.latin for name in names), native)


def _family(state: State, female: bool, rng: np.random.Generator) -> Name:
    people = state.people
    pool = pool_of(state.code, "family_female" if female else "family_male")
    name = pool.draw(rng)
    if rng.random() < people.double_family:
        other = pool.draw(rng)
        name = _join([name, other], "-" if people.hyphen else " ") if other != name else name
    elif people.particles and rng.random() < people.particle_share:
        particle = people.particles[rng.integers(len(people.particles))]
        gap = "" if particle.endswith(("'", "’")) else " "
        name = Name(f"{particle}{gap}{name.latin}", "")
    return name


def _given(state: State, female: bool, rng: np.random.Generator) -> Name:
    people = state.people
    pool = pool_of(state.code, "female" if female else "male")
    count = 1 + int(np.searchsorted(np.cumsum(people.given), rng.random() * sum(people.given), side="right"))
    names = list(dict.fromkeys(pool.draw(rng) for _ in range(count)))
    mark = "-" if len(names) == 2 and rng.random() < people.double_given else " "
    return _join(names, mark)


@cache
def _abroad(part: str) -> tuple[str, ...]:
    return tuple(code for code in ABROAD if code in list_states() and part_of(code) == part)


def _elsewhere(issuer: str, rng: np.random.Generator) -> State:
    """Another state, of the issuer's part: names held out are not seen on documents to learn from."""
    others = [code for code in _abroad(part_of(issuer)) if code != issuer]
    return load_state(others[rng.integers(len(others))])


def _birth(rng: np.random.Generator) -> tuple[date, str]:
    day = FIRST_BIRTH + timedelta(days=int(rng.integers(BIRTH_DAYS)))
    if rng.random() < 0.02:
        day = day.replace(month=1, day=1)
    chance = rng.random()
    if chance < MONTH_UNKNOWN:
        return day, f"{day.year}-00-00"
    return day, f"{day:%Y-%m}-00" if chance < MONTH_UNKNOWN + DAY_UNKNOWN else day.isoformat()


def _validity(document: Document, rng: np.random.Generator) -> tuple[date, date | None]:
    issued = FIRST_ISSUE + timedelta(days=int(rng.integers(ISSUE_DAYS)))
    if rng.random() < document.unlimited:
        return issued, None
    years = document.years[rng.integers(len(document.years))]
    same = min(issued.day, 28) if issued.month == 2 else issued.day
    ends = issued.replace(year=issued.year + years, day=same)
    return issued, ends - timedelta(days=int(rng.integers(2)))


def _address(state: State, town: Name, rng: np.random.Generator) -> str:
    people = state.people
    street = people.streets[rng.integers(len(people.streets))]
    house = f"{rng.integers(1, 160)}" + ("" if rng.random() < 0.8 else "ABC"[rng.integers(3)])
    post = fill_pattern(people.post, rng)
    return people.address.format(street=street, house=house, post=post, town=town.latin).strip()


def invent_holder(state_code: str, kind: DocumentKind, rng: np.random.Generator) -> Holder:
    """Somebody who does not exist, for the state's document of that kind."""
    state = load_state(state_code)
    document = state.documents[kind]
    foreign = kind == "residencePermit"
    home = _elsewhere(state_code, rng) if foreign else state
    female = bool(rng.random() < 0.5)
    family, given = _family(home, female, rng), _given(home, female, rng)
    if rng.random() < home.people.single_name:
        family = Name("")
    born_in = home
    if not foreign and rng.random() < document.birthplaces_abroad:
        born_in = _elsewhere(state_code, rng)
    towns = places_of(born_in.code)
    at = int(rng.integers(len(towns)))
    lives = places_of(state_code)[rng.integers(len(places_of(state_code)))]
    day, birth = _birth(rng)
    issued, ends = _validity(document, rng)
    native = {"familyName": family.native, "givenNames": given.native}
    if born_in is state:
        native["placeOfBirth"] = towns[at].native
    authorities = state.people.authorities or tuple(place.latin for place in places_of(state_code))
    authority = authorities[rng.integers(len(authorities))].replace("{town}", lives.latin)
    note = ""
    if female and home.people.spouse and rng.random() < home.people.spouse_share and family.latin:
        note = home.people.spouse.replace("{other}", pool_of(home.code, "family_male").draw(rng).latin)
    plain = fold_plain(family.latin), fold_plain(given.latin)
    personal = invent_personal(state.personal, day, not female, plain, rng) if state.personal else ""
    return Holder(
        family_name=family.latin,
        given_names=given.latin,
        gender=0 if rng.random() < SEX_UNKNOWN else 2 if female else 1,
        birth_date=birth,
        town=towns[at].latin,
        region=born_in.people.regions[at] if born_in.people.regions else "",
        birth_country=born_in.code,
        nationality=home.code,
        document_number=personal if document.number == PERSONAL else fill_pattern(document.number, rng),
        personal_number=personal,
        issue_date=issued,
        expiry_date=ends,
        authority=authority,
        address=_address(state, lives, rng),
        native={} if home.code != state_code else {key: text for key, text in native.items() if text},
        spouse_note=note,
        birth_name=pool_of(home.code, "family_female").draw(rng).latin if female else family.latin,
        height=int(rng.integers(152, 197)),
        eyes=int(rng.integers(6)),
        categories=HELD[rng.integers(len(HELD))],
        access=fill_pattern("999999", rng),
    )
