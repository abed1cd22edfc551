"""Tesseract as it comes: the program asked for all text of a picture, then a plain position grammar."""

import csv
import io
import os
import subprocess
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2

from benchmarks.peers.grammar import find_by_positions
from benchmarks.peers.ours import open_pages
from benchmarks.peers.protocol import ZoneRead
from mrz.parse import parse_lines

MODE = "11"
"""Sparse text: of its modes 3, 6 and 11 the one that read most zones on drawn captures of severity 2."""
LANGUAGE = "eng"
LINE = ("page_num", "block_num", "par_num", "line_num")


def read_lines(table: str) -> list[tuple[str, float]]:
    """Lines with the mean confidence of their words (0 to 1), from Tesseract's own table (TSV)."""
    words: dict[tuple[str, ...], list[tuple[str, float]]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if text and float(row["conf"]) >= 0:
            words[tuple(row[name] for name in LINE)].append((text, float(row["conf"]) / 100))
    return [
        (" ".join(text for text, _ in line), sum(score for _, score in line) / len(line))
        for line in words.values()
    ]


class TesseractLines:
    """One call of the program a page."""

    def __init__(self) -> None:
        self._environment = {**os.environ, "OMP_THREAD_LIMIT": os.environ.get("OMP_NUM_THREADS", "2")}

    def open(self, path: Path) -> list[bytes]:
        """The pages as PNG, which the program takes on its stdin."""
        return [cv2.imencode(".png", page)[1].tobytes() for page in open_pages(path)]

    def read(self, opened: Any) -> Sequence[ZoneRead]:
        """The zone of each page; the confidence is the least of its lines' means."""
        found = []
        for page in opened:
            command = ["tesseract", "stdin", "stdout", "-l", LANGUAGE, "--psm", MODE, "tsv"]
            done = subprocess.run(command, input=page, capture_output=True, check=True, env=self._environment)
            lines = read_lines(done.stdout.decode("utf-8", errors="replace"))
            zone = find_by_positions([text for text, _ in lines])
            if zone is not None:
                parsed = parse_lines(zone[1], as_format=zone[0].name)
                scores = sorted((score for text, score in lines if "<" in text), reverse=True)[: len(zone[1])]
                found.append(ZoneRead(zone[1], parsed.valid, min(scores, default=0.0), zone[0].name))
        return found
