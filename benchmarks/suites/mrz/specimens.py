"""The specimens as they are: what is printed, nothing mended, nothing seen where nothing is."""

from collections.abc import Sequence
from typing import Any

from benchmarks.suites.mrz.judge import Verdict


def summarise_specimens(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """The figures of one reader over all files."""
    sound = [v for v in verdicts if v.case.kind == "yes"]
    misprinted = [v for v in verdicts if v.case.kind == "printed_invalid"]
    without = [v for v in verdicts if v.case.kind == "n/a"]
    missed = sorted({v.case.group for v in sound if not v.exact})
    return {
        "files": len(verdicts),
        "zones": len(sound),
        "exactZones": sum(v.exact for v in sound),
        "lines": sum(len(v.case.lines) for v in sound),
        "exactLines": sum(v.exact_lines for v in sound),
        "checksHold": sum(v.valid for v in sound),
        "validButWrong": sum(v.valid and not v.exact for v in sound),
        "sureButWrong": sum(v.sure and not v.exact for v in verdicts if v.case.kind != "n/a"),
        "validAndSureButWrong": sum(v.valid and v.sure and not v.exact for v in verdicts),
        "groupsMissed": len(missed),
        "printedInvalid": len(misprinted),
        "printedInvalidExact": sum(v.exact for v in misprinted),
        "printedInvalidReportedValid": sum(v.valid for v in misprinted),
        "withoutZone": len(without),
        "validInNegatives": sum(v.valid for v in without),
        "refused": sum(v.error is not None for v in verdicts),
    }


def by_format(verdicts: Sequence[Verdict]) -> dict[str, dict[str, Any]]:
    """`summarise_specimens` for each format, and for all."""
    names = sorted({v.case.format for v in verdicts})
    table = {name: summarise_specimens([v for v in verdicts if v.case.format == name]) for name in names}
    return table | {"all": summarise_specimens(verdicts)}


def list_misses(verdicts: Sequence[Verdict]) -> list[dict[str, Any]]:
    """Every picture that was not read as it is printed, and every zone seen where there is none."""
    return [
        {
            "source": v.source,
            "kind": v.case.kind,
            "condition": v.condition,
            "severity": v.severity,
            "valid": v.valid,
            "confidence": round(v.confidence, 4),
            "error": v.error,
            "printed": list(v.case.lines),
            "read": list(v.read),
        }
        for v in verdicts
        if not v.exact or v.error
    ]
