"""Numbers in cells, darker where they are larger: one hue, and the number itself in each cell."""

from collections.abc import Mapping, Sequence

from benchmarks.report.charts.plane import INK, Plane

CELL, TALL, LABELS, HEADS = 46.0, 24.0, 104.0, 72.0
DARK = (0, 74, 128)
SHOWN = 0.005
"""Of the darkest: what is less has no number."""


def shade(share: float) -> tuple[str, str]:
    """The cell's colour and that of its number."""
    amount = min(1.0, max(0.0, abs(share)))
    red, green, blue = (round(255 + (full - 255) * amount) for full in DARK)
    return f"rgb({red},{green},{blue})", "#fff" if amount > 0.55 else INK


def draw_matrix(
    title: str,
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Mapping[tuple[str, str], float],
    *,
    words: str = "{:.2f}",
    framed: frozenset[tuple[str, str]] = frozenset(),
    most: float = 1.0,
    cell: float = CELL,
) -> str:
    """`cells`: (row, column) → value; `framed` ones have a frame; `most` is the darkest."""
    width, height = LABELS + cell * len(columns) + 8, HEADS + TALL * len(rows) + 8
    plane = Plane(title, width=width, height=height)
    for place, name in enumerate(columns):
        x = LABELS + cell * (place + 0.5)
        turned = len(name) > 2
        plane.parts.append(
            f'<text transform="translate({x + 4:.1f} {HEADS - 8}) rotate({-50 if turned else 0})" '
            f'font-size="12" '
            f'text-anchor="{"start" if turned else "middle"}" fill="{INK}">{name}</text>'
        )
    for line, row in enumerate(rows):
        top = HEADS + TALL * line
        plane.text(LABELS - 8, top + TALL * 0.68, row, anchor="end")
        for place, column in enumerate(columns):
            value = cells.get((row, column))
            if value is None:
                continue
            ground, ink = shade(value / most if most else 0.0)
            frame = f'stroke="{INK}" stroke-width="2.4"' if (row, column) in framed else 'stroke="#fff"'
            left = LABELS + cell * place
            plane.parts.append(
                f'<rect x="{left + 1:.1f}" y="{top + 1:.1f}" width="{cell - 2:.1f}" height="{TALL - 2}" '
                f'fill="{ground}" {frame}/>'
            )
            if abs(value) >= SHOWN * most:
                plane.text(
                    left + cell / 2,
                    top + TALL * 0.68,
                    words.format(value),
                    anchor="middle",
                    size=11,
                    colour=ink,
                )
    return plane.render()
