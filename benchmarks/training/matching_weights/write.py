"""Writes fitted weights into the file, which keeps its comments, floors and what is not fitted."""

import re
from pathlib import Path

from matching.weights import FREQUENCY, Level, Weights

FIELD = re.compile(r"^\[(\w+)\]$")
LEVEL = re.compile(r"^(\w+)(\s*)= \{")
PAIRS = re.compile(r"^[mu]_pairs\b")


def rewrite(text: str, weights: Weights) -> str:
    """The file's text with the levels of `weights`, and under each fitted field the pairs counted."""
    lines: list[str] = []
    field = ""
    for line in text.splitlines():
        if found := FIELD.match(line):
            field = found[1]
        level = LEVEL.match(line)
        if PAIRS.match(line):
            continue
        if level and field in weights.pairs:
            lines.append(write_level(level[1], weights.levels[field][level[1]]))
            continue
        lines.append(line)
        if line.startswith("source = ") and field in weights.pairs:
            of_one, of_two = weights.pairs[field]
            lines += [f"m_pairs = {of_one}", f"u_pairs = {of_two}"]
    return "\n".join(lines) + "\n"


def write_level(name: str, level: Level) -> str:
    """A level as a line of the file."""
    if level.u is not None:
        u = f"{level.u:g}"
    else:
        u = f'"{FREQUENCY}", factor = {level.factor:g}, floor = {level.floor:g}'
        if level.factor_counted is not None:
            u += f", factor_counted = {level.factor_counted:g}"
    counts = f"m_count = {level.m_count}, u_count = {level.u_count}, declared = {level.declared:g}"
    return f"{name:<15} = {{ m = {level.m:g}, u = {u}, {counts} }}"


def write_weights(weights: Weights, target: Path) -> None:
    """Rewrites the file `target`."""
    target.write_text(rewrite(target.read_text(encoding="utf-8"), weights), encoding="utf-8")
