"""Fits the certainty of a line of text: how likely every letter of it is right.

`python -m benchmarks.training.line_certainty` photographs documents of the states that may be learned from,
reads their lines where they stand, and fits a logistic regression on the mean and the least probability of
the characters and on their number. Prints how it comes out on documents that the fit has not seen, and writes
models/line_certainty/certainty.toml.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.captures.aim import map_points
from benchmarks.captures.phone import Flat, take
from benchmarks.captures.severities import CONDITIONS, Severity, draw_shot
from benchmarks.documents.layouts.draw import draw_document
from benchmarks.documents.layouts.load import load_state
from benchmarks.documents.layouts.pen import Line
from benchmarks.documents.layouts.split import states_of
from benchmarks.documents.sheet import DPI
from benchmarks.training.acceptable import fit, rate
from benchmarks.training.mrz_confidence import area_under_curve
from models.load import sha256_of
from ocr.certainty import FEATURES, describe
from ocr.fields.layout import fold
from ocr.fields.scripts import is_latin
from ocr.recognise import LineRecogniser
from ocr.text import crop_line

TARGET = Path("models/line_certainty/certainty.toml")
SEVERITIES: tuple[Severity, ...] = (1, 2)
KEPT = 0.06
ROOM = 0.18
"""Heights of a line that the detector's boxes have around it, on each side."""
FOLDS = 5
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Read:
    """A line as read: its features, whether all of it is right (to the letter, and without diacritics, case
    and marks), and the document it stands on."""

    features: tuple[float, ...]
    exact: bool
    right: bool
    document: int
    severity: int


def _widen(quad: Floats) -> Floats:
    down = (quad[3] - quad[0] + quad[2] - quad[1]) / 2
    along = (quad[1] - quad[0]) / max(1e-6, float(np.linalg.norm(quad[1] - quad[0])))
    step = along * float(np.linalg.norm(down))
    return quad + ROOM * np.array([-step - down, step - down, step + down, -step + down])


def _is_asked(line: Line) -> bool:
    return line.role == "value" and is_latin(line.text) and any(map(str.isalnum, line.text))


def read_lines(documents: int, seed: int) -> Iterator[Read]:
    """The values of `documents` drawn documents, both sides."""
    recogniser = LineRecogniser()
    kinds = [(state, kind) for state in states_of("learn") for kind in load_state(state).documents]
    rng = np.random.default_rng((seed, 19))
    for number in range(documents):
        state, kind = kinds[int(rng.integers(len(kinds)))]
        document = draw_document(state, kind, seed, number)
        for sheet, lines in zip(document.sides, document.lines, strict=True):
            pixels, severity = sheet.pixels(), SEVERITIES[number % 2]
            height, width = pixels.shape[:2]
            frame = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float64)
            aim = frame * (1 - 2 * KEPT) + KEPT * np.array([width, height])
            shot = draw_shot(CONDITIONS[rng.integers(len(CONDITIONS))], severity, rng)
            taken = take(Flat(pixels, aim, DPI / 10, sheet.mask()), shot, rng)
            picture = cv2.imdecode(np.frombuffer(taken.jpeg, np.uint8), cv2.IMREAD_COLOR)
            image = np.asarray(picture, dtype=np.uint8)
            for line in filter(_is_asked, lines):
                quad = map_points(taken.homography, _widen(np.array(line.quad)))
                (text,) = recogniser.read([crop_line(image, tuple((float(x), float(y)) for x, y in quad))])
                exact = text.text.replace(" ", "") == line.text.replace(" ", "")
                right = fold(text.text).replace(" ", "") == fold(line.text).replace(" ", "")
                features = tuple(describe(text.confidence, text.weakest, len(text.text)).values())
                yield Read(features, exact, right, number, severity)


def rate_left_out(features: Floats, right: npt.NDArray[np.bool_], groups: npt.NDArray[np.int64]) -> Floats:
    """Each line's certainty by a fit on other documents."""
    result = np.zeros(len(right))
    for part in range(FOLDS):
        held = groups % FOLDS == part
        result[held] = rate(fit(features[~held], right[~held], sign=0), features[held])
    return result


def show(ratings: Floats, right: npt.NDArray[np.bool_], plain: Floats) -> None:
    """Prints what the certainty is worth, beside the mean probability alone."""
    print(
        f"{len(right)} lines, {right.mean():.1%} right; area under the curve: mean probability "
        f"{area_under_curve(plain, right):.3f}, certainty {area_under_curve(ratings, right):.3f}"
    )
    order = np.argsort(ratings)
    for part in np.array_split(order, 10):
        print(f"  certainty {ratings[part].mean():.3f}  right {right[part].mean():.3f}")


def main(words: Sequence[str] | None = None) -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.training.line_certainty", description=__doc__)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--seed", type=int, default=31)
    parser.add_argument("--target", type=Path, default=TARGET)
    asked = parser.parse_args(words)
    lines = list(read_lines(asked.documents, asked.seed))
    features = np.array([line.features for line in lines])
    right, groups = np.array([line.right for line in lines]), np.array([line.document for line in lines])
    for severity in SEVERITIES:
        own = [line for line in lines if line.severity == severity]
        print(
            f"severity {severity}: {len(own)} lines, right {np.mean([line.right for line in own]):.1%}, "
            f"to the letter {np.mean([line.exact for line in own]):.1%}"
        )
    show(rate_left_out(features, right, groups), right, features[:, 0])
    weights = fit(features, right, sign=0)
    asked.target.parent.mkdir(parents=True, exist_ok=True)
    names = "\n".join(f"{name} = {weight:.4f}" for name, weight in zip(FEATURES, weights[1:], strict=True))
    asked.target.write_text(
        f"# Fitted on {len(lines)} lines of photographed documents by\n"
        "# python -m benchmarks.training.line_certainty; ocr/certainty.py says what the features are.\n"
        f"intercept = {weights[0]:.4f}\n[weights]\n{names}\n",
        encoding="utf-8",
    )
    print(f'{asked.target}: put sha256 = "{sha256_of(asked.target)}" into models/manifest.toml')
    return 0


if __name__ == "__main__":
    sys.exit(main())
