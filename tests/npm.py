"""Packages of npm that tests need, each list with a lock of its own, checked by their hashes."""

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

from tests.needs import miss

INSTALL_SECONDS = 240


def install(folder: Path, what: str) -> Path:
    """Fetches a folder's locked packages where they are missing or others. Returns its `node_modules`.

    Ends the test where that cannot be; `what` says for what they are.
    """
    modules = folder / "node_modules"
    stamp = modules / ".installed"
    lock = sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == lock:
        return modules
    if shutil.which("node") is None or shutil.which("npm") is None:
        miss(f"Node.js with npm, for {what}: apt-get install nodejs npm")
    done = subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=INSTALL_SECONDS,
        check=False,
    )
    if done.returncode != 0:
        miss(f"the packages of {folder.name}/package-lock.json: npm ci failed with {done.stderr[-300:]}")
    stamp.write_text(lock)
    return modules
