"""Languages of the portal: which one a visitor gets, and the catalogues.

Message ids are English. The catalogues are text (`translations/<language>/LC_MESSAGES/messages.po`), read
and compiled in memory once per process, so that no compiled file can be older than its source.
"""

import re
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.core import negotiate_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from fastapi import Request

from service.context import User
from service.languages import DATE_LOCALES, DEFAULT_LANGUAGE, LANGUAGES

COOKIE = "belgianidpro_language"
MAX_HEADER = 500
WEIGHT = re.compile(r"q=([01](?:\.\d{0,3})?)")
CATALOGUES = Path(__file__).parent / "translations"


def mark(message: str) -> str:
    """Marks a message id for the collector; it is translated where it is shown."""
    return message


def choose_language(request: Request, actor: User | None) -> str:
    """What the visitor chose by hand, else the profile's language, else what the browser accepts."""
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    if actor is not None and actor.language in LANGUAGES:
        return actor.language
    return negotiate(request.headers.get("accept-language", ""))


def negotiate(untrusted_header: str) -> str:
    """The language of ours that a browser's Accept-Language (RFC 9110, 12.5.4) likes best."""
    weighed = []
    for part in untrusted_header[:MAX_HEADER].split(","):
        tag, _, parameter = part.partition(";")
        weight = WEIGHT.fullmatch(parameter.replace(" ", ""))
        weighed.append((-float(weight[1]) if weight else -1.0, tag.strip()))
    accepted = [tag for weight, tag in sorted(weighed, key=lambda pair: pair[0]) if tag and weight < 0]
    return negotiate_locale(accepted, [*LANGUAGES], sep="-") or DEFAULT_LANGUAGE


@lru_cache
def load_catalogue(language: str) -> NullTranslations:
    """The catalogue of a language; English is the message ids themselves."""
    path = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def translate(language: str, message: str) -> str:
    """The message in a language."""
    return load_catalogue(language).gettext(message) if message else ""


def show_bits(language: str, value: float) -> str:
    """A signed figure with one decimal, the minus as long as the plus."""
    text = format_decimal(value + 0.0, "+0.0;-0.0", locale=DATE_LOCALES[language])
    return text.replace("-", "\N{MINUS SIGN}")


def show_percent(language: str, probability: float) -> str:
    """A probability in hundredths, two decimals; what is not quite 0 or 100 never reads as if it were."""
    least = 0.00005
    kept = min(max(probability, 2 * least), 1 - 2 * least)
    sign = "" if least <= probability <= 1 - least else "> " if probability > least else "< "
    return sign + format_decimal(kept * 100, "0.00", locale=DATE_LOCALES[language])
