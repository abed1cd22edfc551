"""The product's own sample documents: to upload in the demonstration, where they count as genuine."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.errors import CodedError


class SampleNotFound(CodedError):
    """No sample document of that name."""

    code = "resourceNotFound"
    status = 404
    message = "This sample document does not exist."
    remedy = "Choose one from the list."


@dataclass(frozen=True)
class Sample:
    """One sample document; `files` are its pictures in order, `outcome` what a newcomer will see.

    `title` is English and a message id of the portal's catalogues.
    """

    name: str
    title: str
    outcome: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class SampleIndex:
    """The samples of a folder with a `samples.json`; empty when the folder has none."""

    folder: Path | None = None
    samples: tuple[Sample, ...] = ()
    registry: tuple[dict[str, Any], ...] = ()
    """Persons (JSON of `matching.person.Person`) who stand in the demonstration registry."""
    digests: frozenset[str] = field(default_factory=frozenset)

    def list(self) -> list[Sample]:
        """All samples, in the order of their file."""
        return [*self.samples]

    def read(self, name: str, file: str) -> bytes:
        """The bytes of one picture. Raises SampleNotFound for anything the index does not name."""
        for sample in self.samples:
            if self.folder is not None and sample.name == name and file in sample.files:
                return (self.folder / file).read_bytes()
        raise SampleNotFound

    def knows(self, content: bytes) -> bool:
        """Whether these bytes are one of the product's own samples."""
        return hashlib.sha256(content).hexdigest() in self.digests


def load_samples(folder: Path) -> SampleIndex:
    """Reads `samples.json` of a folder; an absent file gives an empty index."""
    manifest = folder / "samples.json"
    if not manifest.is_file():
        return SampleIndex()
    content = json.loads(manifest.read_text(encoding="utf-8"))
    samples = tuple(
        Sample(sample["id"], sample["title"], sample["outcome"], tuple(sample["files"]))
        for sample in content["samples"]
    )
    return SampleIndex(folder, samples, tuple(content["registry"]), frozenset(content["sha256"].values()))
