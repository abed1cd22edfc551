"""Drawing pages: one Jinja environment a language, with what every page needs."""

from datetime import date, timedelta
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, cast

from babel.dates import format_date, format_timedelta
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from models.errors import CodedError
from ocr.assess import ADVICE
from service.auth.service import csrf_token
from service.context import Services, User
from service.languages import DATE_LOCALES, LANGUAGES, show_date, show_moment, show_short_day
from service.web import i18n, labels
from service.web.countries import country_name, list_countries
from service.web.explaining import describe_error
from service.web.forms import inputs_of, split_date
from service.web.sessions import WARNING, seconds_left

TEMPLATES = Path(__file__).parent / "templates"


@lru_cache
def environment(language: str) -> Environment:
    """The templates in a language; everything is escaped, and an unknown name is an error."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    cast(Any, env).install_gettext_translations(i18n.load_catalogue(language), newstyle=True)
    env.filters.update(
        t=partial(i18n.translate, language),
        day=partial(show_date, language),
        moment=partial(show_moment, language),
        short_day=partial(show_short_day, language),
        bits=partial(i18n.show_bits, language),
        percent=partial(i18n.show_percent, language),
        country=partial(country_name, language),
        date_parts=split_date,
        ssin=show_ssin,
        enterprise=show_enterprise,
        birth=partial(show_birth, language),
        duration=partial(show_duration, language),
    )
    env.globals.update(
        language=language,
        languages=LANGUAGES,
        labels=labels,
        advice=ADVICE,
        warning_seconds=int(WARNING.total_seconds()),
        countries=partial(list_countries, language),
        inputs_of=inputs_of,
    )
    return env


def render(
    request: Request, template: str, actor: User | None, status: int = 200, **context: Any
) -> HTMLResponse:
    """A page for the visitor, in the visitor's language."""
    services: Services = request.app.state.services
    language = i18n.choose_language(request, actor)
    token = csrf_token(services, actor) if actor is not None and actor.session_id else ""
    text = (
        environment(language)
        .get_template(template)
        .render(
            actor=actor,
            csrf=token,
            path=request.url.path,
            demo=services.settings.demo,
            session_seconds=seconds_left(actor),
            **context,
        )
    )
    return HTMLResponse(text, status, {"Content-Language": language, "Vary": "Cookie, Accept-Language"})


def is_htmx(request: Request) -> bool:
    """Whether a script of the page asks for a piece of it."""
    return "hx-request" in request.headers


def explain(request: Request, actor: User | None, error: CodedError) -> dict[str, str]:
    """Code, message and remedy of an error for a page."""
    message, remedy = describe_error(i18n.choose_language(request, actor), error)
    return {"code": error.code, "message": message, "remedy": remedy}


def show_ssin(number: str) -> str:
    """`85.47.12-002.06`: as the administration prints it."""
    return (
        f"{number[:2]}.{number[2:4]}.{number[4:6]}-{number[6:9]}.{number[9:]}"
        if len(number) == 11
        else number
    )


def show_enterprise(number: str) -> str:
    """`0123.456.749`: as the Crossroads Bank for Enterprises prints it."""
    return f"{number[:4]}.{number[4:7]}.{number[7:]}"


def show_birth(language: str, value: str | None) -> str:
    """An IncompleteDate as the language writes it, without what is unknown; what is no date, as typed."""
    parts = split_date(value)
    try:
        day = date(int(parts["year"]), int(parts["month"] or 1), int(parts["day"] or 1))
    except ValueError:
        return "/".join(part for part in (parts["day"], parts["month"], parts["year"]) if part)
    if parts["day"]:
        return show_date(language, day)
    return format_date(day, "LLLL y", locale=DATE_LOCALES[language]) if parts["month"] else parts["year"]


def show_duration(language: str, value: timedelta) -> str:
    """`3 hours`: rounded to a unit in which people think of a wait."""
    return format_timedelta(value, threshold=1.5, locale=DATE_LOCALES[language])
