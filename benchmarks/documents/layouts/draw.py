"""A document of a state for somebody invented: the one call for whoever needs documents."""

from dataclasses import dataclass

import numpy as np

from benchmarks.documents.layouts.load import load_document, load_state, stable
from benchmarks.documents.layouts.model import DocumentKind
from benchmarks.documents.layouts.pen import Line
from benchmarks.documents.layouts.person import Holder, invent_holder
from benchmarks.documents.layouts.side import draw_side
from benchmarks.documents.layouts.values import Print
from benchmarks.documents.portrait import imagine_face
from benchmarks.documents.sheet import Sheet


@dataclass(frozen=True)
class StateDocument:
    """A drawn document: its sides, the front first, and every line of text on each."""

    state: str
    kind: DocumentKind
    holder: Holder
    page: Print
    sides: tuple[Sheet, ...]
    lines: tuple[tuple[Line, ...], ...]


def draw_document(
    state: str, kind: DocumentKind, seed: int, number: int = 0, *, plain: bool = False
) -> StateDocument:
    """Document `number` of a seed: equal arguments give equal pixels. Raises `UnknownLayoutError`.

    `plain`: the same texts at the same places on white, for whoever needs no picture.
    """
    document = load_document(state, kind)
    rng = np.random.default_rng([seed, number, stable(state, kind)])
    holder = invent_holder(state, kind, rng)
    page = Print(load_state(state), kind, document, holder, document.sides[0].style)
    face = imagine_face(holder.gender or int(rng.integers(1, 3)), rng)
    drawn = [
        draw_side(side, page, face, rng, place, plain=plain) for place, side in enumerate(document.sides)
    ]
    return StateDocument(
        state,
        kind,
        holder,
        page,
        tuple(sheet for sheet, _ in drawn),
        tuple(tuple(lines) for _, lines in drawn),
    )
