"""How probabilities come out: calibration error, AUROC, and where they are off."""

from collections.abc import Sequence

import numpy as np

from benchmarks.suites.extraction.diagram import draw_diagram
from benchmarks.suites.extraction.figures import calibrate_arrays
from benchmarks.training.field_confidence.fit import Bools, Floats


def show(title: str, rated: Floats, right: Bools, fields: Sequence[str]) -> None:
    """Prints the figures of rated values, then those of each field."""
    whole = calibrate_arrays(rated, right)
    print(f"{title}: {_line(whole)}")
    print(draw_diagram(whole["diagram"]))
    names = np.array(fields)
    for name in sorted(set(fields)):
        chosen = names == name
        print(f"  {name:<18} {_line(calibrate_arrays(rated[chosen], right[chosen]))}")


def _line(figures: dict[str, object]) -> str:
    return (
        f"{figures['values']} values, {figures['right']} right, calibration error "
        f"{figures['calibrationError']}, AUROC {figures['auroc']}"
    )
