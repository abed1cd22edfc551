"""What is wrong with the settings, by the name of the variable: the start ends with it, before anything is
touched."""

import base64
import os
import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from pydantic import BaseModel, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsError

from models.errors import CodedError

PREFIX = "BELGIANIDPRO_"
NO_SETTING = frozenset({"BELGIANIDPRO_SUPERVISOR", "BELGIANIDPRO_TOKEN"})
"""Variables of that beginning which are none: of the supervisor for its children, of the examples for the
API."""
FIELD = re.compile(r'field "(\w+)"')
HIGHEST_PORT = 65_535
KEY_BYTES = 32
SCHEMES = {"s3_url": ("http", "https"), "registry_url": ("http", "https"), "public_url": ("http", "https")}
TOGETHER = (
    ("s3_url", "s3_access_key"),
    ("s3_url", "s3_secret_key"),
    ("s3_keys_bucket", "s3_url"),
    ("smtp_username", "smtp_password"),
    ("previous_master_key", "master_key"),
)
"""The first needs the second."""


class SettingInvalid(CodedError):
    """`variable` names it, `why` never quotes its value."""

    code = "settingInvalid"
    status = 500
    message = "The setting {variable} cannot be used: {why}."
    remedy = "Correct {variable} in the environment, or leave it out; docs/settings.md says what it takes."


def first_of(error: ValidationError) -> SettingInvalid:
    """The first finding of the settings' own types. Its text says what was expected, not what was given."""
    found = error.errors(include_input=False, include_url=False, include_context=False)[0]
    why = found["msg"].removeprefix("Value error, ")
    return SettingInvalid(variable=variable_of(map(str, found["loc"])), why=why[:1].lower() + why[1:])


def not_json(error: SettingsError) -> SettingInvalid:
    """A list or a table that is no JSON."""
    named = FIELD.search(str(error))
    return SettingInvalid(
        variable=variable_of([named[1] if named else "…"]), why="it is a list or a table, as JSON"
    )


def check_settings(settings: BaseSettings) -> None:
    """What no single type can say. Raises SettingInvalid."""
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if isinstance(value, int | float) and value < 0:
            raise SettingInvalid(variable=variable_of([name]), why="it cannot be less than nothing")
        if name.endswith("port") and isinstance(value, int) and not 0 < value <= HIGHEST_PORT:
            raise SettingInvalid(
                variable=variable_of([name]), why=f"a port lies between 1 and {HIGHEST_PORT}"
            )
        if name.endswith("master_key") and value is not None and not _is_key(value):
            raise SettingInvalid(variable=variable_of([name]), why=f"it is {KEY_BYTES} bytes in base64")
    for name, schemes in SCHEMES.items():
        value = getattr(settings, name)
        if value is not None and (urlsplit(value).scheme not in schemes or not urlsplit(value).hostname):
            raise SettingInvalid(
                variable=variable_of([name]), why="it is an address with http:// or https://"
            )
    for name, needed in TOGETHER:
        if getattr(settings, name) is not None and getattr(settings, needed) is None:
            raise SettingInvalid(variable=variable_of([needed]), why=f"{variable_of([name])} needs it")


def unknown_variables(settings: type[BaseSettings], environment: Mapping[str, str] = os.environ) -> list[str]:
    """Variables that look like settings and are none: misspelt, or of another version."""
    known = {*_variables(settings, ()), *NO_SETTING}
    begun = {name for name in environment if name.startswith(PREFIX)}
    return sorted(name for name in begun if name.upper() not in known)


def variable_of(path: Iterable[str]) -> str:
    """The variable of a field, the names of nested ones joined by two lines."""
    names = [*path]
    if names in (["DATABASE_URL"], ["database_url"]):
        return "DATABASE_URL"
    return PREFIX + "__".join(names).upper()


def is_secret(annotation: object) -> bool:
    """Whether a field's type hides its value."""
    return "SecretStr" in str(annotation) or annotation is SecretStr


def _is_key(value: SecretStr) -> bool:
    try:
        return len(base64.b64decode(value.get_secret_value(), validate=True)) == KEY_BYTES
    except ValueError:
        return False


def _variables(settings: type[BaseModel], path: tuple[str, ...]) -> Iterable[str]:
    for name, field in settings.model_fields.items():
        yield variable_of([*path, name])
        for nested in nested_models(field.annotation):
            yield from _variables(nested, (*path, name))


def nested_models(annotation: object) -> list[type[BaseModel]]:
    """The model that a field holds, if it holds one."""
    options = getattr(annotation, "__args__", None) or (annotation,)
    return [one for one in options if isinstance(one, type) and issubclass(one, BaseModel)]
