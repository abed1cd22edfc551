"""The export for calibration: one row a field of a request, without values (docs/calibration-export.md)."""

import csv
import json
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import Text, cast, func, select
from sqlalchemy.orm import Session

from service.audit.service import record
from service.context import Work
from service.statistics.models import FieldFigures, RequestFigures

Form = Literal["jsonl", "csv", "parquet"]
Row = dict[str, str | float]
SCHEMA_NAME = "belgianidpro.calibration.v1"
COLUMNS = ("month", "documentType", "state", "field", "source", "status", "confidence", "errorClass")
OTHER = "other"
"""In the place of a month, a type or a state that too few requests share."""
MOST_ROWS = 1_000_000
BATCH = 10_000
DECIMALS = 4


def export_figures(work: Work, form: Form) -> bytes:
    """All rows in a form, in an order that says nothing. The export is logged. Raises MissingPermission."""
    work.actor.require("statistics:read")
    record(work.session, work.actor, "exportFigures", "figures", form, "statistics")
    return WRITERS[form](_rows(work.session, work.settings.statistics_least))


def _rows(session: Session, least: int) -> Iterator[Row]:
    month = func.to_char(RequestFigures.sent_on, "YYYY-MM").label("month")
    kind, state = RequestFigures.document_type, RequestFigures.state
    months = {*session.scalars(select(month).group_by(month).having(func.count() >= least))}
    types = {*session.scalars(select(kind).group_by(kind).having(func.count() >= least))}
    pairs = {
        (one.document_type, one.state)
        for one in session.execute(select(kind, state).group_by(kind, state).having(func.count() >= least))
    }
    query = (
        select(
            month,
            kind,
            state,
            FieldFigures.field,
            FieldFigures.source,
            FieldFigures.status,
            FieldFigures.confidence,
            FieldFigures.error_class,
        )
        .join(RequestFigures, RequestFigures.id == FieldFigures.figures_id)
        .order_by(func.md5(cast(FieldFigures.id, Text)))
        .limit(MOST_ROWS)
        .execution_options(yield_per=BATCH)
    )
    for when, document, issuer, field, source, status, confidence, error_class in session.execute(query):
        yield {
            "month": when if when in months else OTHER,
            "documentType": document if document in types else OTHER,
            "state": issuer if (document, issuer) in pairs else OTHER,
            "field": field,
            "source": source,
            "status": status,
            "confidence": round(confidence, DECIMALS),
            "errorClass": error_class,
        }


def _as_jsonl(rows: Iterator[Row]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def _as_csv(rows: Iterator[Row]) -> bytes:
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _as_parquet(rows: Iterator[Row]) -> bytes:
    types = {"confidence": pa.float32()}
    schema = pa.schema(
        [(name, types.get(name, pa.string())) for name in COLUMNS], metadata={"schema": SCHEMA_NAME}
    )
    out = BytesIO()
    with pq.ParquetWriter(out, schema) as writer:
        writer.write_table(pa.Table.from_pylist([*rows], schema=schema))
    return out.getvalue()


WRITERS: dict[Form, Callable[[Iterator[Row]], bytes]] = {
    "jsonl": _as_jsonl,
    "csv": _as_csv,
    "parquet": _as_parquet,
}
