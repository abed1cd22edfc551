"""A backup of a running service, restored on an empty machine: every request, every scan that has a key."""

import json
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from typer.testing import CliRunner

from service.app import create_services
from service.audit.chain import link_entries
from service.audit.verify import verify_log
from service.auth.models import SignInSession
from service.auth.service import sign_in_demo
from service.backup.create import create_backup
from service.backup.errors import BackupDamaged, BackupPlaceTaken, RestoreTargetTaken
from service.backup.restore import restore_backup
from service.cli import app as commands
from service.db import transaction
from service.registry.models import RegistryPerson
from service.requests.models import RequestRecord
from service.requests.numbers import receivers
from service.settings import load_settings
from service.storage.errors import KeyMissing
from tests.postgres import connect_admin
from tests.service.conftest import make_settings
from tests.service.privacy.person import PERSON, walk


@pytest.fixture
def places(tmp_path):
    """The folder of the backup, the mirror of the keys, the file of the master key."""
    return tmp_path / "backup", tmp_path / "keys-backup", tmp_path / "safe" / "master"


@pytest.fixture
def elsewhere(postgres, tmp_path):
    """An empty machine."""
    name = f"empty_{uuid4().hex}"
    with connect_admin(postgres) as admin:
        admin.execute(text(f"CREATE DATABASE {name}"))
        yield make_settings(postgres.url_of(name), tmp_path / "elsewhere")
        admin.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


def restore(machine, places):
    return restore_backup(machine, str(machine.database_url), *places)


@pytest.fixture
def opened(elsewhere):
    """The parts of the house on the other machine."""
    services = create_services(elsewhere, str(elsewhere.database_url))
    yield services
    services.engine.dispose()


def test_everything_comes_back(
    services, working, employer, reviewer, read_as, sent, known, places, elsewhere, opened
):
    refused_id, upload_id = walk(services, working, employer, reviewer, read_as)
    answered = sent(employer, known)
    sign_in_demo(services, employer.account_id)
    link_entries(services.engine, services.vault.keys)
    create_backup(services, *places)
    with transaction(services.engine) as session:
        persons = len(session.scalars(select(RegistryPerson.ssin)).all())

    restored = restore(elsewhere, places)

    assert (restored.requests, restored.requests_with_key) == (2, 2)
    assert (restored.uploads, restored.uploads_with_key) == (2, 2)
    assert restored.erased_anew == 0
    with transaction(opened.engine) as session:
        row = session.get_one(RequestRecord, refused_id)
        assert (row.state, row.person["familyName"]) == ("refused", PERSON.names[0].family_name)
        assert [one.id for one in receivers(session, str(known.ssin))] == [answered.id]
        assert len(session.scalars(select(RegistryPerson.ssin)).all()) == persons
        assert session.scalars(select(SignInSession)).all() == []  # nobody is signed in by a backup
    for kind in ("upload/0", "result", "page/0", "crop/familyName"):
        assert opened.vault.get(upload_id, kind) == services.vault.get(upload_id, kind)
    assert verify_log(opened.engine, opened.vault.keys, elsewhere.audit_heads_dir).whole


def test_without_the_keys_a_backup_says_nothing(
    services, working, employer, reviewer, read_as, places, elsewhere, opened
):
    """Whoever finds the dump and the scans has neither a name nor a picture."""
    refused_id, _ = walk(services, working, employer, reviewer, read_as)
    create_backup(services, *places)
    folder, _, master = places
    keys = opened.vault.keys
    keys.derive("anything")  # an installation with keys of its own
    restored = restore(elsewhere, (folder, None, None))
    assert (restored.requests, restored.requests_with_key) == (1, 0)
    with transaction(opened.engine) as session, pytest.raises(KeyMissing):
        _ = session.get_one(RequestRecord, refused_id).person
    assert master.stat().st_mode & 0o077 == 0


def test_a_restore_touches_nothing_that_is_there(services, employer, drafted, newcomer, places, settings):
    request_id = drafted(employer, newcomer)
    create_backup(services, *places)
    with pytest.raises(RestoreTargetTaken):
        restore(settings, places)
    with transaction(services.engine) as session:
        assert session.get_one(RequestRecord, request_id).person
    with pytest.raises(BackupPlaceTaken):
        create_backup(services, *places)


@pytest.mark.parametrize("harm", ["cut", "gone", "no manifest"])
def test_a_damaged_backup_is_not_restored(services, employer, drafted, newcomer, places, elsewhere, harm):
    drafted(employer, newcomer)
    create_backup(services, *places)
    folder = places[0]
    one = next(path for path in (folder / "objects").rglob("*") if path.is_file())
    if harm == "cut":
        one.write_bytes(one.read_bytes()[:-1])
    elif harm == "gone":
        one.unlink()
    else:
        (folder / "manifest.json").unlink()
    with pytest.raises(BackupDamaged):
        restore(elsewhere, places)
    assert not elsewhere.scans_dir.exists()


def test_the_commands_back_up_and_restore(
    services, settings, employer, drafted, newcomer, places, elsewhere, monkeypatch
):
    drafted(employer, newcomer)
    options = [str(places[0]), "--keys", str(places[1]), "--master", str(places[2])]
    for machine, command in ((settings, "create"), (elsewhere, "restore")):
        monkeypatch.setenv("DATABASE_URL", str(machine.database_url))
        monkeypatch.setenv("BELGIANIDPRO_DATA_DIR", str(machine.data_dir))
        load_settings.cache_clear()
        result = CliRunner().invoke(commands, ["backup", command, *options])
        assert result.exit_code == 0, result.output
        told = json.loads(result.stdout)
    load_settings.cache_clear()
    assert (told["requests"], told["requests_with_key"]) == (1, 1)
