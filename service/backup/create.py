"""Making a backup: the database first, then what its rows point at, then the keys to it.

Objects and keys are stored before the rows that need them, and go after them: whatever the database of the
backup knows is there to be copied, unless it was erased meanwhile.
"""

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from service.backup.errors import BackupPlaceTaken
from service.backup.tools import dump_database
from service.context import Services
from service.db import now
from service.storage.masters import Masters
from service.storage.store import FolderStore, ObjectStore

DUMP, OBJECTS, HEADS, MANIFEST = "database.dump", "objects", "audit-heads", "manifest.json"
KEYS, ERASED = "keys", "erased"
FORMAT = 1


@dataclass(frozen=True)
class BackedUp:
    """What was copied."""

    objects: int
    keys: int
    erased: int


def create_backup(
    services: Services, folder: Path, keys_folder: Path | None = None, master_file: Path | None = None
) -> BackedUp:
    """Database and scans into an empty folder; wrapped keys and master key each where they are wanted.

    The folder of keys is a mirror: what was destroyed since the last time goes there, too. Raises
    BackupPlaceTaken, DatabaseToolFailed, StorageAway.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BackupPlaceTaken
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    url = services.engine.url.render_as_string(hide_password=False)
    dump_database(url, folder / DUMP)
    objects = copy_all(services.vault.store, FolderStore(folder / OBJECTS))
    if services.settings.audit_heads_dir.is_dir():
        shutil.copytree(services.settings.audit_heads_dir, folder / HEADS)
    keys = erased = 0
    if keys_folder is not None:
        keys, erased = mirror_keys(services, keys_folder)
    if master_file is not None:
        write_masters(services.vault.keys.masters, master_file)
    _write_manifest(folder, objects)
    return BackedUp(objects, keys, erased)


def mirror_keys(services: Services, folder: Path) -> tuple[int, int]:
    """Makes the folder hold the wrapped keys and the list of destroyed ones as they are now."""
    ring = services.vault.keys
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    kept, listed = FolderStore(folder / KEYS), FolderStore(folder / ERASED)
    erased = copy_all(ring.erased, listed) if ring.erased is not None else 0
    keys = copy_all(ring.wrapped, kept)
    present = {*ring.wrapped.names()}
    for name in [*kept.names()]:
        if name not in present:
            kept.destroy(name)
    return keys, erased


def copy_all(source: ObjectStore, target: ObjectStore) -> int:
    """Copies every object. Returns how many."""
    count = 0
    for name in [*source.names()]:
        content = source.get_many([name])
        for one in content.values():  # none where it was deleted meanwhile
            target.put(name, one)
            count += 1
    return count


def write_masters(masters: Masters, file: Path) -> None:
    """The master keys in hexadecimal, the current one first, for their owner alone."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file.touch(mode=0o600)
    file.write_text("".join(key.hex() + "\n" for key in masters.read()))


def digests_of(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file but the manifest, by its path inside the folder."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != MANIFEST:
            with path.open("rb") as file:
                found[str(path.relative_to(folder))] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def _write_manifest(folder: Path, objects: int) -> None:
    about = {"format": FORMAT, "madeAt": now().isoformat(), "objects": objects, "files": digests_of(folder)}
    (folder / MANIFEST).write_text(json.dumps(about, indent=1))
