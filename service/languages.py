"""The languages of the house, and how each writes a day."""

from datetime import date, datetime

from babel.dates import format_date, format_datetime, format_skeleton

from service.db import BRUSSELS

LANGUAGES = {"nl": "Nederlands", "fr": "Français", "de": "Deutsch", "en": "English"}
"""The three official languages of the country by the number of their speakers, and English."""
DEFAULT_LANGUAGE = "nl"
DATE_LOCALES = {"nl": "nl_BE", "fr": "fr_BE", "de": "de_BE", "en": "en_GB"}
"""English here is the European kind: the day comes first."""


def show_date(language: str, value: datetime | date) -> str:
    """A day, as the language writes it; moments count in Belgian time."""
    day = value.astimezone(BRUSSELS).date() if isinstance(value, datetime) else value
    return format_date(day, "long", locale=DATE_LOCALES[language])


def show_short_day(language: str, value: datetime) -> str:
    """A day for a narrow column, in Belgian time."""
    return format_skeleton(
        "yMMMd", value.astimezone(BRUSSELS), tzinfo=BRUSSELS, locale=DATE_LOCALES[language]
    )


def show_moment(language: str, value: datetime) -> str:
    """A day and a time."""
    hour = format_datetime(value, "HH:mm", tzinfo=BRUSSELS, locale=DATE_LOCALES[language])
    return f"{show_short_day(language, value)}, {hour}"
