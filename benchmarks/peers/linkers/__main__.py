"""A matcher's process: `python -m benchmarks.peers.linkers NAME FOLDER`."""

import sys
from importlib import import_module
from pathlib import Path

from benchmarks.peers.linkers.tables import read_task, write_answer


def main() -> None:
    """Reads the task in the folder and writes the scores beside it."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    scores, about = import_module(f"benchmarks.peers.linkers.with_{name}").score(*read_task(folder))
    write_answer(folder, name, scores, about)


if __name__ == "__main__":
    main()
