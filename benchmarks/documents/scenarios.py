"""The scenarios that the demonstration shows, each with a seed of its own."""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Literal

import numpy as np

from benchmarks.documents.catalogue import Drawer, draw_licence_front
from benchmarks.documents.identity_card import draw_identity_card, draw_identity_sheet, draw_residence_permit
from benchmarks.documents.passport import draw_passport
from benchmarks.documents.people import invent_holder
from benchmarks.documents.specimen import Specimen
from matching.person import Outcome


class Look(Enum):
    """How the sample was captured."""

    SCAN = "scan"
    PDF = "pdf"
    PHONE = "phone"
    BLURRED = "blurred"


class Near(Enum):
    """Whom the registry holds: the holder, a twin, or a namesake born a day later."""

    SAME = "same"
    TWIN = "twin"
    BIRTH_DATE_OFF = "birthDateOff"


@dataclass(frozen=True)
class Scenario:
    """One sample. `registry` is absent for people whom the registry does not know."""

    id: str
    title: str
    why: str
    outcome: Outcome | Literal["refused"]
    draw: Drawer
    seed: int
    origin: str
    gender: Literal[1, 2]
    country_of_birth: str
    look: Look = Look.SCAN
    registry: Near | None = None
    number: str = "UA9999999"
    nationality: str = "UTO"
    issued: date | None = None
    twin_given_names: str = ""


def draw_scenario(scenario: Scenario) -> tuple[Specimen, np.random.Generator]:
    """The document, and the generator to capture it with."""
    rng = np.random.default_rng(scenario.seed)
    holder = invent_holder(
        rng, scenario.origin, scenario.gender, number=scenario.number, issued=scenario.issued
    )
    return scenario.draw(replace(holder, nationality=scenario.nationality), rng), rng


SCENARIOS: tuple[Scenario, ...] = (
    Scenario(
        id="passport-known",
        title="Passport of a person the registry knows",
        why="Name and birth date are verified by two zones and one person of the registry matches.",
        outcome="existingPerson",
        draw=draw_passport,
        seed=800,
        origin="poland",
        gender=2,
        country_of_birth="POL",
        registry=Near.SAME,
    ),
    Scenario(
        id="passport-new",
        title="Passport of a person nobody knows yet",
        why="Nobody in the registry comes near, so a new number is made.",
        outcome="newPerson",
        draw=draw_passport,
        seed=102,
        origin="portugal",
        gender=1,
        country_of_birth="PRT",
    ),
    Scenario(
        id="identity-card-known",
        title="Identity card, both sides, of a person the registry knows",
        why="Front and back agree and one person of the registry matches.",
        outcome="existingPerson",
        draw=draw_identity_card,
        seed=103,
        origin="romania",
        gender=1,
        country_of_birth="ROU",
        registry=Near.SAME,
    ),
    Scenario(
        id="identity-card-new",
        title="Identity card, both sides in one PDF, of a new person",
        why="Nobody in the registry comes near, so a new number is made.",
        outcome="newPerson",
        draw=draw_identity_card,
        seed=104,
        origin="bulgaria",
        gender=2,
        country_of_birth="BGR",
        look=Look.PDF,
    ),
    Scenario(
        id="residence-permit-known",
        title="Residence permit, both sides, of a Moroccan citizen the registry knows",
        why="The permit's state is not the holder's; one person of the registry matches.",
        outcome="existingPerson",
        draw=draw_residence_permit,
        seed=105,
        origin="morocco",
        gender=1,
        country_of_birth="MAR",
        registry=Near.SAME,
        nationality="MAR",
    ),
    Scenario(
        id="driving-licence-front",
        title="Driving licence, front only, without a machine-readable zone",
        why="Each value is read from one place only and no second source confirms it: a reviewer looks.",
        outcome="review",
        draw=draw_licence_front,
        seed=106,
        origin="spain",
        gender=2,
        country_of_birth="ESP",
        number="99999999A",
    ),
    Scenario(
        id="passport-twin",
        title="Passport of somebody whose twin the registry knows",
        why="Same surname, birth date and birthplace, but other given names: a reviewer decides.",
        outcome="review",
        draw=draw_passport,
        seed=107,
        origin="hungary",
        gender=2,
        country_of_birth="HUN",
        registry=Near.TWIN,
        twin_given_names="Borbála",
    ),
    Scenario(
        id="passport-birth-date-differs",
        title="Passport whose holder the registry knows with a birth date one day off",
        why="Somebody mistyped once, or these are two people: a reviewer decides.",
        outcome="review",
        draw=draw_passport,
        seed=108,
        origin="india",
        gender=1,
        country_of_birth="IND",
        registry=Near.BIRTH_DATE_OFF,
    ),
    Scenario(
        id="passport-expired",
        title="Expired passport",
        why="The document must be valid: the request is refused before it is sent, with the remedy.",
        outcome="refused",
        draw=draw_passport,
        seed=109,
        origin="turkey",
        gender=1,
        country_of_birth="TUR",
        registry=Near.SAME,
        issued=date(2013, 4, 17),
    ),
    Scenario(
        id="passport-phone",
        title="Passport photographed with a phone, of a person the registry knows",
        why="Perspective and a desk around it do not matter; one person of the registry matches.",
        outcome="existingPerson",
        draw=draw_passport,
        seed=810,
        origin="germany",
        gender=2,
        country_of_birth="DEU",
        look=Look.PHONE,
        registry=Near.SAME,
    ),
    Scenario(
        id="identity-card-phone",
        title="Older identity card photographed with a phone, of a new person",
        why="Nobody in the registry comes near, so a new number is made.",
        outcome="newPerson",
        draw=draw_identity_sheet,
        seed=111,
        origin="vietnam",
        gender=1,
        country_of_birth="VNM",
        look=Look.PHONE,
    ),
    Scenario(
        id="passport-blurred",
        title="Passport photographed out of focus",
        why="Too blurred to read: the page gives advice at once, and a reviewer would have to ask again.",
        outcome="review",
        draw=draw_passport,
        seed=910,
        origin="poland",
        gender=1,
        country_of_birth="POL",
        look=Look.BLURRED,
    ),
)
