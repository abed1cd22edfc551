"""The suite `service` on the page."""

from benchmarks.report.page import paragraph, table
from benchmarks.results.folder import RunFolder


def section(run: RunFolder) -> str:
    """What the service took under load."""
    report = run.report("service")
    pages = report.get("pagesPerMinute", {})
    alone, together = pages.get("alone"), pages.get("withUsers")
    words = (
        f"{alone} pages a minute without people, {together} with {report.get('users')} people at the portal. "
    )
    words += f"{report.get('seconds')} s in all, on loopback, the load on the same machine."
    routes = [
        [route, row["calls"], row["p50"], row["p95"]] for route, row in report.get("milliseconds", {}).items()
    ]
    memory = [
        [kind, row["first"], row["last"], row["most"], row["growthPerMinute"]]
        for kind, row in report.get("memory", {}).items()
    ]
    refused = ", ".join(f"{what} ({count})" for what, count in report.get("refused", {}).items())
    return (
        paragraph(words)
        + table(("route", "calls", "median ms", "95 % ms"), routes)
        + table(("process", "MiB at first", "at last", "at most", "MiB a minute"), memory)
        + paragraph(f"Refused: {refused or 'nothing'}.")
    )
