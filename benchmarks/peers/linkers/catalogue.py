"""The matchers by name, and how each is asked."""

import subprocess
import sys
from pathlib import Path

from benchmarks.peers.catalogue import environment
from benchmarks.peers.linkers.tables import About, Floats, read_answer

LINKERS = {
    "splink": "Splink, comparisons of its library, trained without labels",
    "recordlinkage": "recordlinkage, Jaro-Winkler and its unsupervised classifier",
    "rapidfuzz": "rapidfuzz, token_sort_ratio and one threshold",
}
SECONDS = 1800
LAST_WORDS = 600


def python_of(name: str) -> Path:
    """The interpreter of a matcher's own environment: `make bench-peers`."""
    return Path(f".venv-{name}/bin/python")


def list_installed() -> list[str]:
    """The matchers whose environment is there."""
    return [name for name in LINKERS if python_of(name).exists()]


def ask(name: str, folder: Path) -> tuple[Floats, About] | None:
    """The scores of a matcher for the task in `folder`; None, and why on stderr, where it fails."""
    command = [str(python_of(name)), "-m", "benchmarks.peers.linkers", name, str(folder.resolve())]
    done = subprocess.run(command, env=environment(), capture_output=True, timeout=SECONDS, check=False)
    if done.returncode:
        print(f"{name}: {done.stderr.decode(errors='replace')[-LAST_WORDS:]}", file=sys.stderr)
        return None
    return read_answer(folder, name)
