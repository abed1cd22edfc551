"""Writes a database as this version makes it, for the tests of later versions to begin with.

`python -m tests.service.releases.make FILE.sql`, run when a release is made: its migrations, the
demonstration's seeding with a few invented persons, and one object of each kind, requests in each state
that waits or is answered.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from matching.person import Address, Name, Person
from ocr.extraction import Warning
from service.app import create_services
from service.audit.service import seal_log
from service.context import Actor, Services, Work
from service.db import transaction
from service.demo.seed import seed_demo
from service.embedded import start_embedded
from service.migrate import migrate
from service.requests import service as requests
from service.requests.schemas import AddressesEntered
from service.reviews import service as reviews
from tests.postgres import postgres_program
from tests.service.conftest import actor_named, make_settings, reading_of, store_reading
from tests.service.objects import make_objects

PERSONS = 25
PEOPLE = [
    Person(
        names=[Name(family_name=family, given_names=given)], birth_date=birth, place_of_birth=place, gender=2
    )
    for family, given, birth, place in (
        ("Quispe Mamani", "Yareli Xóchitl", "1991-03-17", "Cochabamba"),
        ("Tuilagi Faleolo", "Manusina", "1984-11-23", "Apia"),
        ("Ravelonanosy", "Hanitra", "1979-05-02", "Antsirabe"),
        ("Bondarchukivska", "Zlatomyra", "1996-09-29", "Rivne"),
    )
]
ADDRESSES = AddressesEntered(
    residence_address=Address(
        country="BEL", post_code="9000", municipality_name="Gent", street_name="Kouter", house_number="1"
    )
)


def fill(services: Services) -> None:
    """One object of each kind; a request with a new number, one under review, one asked about, one
    withdrawn."""
    seed_demo(services)
    employer = actor_named(services, "an@janssens.invalid")
    reviewer = actor_named(services, "dirk@office.invalid")
    make_objects(services, employer)
    weak = [Warning(code="specimen", detail="")]
    _send(services, employer, PEOPLE[0], [])
    _send(services, employer, PEOPLE[1], weak)
    asked = _send(services, employer, PEOPLE[2], weak)
    withdrawn = _send(services, employer, PEOPLE[3], weak)
    with transaction(services.engine) as session:
        reviews.ask_for_information(Work(services, session, reviewer), asked, ["confirmGender"], "")
        reviews.ask_for_information(Work(services, session, reviewer), withdrawn, ["betterScan"], "")
    with transaction(services.engine) as session:
        requests.cancel_request(Work(services, session, employer), withdrawn)
    seal_log(services)


def _send(services: Services, employer: Actor, person: Person, warnings: list[Warning]):
    scan = store_reading(services, employer, reading_of(person, warnings=warnings))
    with transaction(services.engine) as session:
        work = Work(services, session, employer)
        draft = requests.create_draft(work, scan)
        requests.save_addresses(work, draft.id, ADDRESSES)
        return requests.submit_request(work, draft.id).id


def main() -> None:
    program = postgres_program("pg_dump")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = start_embedded(folder / "database")
        try:
            migrate(server.url)
            settings = make_settings(server.url, folder / "data").model_copy(update={"demo_persons": PERSONS})
            services = create_services(settings, server.url)
            fill(services)
            services.engine.dispose()
            command = [program, "--no-owner", "--no-privileges", "--no-comments", server.url]
            dump = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        finally:
            server.stop()
    lines = [
        line
        for line in dump.splitlines()
        if line and not line.startswith(("--", "\\restrict", "\\unrestrict"))
    ]
    Path(sys.argv[1]).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
