"""Pages to learn from: lines of drawn documents of the states that may be learned from, with captions in
other words, blocks in other places, sides in one picture, and what a recogniser gets wrong or overlooks."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from benchmarks.documents.layouts.draw import draw_document
from benchmarks.documents.layouts.load import load_state
from benchmarks.documents.layouts.model import DocumentKind
from benchmarks.documents.layouts.pen import Line
from benchmarks.documents.layouts.split import states_of
from benchmarks.training.line_labels.misread import Rng, babble, drop_marks, misread, translate
from ocr.fields.labels.features import LABELS
from ocr.fields.layout import Item

OTHER, CAPTION = LABELS.index("other"), LABELS.index("caption")
FIELDS = {field: number for number, field in enumerate(LABELS)} | {
    "birthDateAndPlace": LABELS.index("birthDate")
}
DOUBLE = {"birthDateAndPlace": "birthPlaceAndDate"}
FOLDS = 4
LOST_LETTER, LOST_CAPTION, LOST_VALUE = 0.3, 0.25, 0.01
"""Shares of the lines that are overlooked; of captions at most."""


@dataclass(frozen=True)
class Piece:
    """A line of print: where it stands, what it is."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    role: str
    field: str


@cache
def kinds() -> list[tuple[str, DocumentKind]]:
    """The documents of the states that may be learned from."""
    return [(state, kind) for state in states_of("learn") for kind in load_state(state).documents]


def _choose(rng: Rng) -> tuple[str, DocumentKind]:
    everything = kinds()
    return everything[int(rng.integers(len(everything)))]


def fold_of(seed: int, number: int) -> int:
    """The fold, 0 to `FOLDS` - 1, of the state of a page: whole states are left out where the labels
    of states not learned from are wanted."""
    state, _ = _choose(np.random.default_rng((seed, number, 31)))
    return fold_of_state(state)


def fold_of_state(state: str) -> int:
    """The fold of a state that may be learned from."""
    return states_of("learn").index(state) % FOLDS


def _piece(line: Line) -> Piece:
    quad = np.array(line.quad)
    (left, top), (right, bottom) = quad.min(axis=0), quad.max(axis=0)
    return Piece(line.text, left, top, right, bottom, line.role, line.field)


def _move(pieces: Sequence[Piece], x: float, y: float) -> list[Piece]:
    return [
        replace(p, left=p.left + x, right=p.right + x, top=p.top + y, bottom=p.bottom + y) for p in pieces
    ]


def _lay_sides(sides: list[list[Piece]], rng: Rng) -> list[Piece]:
    """One side, or both in one picture."""
    if len(sides) == 1 or rng.random() < 0.65:
        return sides[int(rng.integers(len(sides))) if rng.random() < 0.5 else 0]
    first, second = sides[:2] if rng.random() < 0.85 else sides[1::-1]
    gap = float(rng.uniform(20, 200))
    if rng.random() < 0.7:
        return first + _move(second, 0, max(p.bottom for p in first) + gap)
    return first + _move(second, max(p.right for p in first) + gap, 0)


def _swap_blocks(pieces: list[Piece], rng: Rng) -> list[Piece]:
    """Two fields with their captions in each other's places."""
    fields = sorted({p.field for p in pieces if p.field and p.role == "value"})
    if len(fields) < 4:
        return pieces
    one, two = rng.choice(fields, size=2, replace=False)
    corners = {}
    for field in (one, two):
        own = [p for p in pieces if p.field == field]
        corners[field] = min(p.left for p in own), min(p.top for p in own)
    step = np.array(corners[two]) - np.array(corners[one])
    moved = _move([p for p in pieces if p.field == one], *step)
    moved += _move([p for p in pieces if p.field == two], *-step)
    return [p for p in pieces if p.field not in (one, two)] + moved


def _word_captions(pieces: list[Piece], rng: Rng, share: float) -> list[Piece]:
    result = []
    for piece in pieces:
        words = None
        if piece.role == "caption" and rng.random() < share:
            words = translate(DOUBLE.get(piece.field, piece.field), rng)
        if words is None:
            result.append(piece)
            continue
        letter = (piece.right - piece.left) / max(1, len(piece.text))
        result.append(replace(piece, text=words, right=piece.left + letter * len(words)))
    return result


