"""The examples of docs/libraries.md and of the README are run, and give what stands behind `# →`."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
GIVES = re.compile(r"\s*# → (.*)$")


def run_blocks(text: str) -> int:
    """Runs every block in one namespace; how many values were compared."""
    namespace: dict[str, object] = {}
    compared = 0
    for block in BLOCK.findall(text):
        lines = block.splitlines()
        for node in ast.parse(block).body:
            source = "\n".join(lines[node.lineno - 1 : node.end_lineno])
            told = GIVES.search(lines[node.end_lineno - 1])
            if told is None:
                exec(compile(source, "docs", "exec"), namespace)
                continue
            value = eval(compile(GIVES.sub("", source).strip(), "docs", "eval"), namespace)
            assert repr(value) == told[1], f"{source}\ngives {value!r}"
            compared += 1
    return compared


@pytest.mark.parametrize(("file", "least"), [("docs/libraries.md", 17), ("README.md", 0)])
def test_the_examples_do_what_they_say(
    file: str, least: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert run_blocks((ROOT / file).read_text(encoding="utf-8")) >= least


def test_an_example_that_says_something_else_is_seen() -> None:
    with pytest.raises(AssertionError, match="gives 2"):
        run_blocks("```python\n1 + 1    # → 3\n```")
