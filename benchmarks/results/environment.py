"""What a run was measured on and with: machine, versions, models, commit; no name and no path of it."""

import hashlib
import os
import platform
import subprocess
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from models.load import sha256_of
from models.manifest import MODELS_DIR, entries

PACKAGES = (
    "numpy", "opencv-contrib-python", "onnxruntime", "openvino", "paddleocr", "rapidfuzz", "splink", "duckdb",
    "pyarrow", "pydantic", "fastapi", "sqlalchemy", "celery",
)  # fmt: skip
ROOMS = ("mrz", "ocr", "matching", "models", "benchmarks")
"""Folders of which a change makes another run."""


def _first_line(path: Path, word: str) -> str:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(word)), "")


def _system() -> str:
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    except OSError:
        return platform.system()


def _git(*words: str) -> bytes:
    done = subprocess.run(["git", *words], cwd=MODELS_DIR.parent, capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else b""


def describe_commit() -> dict[str, Any]:
    """The commit, and a hash of what has been changed since in the measured rooms; empty without git."""
    commit = _git("rev-parse", "HEAD").decode().strip()
    if not commit:
        return {}
    changed = _git("diff", "HEAD", "--", *ROOMS) + _git("ls-files", "-o", "--exclude-standard", "--", *ROOMS)
    changes = hashlib.sha256(changed).hexdigest()[:12] if changed else None
    return {"commit": commit, "changes": changes}


def _package(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


@cache
def describe_models() -> dict[str, dict[str, str]]:
    """Name → version and SHA-256 of the file that is there, and of the matcher's weights."""
    found = {
        name: {"version": entry.version, "sha256": sha256_of(entry.path)}
        for name, entry in entries().items()
        if entry.path.is_file()
    }
    weights = MODELS_DIR / "matching" / "weights.toml"
    return found | {"matching": {"version": "", "sha256": sha256_of(weights)}}


def describe_environment() -> dict[str, Any]:
    """Everything that a figure may hang on."""
    memory = _first_line(Path("/proc/meminfo"), "MemTotal").removesuffix(" kB")
    return {
        "cpu": _first_line(Path("/proc/cpuinfo"), "model name") or platform.processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memoryGiB": round(int(memory) / 2**20, 1) if memory.isdigit() else None,
        "system": _system(),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "threads": os.environ.get("OMP_NUM_THREADS"),
        "packages": {name: found for name in PACKAGES if (found := _package(name))},
        "models": describe_models(),
        **describe_commit(),
    }
