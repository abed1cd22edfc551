"""The reliability diagram in letters: what was said, and what came true, bin by bin."""

from collections.abc import Mapping, Sequence
from typing import Any

WIDTH = 40
"""Characters from 0 to 1."""


def draw_diagram(diagram: Sequence[Mapping[str, Any]]) -> str:
    """A line a bin: values, mean confidence, share right, and a bar of the share right with `|` where the
    confidence stands: a bar that stops short of it was overconfident."""
    lines = [f"  {'values':>6}  {'said':>6}  {'right':>6}  0{'':{WIDTH - 2}}1"]
    for row in diagram:
        bar = list(("=" * round(WIDTH * row["right"])).ljust(WIDTH))
        bar[min(WIDTH - 1, int(WIDTH * row["confidence"]))] = "|"
        lines.append(f"  {row['values']:>6}  {row['confidence']:6.3f}  {row['right']:6.3f}  {''.join(bar)}")
    return "\n".join(lines)
