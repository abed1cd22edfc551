"""What is no longer needed goes by itself, kind by kind; what is held stays."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update
from typer.testing import CliRunner

from ocr.extraction import Warning
from service.audit.models import AuditEntry
from service.auth.models import SignInSession
from service.auth.service import sign_in_demo
from service.cli import app as commands
from service.corrections.service import report_wrong_number
from service.db import now, transaction
from service.erasure.errors import HoldUnknown, RequestHeld
from service.erasure.holds import lift_hold, place_hold
from service.erasure.proof import prove_erasure
from service.erasure.retention import BATCH, Retaining, retain
from service.erasure.service import erase_request
from service.errors import MissingPermission
from service.extractions.models import ExtractionRecord
from service.jobs.models import Job
from service.mail.models import OutgoingMail
from service.requests import service as requests
from service.requests.models import RequestRecord
from service.reviews import service as reviews
from service.settings import load_settings
from service.storage.errors import ObjectNotFound
from tests.service.conftest import actor_named


@pytest.fixture
def senior(services):
    return actor_named(services, "eva@office.invalid")


@pytest.fixture
def refused(sent, working, employer, reviewer, newcomer):
    request = sent(employer, newcomer, warnings=[Warning(code="specimen", detail="")])
    with working(reviewer) as work:
        reviews.refuse(work, request.id, "identityNotEstablished", "")
    return request


def in_days(days):
    return now() + timedelta(days=days)


def done_job(actor, subject_id, finished_at=None):
    return Job(
        organisation_id=actor.organisation_id,
        kind="decision",
        subject_id=subject_id,
        state="done",
        finished_at=finished_at or now(),
    )


def names_of(services, *ids):
    with transaction(services.engine) as session:
        rows = [session.get_one(RequestRecord, one) for one in ids]
        return [row.person.get("familyName") for row in rows]


def test_the_scan_goes_before_the_request_and_the_request_after_its_years(services, refused, newcomer):
    settings, vault = services.settings, services.vault
    assert not retain(services)
    assert not retain(services, in_days(settings.retain_scan_days - 1))
    assert retain(services, in_days(settings.retain_scan_days + 1))["scan"] == 1
    with pytest.raises(ObjectNotFound):
        vault.get(refused.extraction_id, "result")
    assert names_of(services, refused.id) == [newcomer.names[0].family_name]
    assert retain(services, in_days(settings.retain_request_days + 1))["request"] == 1
    assert names_of(services, refused.id) == [None]
    assert prove_erasure(services, refused.id).erased


def test_what_came_to_nothing_goes_earlier(services, working, employer, drafted, newcomer, refused):
    request_id = drafted(employer, newcomer)
    with working(employer) as work:
        requests.cancel_request(work, request_id)
    retain(services, in_days(services.settings.retain_unfinished_days + 1))
    assert names_of(services, request_id, refused.id) == [None, newcomer.names[0].family_name]


def test_open_requests_and_their_scans_stay_whatever_their_age(services, employer, drafted, newcomer, sent):
    draft = drafted(employer, newcomer)
    waiting = sent(employer, newcomer, warnings=[Warning(code="specimen", detail="")])
    retain(services, in_days(5000))
    assert None not in names_of(services, draft, waiting.id)
    assert services.vault.get(waiting.extraction_id, "result")


def test_uploads_without_a_request_go_after_their_days(services, employer, finished, read_as, newcomer):
    upload_id = finished(employer, read_as(newcomer))
    days = services.settings.retain_extraction_days
    assert not retain(services, in_days(days - 1))
    assert retain(services, in_days(days + 1)) == {"extraction": 1}
    with transaction(services.engine) as session:
        row = session.get_one(ExtractionRecord, upload_id)
        assert (row.erased_at is not None, row.files) == (True, [""])
    with pytest.raises(ObjectNotFound):
        services.vault.get(upload_id, "result")


def test_rows_about_what_was_done_go_after_their_days(services, refused, employer, caplog):
    caplog.set_level(logging.INFO)
    sign_in_demo(services, employer.account_id)
    with transaction(services.engine) as session:
        session.execute(update(OutgoingMail).values(sent_at=now()))
        session.add(done_job(employer, refused.id))
    counts = retain(services, in_days(services.settings.retain_mail_days + 1))
    assert counts["mail"] >= 1
    assert (counts["job"], counts["session"]) == (1, 1)
    assert "retention: " in caplog.text
    assert "mail" in caplog.text
    with transaction(services.engine) as session:
        assert session.scalars(select(OutgoingMail)).all() == []
        assert session.scalars(select(SignInSession)).all() == []


def test_nothing_of_a_held_request_goes(services, working, refused, senior, newcomer):
    with working(senior) as work:
        place_hold(work, refused.id, "litigation", "AR 26/1234")
    with pytest.raises(RequestHeld):
        erase_request(services, refused.id, "dataSubject")
    with transaction(services.engine) as session:
        session.execute(update(OutgoingMail).values(sent_at=now()))
    retain(services, in_days(5000))
    assert names_of(services, refused.id) == [newcomer.names[0].family_name]
    assert services.vault.get(refused.extraction_id, "result")
    with transaction(services.engine) as session:
        assert session.scalars(select(OutgoingMail).where(OutgoingMail.request_id == refused.id)).all()
    with working(senior) as work:
        assert lift_hold(work, refused.id) == 1
    with working(senior) as work, pytest.raises(HoldUnknown):
        lift_hold(work, refused.id)
    retain(services, in_days(5000))
    assert prove_erasure(services, refused.id).erased
    with transaction(services.engine) as session:
        actions = session.scalars(
            select(AuditEntry.action).where(AuditEntry.object_id == str(refused.id))
        ).all()
    assert {"placeHold", "liftHold", "erase"} <= {*actions}


def test_a_hold_ends_by_itself_on_its_day(services, working, refused, senior):
    with working(senior) as work:
        place_hold(work, refused.id, "inspection", until=in_days(30))
    with pytest.raises(RequestHeld):
        erase_request(services, refused.id, "dataSubject")
    with transaction(services.engine) as session:
        session.execute(text("UPDATE legal_hold SET until = now() - interval '1 second'"))
    erase_request(services, refused.id, "dataSubject")
    assert prove_erasure(services, refused.id).erased


def test_who_may_place_a_hold(working, refused, employer, reviewer):
    for actor in (employer, reviewer):
        with working(actor) as work, pytest.raises(MissingPermission):
            place_hold(work, refused.id, "litigation")


def test_a_number_under_correction_keeps_its_request(services, working, employer, sent, known):
    answered = sent(employer, known)
    with working(employer) as work:
        report_wrong_number(work, answered.id, "otherPerson", "")
    retain(services, in_days(5000))
    assert names_of(services, answered.id) == [known.names[0].family_name]


def test_the_chore_goes_step_by_step(services, employer, monkeypatch):
    with transaction(services.engine) as session:
        for _ in range(10 * BATCH + 3):
            session.add(done_job(employer, employer.account_id, now() - timedelta(days=1000)))
    left = []
    chore = Retaining()
    for _ in range(3):
        chore(services)
        with transaction(services.engine) as session:
            left.append(len(session.scalars(select(Job.id)).all()))
    assert left == [3, 0, 0]


def test_holds_by_command(settings, services, refused, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", str(settings.database_url))
    monkeypatch.setenv("BELGIANIDPRO_DATA_DIR", str(settings.data_dir))
    load_settings.cache_clear()
    run = CliRunner()
    place = ["hold", "place", str(refused.id), "--reason", "complaint"]
    assert run.invoke(commands, [*place, "--by", "dirk@office.invalid"]).exit_code == 1
    assert run.invoke(commands, [*place, "--by", "eva@office.invalid"]).exit_code == 0
    assert run.invoke(commands, ["erase", "request", str(refused.id)]).exit_code == 1
    lifted = run.invoke(commands, ["hold", "lift", str(refused.id), "--by", "eva@office.invalid"])
    assert lifted.exit_code == 0
    assert run.invoke(commands, ["erase", "request", str(refused.id)]).exit_code == 0
    load_settings.cache_clear()
