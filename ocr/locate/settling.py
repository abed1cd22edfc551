"""Which of the ways to draw an outline is right: all are moved onto the edges that the page shows, and the
corners network judges what comes of it."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from ocr.locate.closer import Found, overlap
from ocr.locate.corners import halve_often, look_again, place_within, rate
from ocr.locate.lines import Points
from ocr.locate.place import Image
from ocr.locate.shapes import SURE, Borders, snap
from ocr.locate.sides import SEEN, refine

UNSEEN_BORDER = 0.04
"""A side nearer to the page's border than this share of the page, with no edge to be seen, is the border:
nothing is cut off."""
WIDE = 2.0
"""The edges of an unclear outline are first sought so many times farther off."""
NEAR_BORDER = 1.5
"""Cells from the page's border within which a side is the border: better a little desk than text cut off."""
MOST_WAYS = 5
"""Other outlines that are tried for a document."""
BORDER, FIRST_CHOICE = 0.5, 0.04
"""What a side on the page's border is worth, as a vote; what the network's first outline has ahead."""
NEARLY_ALL = 0.6
"""Share of a page from which a document without a clear outline counts as filling it: nothing is cut off."""
LOOKS = 3
"""How often the corners network looks, each time where it saw the corners before."""
FINENESS = 0.014
"""Of a document's diagonal: what a cell is to the corners network's outlines."""
SCORE = 4.0
"""What the corners network's score counts beside the votes of the edges."""
GOOD, FAIR = 0.75, 0.4
"""Scores: above which an outline is not tried as two; from which a part of it is a document."""
SAME_DOCUMENT, KEPT = 0.3, 0.7
"""Intersection over union from which two outlines mean one document; below which so much of an outline was
left out that there may be another document."""
HALVES = tuple(
    np.array([[left, top], [right, top], [right, bottom], [left, bottom]], dtype=np.float64)
    for left, top, right, bottom in ((0, 0, 0.5, 1), (0.5, 0, 1, 1), (0, 0, 1, 0.5), (0, 0.5, 1, 1))
)


@dataclass(frozen=True)
class Drawn:
    """An outline on the page's edges; `votes`: for each of its sides; `ahead`: beside them."""

    corners: Points
    borders: Borders
    votes: tuple[float, ...]
    ahead: float = 0.0

    @property
    def worth(self) -> float:
        """How clear its edges are."""
        votes = [BORDER if border else vote for border, vote in zip(self.borders, self.votes, strict=True)]
        return float(np.mean(votes)) + self.ahead

    @property
    def seen(self) -> float:
        """Share of its sides that are edges or the page's border."""
        sides = zip(self.borders, self.votes, strict=True)
        return float(np.mean([border or vote >= SEEN for border, vote in sides]))


def settle(pixels: Image, found: list[Found]) -> list[Found]:
    """The documents with their sides on the edges that the page shows, largest first; two where one outline
    was drawn around two, one where two were drawn around one."""
    levels = halve_often(pixels)
    settled: list[tuple[Found, float]] = []
    for outline in found:
        if outline.is_sheet or any(outline.borders) or _is_nearly_all(pixels, outline):
            settled.append((_settle_alone(pixels, outline), 1.0))
            continue
        best = _settle_by_looks(levels, outline, [outline.corners])[0]
        kept = overlap(best[0].corners, outline.corners) > KEPT
        settled += [best] if kept and best[1] > GOOD else _divide(levels, outline, best)
    return _drop_doubles(settled)


def _draw(pixels: Image, corners: Points, cell: float, unsure: bool, ahead: float = 0.0) -> Drawn:
    size = np.array([pixels.shape[1], pixels.shape[0]], dtype=np.float64)
    rough, borders = snap(corners, size, NEAR_BORDER * cell)
    if unsure:
        rough, _ = refine(pixels, rough, WIDE * cell, borders)
    moved, votes = refine(pixels, rough, cell, borders)
    return Drawn(moved, borders, tuple(votes), ahead)


