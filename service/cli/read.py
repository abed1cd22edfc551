"""`extract` and `mrz`: JSON on standard output, everything else on standard error.

Exit code 0 when every file was read, 1 when one was refused (its error is on standard error, or in its line
with `--each`, after which the run goes on).
"""

import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import typer

from models.errors import CodedError
from service.cli.app import app

if TYPE_CHECKING:
    from mrz.types import Zone

Files = Annotated[list[Path] | None, typer.Argument(metavar="FILE…", help="Pictures or PDFs.")]
Each = Annotated[bool, typer.Option("--each", help="Each file is a document of its own: one line a file.")]


class FileNotReadableError(CodedError):
    code: ClassVar[str] = "fileNotReadable"
    status: ClassVar[int] = 400
    message: ClassVar[str] = "This file cannot be opened."
    remedy: ClassVar[str] = "Check its name and whether you may read it."


class NotReadHereError(CodedError):
    code: ClassVar[str] = "internalError"
    message: ClassVar[str] = "Something went wrong while this file was read."
    remedy: ClassVar[str] = "Report the file's kind and the command you used."


@contextlib.contextmanager
def _quiet_stdout() -> Iterator[Callable[[str], None]]:
    """Yields a writer for lines of JSON; whatever libraries print meanwhile goes to standard error."""
    real = sys.stdout

    def write(line: str) -> None:
        real.write(line + "\n")
        real.flush()

    with contextlib.redirect_stdout(sys.stderr):
        yield write


@contextlib.contextmanager
def _progress(total: int) -> Iterator[Callable[[str, int, float], None]]:
    """A bar on standard error when that is a terminal; yields `(stage, file number, share)`."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda stage, number, share: bar.update(task, completed=number + share, description=stage)


def _show_file(show: Callable[[str, int, float], None], number: int, stage: str, share: float) -> None:
    show(stage, number, share)


def _open(path: Path) -> tuple[str, bytes]:
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        raise FileNotReadableError from error


def _run(
    groups: Sequence[Sequence[Path]],
    read: Callable[[list[tuple[str, bytes]], Callable[[str, float], None]], list[dict[str, Any]]],
    key: str,
    *,
    each: bool,
) -> int:
    """Reads group after group and writes its lines; the exit code."""
    failed = False
    with _quiet_stdout() as write, _progress(len(groups)) as show:
        for number, group in enumerate(groups):
            try:
                loaded = [_open(path) for path in group]
                answers = read(loaded, partial(_show_file, show, number))
            except CodedError as error:
                refusal = error
            except Exception as error:  # noqa: BLE001 (one bad file must not end the run, nor show a traceback)
                refusal = NotReadHereError()
                sys.stderr.write(f"{type(error).__name__}\n")
            else:
                for answer in answers:
                    write(json.dumps(answer, ensure_ascii=False))
                continue
            failed = True
            names = [path.name for path in group]
            if each:
                subject = names if key == "files" else names[0]
                write(json.dumps({key: subject, "error": refusal.as_dict()}, ensure_ascii=False))
            else:
                sys.stderr.write(json.dumps({"error": refusal.as_dict()}, ensure_ascii=False) + "\n")
    return 1 if failed else 0


def _need_files(files: list[Path] | None) -> list[Path]:
    if not files:
        raise typer.BadParameter("Name at least one file.", param_hint="FILE")
    return files


@app.command()
def extract(files: Files = None, each: Each = False) -> None:
    """Read identity documents: one Extraction as JSON, or one a file with --each."""
    paths = _need_files(files)

    def read(loaded: list[tuple[str, bytes]], report: Callable[[str, float], None]) -> list[dict[str, Any]]:
        from ocr.extract import extract as extract_files

        return [json.loads(extract_files(loaded, progress=report).to_json())]

    groups = [[path] for path in paths] if each else [paths]
    raise typer.Exit(_run(groups, read, "files", each=each))


def zone_as_dict(zone: "Zone") -> dict[str, Any]:
    """A parsed text as JSON: format, lines, checks, and the fields under the contract's names."""
    return {
        "format": zone.format,
        "lines": list(zone.lines),
        "valid": zone.valid,
        "checks": dict(zone.checks),
        "fields": dict(zone.fields),
    }


def _documents(text: str) -> list[str]:
    """The texts between blank lines."""
    blocks: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return ["\n".join(block) for block in blocks if block]


def read_texts(untrusted: bytes) -> int:
    """Writes one line of JSON a document; the exit code. What is no UTF-8 is no character of a zone."""
    from mrz.parse import parse_text

    failed = False
    for text in _documents(untrusted.decode("utf-8", "replace")):
        try:
            answer: dict[str, Any] = {"mrz": zone_as_dict(parse_text(text))}
        except CodedError as error:
            failed, answer = True, {"error": error.as_dict()}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return 1 if failed else 0


@app.command()
def mrz(
    files: Files = None,
    each: Each = False,
    text: Annotated[bool, typer.Option("--text", help="Read MRZ texts from standard input.")] = False,
) -> None:
    """Read machine-readable zones alone: one line of JSON a file, without `mrz` where there is none."""
    if text:
        raise typer.Exit(read_texts(sys.stdin.buffer.read()))
    paths = _need_files(files)

    def read(loaded: list[tuple[str, bytes]], report: Callable[[str, float], None]) -> list[dict[str, Any]]:
        from ocr.mrz import read_mrz

        report("read", 0.0)
        zones = read_mrz(loaded)
        report("read", 1.0)
        answer: dict[str, Any] = {"file": loaded[0][0]}
        if zones:
            zone = max(zones, key=lambda found: (found.zone.valid, found.zone.confidence))
            fields = {name: value.value for name, value in zone.values.items()}
            answer["mrz"] = zone.zone.model_dump(by_alias=True, exclude_none=True) | {"fields": fields}
        return [answer]

    # Every file is a document of its own here, so --each only decides where an error goes.
    raise typer.Exit(_run([[path] for path in paths], read, "file", each=each))
