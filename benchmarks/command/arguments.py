"""What may be said on the command line."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from benchmarks.peers.catalogue import READERS
from benchmarks.suites import SUITES, Options, Part

DESCRIPTION = """The benchmarks: suites, their report, runs compared, calibration.

  list                        name the suites
  run SUITE… [--out DIR]      run suites; a run that was killed goes on where it was
  report [DIR]                write DIR/report.html and DIR/report.md of a run
  compare A B                 two runs: what changed, with intervals; exit code 1 when something was lost
  compare SUITE               measure the frozen run of a suite again; exit code 1 when it lost
  freeze SUITE                measure and write the frozen run
  calibrate WHAT              fit quality, confidence or matching; parameters and card into a folder

The exit code of `run` says whether the suites ran, not how good the figures are."""
PEERS = tuple(name for name, entry in READERS.items() if entry.slow)
FROZEN_SUITES = ("mrz", "extraction", "matching", "quality")


def parse(words: Sequence[str] | None) -> argparse.Namespace:
    """The words as options."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("list", help="name the suites")
    _add_run(commands.add_parser("run", help="run suites, print their tables, write their reports"))
    report = commands.add_parser("report", help="write a run's report as HTML and as Markdown")
    report.add_argument("folder", type=Path, nargs="?", default=Options.out, help="(default: %(default)s)")
    compare = commands.add_parser("compare", help="compare two runs, or a suite with its frozen run")
    compare.add_argument("runs", nargs="+", metavar="A B | SUITE", help="two folders of runs, or one suite")
    freeze = commands.add_parser("freeze", help="measure and write the frozen run of a suite")
    freeze.add_argument("suite", choices=FROZEN_SUITES)
    _add_calibrate(commands.add_parser("calibrate", help="fit parameters, with their card"))
    return parser.parse_args(words)


def _add_run(run: argparse.ArgumentParser) -> None:
    run.add_argument("suites", nargs="+", choices=[*sorted(SUITES), "all"], metavar="SUITE")
    run.add_argument(
        "--data", type=Path, help="folder with truth.csv and images/; without it, documents are drawn"
    )
    run.add_argument("--out", type=Path, default=Options.out, help="folder of the run (default: %(default)s)")
    run.add_argument("--anew", action="store_true", help="do not go on with an unfinished run in --out")
    run.add_argument("--seed", type=int, default=Options.seed, help="of what is drawn (%(default)s)")
    run.add_argument("--workers", type=int, default=Options.workers, help="processes (%(default)s)")
    _add_numbers(run, "the suite mrz", {
        "captures": "of specimens, at severity 2", "generated": "drawn documents, at severity 1",
        "peer-sample": "captures at severity 2 that the slow readers read",
        "memory": "pictures to watch the memory over",
    })  # fmt: skip
    run.add_argument(
        "--peers", default=",".join(Options.peers), help=f"of {', '.join(PEERS)}; all (default: %(default)s)"
    )
    _add_numbers(run, "the suite quality", {
        "documents": "graded documents", "readings": "captures to read for `acceptable`, if not there yet"
    })  # fmt: skip
    _add_numbers(run, "the suite extraction", {
        "papers": "drawn documents", "failures": "pages about failures, at most",
        "field-peers": "uploads with an MRZ that the other readers read too",
    })  # fmt: skip
    run.add_argument(
        "--part", choices=get_args(Part), default=Options.part, help="states (default: %(default)s)"
    )
    run.add_argument(
        "--states",
        default="",
        help="codes (alpha-3), commas between, in place of a part: a new one's figures",
    )
    _add_numbers(run, "the suites matching and matching-sql", {
        "persons": "registered", "requests": "asked", "recall": "requests a pair of kinds of error",
        "linker-sample": "requests that the other matchers are asked too",
    })  # fmt: skip
    run.add_argument("--scaling", default="", help="registries to time, as 10000,100000,1000000")
    _add_numbers(run, "the suite service", {"seconds": "of both phases", "users": "people at the portal"})


def _add_numbers(parser: argparse.ArgumentParser, title: str, numbers: dict[str, str]) -> None:
    group = parser.add_argument_group(title)
    for name, line in numbers.items():
        default = getattr(Options, name.replace("-", "_"))
        group.add_argument(f"--{name}", type=int, default=default, help=f"{line} (%(default)s)")


def _add_calibrate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("quality", "confidence", "matching"))
    parser.add_argument("--data", type=Path, nargs="*", default=[], metavar="PATH",
                        help="dumps to fit on, or corrections exported by the service (*.jsonl)")  # fmt: skip
    parser.add_argument("--out", type=Path, help="folder for parameters and card (reports/calibrate/WHAT)")
    parser.add_argument("--count", type=int, help="captures or persons to draw where --data gives none")
    parser.add_argument("--seed", type=int, help="of what is drawn")
    parser.add_argument("--install", action="store_true", help="write them into models/ and the manifest")


def to_options(asked: argparse.Namespace) -> Options:
    """The options of a run."""
    peers = PEERS if asked.peers == "all" else tuple(name for name in asked.peers.split(",") if name)
    return Options(
        data=asked.data,
        out=asked.out,
        captures=asked.captures,
        generated=asked.generated,
        peers=peers,
        peer_sample=asked.peer_sample,
        seed=asked.seed,
        workers=asked.workers,
        memory=asked.memory,
        documents=asked.documents,
        readings=asked.readings,
        papers=asked.papers,
        part=asked.part,
        states=tuple(code for code in asked.states.split(",") if code),
        failures=asked.failures,
        field_peers=asked.field_peers,
        persons=asked.persons,
        requests=asked.requests,
        recall=asked.recall,
        linker_sample=asked.linker_sample,
        scaling=tuple(int(number) for number in asked.scaling.split(",") if number),
        seconds=asked.seconds,
        users=asked.users,
    )
