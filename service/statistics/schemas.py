"""Figures as data scientists see them: rates of groups that are large enough, counts in rounded numbers."""

from datetime import date

from service.schemas import Model
from service.statistics.classes import ErrorClass

Rate = float | None
"""A share from 0 to 1 in whole hundredths; absent where the group is too small to say."""


class FiguresFilter(Model):
    """Of which documents; all of them where nothing is given."""

    document_type: str | None = None
    state: str | None = None


class WeekLine(Model):
    """Requests of one week, by its Monday. `corrected` is the share of readings that were changed."""

    week: date
    requests: int
    instant: Rate = None
    review: Rate = None
    agreement: Rate = None
    corrected: Rate = None


class FieldLine(Model):
    """Readings of one field from one source, and the shares of what became of them."""

    field: str
    source: str
    readings: int
    corrected: Rate = None
    classes: dict[ErrorClass, float] = {}


class ReasonLine(Model):
    """Why requests went to a reviewer."""

    reason: str
    requests: int
    share: Rate = None


class BandLine(Model):
    """Readings whose confidence lies from `low` to below `high`: said, and found right."""

    low: float
    high: float
    readings: int
    said: Rate = None
    right: Rate = None


class FiguresView(Model):
    """The page of the data scientist. Empty lists where there is too little to say anything."""

    requests: int
    instant: Rate = None
    review: Rate = None
    agreement: Rate = None
    corrected: Rate = None
    weeks: list[WeekLine] = []
    fields: list[FieldLine] = []
    reasons: list[ReasonLine] = []
    bands: list[BandLine] = []
    document_types: list[str] = []
    """To choose from: those with enough requests."""
    states: list[str] = []
    least: int
