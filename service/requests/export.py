"""The history as CSV for a spreadsheet: UTF-8 with a byte order mark, `;` between the cells."""

import csv
import io
from collections.abc import Callable

from models.errors import CodedError
from service.audit.service import record
from service.context import Work
from service.db import BRUSSELS
from service.requests.models import RequestRecord
from service.requests.search import Filter, find_rows
from service.requests.view import document_of, person_of

MOST_ROWS = 20_000
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}",
        "\N{FULLWIDTH HYPHEN-MINUS}", "\N{FULLWIDTH COMMERCIAL AT}")  # fmt: skip
"""What makes a spreadsheet take a cell for a formula, when it is the cell's first character (OWASP, CSV
Injection)."""
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
COLUMNS = (
    "familyName",
    "givenNames",
    "birthDate",
    "nationality",
    "documentNumber",
    "ssin",
    "state",
    "numberState",
    "requester",
    "createdAt",
    "submittedAt",
    "updatedAt",
    "deadline",
    "id",
)


class ExportTooLarge(CodedError):
    code = "exportTooLarge"
    status = 422
    message = "More than {limit} requests would stand in the file."
    remedy = "Narrow the choice by state, requester or period."


def export_history(
    work: Work, wanted: Filter, sort: str, heading: Callable[[str], str], state: Callable[[str], str]
) -> bytes:
    """The file. `heading` and `state` give the words for a column and for a state.

    Raises ExportTooLarge, and what `find_requests` raises. That it was made is logged.
    """
    rows, total = find_rows(work, wanted, sort, 1, MOST_ROWS)
    if total > MOST_ROWS:
        raise ExportTooLarge(limit=MOST_ROWS)
    record(work.session, work.actor, "exportRequests", "organisation", work.actor.organisation_id)
    text = io.StringIO()
    text.write(BOM)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([safe_cell(heading(name)) for name in COLUMNS])
    for row in rows:
        writer.writerow([safe_cell(value) for value in _cells(row, state)])
    return text.getvalue().encode()


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it as a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(RUNS) else text


def _cells(row: RequestRecord, state: Callable[[str], str]) -> list[str]:
    person, document = person_of(row), document_of(row)
    moments = (row.created_at, row.submitted_at, row.updated_at, row.deadline)
    shown = [moment.astimezone(BRUSSELS).strftime("%Y-%m-%d %H:%M") if moment else "" for moment in moments]
    return [
        person.family_name or "",
        person.given_names or "",
        person.birth_date or "",
        person.nationality or "",
        document.number or "",
        _with_points(row.ssin or ""),
        state(row.state),
        state(row.number_state) if row.number_state else "",
        row.account.display_name,
        *shown,
        str(row.id),
    ]


def _with_points(number: str) -> str:
    """As the administration prints it, which no spreadsheet takes for a figure and robs of its zeros."""
    if not number:
        return ""
    return f"{number[:2]}.{number[2:4]}.{number[4:6]}-{number[6:9]}.{number[9:]}"