def _draw_ways(pixels: Image, outline: Found) -> list[Drawn]:
    """The outline stage's own ways to draw it."""
    cell, unsure = float(outline.cell.mean()), outline.sureness < SURE
    ways = (outline.corners, *outline.others[:MOST_WAYS])
    return [_draw(pixels, way, cell, unsure, FIRST_CHOICE * (k == 0)) for k, way in enumerate(ways)]


def _settle_by_looks(levels: list[Image], outline: Found, starts: list[Points]) -> list[tuple[Found, float]]:
    """What becomes of each start, and its score: what the corners network sees from there in the end; from
    the outline itself the best of all looks and of the outline stage's own ways."""
    results = []
    for start, chain in zip(starts, look_again(levels, starts, LOOKS), strict=True):
        whole = start is outline.corners
        drawn = _draw_ways(levels[0], outline) if whole else []
        for seen in chain if whole else chain[-1:]:
            side = float(np.linalg.norm(np.ptp(seen, axis=0)))
            drawn.append(_draw(levels[0], seen, FINENESS * side, unsure=False))
        drawn = drawn or [_draw(levels[0], start, float(outline.cell.mean()), unsure=True)]
        scores = rate(levels, [way.corners for way in drawn])
        best = max(range(len(drawn)), key=lambda k: drawn[k].worth + SCORE * scores[k])
        results.append((_finish(levels[0], outline, drawn[best]), scores[best]))
    return results


def _divide(levels: list[Image], outline: Found, whole: tuple[Found, float]) -> list[tuple[Found, float]]:
    """The document or the two that the outline is around: what its halves, and other ways to draw it, lead to
    where that is better."""
    starts = [place_within(outline.corners, half) for half in HALVES]
    parts = _settle_by_looks(levels, outline, [*starts, *outline.others[:MOST_WAYS]])
    pairs = []
    for pair in (parts[:2], parts[2:4]):
        apart = overlap(pair[0][0].corners, pair[1][0].corners) < SAME_DOCUMENT
        least = min(score for _, score in pair)
        is_half = max(overlap(part.corners, whole[0].corners) for part, _ in pair) > KEPT
        if apart and least > FAIR and (is_half or least > whole[1]):
            pairs.append((least, pair))
    if pairs:
        return max(pairs, key=lambda entry: entry[0])[1]
    return [max([whole, *parts], key=lambda entry: entry[1])]


def _settle_alone(pixels: Image, outline: Found) -> Found:
    """The way with the best edges: of sheets, and of documents that the page's border cuts off."""
    if outline.fills:
        return outline
    best = _finish(pixels, outline, max(_draw_ways(pixels, outline), key=lambda way: way.worth))
    if _is_nearly_all(pixels, outline):
        size = pixels.shape[1], pixels.shape[0]
        frame = np.array([[0, 0], [size[0], 0], size, [0, size[1]]], dtype=np.float64)
        return replace(best, corners=frame, borders=(True, True, True, True))
    return best


def _is_nearly_all(pixels: Image, outline: Found) -> bool:
    size = np.array([pixels.shape[1], pixels.shape[0]], dtype=np.float64)
    share = cv2.contourArea(np.clip(outline.corners, 0, size).astype(np.float32)) / float(size.prod())
    return share > NEARLY_ALL and outline.sureness < SURE and not outline.is_sheet


def _finish(pixels: Image, outline: Found, drawn: Drawn) -> Found:
    sureness = outline.sureness * (0.4 + 0.6 * drawn.seen)
    best = replace(outline, corners=drawn.corners, borders=drawn.borders, sureness=sureness, others=())
    size = np.array([pixels.shape[1], pixels.shape[0]], dtype=np.float64)
    wider, borders = snap(best.corners, size, UNSEEN_BORDER * float(size.max()))
    return replace(best, corners=wider, borders=borders) if all(borders) else best


def _drop_doubles(settled: list[tuple[Found, float]]) -> list[Found]:
    """Without outlines that share much of their ground with a better one; largest first."""
    chosen: list[Found] = []
    for outline, _ in sorted(settled, key=lambda entry: -entry[1]):
        if all(overlap(outline.corners, other.corners) < SAME_DOCUMENT for other in chosen):
            chosen.append(outline)
    return sorted(chosen, key=lambda outline: -cv2.contourArea(outline.corners.astype(np.float32)))
