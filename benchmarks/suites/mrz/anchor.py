"""Where the zone stands on a specimen: the rows that a reader finds nearest to the known text.

The result is geometry alone; it is kept in `data/`, by the file's hash, since reading all takes minutes.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz

from benchmarks.captures.phone import Flat
from benchmarks.documents.sheet import Image
from benchmarks.peers.grammar import clean
from benchmarks.suites.mrz.truth import Case
from models.load import sha256_of

CACHE = Path("data/benchmarks/mrz_anchors.json")
NEAREST = 55.0
"""Least likeness, in per cent, of a row to its line of the truth."""


@dataclass(frozen=True)
class Anchor:
    """The zone's quad on page `page`, in reading order, and its pixels a character."""

    page: int
    zone: tuple[tuple[float, float], ...]
    pitch: float


def open_page(path: Path, page: int) -> Image:
    """One page of a file, upright as stored."""
    from ocr.extract import load_files
    from ocr.intake import intake

    return intake(load_files([path]))[page].pixels


def _enclose(polygons: list[np.ndarray]) -> np.ndarray:
    """The rectangle around the rows along the direction of the longest, in reading order."""
    longest = max(polygons, key=lambda corners: float(np.linalg.norm(corners[1] - corners[0])))
    along = (longest[1] - longest[0]) / np.linalg.norm(longest[1] - longest[0])
    down = np.array([-along[1], along[0]])
    points = np.concatenate(polygons)
    u, v = points @ along, points @ down
    corners = ((u.min(), v.min()), (u.max(), v.min()), (u.max(), v.max()), (u.min(), v.max()))
    return np.array([a * along + b * down for a, b in corners])


def find_anchor(case: Case) -> Anchor | None:
    """Reads the specimen's pages; None when its rows are not found."""
    from ocr.extract import load_files
    from ocr.intake import intake
    from ocr.read import read_page
    from ocr.text import shared_reader

    best: Anchor | None = None
    for page in intake(load_files([case.path])):
        lines = read_page(page.pixels, shared_reader()).lines
        rows = []
        for truth in case.lines:
            scored = [(fuzz.ratio(clean(line.text), truth), line) for line in lines]
            score, line = max(scored, key=lambda item: item[0], default=(0.0, None))
            if line is not None and score >= NEAREST:
                rows.append((np.array(line.polygon), len(truth)))
        if not rows:
            continue
        pitch = max(float(np.linalg.norm(corners[1] - corners[0])) / count for corners, count in rows)
        zone = _enclose([corners for corners, _ in rows])
        if best is None or pitch > best.pitch:
            best = Anchor(page.index, tuple((float(x), float(y)) for x, y in zone), pitch)
    return best


def find_anchors(cases: list[Case], cache: Path = CACHE) -> dict[Path, Anchor]:
    """The anchors of the cases that have a zone, from the cache where it knows the file."""
    known = json.loads(cache.read_text(encoding="utf-8")) if cache.is_file() else {}
    found: dict[Path, Anchor] = {}
    for case in cases:
        if not case.lines:
            continue
        digest = sha256_of(case.path)
        if digest not in known:
            anchor = find_anchor(case)
            known[digest] = vars(anchor) if anchor else None
            cache.parent.mkdir(parents=True, exist_ok=True)
            cache.write_text(json.dumps(known), encoding="utf-8")
        if known[digest]:
            entry = known[digest]
            zone = tuple((float(x), float(y)) for x, y in entry["zone"])
            found[case.path] = Anchor(int(entry["page"]), zone, float(entry["pitch"]))
    return found


@lru_cache(maxsize=128)
def load_flat(path: Path, anchor: Anchor) -> Flat:
    """The specimen as a flat picture to photograph; decoded once."""
    return Flat(open_page(path, anchor.page), np.array(anchor.zone), anchor.pitch)
