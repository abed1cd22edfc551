"""Text out of line images: PP-OCRv6's recogniser, one line a run.

PaddleOCR's own predictor pads every line to 320 pixels and gives one score a line. Here a short line costs
what it is wide, and each line says besides how sure its least sure character is, which is what a wrong
reading shows in.
"""

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
import numpy.typing as npt

from ocr.engine import Network, Tensor

MODEL, FILE = "PP-OCRv6_small_rec", "inference.onnx"
HEIGHT, NARROWEST, WIDEST = 48, 48, 3200
"""Pixels of the network's pictures; their widths are multiples of `STEP`, so that few shapes occur."""
STEP = 32
COLUMNS = 32
"""Columns that classes are looked for in at once: there are 18,710, and those of a long line took a hundred
megabytes."""
BLANK = 0
SPACED = 0.29
"""Probability of a space between two letters from which it is one, though a blank is likelier: the network
halves them where words stand close. On specimens and drawn documents most lost ones came to 0.29 and more,
places within words that were read well to 0.1 at most."""
SHORTEST = 2
"""Characters of a word that such a space may cut off."""
Image = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Text:
    """`confidence`: mean probability of the characters, 0 to 1; `weakest`: that of the least sure one."""

    text: str
    confidence: float
    weakest: float


NOTHING = Text("", 0.0, 0.0)


@dataclass(frozen=True)
class Columns:
    """Of each column of a line: the likeliest class, its probability, and that of a space, the last class."""

    best: npt.NDArray[np.intp]
    sure: Tensor
    space: Tensor


def summarise(probabilities: Tensor) -> Columns:
    """What is kept of probabilities, columns × classes."""
    best = probabilities.argmax(axis=1)
    return Columns(best, probabilities[np.arange(len(best)), best], probabilities[:, -1].copy())


def join(pieces: Sequence[Columns]) -> Columns:
    """The columns of all pieces of a line, in order."""
    return Columns(
        np.concatenate([piece.best for piece in pieces]),
        np.concatenate([piece.sure for piece in pieces]),
        np.concatenate([piece.space for piece in pieces]),
    )


class LineRecogniser:
    """The recogniser, loaded at its first line; it reads `threads` lines at once. Raises the errors of
    `models.load.model_dir`."""

    def __init__(self, threads: int = 2) -> None:
        self._threads = threads
        self._network = Network(MODEL, FILE, threads=threads, at_once=threads, part="features")
        self._head = Network(MODEL, FILE, threads=threads, at_once=threads, part="classes")

    def load(self) -> None:
        """Loads the network now."""
        self._network.load()
        self._head.load()

    @cached_property
    def _alphabet(self) -> list[str]:
        """What the network's classes mean; class 0 is CTC's blank, the last one the space."""
        return ["", *self._network.describe("character").split("\n"), " "]

    def read(self, strips: Sequence[Image]) -> list[Text]:
        """The text of each strip (height × width × 3, BGR, upright), in order. Several lines at once, each
        on one core, are read in half the time that one after another takes on all cores."""
        if len(strips) < 2 or self._threads < 2:
            return [self._read(strip) for strip in strips]
        self.load()  # what the threads share
        with ThreadPoolExecutor(self._threads) as pool:
            texts = list(pool.map(self._read, strips))
        self._network.release()
        return texts

    def _read(self, strip: Image) -> Text:
        if min(strip.shape[:2]) < 1:
            return NOTHING
        with self._network.run(prepare(strip)) as features:
            pieces = [
                self._classify(features[:, at : at + COLUMNS]) for at in range(0, features.shape[1], COLUMNS)
            ]
        return decode(join(pieces), self._alphabet)

    def _classify(self, features: Tensor) -> Columns:
        with self._head.run(np.ascontiguousarray(features)) as probabilities:
            return summarise(probabilities[0])


def prepare(strip: Image) -> npt.NDArray[np.float32]:
    """The strip as the network wants it: 1 × 3 × 48 × width, -1 to 1; what is added on the right is grey
    0."""
    height, width = strip.shape[:2]
    wide = min(WIDEST, max(1, math.ceil(HEIGHT * width / height)))
    resized = cv2.resize(strip, (wide, HEIGHT)).astype(np.float32)
    frame = max(NARROWEST, math.ceil(wide / STEP) * STEP)
    picture = np.zeros((1, 3, HEIGHT, frame), dtype=np.float32)
    picture[0, :, :, :wide] = resized.transpose(2, 0, 1) / 127.5 - 1
    return picture


def decode(columns: Columns, alphabet: Sequence[str]) -> Text:
    """The likeliest class of each column, repeats and blanks left out (CTC, best path), and spaces between
    letters that are likely enough."""
    best = columns.best
    kept = best != BLANK
    kept[1:] &= best[1:] != best[:-1]
    places = np.flatnonzero(kept)
    if not len(places):
        return NOTHING
    letters, sure = [alphabet[index] for index in best[places]], columns.sure[places].tolist()
    for number, space in reversed(_find_spaces(letters, columns.space, places)):
        letters.insert(number, " ")
        sure.insert(number, space)
    return Text("".join(letters), sum(sure) / len(sure), min(sure))


def _find_spaces(
    letters: Sequence[str], spaces: Tensor, places: npt.NDArray[np.intp]
) -> list[tuple[int, float]]:
    """The letters before which a space was lost, and how likely it is. `spaces`: its probability by column;
    `places`: columns of the letters. A single letter is not cut off: headings are set with wide gaps."""
    found: list[tuple[int, float]] = []
    begin = 0
    for number in range(1, len(letters)):
        if letters[number] == " ":
            begin = number + 1
            continue
        between = spaces[places[number - 1] + 1 : places[number]]
        space = float(between.max()) if len(between) else 0.0
        alone = number - begin < SHORTEST or " " in letters[number : number + SHORTEST]
        if space < SPACED or alone or number + SHORTEST > len(letters):
            continue
        if letters[number - 1].isalpha() and letters[number].isalpha():
            found.append((number, space))
            begin = number
    return found
