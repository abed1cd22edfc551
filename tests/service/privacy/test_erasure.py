"""After an erasure nothing of the person is left: found by looking at the bytes of every place."""

import json
import logging
import subprocess
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from typer.testing import CliRunner

from models.errors import CodedError
from service.api.models import IdempotencyRecord
from service.app import create_services
from service.audit.models import AuditEntry
from service.auth.service import sign_in_demo
from service.backup.create import DUMP, create_backup
from service.backup.restore import restore_backup
from service.backup.tools import tool_path
from service.cli import app as commands
from service.db import transaction
from service.erasure.errors import RequestStillOpen
from service.erasure.models import Erasure
from service.erasure.proof import prove_erasure
from service.erasure.replay import replay_erasures
from service.erasure.service import erase_request, finish_erasures
from service.errors import ResourceNotFound
from service.requests import service as requests
from service.requests.models import RequestRecord
from service.settings import load_settings
from service.storage.errors import KeyErased, KeyMissing, StorageAway
from service.webhooks import service as webhooks
from tests.postgres import connect_admin
from tests.service.conftest import actor_named, make_settings
from tests.service.privacy.person import PERSON, VALUES, found_below, found_in, walk


@pytest.fixture
def empty_machine(postgres, tmp_path):
    """Settings of a machine with an empty database and an empty data folder."""
    name = f"empty_{uuid4().hex}"
    with connect_admin(postgres) as admin:
        admin.execute(text(f"CREATE DATABASE {name}"))
        yield make_settings(postgres.url_of(name), tmp_path / "elsewhere")
        admin.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


def plain_dump(backup: Path) -> bytes:
    """What a dump says, not packed: as SQL."""
    command = [tool_path("pg_restore"), "-f", "-", backup / DUMP]
    return subprocess.run(command, check=True, capture_output=True).stdout


