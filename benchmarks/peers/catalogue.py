"""The readers by name. Each imports its engine when it is made, so that a process holds one engine alone."""

import os
import shutil
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks.peers.protocol import Reader

PEERS_PYTHON = Path(".venv-peers/bin/python")
"""Made by `make bench-peers`: other people's readers stay out of the product's environment."""


@dataclass(frozen=True)
class Entry:
    """A reader: whether it runs in the peers' environment, and whether it takes long."""

    title: str
    slow: bool = True
    foreign: bool = False


READERS = {
    "ours": Entry("mrz.read", slow=False),
    "extract-path": Entry("ocr.extract, the whole product"),
    "paddleocr": Entry("PaddleOCR lines and a plain position grammar"),
    "tesseract": Entry("Tesseract lines and a plain position grammar"),
    "passporteye": Entry("PassportEye with Tesseract", foreign=True),
}


def make_reader(name: str) -> Reader:
    """The reader called `name`, its models loaded."""
    if name == "ours":
        from benchmarks.peers.ours import OurReader

        return OurReader()
    if name == "extract-path":
        from benchmarks.peers.ours import ExtractPath

        return ExtractPath()
    if name == "paddleocr":
        from benchmarks.peers.paddle import PaddleLines

        return PaddleLines()
    if name == "tesseract":
        from benchmarks.peers.tesseract import TesseractLines

        return TesseractLines()
    if name == "passporteye":
        from benchmarks.peers.passport_eye import PassportEye

        return PassportEye()
    raise KeyError(name)


def is_installed(name: str) -> bool:
    """Whether the reader can run here."""
    if name == "ours":
        return find_spec("mrz.reader") is not None
    if name == "tesseract":
        return shutil.which("tesseract") is not None
    return name in READERS and (not READERS[name].foreign or PEERS_PYTHON.exists())


def command(name: str) -> list[str]:
    """The command line of the reader's process."""
    python = str(PEERS_PYTHON) if READERS[name].foreign else sys.executable
    return [python, "-m", "benchmarks.peers.serve", name]


def environment() -> dict[str, str]:
    """The environment of a reader's process: no network, the repository importable."""
    return {**os.environ, "PYTHONPATH": str(Path.cwd()), "PYTHONWARNINGS": "ignore"}
