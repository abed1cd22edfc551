"""The recogniser on held-out synthetic lines, condition by condition, next to PP-OCRv6 on the same crops."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import cv2
from rapidfuzz.distance import Levenshtein

from benchmarks.training.mrz_lines.photograph import CONDITIONS
from benchmarks.training.mrz_lines.render import Line, render_line
from mrz.recognise import recognise
from mrz.strips import CHARACTERS, Grey, fit_strip
from ocr.text import shared_reader

Reader = Callable[[Sequence[Grey]], list[str]]
FILLERS = str.maketrans(dict.fromkeys("«‹≤〈＜»", "<"))
"""What a general reader makes of the filler; it is not held against PP-OCRv6."""


@dataclass(frozen=True)
class Score:
    """Shares of lines read exactly and of characters wrong (edits over length)."""

    exact: float
    character_errors: float


def read_ours(crops: Sequence[Grey]) -> list[str]:
    """Greedy readings of the project's own recogniser."""
    return [reading.text for reading in recognise([fit_strip(crop) for crop in crops])]


def read_paddle(crops: Sequence[Grey]) -> list[str]:
    """PP-OCRv6 small's readings: upper case, characters outside the alphabet dropped."""
    texts = []
    for crop in crops:
        height, width = crop.shape
        whole = ((0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height)))
        image = cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR)
        text = shared_reader().recognise(image, [whole])[0].text  # type: ignore[arg-type]
        texts.append("".join(c for c in text.upper().translate(FILLERS) if c in CHARACTERS))
    return texts


def score(texts: Sequence[str], lines: Sequence[Line]) -> Score:
    """How the texts compare with what the lines say."""
    wanted = [line.text for line in lines]
    edits = sum(Levenshtein.distance(got, truth) for got, truth in zip(texts, wanted, strict=True))
    exact = sum(got == truth for got, truth in zip(texts, wanted, strict=True))
    return Score(exact / len(lines), edits / sum(map(len, wanted)))


def evaluate(seed: int, count: int, readers: Mapping[str, Reader]) -> dict[str, dict[str, Score]]:
    """Scores by condition and reader over `count` lines of each condition, and over all of them."""
    table: dict[str, dict[str, Score]] = {}
    everything: list[Line] = []
    texts: dict[str, list[str]] = {name: [] for name in readers}
    for condition in CONDITIONS:
        lines = [render_line(seed, number, condition) for number in range(count)]
        everything += lines
        table[condition] = {}
        for name, read in readers.items():
            got = read([line.crop for line in lines])
            texts[name] += got
            table[condition][name] = score(got, lines)
    table["all"] = {name: score(texts[name], everything) for name in readers}
    return table


def print_table(table: dict[str, dict[str, Score]]) -> None:
    """The scores as a Markdown table."""
    names = list(table["all"])
    heads = [f"exact: {name}" for name in names] + [f"character errors: {name}" for name in names]
    print("| condition | " + " | ".join(heads) + " |")
    print("|---|" + "---|" * len(heads))
    for condition, scores in table.items():
        cells = [f"{scores[name].exact:.1%}" for name in names]
        cells += [f"{scores[name].character_errors:.2%}" for name in names]
        print(f"| {condition} | " + " | ".join(cells) + " |")