def files_of_database(services) -> bytes:
    """This database's files and the server's log of writes, after everything was written out."""
    with services.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        folder = Path(connection.scalar(text("SHOW data_directory")))
        oid = connection.scalar(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
    files = [*(folder / "base" / str(oid)).iterdir(), *(folder / "pg_wal").glob("0*")]
    return b"".join(path.read_bytes() for path in files)


def test_the_search_finds_each_value_in_each_form():
    """Else it would prove nothing."""
    for value in VALUES:
        assert {form for found, form in found_in(json.dumps({"a": value}).encode()) if found == value}
        assert (value, "utf-16-le") in found_in(b"xx" + value.encode("utf-16-le"))
        for before in (b"", b"a", b"ab"):
            import base64

            whole = base64.b64encode(before + value.encode() + b"xyz")
            assert [form for found, form in found_in(whole) if found == value and "base64" in form]


def test_nothing_of_the_person_is_left_anywhere(
    services, settings, working, employer, reviewer, read_as, sent, newcomer, tmp_path, caplog, empty_machine
):
    caplog.set_level(logging.DEBUG)
    with working(actor_named(services, "bram@janssens.invalid")) as work:
        webhooks.create_webhook(work, "https://example.com/hook")
    request_id, upload_id = walk(services, working, employer, reviewer, read_as)
    other = sent(employer, newcomer)
    with working(employer) as work:
        assert requests.request_view(work, request_id).person.family_name == PERSON.names[0].family_name
    early, early_keys, late = tmp_path / "early", tmp_path / "early-keys", tmp_path / "late"
    master = tmp_path / "third" / "master"
    create_backup(services, early, early_keys, master)

    erase_request(services, request_id, "dataSubject")

    proof = prove_erasure(services, request_id)
    assert (proof.erased, proof.left, proof.state) == (True, [], "refused")
    assert proof.objects > 5
    assert {str(request_id), str(upload_id)} <= proof.keys.keys()
    assert set(proof.keys.values()) == {"destroyed"}
    late_keys = tmp_path / "late-keys"
    create_backup(services, late, late_keys, master)
    places = {
        "database files and log of writes": found_in(files_of_database(services)),
        "dump": found_in(plain_dump(late)),
        "dump from before": found_in(plain_dump(early)),
        "application log": found_in(caplog.text.encode()),
        "data folder": found_below(settings.data_dir),
        "backups": found_below(early) | found_below(late) | found_below(early_keys),
    }
    assert {place: found for place, found in places.items() if found} == {}
    with transaction(services.engine) as session:  # what remains: the state and the dates
        row = session.get_one(RequestRecord, request_id)
        assert (row.state, row.refusal_code) == ("refused", "identityNotEstablished")
        assert row.submitted_at
        assert row.erased_at
        assert (row.person, row.document, row.note, row.email) == ({}, None, None, "")
        assert [event.to_state for event in row.events][-1] == "refused"
        logged = select(AuditEntry.action).where(AuditEntry.object_id == str(request_id))
        assert "erase" in session.scalars(logged).all()
    with working(employer) as work:  # the others are as they were
        assert requests.request_view(work, other.id).person.family_name == newcomer.names[0].family_name
        assert requests.history(work).total == 2

    # The backup from before, with the keys from before and the list of destroyed keys as it is today.
    restored = restore_with(empty_machine, early, early_keys, late_keys, master)
    assert restored.erased_anew >= 1
    elsewhere = create_services(empty_machine, str(empty_machine.database_url))
    assert prove_erasure(elsewhere, request_id).erased
    assert found_in(files_of_database(elsewhere)) == []
    elsewhere.engine.dispose()


def restore_with(machine, backup, keys, newer_keys, master):
    """Restores with old keys where the list of destroyed ones was kept."""
    services = create_services(machine, str(machine.database_url))
    for path in (newer_keys / "erased").rglob("*"):
        if path.is_file():
            services.vault.keys.erased.put(path.name, path.read_bytes())
    services.engine.dispose()
    return restore_backup(machine, str(machine.database_url), backup, keys, master)


def test_an_earlier_backup_cannot_be_read_with_the_keys_of_today(
    services, working, employer, reviewer, read_as, tmp_path, empty_machine
):
    """Even where the list of destroyed keys is lost, and nothing is erased anew."""
    request_id, upload_id = walk(services, working, employer, reviewer, read_as)
    create_backup(services, tmp_path / "early", tmp_path / "keys", tmp_path / "master")
    erase_request(services, request_id, "dataSubject")
    create_backup(services, tmp_path / "late", tmp_path / "keys", tmp_path / "master")
    for path in (tmp_path / "keys" / "erased").rglob("*"):
        if path.is_file():
            path.unlink()
    restored = restore_backup(
        empty_machine,
        str(empty_machine.database_url),
        tmp_path / "early",
        tmp_path / "keys",
        tmp_path / "master",
    )
    assert (restored.requests, restored.requests_with_key) == (1, 0)
    elsewhere = create_services(empty_machine, str(empty_machine.database_url))
    with transaction(elsewhere.engine) as session, pytest.raises(KeyMissing):
        _ = session.get_one(RequestRecord, request_id).person
    with pytest.raises(CodedError):
        elsewhere.vault.get(upload_id, "result")
    elsewhere.engine.dispose()


def test_an_open_request_is_not_erased(services, employer, drafted, newcomer):
    request_id = drafted(employer, newcomer)
    with pytest.raises(RequestStillOpen):
        erase_request(services, request_id, "dataSubject")
    with pytest.raises(ResourceNotFound):
        erase_request(services, uuid4(), "dataSubject")
    with transaction(services.engine) as session:
        assert session.get_one(RequestRecord, request_id).person["familyName"]


def test_a_store_that_is_away_is_erased_later_by_the_sweeper(
    services, working, employer, reviewer, read_as, monkeypatch
):
    request_id, _ = walk(services, working, employer, reviewer, read_as)

    def away(*_):
        raise StorageAway

    with monkeypatch.context() as broken:
        broken.setattr(type(services.vault.keys), "erase_for_good", away)
        with pytest.raises(StorageAway):
            erase_request(services, request_id, "dataSubject")
        assert not prove_erasure(services, request_id).erased
    finish_erasures(services)
    assert prove_erasure(services, request_id).erased
    with transaction(services.engine) as session:
        assert session.scalars(select(Erasure.done_at)).one() is not None


def test_nothing_is_stored_under_a_destroyed_key_again(services, working, employer, reviewer, read_as):
    """A worker that was still reading when the request was erased brings nothing back."""
    request_id, upload_id = walk(services, working, employer, reviewer, read_as)
    erase_request(services, request_id, "dataSubject")
    with pytest.raises(KeyErased):
        services.vault.put(upload_id, "result", b"late")
    services.vault.keys.erased.destroy(services.vault.keys._name(str(uuid4())))
    assert prove_erasure(services, request_id).erased


def test_keys_that_come_back_are_destroyed_anew(services, working, employer, reviewer, read_as):
    request_id, upload_id = walk(services, working, employer, reviewer, read_as)
    ring = services.vault.keys
    kept = {name: ring.wrapped.get(name) for name in [*ring.wrapped.names()]}
    erase_request(services, request_id, "dataSubject")
    for name, content in kept.items():  # somebody copies an old folder over the keys
        ring.wrapped.put(name, content)
    assert not prove_erasure(services, request_id).erased
    replay_erasures(services)
    assert prove_erasure(services, request_id).erased
    assert not ring.has_key(str(upload_id))


def test_the_page_of_an_erased_request_says_so(client, services, sent, employer, known, token_for):
    """A number that was given is the person's, and no longer shown here."""
    answered = sent(employer, known)
    erase_request(services, answered.id, "dataSubject")
    client.cookies.set("belgianidpro_session", sign_in_demo(services, employer.account_id))
    page = client.get(f"/requests/{answered.id}")
    assert page.status_code == 200
    assert "De gegevens van deze aanvraag werden gewist" in page.text
    assert known.ssin not in page.text
    assert known.names[0].family_name not in page.text
    assert client.get("/requests").status_code == 200
    told = client.get(f"/v1/requests/{answered.id}", headers=token_for(employer)).json()
    assert told["state"] == "numberAssigned"
    assert "erasedAt" in told
    assert "ssin" not in told


def test_kept_answers_go_with_the_request(client, services, token_for, employer, working):
    headers = token_for(employer) | {"Idempotency-Key": "order-1"}
    made = client.post("/v1/requests", json={}, headers=headers)
    request_id = made.json()["id"]
    assert client.post("/v1/requests", json={}, headers=headers).json()["id"] == request_id
    with working(employer) as work:
        requests.cancel_request(work, request_id)
    erase_request(services, request_id, "dataSubject")
    with transaction(services.engine) as session:
        record = session.scalars(select(IdempotencyRecord)).one()
        assert (str(record.owner_id), record.answer) == (request_id, None)
    again = client.post("/v1/requests", json={}, headers=headers)
    assert again.status_code == 422  # the key was used: no second request comes of it


def test_the_commands_erase_and_prove(settings, services, working, employer, reviewer, read_as, monkeypatch):
    request_id, _ = walk(services, working, employer, reviewer, read_as)
    monkeypatch.setenv("DATABASE_URL", str(settings.database_url))
    monkeypatch.setenv("BELGIANIDPRO_DATA_DIR", str(settings.data_dir))
    load_settings.cache_clear()
    run = CliRunner()
    before = run.invoke(commands, ["erase", "prove", str(request_id)])
    assert (before.exit_code, json.loads(before.stdout)["erased"]) == (1, False)
    erased = run.invoke(commands, ["erase", "request", str(request_id), "--reason", "dataSubject"])
    assert (erased.exit_code, json.loads(erased.stdout)["erased"]) == (0, True)
    unknown = run.invoke(commands, ["erase", "request", str(uuid4())])
    assert unknown.exit_code == 1
    load_settings.cache_clear()
