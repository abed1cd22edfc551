"""The suite `service`: `load.run` with the options of a run."""

from collections.abc import Mapping
from typing import Any

from benchmarks.suites import Options
from benchmarks.suites.service.load import run as run_load

MOST_PERSONS = 100_000
"""In the registry of the demonstration."""


def run(options: Options) -> Mapping[str, Any]:
    """Runs both phases, prints their tables and returns the report."""
    return run_load(options.seconds, options.users, min(options.persons, MOST_PERSONS))
