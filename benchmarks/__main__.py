"""`python -m benchmarks list`, `run SUITE… [--data DIR] [--out DIR] …`, `freeze mrz`, `compare mrz`.

The exit code says whether the suites ran, not how good the figures are.
"""

import argparse
import json
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from benchmarks.peers.catalogue import READERS
from benchmarks.suites import SUITES, Options, Part

PEERS = tuple(name for name, entry in READERS.items() if entry.slow)


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="name the suites")
    run = commands.add_parser("run", help="run suites, print their tables, write their reports as JSON")
    run.add_argument("suites", nargs="+", choices=sorted(SUITES), metavar="SUITE")
    run.add_argument("--data", type=Path, help="folder with truth.csv and images/")
    run.add_argument(
        "--out", type=Path, default=Options.out, help="folder for the reports (default: %(default)s)"
    )
    for word, line in (("freeze", "measure and write"), ("compare", "measure and compare with")):
        command = commands.add_parser(word, help=f"{line} the frozen run of a suite; compare fails on a loss")
        command.add_argument("suite", choices=["mrz"])
    own = run.add_argument_group("the suite mrz")
    own.add_argument("--captures", type=int, default=Options.captures, help="at severity 2 (%(default)s)")
    own.add_argument("--generated", type=int, default=Options.generated, help="drawn documents (%(default)s)")
    own.add_argument(
        "--peers", default=",".join(Options.peers), help=f"of {', '.join(PEERS)} (default: %(default)s)"
    )
    own.add_argument("--peer-sample", type=int, default=Options.peer_sample, help="captures (%(default)s)")
    own.add_argument("--seed", type=int, default=Options.seed)
    own.add_argument("--workers", type=int, default=Options.workers, help="processes that take captures")
    own.add_argument("--memory", type=int, default=0, help="pictures to watch the memory over (2000)")
    run.add_argument_group("the suite quality").add_argument(
        "--documents", type=int, default=Options.documents, help="graded documents (%(default)s)"
    )
    fields = run.add_argument_group("the suite extraction")
    fields.add_argument("--papers", type=int, default=Options.papers, help="drawn documents (%(default)s)")
    fields.add_argument(
        "--part", choices=get_args(Part), default=Options.part, help="states (default: %(default)s)"
    )
    people = run.add_argument_group("the suites matching and matching-sql")
    people.add_argument("--persons", type=int, default=Options.persons, help="registered (%(default)s)")
    people.add_argument("--requests", type=int, default=Options.requests, help="asked (%(default)s)")
    people.add_argument("--recall", type=int, default=0, help="requests a pair of kinds of error (10)")
    fields.add_argument("--failures", type=int, default=Options.failures, help="pages at most (%(default)s)")
    return parser.parse_args(words)


def _options(arguments: argparse.Namespace) -> Options:
    peers = tuple(name for name in arguments.peers.split(",") if name)
    return Options(
        data=arguments.data,
        out=arguments.out,
        captures=arguments.captures,
        generated=arguments.generated,
        peers=peers,
        peer_sample=arguments.peer_sample,
        seed=arguments.seed,
        workers=arguments.workers,
        memory=arguments.memory,
        documents=arguments.documents,
        papers=arguments.papers,
        part=arguments.part,
        failures=arguments.failures,
        persons=arguments.persons,
        requests=arguments.requests,
        recall=arguments.recall,
    )


def run_suite(name: str, options: Options, out: Path) -> bool:
    """Runs one suite and writes `out/NAME.json`; False when the suite itself failed."""
    started = time.perf_counter()
    try:
        report = dict(SUITES[name][1](options))
    except Exception:  # noqa: BLE001  one suite's failure must not keep the others from running
        traceback.print_exc()
        return False
    report["seconds"] = round(time.perf_counter() - started, 1)
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{name}.json"
    path.write_text(json.dumps(report, indent=1, ensure_ascii=False, default=str) + "\n", encoding="utf-8")
    print(f"{name}: {report['seconds']} s, report in {path}\n")
    return True


def main(words: Sequence[str] | None = None) -> int:
    """The exit code: 0 when every suite ran and nothing compared was lost."""
    arguments = _arguments(words)
    if arguments.command == "list":
        for name, (help_line, _) in SUITES.items():
            print(f"{name:<12} {help_line}")
        return 0
    if arguments.command in ("freeze", "compare"):
        from benchmarks.suites.mrz import frozen

        if arguments.command == "freeze":
            frozen.freeze()
            return 0
        losses = frozen.compare()
        print("\n".join(losses) or "nothing lost")
        return 1 if losses else 0
    options = _options(arguments)
    done = [run_suite(name, options, arguments.out) for name in dict.fromkeys(arguments.suites)]
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
