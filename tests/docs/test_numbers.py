"""Every table of measured figures in README and docs stands under the command that prints it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
COMMAND = re.compile(r"(python -m [a-z_.]+|make [a-z-]+|belgianidpro [a-z]+|pytest )")
FIGURE = re.compile(r"^[^a-zA-Z`]*\d[\d.,]*\s*(%|s|ms|MiB|GB|GiB|MB|of \d+)?[^a-zA-Z`]*$")
LEAST = 4
"""A table with fewer figures is no table of measurements: codes, limits, sizes."""
HEADING = re.compile(r"^(#+) ")


def split_sections(text: str) -> Iterator[tuple[str, str, str]]:
    """Heading, the section's own text, and the same with that of the sections above it."""
    above: list[tuple[int, str]] = []
    for part in re.split(r"(?m)^(?=#+ )", text):
        found = HEADING.match(part)
        depth = len(found[1]) if found else 0
        above = [entry for entry in above if entry[0] < depth]
        yield part.split("\n", 1)[0], part, "\n".join([*(own for _, own in above), part])
        above.append((depth, part))


def count_figures(text: str) -> int:
    """Cells of tables that are measured figures."""
    rows = [line for line in text.splitlines() if line.startswith("|")]
    return sum(bool(FIGURE.match(cell.strip())) for row in rows for cell in row.strip("|").split("|")[1:])


def find_bare_tables(text: str) -> list[str]:
    """Headings of sections with figures and without a command, above them or beside them."""
    bare = []
    for heading, own, whole in split_sections(text):
        if count_figures(own) >= LEAST and not COMMAND.search(whole):
            bare.append(heading)
    return bare


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_figures_stand_under_their_command(path: Path) -> None:
    assert find_bare_tables(path.read_text(encoding="utf-8")) == []


def test_a_table_without_a_command_is_seen() -> None:
    table = "| | a | b |\n|---|---|---|\n| x | 1.5 % | 20 ms |\n| y | 3 of 9 | 0.9 |\n"
    assert find_bare_tables(f"# T\n\n## Bare\n{table}\n## Told\n`make bench`\n{table}") == ["## Bare"]
    assert find_bare_tables(f"# T\n`python -m benchmarks run mrz`\n## Below\n{table}") == []
    assert find_bare_tables("# T\n| code | what |\n|---|---|\n| 404 | not found |\n") == []


def test_every_link_between_the_docs_leads_somewhere() -> None:
    for path in FILES:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_the_readme_names_every_page_of_the_docs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in FILES if path.parent.name == "docs" and path.name not in readme] == []
