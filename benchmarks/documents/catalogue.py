"""Every kind of document that can be drawn."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from benchmarks.documents.driving_licence import draw_driving_licence
from benchmarks.documents.identity_card import draw_identity_card, draw_identity_sheet, draw_residence_permit
from benchmarks.documents.passport import draw_passport
from benchmarks.documents.people import Holder, invent_holder
from benchmarks.documents.specimen import Specimen

Drawer = Callable[[Holder, np.random.Generator], Specimen]


def draw_licence_with_zone(holder: Holder, rng: np.random.Generator) -> Specimen:
    """A licence with the one-line zone on its back."""
    return draw_driving_licence(holder, rng, with_zone=True)


def draw_licence_front(holder: Holder, rng: np.random.Generator) -> Specimen:
    """The front of a licence alone."""
    return draw_driving_licence(holder, rng, with_back=False)


DRAWERS: dict[str, Drawer] = {
    "passport": draw_passport,
    "identity-card": draw_identity_card,
    "identity-sheet": draw_identity_sheet,
    "residence-permit": draw_residence_permit,
    "driving-licence": draw_driving_licence,
    "driving-licence-zone": draw_licence_with_zone,
}


def draw_any(kind: str, rng: np.random.Generator) -> Specimen:
    """A document of the kind (a key of `DRAWERS`) for somebody invented."""
    licence, permit = kind.startswith("driving"), kind == "residence-permit"
    holder = invent_holder(rng, "morocco" if permit else None, number="99999999A" if licence else "UA9999999")
    return DRAWERS[kind](replace(holder, nationality="MAR") if permit else holder, rng)
