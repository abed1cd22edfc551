"""Reads drawn captures and keeps, for each value, what speaks for it and whether it is right."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.documents.layouts.split import Part
from benchmarks.suites.extraction.cases import Case
from benchmarks.suites.extraction.drawn import list_drawn, make_case
from benchmarks.suites.extraction.judge import normalise
from benchmarks.suites.extraction.reading import TODAY
from benchmarks.training.field_confidence.forget import forget
from benchmarks.training.field_confidence.labeller import use_labeller
from benchmarks.training.field_confidence.rows import ROWS, Row, list_numbers, write_rows
from benchmarks.training.line_labels.pages import fold_of_state
from benchmarks.training.line_labels.pool import FOLDER as LABELLERS
from models.errors import CodedError
from ocr.compose import settle
from ocr.confidence.evidence import tabulate
from ocr.extract import read_upload
from ocr.fields import read_all_fields
from ocr.page_reading import PageReading
from ocr.text import shared_reader
from ocr.zone import hear

FORGOTTEN = (0.0, 0.5, 0.85)
"""Shares of the captions that are unknown: each upload is read with all of them, and its text again with
fewer. States that nobody wrote rules for have captions that the reader does not know."""


def judge_values(case: Case, readings: Sequence[PageReading], forgotten: float) -> Iterator[Row]:
    """A row for each value that the case asks for, of the first document that has it."""
    settled = settle(readings, TODAY.year)
    seen: set[str] = set()
    for fields, evidence in zip([settled.person, *settled.owned], settled.evidence, strict=True):
        for name, decided in fields.items():
            if name in seen or name not in case.truth:
                continue
            seen.add(name)
            wanted = {normalise(name, value) for value in case.truth[name]}
            yield Row(
                case.state,
                name,
                decided.field.status,
                decided.field.confidence,
                normalise(name, decided.field.value) in wanted,
                forgotten,
                {feature: round(value, 5) for feature, value in tabulate(evidence[name]).items()},
            )


def read_again(readings: Sequence[PageReading]) -> list[PageReading]:
    """The same lines, their fields anew."""
    told = [hear(reading.zone) for reading in readings]
    fields = read_all_fields([reading.text for reading in readings], TODAY.year, told)
    return [replace(reading, fields=own) for reading, own in zip(readings, fields, strict=True)]


def read_document(case: Case, number: int, shares: Sequence[float]) -> list[Row]:
    """All rows of an upload; none where it is refused."""
    try:
        readings = read_upload(case.files, reader=shared_reader(), today=TODAY)
    except CodedError:
        return []
    rows: list[Row] = []
    for share in shares:
        if share == 0:
            rows += judge_values(case, readings, share)
            continue
        with forget(share, np.random.default_rng((number, round(100 * share), 5))):
            rows += judge_values(case, read_again(readings), share)
    return rows


def dump(part: Part, documents: int, seed: int, folder: Path, without: int | None = None) -> int:
    """Writes `folder/rows.jsonl`; a run that was stopped goes on where it was. How many it holds then.

    `without`: of the fold of states that a labeller of its own has not learned from, and with that labeller
    (`python -m benchmarks.training.line_labels train --without N`)."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / ROWS
    done = list_numbers(target)
    shares = FORGOTTEN if part == "learn" else (0.0,)
    jobs = [
        (number, job)
        for number, job in enumerate(list_drawn(part, documents, seed))
        if without is None or fold_of_state(job[0]) == without
    ]
    labeller = None if without is None else LABELLERS / f"labeller-{without}.onnx"
    with use_labeller(labeller), target.open("a", encoding="utf-8") as file:
        for number, job in jobs:
            if number in done:
                continue
            file.write(write_rows(number, read_document(make_case(*job), number, shares)))
            file.flush()
            if number % 20 == 19:
                print(f"{number + 1} of {documents}", file=sys.stderr, flush=True)
    return len(done | {number for number, _ in jobs})
