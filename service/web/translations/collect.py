"""Every message id that the portal can show, and a catalogue brought up to date with them.

`python -m service.web.translations.collect` prints what is missing in each language; with `--update` it
writes empty entries into the catalogues for a translator to fill.
"""

import importlib
import pkgutil
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from service.languages import LANGUAGES
from service.web.explaining import error_classes
from service.web.i18n import CATALOGUES

WEB = Path(__file__).parents[1]
ROOMS = ("models", "mrz", "ocr", "matching", "service")
SOURCE_LANGUAGE = "en"
COMMAND_LINE = ("service.cli", "matching.", "mrz.", "models.")
"""Errors raised where no page can show them stay English."""


def collect_messages() -> set[str]:
    """Ids of templates and Python, errors and remedies, quality advice, titles of the samples."""
    return {message for message in (*_sources(), *_errors(), *_advice(), *_samples()) if message}


def missing_messages(language: str) -> set[str]:
    """Ids without a finished translation in `language`."""
    catalogue = _read(language)
    done = {str(message.id) for message in catalogue if message.id and message.string and not message.fuzzy}
    return collect_messages() - done


def _sources() -> set[str]:
    methods = [
        ("translations/**", "ignore"),
        ("**.py", "python"),
        ("templates/**.html", "jinja2.ext:babel_extract"),
    ]
    options = {"templates/**.html": {"trimmed": "false", "newstyle_gettext": "true"}}
    found = extract_from_dir(WEB, methods, options, keywords={"_": None, "mark": None})
    return {str(message) for _, _, message, _, _ in found}


def _errors() -> set[str]:
    _load_everything()
    shown = [
        kind
        for kind in error_classes()
        if kind.__module__.split(".", maxsplit=1)[0] in ROOMS and not kind.__module__.startswith(COMMAND_LINE)
    ]
    return {text for kind in shown for text in (kind.message, kind.remedy)}


def _advice() -> set[str]:
    from ocr.assess import ADVICE  # noqa: PLC0415 - loads OpenCV

    return set(ADVICE.values())


def _samples() -> set[str]:
    from service.demo.samples_index import load_samples  # noqa: PLC0415
    from service.settings import Settings  # noqa: PLC0415

    return {sample.title for sample in load_samples(Settings().demo_samples_dir).list()}


def _load_everything() -> None:
    """Imports every module, so that every class of error exists."""
    for room in ROOMS:
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            if not module.name.endswith("__main__") and ".migrations." not in module.name:
                importlib.import_module(module.name)


def _read(language: str) -> Catalog:
    path = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as source:
        return read_po(source, locale=language)


def update_catalogue(language: str) -> None:
    """Adds what is missing with an empty translation, and drops what nobody shows any more."""
    old, new = _read(language), Catalog(locale=language, project="belgianIDpro", charset="utf-8")
    for message in sorted(collect_messages()):
        known = old.get(message)
        new.add(
            message,
            known.string if known else "",
            flags=sorted(known.flags - {"python-format"}) if known else (),
        )
    target = BytesIO()
    write_po(target, new, width=110, omit_header=False)
    (CATALOGUES / language / "LC_MESSAGES" / "messages.po").write_bytes(target.getvalue())


if __name__ == "__main__":
    for code in LANGUAGES:
        if code == SOURCE_LANGUAGE:
            continue
        if "--update" in sys.argv:
            update_catalogue(code)
        for text in sorted(missing_messages(code)):
            sys.stdout.write(f"{code}: {text}\n")
