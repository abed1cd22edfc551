"""The tables as text."""

from collections.abc import Mapping, Sequence
from typing import Any

SHOWN_MISSES = 60
SPECIMEN_COLUMNS = {
    "files": "files",
    "zones": "zones",
    "exactZones": "exact",
    "exactLines": "lines",
    "checksHold": "checks",
    "validButWrong": "wrong",
    "validAndSureButWrong": "sure&wrong",
    "printedInvalid": "misprinted",
    "printedInvalidReportedValid": "mended",
    "withoutZone": "without",
    "validInNegatives": "false",
    "refused": "refused",
}
CAPTURE_COLUMNS = {
    "zones": "zones",
    "found": "found",
    "exact": "exact",
    "exactLines": "lines",
    "characters": "chars",
    "sureOfExact": "sure",
    "sure": "n(sure)",
    "sureButWrong": "wrong",
    "validButWrong": "valid&wrong",
    "auroc": "auroc",
    "medianSeconds": "median s",
    "p95Seconds": "p95 s",
    "cpuSeconds": "cpu s",
    "peakMb": "peak MB",
}
PEER_COLUMNS = CAPTURE_COLUMNS | {"timesOurs": "x ours"}
SHARES = {"found", "exact", "exactLines", "characters", "sureOfExact"}


def _cell(name: str, value: Any) -> str:
    if value is None:
        return "-"
    if name in SHARES and isinstance(value, float):
        return f"{100 * value:.1f}%"
    return f"{value:.3f}" if isinstance(value, float) and name != "peakMb" else f"{value}"


def show_table(title: str, rows: Mapping[str, Mapping[str, Any]], columns: Mapping[str, str]) -> None:
    """Prints rows of figures under their columns."""
    print(title)
    first = max([len(name) for name in rows] + [10])
    print(" " * (first + 2) + "".join(f"{head:>{max(8, len(head) + 2)}}" for head in columns.values()))
    for name, row in rows.items():
        cells = (f"{_cell(key, row.get(key)):>{max(8, len(head) + 2)}}" for key, head in columns.items())
        print(f"  {name:<{first}}" + "".join(cells))
    print(flush=True)


def show_reliability(rows: Sequence[Mapping[str, Any]]) -> None:
    """Prints claimed against true shares."""
    print("confidence: what was claimed, and what was exact")
    for row in rows:
        if row["readings"]:
            print(
                f"  {row['from']:.3f} to {row['to']:.3f}: {row['readings']:>6} readings, "
                f"claimed {row['meanConfidence']:.4f}, exact {row['exact']:.4f}"
            )
    print(flush=True)


def show_misses(title: str, misses: Sequence[Mapping[str, Any]], most: int = SHOWN_MISSES) -> None:
    """Prints what was not read as printed, the surest first: they are the worst."""
    print(f"{title}: {len(misses)}")
    for miss in sorted(misses, key=lambda miss: -miss["confidence"])[:most]:
        how = f", {miss['condition']} {miss['severity']}" if miss["condition"] else ""
        valid = ", valid" if miss["valid"] else ""
        print(f"  {miss['source']} ({miss['kind']}{how}, confidence {miss['confidence']:.3f}{valid})")
        if not miss["read"]:
            print(f"    nothing read{': ' + miss['error'] if miss['error'] else ''}")
            continue
        for number, read in enumerate(miss["read"]):
            printed = miss["printed"][number] if number < len(miss["printed"]) else "(nothing)"
            if read != printed:
                print(f"    {printed}\n    {read}")
    if len(misses) > most:
        print(f"  … and {len(misses) - most} more, in the report")
    print(flush=True)