def _join_rows(pieces: list[Piece], rng: Rng) -> list[Piece]:
    """Captions of one row as one line, which detectors make of them where the gap is small."""
    captions = sorted((p for p in pieces if p.role == "caption"), key=lambda p: (p.top, p.left))
    gone: set[int] = set()
    joined = []
    for first, second in itertools.pairwise(captions):
        height = first.bottom - first.top
        near = 0 < second.left - first.right < 3 * height and abs(second.top - first.top) < 0.4 * height
        if near and id(first) not in gone and rng.random() < 0.5:
            gone |= {id(first), id(second)}
            joined.append(replace(first, text=f"{first.text} {second.text}", right=second.right))
    return [p for p in pieces if id(p) not in gone] + joined


def _read(piece: Piece, small: float, large: float, marks: bool, rng: Rng) -> Item | None:
    """The line as read; None when it was overlooked. `small`, `large`: error rates of captions and values."""
    lost = (
        LOST_LETTER
        if len(piece.text) <= 2
        else LOST_CAPTION * min(1, 2 * small)
        if piece.role == "caption"
        else 0.01
    )
    if rng.random() < lost:
        return None
    base = small if piece.role in ("caption", "title") else large
    rate = float(np.clip(base * rng.gamma(2.0, 0.5), 0, 0.9))
    text, wrong = misread(piece.text, rate, rng)
    text = drop_marks(text) if marks else text
    if rng.random() < 0.1:
        text = text.replace(" ", "", int(rng.integers(1, 3)))
    if not text.strip():
        return None
    height = piece.bottom - piece.top
    shake = rng.normal(0, 0.08 * height, 4)
    confidence = float(np.clip(1 - 0.9 * wrong - abs(rng.normal(0, 0.02)) - 0.15 * rate, 0.1, 1))
    weakest = float(rng.uniform(0.1, 0.7)) if wrong else float(1 - abs(rng.normal(0, 0.12 + 0.5 * rate)))
    left, right = piece.left + shake[0], piece.right + shake[1] + 0.1 * height
    top, bottom = piece.top + shake[2] - 0.1 * height, piece.bottom + shake[3] + 0.1 * height
    return Item(
        text.strip(),
        left,
        top,
        max(right, left + 2),
        max(bottom, top + 2),
        confidence,
        ((left, top), (right, top), (right, bottom), (left, bottom)),
        max(0.05, weakest),
    )


def _add_babble(pieces: list[Piece], rng: Rng) -> list[Piece]:
    right, bottom = max(p.right for p in pieces), max(p.bottom for p in pieces)
    height = float(np.median([p.bottom - p.top for p in pieces]))
    added = []
    for _ in range(int(rng.poisson(1.5))):
        text = babble(rng)
        left, top = float(rng.uniform(0, right)), float(rng.uniform(0, bottom))
        high = height * float(rng.uniform(0.6, 2.5))
        added.append(Piece(text, left, top, left + 0.5 * high * len(text), top + high, "babble", ""))
    return pieces + added


def _label(piece: Piece) -> int:
    if piece.role == "caption":
        return CAPTION
    return FIELDS.get(piece.field, OTHER) if piece.role == "value" else OTHER


def make_page(seed: int, number: int) -> tuple[list[Item], list[int]]:
    """Page `number` of `seed`: its lines from top to bottom, and the label of each."""
    rng = np.random.default_rng((seed, number, 31))
    state, kind = _choose(rng)
    document = draw_document(state, kind, seed, number, plain=True)
    pieces = _lay_sides([[_piece(line) for line in side] for side in document.lines if side], rng)
    if rng.random() < 0.9:
        pieces = [piece for piece in pieces if piece.role != "mrz"]
    if rng.random() < 0.35:
        for _ in range(int(rng.integers(1, 4))):
            pieces = _swap_blocks(pieces, rng)
    if rng.random() < 0.45:
        pieces = _word_captions(pieces, rng, float(rng.uniform(0.3, 1)))
    if rng.random() < 0.3:
        pieces = _join_rows(pieces, rng)
    if rng.random() < 0.08:
        pieces = [piece for piece in pieces if piece.role != "caption"]
    pieces = _add_babble(pieces, rng)
    small = float(rng.choice([rng.uniform(0, 0.05), rng.uniform(0.05, 0.3), rng.uniform(0.3, 0.8)]))
    large = float(rng.uniform(0, 0.02) if small < 0.3 or rng.random() < 0.6 else rng.uniform(0.02, 0.15))
    marks = bool(rng.random() < 0.25)
    read = [(_read(piece, small, large, marks, rng), _label(piece)) for piece in pieces]
    stretch = float(rng.uniform(0.88, 1.12))
    lines = [
        (replace(item, left=item.left * stretch, right=item.right * stretch), label)
        for item, label in read
        if item is not None
    ]
    lines.sort(key=lambda entry: entry[0].middle)
    return [item for item, _ in lines], [label for _, label in lines]
