"""The demonstration's samples: `python -m benchmarks.documents.samples --out service/demo/samples`.

Writes a dozen finished pictures and `samples.json`: for each sample its files, what it shows and the person
as printed; for all files the SHA-256; and the people whom the demonstration registry must hold. Everything
follows from the scenarios' seeds, so that drawing again gives the same people.
"""

import argparse
import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.captures.bind import bind_pdf
from benchmarks.captures.conditions import BLURRED, PHONE
from benchmarks.captures.photograph import Capture, encode, photograph
from benchmarks.captures.scan import scan
from benchmarks.documents.scenarios import SCENARIOS, Look, Near, Scenario, draw_scenario
from benchmarks.documents.specimen import Specimen
from matching.dates import IncompleteDate
from matching.person import IdentityDocument, Name, Person, PersonRequest
from matching.ssin import check_digits, issue_bis

SCAN_QUALITY = 86
COUNTERS_IN_USE = range(1, 600)
"""The samples' numbers lie above these counters, where a synthetic registry hardly reaches."""


def issue_number(person: Person) -> str:
    """A valid bis number for a registry person."""
    born = IncompleteDate.parse(person.birth_date or "")

    def taken(prefix: str) -> list[str]:
        nines = (f"{prefix}{counter:03d}" for counter in COUNTERS_IN_USE)
        return [nine + check_digits(nine, born.year) for nine in nines]

    return issue_bis(born, person.gender or 0, taken)


def describe_holder(specimen: Specimen) -> PersonRequest:
    """The person as printed on the document: what the document does not print is absent."""
    texts, holder = specimen.printed(), specimen.holder
    document = IdentityDocument(
        kind=specimen.kind,
        number=holder.document_number,
        issuer="UTO",
        expiry_date=holder.expiry_date.isoformat(),
    )
    return PersonRequest(
        names=[Name(family_name=texts["familyName"], given_names=texts["givenNames"])],
        birth_date=holder.birth_date.isoformat(),
        place_of_birth=texts["placeOfBirth"],
        gender=holder.gender if "gender" in texts else None,
        nationality=holder.nationality if "nationality" in texts else None,
        documents=[document],
    )


def register(specimen: Specimen, scenario: Scenario) -> Person:
    """The registry's entry: the holder, the holder's twin, or one with a birth date a digit off."""
    holder = specimen.holder
    if scenario.registry is Near.TWIN:
        holder = replace(holder, given_names=scenario.twin_given_names)
    if scenario.registry is Near.BIRTH_DATE_OFF:
        holder = replace(holder, birth_date=holder.birth_date + timedelta(days=1))
    own = scenario.registry is Near.SAME
    person = Person(
        names=[Name(family_name=holder.family_name, given_names=holder.given_names)],
        birth_date=holder.birth_date.isoformat(),
        place_of_birth=holder.place_of_birth,
        country_of_birth=scenario.country_of_birth,
        gender=holder.gender,
        nationality=holder.nationality,
        documents=describe_holder(specimen).documents if own else [],
    )
    return person.model_copy(update={"ssin": issue_number(person)})


def capture_sides(specimen: Specimen, look: Look, rng: np.random.Generator) -> list[bytes]:
    """Each side as a JPEG."""
    pictures: list[Capture] = []
    for side in specimen.sides:
        if look in (Look.SCAN, Look.PDF):
            pictures.append(scan(side.pixels(), side.mask(), rng, SCAN_QUALITY))
        else:
            conditions = PHONE if look is Look.PHONE else BLURRED
            pictures.append(photograph(side.pixels(), side.mask(), rng, conditions))
    return [encode(capture.image, capture.jpeg_quality) for capture in pictures]


def name_files(scenario: Scenario, jpegs: list[bytes]) -> dict[str, bytes]:
    """File name → content."""
    if scenario.look is Look.PDF:
        return {f"{scenario.id}.pdf": bind_pdf(jpegs)}
    if len(jpegs) == 1:
        return {f"{scenario.id}.jpg": jpegs[0]}
    return {f"{scenario.id}-{side}.jpg": jpeg for side, jpeg in zip(("front", "back"), jpegs, strict=True)}


def remove_earlier(out: Path) -> None:
    """Removes the files that an earlier `samples.json` of the folder lists."""
    summary = out / "samples.json"
    if summary.is_file():
        for name in json.loads(summary.read_text("utf-8"))["sha256"]:
            (out / Path(name).name).unlink(missing_ok=True)


def make_samples(out: Path, scenarios: tuple[Scenario, ...] = SCENARIOS) -> dict[str, Any]:
    """Draws all scenarios into `out`; returns what was written to `samples.json`."""
    out.mkdir(parents=True, exist_ok=True)
    remove_earlier(out)
    samples, registry, digests = [], [], {}
    for scenario in scenarios:
        specimen, rng = draw_scenario(scenario)
        files = name_files(scenario, capture_sides(specimen, scenario.look, rng))
        for name, content in files.items():
            (out / name).write_bytes(content)
            digests[name] = hashlib.sha256(content).hexdigest()
        samples.append(
            {
                "id": scenario.id,
                "title": scenario.title,
                "files": list(files),
                "outcome": scenario.outcome,
                "why": scenario.why,
                "person": as_json(describe_holder(specimen)),
                "mrz": specimen.mrz,
            }
        )
        if scenario.registry:
            registry.append(as_json(register(specimen, scenario)))
    summary: dict[str, Any] = {"samples": samples, "registry": registry, "sha256": digests}
    (out / "samples.json").write_text(json.dumps(summary, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return summary


def as_json(person: Person | PersonRequest) -> dict[str, Any]:
    """The contract's JSON as a dictionary."""
    return person.model_dump(by_alias=True, exclude_none=True)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Draw the demonstration's samples.")
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    content = make_samples(out)
    size = sum((out / name).stat().st_size for name in content["sha256"])
    print(f"{len(content['samples'])} samples, {len(content['sha256'])} files, {size / 1e6:.2f} MB in {out}")


if __name__ == "__main__":
    main()
