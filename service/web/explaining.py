"""Errors in the language of the visitor."""

import re

from models.errors import CodedError
from service.web.i18n import translate
from service.web.labels import STATES


def describe_error(language: str, error: CodedError) -> tuple[str, str]:
    """Message and remedy of an error, with its numbers filled in, and the words of a state for its code."""
    message, remedy = translate(language, error.message), translate(language, error.remedy)
    context = {name: _word(language, value) for name, value in error.context.items()}
    return message.format(**context), remedy.format(**context)


def describe_problem(language: str, problem: dict[str, object] | None) -> tuple[str, str]:
    """Message and remedy of a stored problem+json, translated through the class that made it."""
    code = str((problem or {}).get("code", ""))
    detail, remedy = str((problem or {}).get("detail", "")), str((problem or {}).get("remedy", ""))
    for kind in error_classes():
        found = _fill_in(kind.message, detail)
        if kind.code == code and found is not None:
            context = {**(_fill_in(kind.remedy, remedy) or {}), **found}
            return describe_error(language, kind(**context)) if context else describe_error(language, kind())
    return describe_error(language, CodedError())


def error_classes() -> list[type[CodedError]]:
    """Every class of error in the house that is loaded."""
    found, queue = [], [CodedError]
    while queue:
        kind = queue.pop()
        found.append(kind)
        queue.extend(kind.__subclasses__())
    return found


def _word(language: str, value: object) -> object:
    """What is no state's code stays as it is."""
    named = STATES.get(value) if isinstance(value, str) else None
    return translate(language, named[0]) if named else value


def _fill_in(template: str, text: str) -> dict[str, object] | None:
    """The values that turn `template` into `text`, if it can be turned into it."""
    pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(template))
    found = re.fullmatch(pattern, text)
    return None if found is None else dict(found.groupdict())
