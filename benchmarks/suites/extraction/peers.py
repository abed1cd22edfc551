"""The fields of an upload's MRZ as other readers give them: the zone each reads, taken apart by `mrz.parse`.

Compared on the same uploads, and on the fields that stand in the zone alone: no peer reads the others.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.peers.protocol import Answer
from benchmarks.results.cases import CaseRow
from benchmarks.results.progress import follow
from benchmarks.suites import Options
from benchmarks.suites.extraction.cases import Value
from benchmarks.suites.extraction.figures import share
from benchmarks.suites.extraction.judge import Result, Verdict, normalise
from benchmarks.suites.extraction.packing import restore_files, to_rows
from benchmarks.suites.mrz.reading import open_readers
from models.errors import CodedError
from mrz.parse import parse_lines


def read_fields(answers: Sequence[Answer]) -> tuple[dict[str, Value], float]:
    """The fields of the first zone that can be taken apart, and the reader's confidence in it."""
    zones = [zone for answer in answers for zone in answer.zones]
    for zone in sorted(zones, key=lambda one: -one.confidence):
        try:
            fields = parse_lines(list(zone.lines)).fields
        except (CodedError, ValueError):
            continue
        return {name: value for name, value in fields.items() if value is not None}, zone.confidence
    return {}, 0.0


def judge_answers(result: Result, answers: Sequence[Answer]) -> Result:
    """The verdicts on another reader's zones, for the fields that stand in the MRZ."""
    fields, confidence = read_fields(answers)
    verdicts = []
    for name, truth in result.case.truth.items():
        if name not in result.case.behind:
            continue
        value = fields.get(name)
        right = value is not None and normalise(name, value) in {normalise(name, one) for one in truth}
        status = "read" if value is not None else "missing"
        verdicts.append(Verdict(name, truth, value, status, confidence, value in truth, right, behind=True))
    seconds = sum(answer.seconds for answer in answers)
    changes: dict[str, Any] = {"verdicts": tuple(verdicts), "seconds": seconds}
    return Result(**(vars(result) | changes))


def only_behind(result: Result) -> Result:
    """The same with the verdicts on fields of the MRZ alone."""
    chosen = tuple(verdict for verdict in result.verdicts if verdict.behind)
    return Result(**(vars(result) | {"verdicts": chosen}))


def run_peers(results: Sequence[Result], options: Options) -> tuple[dict[str, Any], list[CaseRow]]:
    """Figures by reader over the first `field_peers` uploads with an MRZ, and their rows."""
    chosen = [result for result in results if result.case.zone == "shown" and result.case.taken != "specimen"]
    chosen = chosen[: options.field_peers]
    by_reader: dict[str, list[Result]] = {"ours": [only_behind(result) for result in chosen]}
    if not chosen:
        return {}, []
    with tempfile.TemporaryDirectory() as scratch, open_readers(options.peers) as readers:
        for result in follow(chosen, "extraction, other readers", len(chosen)):
            whole = restore_files(result, options.seed)
            paths = [Path(scratch) / name for name, _ in whole.case.files]
            for path, (_, content) in zip(paths, whole.case.files, strict=True):
                path.write_bytes(content)
            for name in readers.names:
                # `ocr.extract` was asked already; of the others `mrz.read` is the quick path of the product.
                who = "mrz.read" if name == "ours" else name
                if name != "extract-path":
                    answers = [readers.ask(name, path) for path in paths]
                    by_reader.setdefault(who, []).append(judge_answers(result, answers))
    figures: dict[str, Any] = {}
    rows: list[CaseRow] = []
    for who, every in by_reader.items():
        verdicts = [verdict for result in every for verdict in result.verdicts]
        figures[who] = {
            "uploads": len(every),
            "fields": len(verdicts),
            "right": share(sum(verdict.right for verdict in verdicts), len(verdicts)),
            "missing": share(sum(verdict.value is None for verdict in verdicts), len(verdicts)),
        }
        if who != "ours":
            rows += to_rows(every, who)
    return figures, rows
