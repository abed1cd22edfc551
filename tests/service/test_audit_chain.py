"""Whoever changes the log is found out: by the database, by the chain, or by the heads kept elsewhere."""

import hashlib
import hmac
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from typer.testing import CliRunner

from service.audit.chain import START, chain_key, link_entries, seal_entry
from service.audit.heads import export_head, public_key
from service.audit.models import AuditEntry, AuditLink
from service.audit.service import record, seal_log
from service.audit.verify import UNLINKED_FOR, verify_log
from service.cli import app
from service.db import now, transaction
from service.jobs.sweeper import sweep_once
from service.settings import load_settings


@pytest.fixture
def keys(services):
    return services.vault.keys


@pytest.fixture
def verdict(services, keys):
    """What the auditor is told, as (code, place)."""

    def look():
        found = verify_log(services.engine, keys, services.settings.audit_heads_dir)
        return [(fault.code, fault.place) for fault in found.faults]

    return look


def look_around(services, actor, times):
    with transaction(services.engine) as session:
        for number in range(times):
            record(session, actor, "view", "request", f"object-{number}", "request")


def tamper(services, statement):
    """What an administrator of the database can do."""
    with transaction(services.engine) as session:
        session.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER ALL"))
        session.execute(text("ALTER TABLE audit_link DISABLE TRIGGER ALL"))
        session.execute(text(statement))


@pytest.fixture
def linked(services, employer):
    """Ten entries in the chain, and a head of it elsewhere."""
    look_around(services, employer, 10)
    seal_log(services)


def count(services, table):
    with transaction(services.engine) as session:
        return session.scalar(select(func.count()).select_from(table))


def test_a_log_of_many_batches_is_linked_and_verified_to_its_end(services, linked, verdict, monkeypatch):
    monkeypatch.setattr("service.audit.chain.BATCH", 4)
    assert verdict() == []
    tamper(services, "UPDATE audit_entry SET purpose = 'other' WHERE object_id = 'object-9'")
    assert [code for code, _ in verdict()] == ["entryChanged"]


@pytest.mark.parametrize("table", ["audit_entry", "audit_link"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "TRUNCATE {}"])
def test_the_database_refuses_to_take_anything_out(services, linked, table, change):
    with pytest.raises(DBAPIError, match="append-only"), transaction(services.engine) as session:
        session.execute(text(change.format(table)))


def test_the_database_refuses_to_change_anything(services, linked):
    with pytest.raises(DBAPIError, match="append-only"), transaction(services.engine) as session:
        session.execute(text("UPDATE audit_entry SET action = 'none'"))


def test_a_log_that_nobody_touched_is_whole(services, linked, verdict, employer):
    assert verdict() == []
    look_around(services, employer, 3)
    sweep_once(services)
    assert count(services, AuditLink) == count(services, AuditEntry)
    assert verdict() == []


def test_a_changed_entry_is_found(services, linked, verdict):
    tamper(services, "UPDATE audit_entry SET object_id = 'another' WHERE object_id = 'object-4'")
    assert verdict() == [("entryChanged", position_of(services, "another"))]


def test_an_entry_taken_out_of_the_middle_is_found(services, linked, verdict):
    position = position_of(services, "object-4")
    tamper(services, "DELETE FROM audit_entry WHERE object_id = 'object-4'")
    assert verdict() == [("entryMissing", position)]


def test_an_entry_taken_out_with_its_link_is_found(services, linked, verdict):
    position = position_of(services, "object-4")
    tamper(services, f"DELETE FROM audit_link WHERE position = {position}")
    tamper(services, "DELETE FROM audit_entry WHERE object_id = 'object-4'")
    assert verdict() == [("linkMissing", position), ("entryChanged", position + 1)]


def test_a_tail_that_was_cut_off_is_found_by_the_head(services, linked, verdict):
    last = count(services, AuditLink)
    for table, column in (("audit_entry", "id"), ("audit_link", "entry_id")):
        tamper(services, f"DELETE FROM {table} WHERE {column} >= {entry_at(services, last - 2)}")
    assert verdict() == [("headBeyondEnd", last)]


def test_a_log_written_anew_with_the_right_key_is_found_by_the_head(services, linked, verdict, keys):
    tamper(services, "UPDATE audit_entry SET object_id = 'another' WHERE object_id = 'object-4'")
    with transaction(services.engine) as session:
        before = START
        for link in session.scalars(select(AuditLink).order_by(AuditLink.position)):
            before = seal_entry(chain_key(keys), before, session.get_one(AuditEntry, link.entry_id))
            link.digest = before
    assert verdict() == [("headDiffers", count(services, AuditLink))]


