"""A report without what no two runs share: times, memory, the machine."""

import re
from typing import Any

TIMED = re.compile(
    r"(seconds|Seconds|Ms|Mb|MiB|PerSecond|PerMinute)$"
    r"|^(times|timesOurs|environment|started|finished|workers|memory|milliseconds|median|percentile95|processor)$"
)


def strip_times(report: Any) -> Any:
    """The report as plain data with every timed figure left out, by its name."""
    if isinstance(report, dict):
        return {key: strip_times(value) for key, value in report.items() if not TIMED.search(str(key))}
    if isinstance(report, list | tuple):
        return [strip_times(value) for value in report]
    return report
