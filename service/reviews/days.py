"""Deadlines in working days, Belgian time: what comes on a Friday evening is not late on Sunday."""

from datetime import datetime, timedelta

from service.db import BRUSSELS

SATURDAY = 5


def add_working_days(moment: datetime, days: int) -> datetime:
    """The moment so many working days later, at the same time of the day; public holidays count as days."""
    there = moment.astimezone(BRUSSELS)
    while days > 0:
        there += timedelta(days=1)
        days -= there.weekday() < SATURDAY
    return there


def take_working_days(moment: datetime, days: int) -> datetime:
    """The moment so many working days earlier: what came before it is past a deadline of so many days."""
    there = moment.astimezone(BRUSSELS)
    while days > 0:
        days -= there.weekday() < SATURDAY
        there -= timedelta(days=1)
    return there
