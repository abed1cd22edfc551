"""Runs suites one after another into the folder of a run."""

import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import replace

from benchmarks.results.folder import RunFolder, open_run
from benchmarks.suites import SUITES, Options
from models.errors import CodedError

EVERY = ("mrz", "quality", "extraction", "matching", "service")
"""What `run all` runs."""


def run_suite(name: str, options: Options, folder: RunFolder) -> bool:
    """Runs one suite and writes what it gave; False when the suite itself failed."""
    started = time.perf_counter()
    journal = folder.journal(name)
    if journal.done:
        print(f"{name}: goes on, {journal.done} parts are done")
    try:
        report = dict(SUITES[name][1](replace(options, journal=journal)))
    except CodedError as refusal:
        print(f"{name}: {refusal.detail} {refusal.advice}", file=sys.stderr)
        return False
    except Exception:  # noqa: BLE001  one suite's failure must not keep the others from running
        traceback.print_exc()
        return False
    rows = list(report.pop("cases", []))
    report["seconds"] = round(time.perf_counter() - started, 1)
    folder.finish(name, report, rows)
    print(
        f"{name}: {report['seconds']} s, {len(rows)} cases, report in {folder.path / name}.json\n", flush=True
    )
    return True


def run_suites(names: Sequence[str], options: Options, *, anew: bool) -> bool:
    """Whether all ran. Those that an unfinished run has finished are not run again."""
    wanted = list(dict.fromkeys(one for name in names for one in (EVERY if name == "all" else (name,))))
    folder = open_run(options.out, options, anew=anew)
    done = True
    for name in wanted:
        if folder.is_done(name):
            print(f"{name}: done already in this run")
            continue
        done = run_suite(name, options, folder) and done
    if done:
        folder.close()
    return done