def test_a_head_that_somebody_else_signed_is_found(services, linked, verdict):
    head = next(services.settings.audit_heads_dir.glob("*.json"))
    body = json.loads(head.read_text())
    head.write_text(json.dumps(body | {"digest": "00" * 32}))
    assert verdict() == [("headForged", 0)]
    head.write_text("not a head")
    assert verdict() == [("headForged", 0)]


def test_an_entry_put_in_behind_the_chain_is_found(services, linked, verdict, employer):
    with transaction(services.engine) as session:
        old = AuditEntry(
            at=now() - 2 * UNLINKED_FOR, action="view", object_type="request", object_id="planted"
        )
        session.add(old)
    assert verdict() == [("entryUnlinked", old.id)]


@pytest.mark.parametrize("column", [column.key for column in AuditEntry.__table__.columns])
def test_every_column_of_an_entry_is_sealed(column):
    values = {
        "id": 1,
        "at": now(),
        "account_id": uuid4(),
        "organisation_id": uuid4(),
        "action": "view",
        "object_type": "request",
        "object_id": "object",
        "purpose": "review",
        "capacity": "employer",
        "acting_organisation_id": uuid4(),
    }
    others = {"id": 2, "at": now() + timedelta(seconds=1)}
    changed = AuditEntry(**values | {column: others.get(column, "another")})
    assert seal_entry(b"key", START, AuditEntry(**values)) != seal_entry(b"key", START, changed)


def test_without_the_key_nobody_makes_a_link(services, linked, keys):
    """The digest is an HMAC under a derived key, so a plain hash over the same text is another."""
    with transaction(services.engine) as session:
        first = session.scalar(select(AuditLink).order_by(AuditLink.position).limit(1))
        entry = session.get_one(AuditEntry, first.entry_id)
    assert seal_entry(chain_key(keys), START, entry) == first.digest
    assert seal_entry(hmac.digest(b"guess", b"", hashlib.sha256), START, entry) != first.digest


def test_several_sweepers_and_writers_make_one_chain(services, employer, keys, verdict):
    with ThreadPoolExecutor(6) as pool:
        for _ in range(5):
            pool.submit(look_around, services, employer, 20)
            pool.submit(link_entries, services.engine, keys)
            pool.submit(link_entries, services.engine, keys)
    link_entries(services.engine, keys)
    assert count(services, AuditLink) == count(services, AuditEntry)
    assert verdict() == []


def test_an_entry_whose_transaction_ended_late_is_linked_after_all(services, employer, keys, verdict):
    with transaction(services.engine) as slow:
        record(slow, employer, "view", "request", "late", "request")
        slow.flush()
        look_around(services, employer, 3)
        link_entries(services.engine, keys)
    link_entries(services.engine, keys)
    assert position_of(services, "late") == count(services, AuditLink)
    assert verdict() == []


def test_a_head_is_written_now_and_then_and_only_when_there_is_news(services, linked, keys, employer):
    folder = services.settings.audit_heads_dir
    assert export_head(services.engine, keys, folder) is None
    look_around(services, employer, 1)
    link_entries(services.engine, keys)
    assert export_head(services.engine, keys, folder, timedelta(minutes=10)) is None
    head = json.loads(export_head(services.engine, keys, folder).read_text())
    signed = f"belgianIDpro audit head\n{head['position']}\n{head['digest']}\n{head['at']}".encode()
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key(keys)))
    key.verify(bytes.fromhex(head["signature"]), signed)


def test_the_command_tells_a_whole_log_from_a_broken_one(services, linked, monkeypatch):
    settings = services.settings
    monkeypatch.setenv("DATABASE_URL", str(settings.database_url))
    monkeypatch.setenv("BELGIANIDPRO_DATA_DIR", str(settings.data_dir))
    load_settings.cache_clear()
    try:
        whole = CliRunner().invoke(app, ["audit", "verify"])
        assert (whole.exit_code, json.loads(whole.stdout)["faults"]) == (0, [])
        tamper(services, "UPDATE audit_entry SET action = 'none' WHERE object_id = 'object-9'")
        broken = CliRunner().invoke(app, ["audit", "verify"])
        assert (broken.exit_code, json.loads(broken.stdout)["faults"][0]["code"]) == (1, "entryChanged")
    finally:
        load_settings.cache_clear()


def position_of(services, object_id):
    with transaction(services.engine) as session:
        query = select(AuditLink.position).join(AuditEntry, AuditEntry.id == AuditLink.entry_id)
        return session.scalar(query.where(AuditEntry.object_id == object_id))


def entry_at(services, position):
    with transaction(services.engine) as session:
        return session.get_one(AuditLink, position).entry_id
