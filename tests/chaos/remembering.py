"""A worker that has read the samples before: what the real reader made of the same bytes is given again.

Everything else of the job is real: the claim, the lease, the scans out of the store and into it. So three
hundred requests do not take hours; beside it a worker of the usual kind reads what it gets.
"""

import hashlib
import importlib
import json
import os
import random
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ocr.extraction import Extraction
from service.jobs import worker
from service.processes import run_worker_process
from service.settings import load_settings

READER = importlib.import_module("ocr.extract")  # `ocr.extract` itself is the function
MEMORY = "CHAOS_MEMORY"
"""Variable with the folder of what was read."""
READING_SECONDS = (0.3, 2.0)
"""So that there is a while in which a reading can be interrupted."""


def remember(folder: Path, samples: Iterable[list[Path]]) -> None:
    """Reads each document with the real reader, and keeps what came of it."""
    folder.mkdir()
    for paths in samples:
        contents = [path.read_bytes() for path in paths]
        read = READER.extract([*zip([path.name for path in paths], contents, strict=True)])
        (folder / _name(contents)).write_text(read.to_json(), encoding="utf-8")


def _recall(files: list[tuple[str, bytes]], *, pages: Any, progress: Any) -> Extraction:
    contents = [content for _, content in files]
    progress("read", 0.3)
    time.sleep(random.uniform(*READING_SECONDS))
    kept = json.loads((Path(os.environ[MEMORY]) / _name(contents)).read_text(encoding="utf-8"))
    return Extraction.model_validate(kept | {"files": [name for name, _ in files]})


def _name(contents: list[bytes]) -> str:
    return hashlib.sha256(b"".join(hashlib.sha256(one).digest() for one in contents)).hexdigest()


def main() -> None:
    READER.extract = _recall  # type: ignore[attr-defined]
    worker.load_models = lambda: None
    run_worker_process(load_settings())


if __name__ == "__main__":
    main()
