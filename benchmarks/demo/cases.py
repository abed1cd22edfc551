"""Drawing cases: their documents, and the people whom the registry must hold for them. All follows a seed."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.captures.conditions import BLURRED
from benchmarks.captures.photograph import encode, photograph
from benchmarks.captures.scan import scan
from benchmarks.demo.kinds import CLEAR, KINDS, PLAIN, Kind
from benchmarks.documents.layouts.load import load_document, load_state, stable
from benchmarks.documents.layouts.person import Holder, invent_holder
from benchmarks.documents.layouts.side import draw_side
from benchmarks.documents.layouts.values import Print
from benchmarks.documents.portrait import imagine_face
from matching.dates import IncompleteDate
from matching.person import Person
from matching.ssin import check_digits, issue_bis

CASES, REGISTRY = "cases.json", "registry.jsonl"
ISSUED, EXPIRES = date(2023, 5, 10), date(2033, 5, 9)
QUALITY = 86
FIRST_COUNTER = 700
"""The numbers lie above the counters that a synthetic registry and the samples reach."""


@dataclass(frozen=True)
class Case:
    """One case to send: its kind, its pictures, and the holder as the document has them."""

    name: str
    kind: str
    files: list[str]
    holder: dict[str, Any]


class Numbers:
    """Bis numbers for the registry's people, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def issue(self, person: Person) -> str:
        """The next free number for the person's birth date and sex."""
        born = IncompleteDate.parse(person.birth_date or "")

        def taken(prefix: str) -> list[str]:
            nines = (f"{prefix}{counter:03d}" for counter in range(1, FIRST_COUNTER))
            below = [nine + check_digits(nine, born.year) for nine in nines]
            return [*below, *(number for number in self._taken if number.startswith(prefix))]

        number = issue_bis(born, person.gender or 0, taken)
        self._taken.add(number)
        return number


def draw_cases(out: Path, count: int, seed: int) -> Iterator[Case]:
    """Draws `count` cases into `out`, the kinds in turn; lists them and the registry's people at the end."""
    out.mkdir(parents=True, exist_ok=True)
    kinds = {**KINDS, PLAIN: CLEAR}
    numbers, people, cases = Numbers(), list[Person](), list[Case]()
    for place in range(count):
        name, kind = [*kinds.items()][place % len(kinds)]
        rng = np.random.default_rng([seed, place])
        holder, pictures = draw_case(kind, rng, place)
        people += register(kind.registry(holder, rng), numbers)
        files = [f"{place:03d}-{name}-{side}.jpg" for side in range(len(pictures))]
        for file, picture in zip(files, pictures, strict=True):
            (out / file).write_bytes(picture)
        cases.append(Case(f"{place:03d}-{name}", name, files, as_json(holder)))
        yield cases[-1]
    (out / REGISTRY).write_text("".join(person.to_json() + "\n" for person in people), encoding="utf-8")
    (out / CASES).write_text(
        json.dumps([asdict(case) for case in cases], ensure_ascii=False, indent=1), "utf-8"
    )


def draw_case(kind: Kind, rng: np.random.Generator, place: int) -> tuple[Holder, list[bytes]]:
    """The holder, and the pictures of the document's sides."""
    state = kind.states[place // len(KINDS) % len(kind.states)]
    document = load_document(state, kind.document)
    holder = kind.holder(_ordinary(invent_holder(state, kind.document, rng), rng), rng)
    page = Print(load_state(state), kind.document, document, holder, document.sides[0].style)
    face = imagine_face(holder.gender or 1, np.random.default_rng(stable(state, str(place))))
    pictures = []
    zone_of = replace(page, holder=kind.zone(holder))
    for number, side in enumerate(document.sides):
        sheet, _ = draw_side(side, page, face, rng, number, zone_of=zone_of)
        pixels, mask = sheet.pixels(), sheet.mask()
        capture = (
            photograph(pixels, mask, rng, BLURRED) if kind.look == "blurred" else scan(pixels, mask, rng)
        )
        pictures.append(encode(capture.image, QUALITY))
    return holder, pictures


def _ordinary(holder: Holder, rng: np.random.Generator) -> Holder:
    """Whole names and a whole birth date in a document that is valid: what is odd comes from the kind."""
    year, month, day = holder.birth_date.split("-")
    born = f"{year}-{month if month != '00' else '06'}-{day if day != '00' else '17'}"
    if born.endswith("-01-01"):
        born = f"{year}-03-{int(rng.integers(1, 28)):02d}"
    family = holder.family_name or "Amaurot"
    return replace(
        holder,
        family_name=family,
        birth_date=born,
        gender=holder.gender or 1,
        issue_date=ISSUED,
        expiry_date=EXPIRES,
        spouse_note="",
    )


def as_json(holder: Holder) -> dict[str, Any]:
    """The holder with dates as text."""
    return {name: str(value) if isinstance(value, date) else value for name, value in asdict(holder).items()}


def read_cases(folder: Path) -> list[Case]:
    """The cases that were drawn into a folder."""
    return [Case(**case) for case in json.loads((folder / CASES).read_text("utf-8"))]


def holder_of(case: Case) -> Holder:
    """The holder of a case."""
    dates = {name: date.fromisoformat(case.holder[name]) for name in ("issue_date", "expiry_date")}
    return Holder(**{**case.holder, **dates, "categories": tuple(case.holder["categories"])})


def register(people: list[Person], numbers: Numbers) -> list[Person]:
    """The same with numbers; one that is replaced gives way to the next."""
    numbered = [person.model_copy(update={"ssin": numbers.issue(person)}) for person in people]
    return [
        person.model_copy(update={"replaced_by": numbered[place + 1].ssin})
        if person.status == "replaced"
        else person
        for place, person in enumerate(numbered)
    ]
