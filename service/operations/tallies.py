"""Counting in the database, after the work that is counted: a figure is never worth a failed job."""

import json
import logging
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Engine
from sqlalchemy.dialects.postgresql import insert

from service.db import transaction
from service.operations.models import Tally

log = logging.getLogger(__name__)
Labels = Mapping[str, str]
STAGE_SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0, 120.0)
"""Upper bounds of the buckets of every duration of a job."""


class Tallies:
    """Increments that are collected and then added in one statement."""

    def __init__(self) -> None:
        self._sums: dict[tuple[str, str], float] = defaultdict(float)

    def add(self, name: str, labels: Labels, amount: float = 1.0) -> None:
        """Adds to a counter."""
        self._sums[name, json.dumps(dict(sorted(labels.items())))] += amount

    def observe(self, name: str, labels: Labels, seconds: float) -> None:
        """Adds a duration to a histogram: its bucket, its sum."""
        place = bisect_left(STAGE_SECONDS, seconds)
        bound = str(STAGE_SECONDS[place]) if place < len(STAGE_SECONDS) else "+Inf"
        self.add(f"{name}_bucket", {**labels, "le": bound})
        self.add(f"{name}_sum", labels, seconds)

    def write(self, engine: Engine) -> None:
        """Adds them to what stands in the database, always in the same order; a failure is logged alone."""
        if not self._sums:
            return
        rows = [
            {"name": name, "labels": labels, "value": value}
            for (name, labels), value in sorted(self._sums.items())
        ]
        wanted = insert(Tally).values(rows)
        wanted = wanted.on_conflict_do_update(
            index_elements=[Tally.name, Tally.labels], set_={"value": Tally.value + wanted.excluded.value}
        )
        try:
            with transaction(engine) as session:
                session.execute(wanted)
        except Exception as error:  # noqa: BLE001 - see above
            log.warning("figures not written: %s", type(error).__name__)
        self._sums.clear()
