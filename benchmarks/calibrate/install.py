"""Puts fitted parameters into `models/`: the file, its hash and version in the manifest, and the card."""

import re
import shutil
from pathlib import Path

from benchmarks.calibrate.plan import Fitted
from benchmarks.results.environment import describe_commit
from models.load import sha256_of
from models.manifest import MODELS_DIR

HEADING = "## The last fit"


def write_card(fitted: Fitted, command: str, models: Path = MODELS_DIR) -> Path:
    """The card beside the parameters: that which ships, and a section about this fit."""
    shipped = (models / fitted.name / "card.md").read_text(encoding="utf-8")
    before = shipped.split(HEADING)[0].rstrip()
    commit = describe_commit().get("commit", "unknown")[:12]
    lines = [
        HEADING,
        f"`{command}` at commit {commit}, on {fitted.on}.",
        f"`{fitted.file.name}`: SHA-256 {sha256_of(fitted.file)}.",
        "",
        *(f"- {line}" for line in fitted.lines),
    ]
    path = fitted.file.with_name("card.md")
    path.write_text(before + "\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def change_manifest(text: str, name: str, digest: str) -> str:
    """The manifest with the entry's new hash, and its version one higher when the hash changed."""
    entries = text.split("[[model]]")
    for place, entry in enumerate(entries):
        if f'name = "{name}"' not in entry or f'sha256 = "{digest}"' in entry:
            continue
        version = re.search(r'version = "(\d+)"', entry)
        changed = re.sub(r'sha256 = "[0-9a-f]{64}"', f'sha256 = "{digest}"', entry)
        if version:
            changed = changed.replace(version[0], f'version = "{int(version[1]) + 1}"')
        entries[place] = changed
    return "[[model]]".join(entries)


def install(fitted: Fitted, card: Path, models: Path = MODELS_DIR) -> None:
    """Copies parameters and card, and changes the manifest. The matcher's weights have no entry there: they
    are read as they stand."""
    target = models / fitted.name
    shutil.copy(fitted.file, target / fitted.file.name)
    shutil.copy(card, target / card.name)
    manifest = models / "manifest.toml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(change_manifest(text, fitted.name, sha256_of(fitted.file)), encoding="utf-8")
