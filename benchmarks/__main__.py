"""`python -m benchmarks list | run SUITE… | report | compare A B | calibrate WHAT`; `--help` tells the rest.

The exit code of `run` says whether the suites ran, not how good the figures are.
"""

import sys
from argparse import Namespace
from collections.abc import Sequence

from benchmarks.command.arguments import parse, to_options
from benchmarks.suites import SUITES
from models.errors import CodedError


def _list(_: Namespace) -> int:
    for name, (help_line, _suite) in SUITES.items():
        print(f"{name:<12} {help_line}")
    return 0


def _run(asked: Namespace) -> int:
    from benchmarks.command.run import run_suites

    return 0 if run_suites(asked.suites, to_options(asked), anew=asked.anew) else 1


def _report(asked: Namespace) -> int:
    from benchmarks.report.write import write_report

    print("\n".join(str(path) for path in write_report(asked.folder)))
    return 0


def _compare(asked: Namespace) -> int:
    if len(asked.runs) == 1:
        from benchmarks.guard import compare_frozen

        return compare_frozen(asked.runs[0])
    from benchmarks.compare.command import compare_runs

    return compare_runs(asked.runs)


def _freeze(asked: Namespace) -> int:
    from benchmarks.guard import freeze

    freeze(asked.suite)
    return 0


def _calibrate(asked: Namespace) -> int:
    from benchmarks.calibrate.command import calibrate

    return calibrate(asked)


COMMANDS = {
    "list": _list,
    "run": _run,
    "report": _report,
    "compare": _compare,
    "freeze": _freeze,
    "calibrate": _calibrate,
}


def main(words: Sequence[str] | None = None) -> int:
    """The exit code: 0 when every suite ran and nothing compared was lost."""
    try:
        asked = parse(words)
        return COMMANDS[asked.command](asked)
    except CodedError as error:
        print(f"{error.detail} {error.advice}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
