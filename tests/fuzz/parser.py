"""Fuzz target: any text through `parse_text`, `parse_lines`, the transliteration and `mrz --text`.

`make fuzz` runs it. The only refusal is `NotAnMrzError`; what is parsed parses again to the same zone.
"""

import contextlib
import io
import json
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["mrz", "service.cli.read"]):
    from mrz.generate import UnprintableZoneError, describe, generate
    from mrz.parse import NotAnMrzError, parse_lines, parse_text
    from mrz.transliterate import canonical, variants
    from mrz.types import Zone
    from service.cli.read import read_texts

from tests.fuzz.seeds import write_texts

LONGEST_NAME = 64
LONGEST_TEXT = 800
"""Bytes: some documents; longer texts are the same thing again."""
ZONE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<")


def check_zone(zone: Zone) -> None:
    """What holds for every zone: its lines parse to itself, and generating never fails but for width."""
    again = parse_lines(zone.lines, as_format=zone.format)
    assert (again.checks, again.fields, again.raw) == (zone.checks, zone.fields, zone.raw)
    assert all(set(line) <= ZONE for line in zone.lines)
    with contextlib.suppress(UnprintableZoneError):
        lines = generate(zone.format, describe(zone))
        assert tuple(map(len, lines)) == tuple(map(len, zone.lines))


def run_command(untrusted: bytes) -> None:
    """`mrz --text`: one line of JSON a document, never a traceback."""
    written = io.StringIO()
    with contextlib.redirect_stdout(written):
        read_texts(untrusted)
    for line in written.getvalue().splitlines():
        assert set(json.loads(line)) <= {"mrz", "error"}


def fuzz_one(untrusted: bytes) -> None:
    text = untrusted.decode("utf-8", "replace")
    for parse in (parse_text, lambda text: parse_lines(text.splitlines())):
        with contextlib.suppress(NotAnMrzError):
            check_zone(parse(text))
    name = text[:LONGEST_NAME]
    assert set(canonical(name)) <= ZONE
    assert canonical(name) in variants(name)
    run_command(untrusted)


def main() -> None:
    folder = Path(sys.argv[1])
    write_texts(folder)
    atheris.Setup([*sys.argv, f"-max_len={LONGEST_TEXT}"], fuzz_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
