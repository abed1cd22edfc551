"""`python -m benchmarks.demo draw`, then `send`: what `make demo` runs against a portal that is up."""

import argparse
import os
import sys
import time
from collections import Counter
from pathlib import Path

from benchmarks.demo.cases import draw_cases, read_cases
from benchmarks.demo.send import send_cases

TOKEN = Path(os.environ.get("BELGIANIDPRO_DATA_DIR", "data")) / "keys" / "demo-api-token"
"""Where the portal leaves the token of its demonstration (`docs/settings.md`)."""


def draw(arguments: argparse.Namespace) -> None:
    """Pictures, `cases.json` and `registry.jsonl`."""
    began = time.perf_counter()
    for number, case in enumerate(draw_cases(arguments.out, arguments.count, arguments.seed), start=1):
        _tell(f"drawn {number} of {arguments.count}: {case.kind}")
    print(f"\n{arguments.count} cases drawn in {time.perf_counter() - began:.0f} s")


def send(arguments: argparse.Namespace) -> None:
    """Uploads each and sends its request; prints how many came to which state, and how long it took."""
    began, cases = time.perf_counter(), read_cases(arguments.folder)
    token = arguments.token_file.read_text().strip()
    states: Counter[str] = Counter()
    for number, (case, state) in enumerate(
        send_cases(arguments.url, token, arguments.folder, cases), start=1
    ):
        states[state] += 1
        if state != "underReview":
            print(f"\n{case.name}: {state}")
        _tell(f"sent {number} of {len(cases)}")
    found = ", ".join(f"{count} {state}" for state, count in states.most_common())
    print(f"\n{found}; {time.perf_counter() - began:.0f} s")


def _tell(line: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{line:<60}", end="", file=sys.stderr, flush=True)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.demo", description=__doc__)
    commands = parser.add_subparsers(required=True)
    drawing = commands.add_parser("draw", help="draw cases, and the registry's people for them")
    drawing.add_argument("--out", type=Path, required=True)
    drawing.add_argument("--count", type=int, default=200)
    drawing.add_argument("--seed", type=int, default=1)
    drawing.set_defaults(run=draw)
    sending = commands.add_parser("send", help="send drawn cases to a running service")
    sending.add_argument("folder", type=Path)
    sending.add_argument("--url", default="http://127.0.0.1:8000")
    sending.add_argument("--token-file", type=Path, default=TOKEN)
    sending.set_defaults(run=send)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
