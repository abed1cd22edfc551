"""Restoring a backup on an empty machine, and erasing anew what was erased since it was made."""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import delete, func, inspect, select

from service.api.models import IdempotencyRecord
from service.app import create_services
from service.auth.models import SignInSession
from service.backup.create import DUMP, ERASED, HEADS, KEYS, MANIFEST, OBJECTS, copy_all, digests_of
from service.backup.errors import BackupDamaged, RestoreTargetTaken
from service.backup.tools import restore_database
from service.context import Services
from service.db import create_database_engine, transaction
from service.erasure.replay import replay_erasures
from service.extractions.models import ExtractionRecord
from service.migrate import migrate
from service.requests.models import RequestRecord, RequestSearch
from service.settings import Settings
from service.storage.masters import FileMasters
from service.storage.store import FolderStore

AT_ONCE = 1000


@dataclass(frozen=True)
class Restored:
    """What is there now; of what was not erased, how much has a key."""

    requests: int
    requests_with_key: int
    uploads: int
    uploads_with_key: int
    erased_anew: int


def restore_backup(
    settings: Settings, url: str, folder: Path, keys_folder: Path | None, master_file: Path | None
) -> Restored:
    """Brings back database, scans and keys. Sessions, kept answers and searches end.

    Without `keys_folder` the keys that are in place are used. Raises BackupDamaged, RestoreTargetTaken,
    DatabaseToolFailed, StorageAway.
    """
    _check(folder)
    _require_empty(url)
    if master_file is not None:
        _put_masters(FileMasters(settings.keys_dir), master_file)
    services = create_services(settings, url)
    try:
        if next(iter(services.vault.store.names()), None) is not None:
            raise RestoreTargetTaken
        if keys_folder is not None:
            _put_keys(services, keys_folder)
        restore_database(url, folder / DUMP)
        copy_all(FolderStore(folder / OBJECTS), services.vault.store)
        if (folder / HEADS).is_dir() and not settings.audit_heads_dir.exists():
            shutil.copytree(folder / HEADS, settings.audit_heads_dir)
        migrate(url, settings)
        with transaction(services.engine) as session:
            # Sessions that ended since would begin again, and keys of searches are not kept.
            for table in (SignInSession, IdempotencyRecord, RequestSearch):
                session.execute(delete(table))
        return _count(services, replay_erasures(services))
    finally:
        services.engine.dispose()


def _check(folder: Path) -> None:
    try:
        files = json.loads((folder / MANIFEST).read_text())["files"]
    except (OSError, ValueError, KeyError):
        raise BackupDamaged from None
    if digests_of(folder) != files:
        raise BackupDamaged


def _require_empty(url: str) -> None:
    engine = create_database_engine(url)
    try:
        if inspect(engine).get_table_names():
            raise RestoreTargetTaken
    finally:
        engine.dispose()


def _put_masters(masters: FileMasters, file: Path) -> None:
    keys = [bytes.fromhex(line) for line in file.read_text().split()]
    masters.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, key in zip(("master.key", "previous.key"), keys, strict=False):
        path = masters.folder / name
        if path.exists() and path.read_bytes() != key:
            raise RestoreTargetTaken
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(key)


def _put_keys(services: Services, folder: Path) -> None:
    """The list of destroyed keys first: what stands on it is not brought back."""
    ring = services.vault.keys
    if next(iter(ring.wrapped.names()), None) is not None:  # another root secret would find none of them
        raise RestoreTargetTaken
    if ring.erased is not None:
        copy_all(FolderStore(folder / ERASED), ring.erased)
    gone = {*ring.erased.names()} if ring.erased is not None else set()
    source = FolderStore(folder / KEYS)
    for name in [*source.names()]:
        if name not in gone:
            ring.wrapped.put(name, source.get(name))


def _count(services: Services, erased_anew: int) -> Restored:
    keys, found = services.vault.keys, []
    with transaction(services.engine) as session:
        for table in (RequestRecord, ExtractionRecord):
            known = table.erased_at.is_(None)
            total = session.scalar(select(func.count()).select_from(table).where(known)) or 0
            ids = [str(one) for one in session.scalars(select(table.id).where(known))]
            parts = (ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE))
            found += [total, sum(len(keys.data_keys(part)) for part in parts)]
    requests, with_key, uploads, uploads_with_key = found
    return Restored(requests, with_key, uploads, uploads_with_key, erased_anew)
