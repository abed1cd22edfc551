"""Figures for data scientists: no value leaves, and small groups do not show."""

import json
from io import BytesIO

import pyarrow.parquet as pq
import pytest
from sqlalchemy import select, text

from ocr.extraction import Warning
from service.audit.models import AuditEntry
from service.auth.service import COOKIE, sign_in_demo
from service.db import transaction
from service.errors import MissingPermission
from service.requests import service as requests
from service.reviews import service as reviews
from service.statistics.classes import classify
from service.statistics.export import COLUMNS, export_figures
from service.statistics.models import FieldFigures, RequestFigures
from service.statistics.reading import figures_view
from service.statistics.schemas import FiguresFilter
from tests.service.conftest import actor_named

COPY_FIELDS = """
INSERT INTO field_figures (figures_id, field, source, status, confidence, error_class)
SELECT :made, field, source, status, confidence, error_class FROM field_figures
WHERE figures_id = (SELECT figures_id FROM field_figures ORDER BY id LIMIT 1)
"""
SPECIMEN = [Warning(code="specimen", detail="")]


@pytest.fixture
def scientist(services):
    return actor_named(services, "mats@office.invalid")


@pytest.fixture
def many(services):
    """So many times the figures that stand there."""

    def copy(times: int) -> None:
        columns = "sent_on, document_type, state, outcome, reason, probability, decided, agreed, decided_on"
        with transaction(services.engine) as session:
            for _ in range(times):
                made = session.scalar(
                    text(
                        f"INSERT INTO request_figures (id, {columns}) SELECT gen_random_uuid(), {columns}"
                        " FROM request_figures ORDER BY id LIMIT 1 RETURNING id"
                    )
                )
                session.execute(text(COPY_FIELDS), {"made": made})

    return copy


@pytest.mark.parametrize(
    ("read", "entered", "found"),
    [
        ("Müller", "Müller", "unchanged"),
        ("Anna  Maria", "Anna Maria", "unchanged"),
        ("MÜLLER", "Müller", "case"),
        ("MULLER", "Müller", "diacritics"),
        ("Muller", "Mulier", "oneEdit"),
        ("Muller", "Mulelr", "oneEdit"),
        ("1990-01-02", "1990-01-03", "oneEdit"),
        ("Muller", "Jansen", "other"),
        ("Muller", None, "emptied"),
        (None, "Muller", "added"),
        (1, 2, "oneEdit"),
        (None, "", None),
    ],
)
def test_the_class_of_a_correction(read, entered, found):
    assert classify(read, entered) == found


def test_a_request_leaves_figures_without_values(sent, working, employer, reviewer, known, services):
    case = sent(employer, known, warnings=SPECIMEN)
    with working(reviewer) as work:
        reviews.assign_existing(work, case.id, known.ssin, "")
    with transaction(services.engine) as session:
        [figures] = session.scalars(select(RequestFigures)).all()
        assert (figures.outcome, figures.decided, figures.agreed) == ("review", "same", True)
        assert figures.id != case.id
        fields = session.scalars(select(FieldFigures)).all()
        assert {one.error_class for one in fields} == {"unchanged"}
        tables = "".join(
            row
            for table in ("request_figures", "field_figures")
            for row in session.scalars(text(f"SELECT row_to_json(t)::text FROM {table} t"))
        )
    for value in (known.ssin, known.names[0].family_name, known.birth_date, str(case.id)):
        assert value not in tables


def test_a_change_by_hand_is_a_class(drafted, working, employer, newcomer, services):
    request_id = drafted(employer, newcomer)
    with working(employer) as work:
        view = requests.request_view(work, request_id)
        changed = view.person.model_copy(update={"place_of_birth": "Sucre", "family_name": "Quispe Mamanï"})
        requests.save_person(work, request_id, changed, view.document)
    with working(employer) as work:
        requests.submit_request(work, request_id)
    with transaction(services.engine) as session:
        classes = dict(session.execute(select(FieldFigures.field, FieldFigures.error_class)).all())
    assert (classes["placeOfBirth"], classes["familyName"]) == ("other", "diacritics")
    assert classes["givenNames"] == "unchanged"


def test_few_requests_show_nothing(sent, working, employer, scientist, known):
    sent(employer, known, warnings=SPECIMEN)
    with working(scientist) as work:
        view = figures_view(work, FiguresFilter())
    assert (view.requests, view.review, view.weeks, view.fields, view.document_types) == (0, None, [], [], [])


def test_many_requests_show_rates_and_rounded_counts(sent, working, employer, scientist, known, many):
    sent(employer, known, warnings=SPECIMEN)
    many(12)
    with working(scientist) as work:
        view = figures_view(work, FiguresFilter(document_type="passport", state="POL"))
        assert (view.requests, view.review, view.instant, view.corrected) == (15, 1.0, 0.0, 0.0)
        assert [line.requests for line in view.weeks] == [15]
        assert view.agreement is None
        assert {line.field for line in view.fields} >= {"familyName", "birthDate"}
        assert figures_view(work, FiguresFilter(state="XXX")).requests == 0


def test_the_export_has_the_documented_columns_and_generalises_what_is_rare(
    sent, working, employer, scientist, known, many
):
    sent(employer, known, warnings=SPECIMEN)
    with working(scientist) as work:
        rows = [json.loads(line) for line in export_figures(work, "jsonl").splitlines()]
    assert {tuple(row) for row in rows} == {COLUMNS}
    assert {(row["month"], row["documentType"], row["state"]) for row in rows} == {
        ("other", "other", "other")
    }
    many(12)
    with working(scientist) as work:
        rows = [json.loads(line) for line in export_figures(work, "jsonl").splitlines()]
        table = pq.read_table(BytesIO(export_figures(work, "parquet")))
        text_rows = export_figures(work, "csv").decode().splitlines()
    assert {(row["documentType"], row["state"]) for row in rows} == {("passport", "POL")}
    assert table.column_names == [*COLUMNS]
    assert table.num_rows == len(rows) == len(text_rows) - 1
    assert table.schema.metadata[b"schema"] == b"belgianidpro.calibration.v1"
    everything = json.dumps(rows) + "".join(text_rows)
    assert known.names[0].family_name not in everything
    assert known.ssin not in everything


def test_the_role_sees_figures_and_no_person(client, services, scientist, sent, employer, known):
    case = sent(employer, known, warnings=SPECIMEN)
    client.cookies.set(COOKIE, sign_in_demo(services, scientist.account_id))
    assert client.get("/").headers["location"] == "/statistics"
    page = client.get("/statistics")
    assert page.status_code == 200
    assert known.names[0].family_name not in page.text
    for form in ("jsonl", "csv", "parquet"):
        assert client.get(f"/statistics/export.{form}").status_code == 200
    for path in (
        "/reviews",
        f"/reviews/{case.id}",
        f"/requests/{case.id}",
        f"/scans/{case.extraction_id}/pages/0.jpg",
        f"/scans/{case.extraction_id}/crops/familyName.jpg",
        "/audit",
    ):
        assert client.get(path).status_code == 403, path
    with transaction(services.engine) as session:
        actions = set(session.scalars(select(AuditEntry.action)))
    assert {"viewFigures", "exportFigures"} <= actions


def test_nobody_else_sees_the_figures(working, employer, reviewer):
    for actor in (employer, reviewer):
        with working(actor) as work, pytest.raises(MissingPermission):
            figures_view(work, FiguresFilter())
        with working(actor) as work, pytest.raises(MissingPermission):
            export_figures(work, "csv")
