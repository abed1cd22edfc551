"""Every setting with its default and its meaning: `python -m service.settings_table` prints docs/settings.md.

`--update` writes it. The texts are the docstrings beside the settings.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from service.settings import Settings
from service.settings_errors import is_secret, nested_models, variable_of

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs" / "settings.md"
HEADER = """# Settings

Made by `python -m service.settings_table --update` (`make settings`); a test fails when it is stale.
Settings are variables of the environment. Lists and tables are JSON; the parts of a table can also be set
one by one, their names joined by two underscores. A setting that cannot be used ends the start with an
error that names it; a variable that begins with `BELGIANIDPRO_` and is none of these is warned of. Where a
file is meant to hold a secret, let the process manager read it into the variable (`LoadCredential` of
systemd, secrets of Compose or Kubernetes).

| variable | default | meaning |
|---|---|---|
"""


class SettingUndescribed(Exception):
    """A setting has no docstring."""


def draw_table() -> str:
    """The page in Markdown. Raises SettingUndescribed."""
    return HEADER + "\n".join(_rows(Settings, ())) + "\n"


def _rows(settings: type[BaseModel], path: tuple[str, ...]) -> Iterator[str]:
    for name, field in settings.model_fields.items():
        variable = variable_of([*path, name])
        if not field.description:
            raise SettingUndescribed(variable)
        text = " ".join(field.description.split()).replace("|", "\\|")
        secret = " Secret." if is_secret(field.annotation) else ""
        yield f"| `{variable}` | {_default(field)} | {text}{secret} |"
        for nested in nested_models(field.annotation):
            yield from _rows(nested, (*path, name))


def _default(field: FieldInfo) -> str:
    value = field.default
    if value is PydanticUndefined:
        return "needed"
    if value is None or isinstance(value, SecretStr):
        return "unset"
    if isinstance(value, BaseModel):
        return "its parts"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, Path) and value.is_absolute():
        value = value.relative_to(ROOT)
    if isinstance(value, list):
        value = "[" + ", ".join(f'"{one}"' if isinstance(one, str) else str(one) for one in value) + "]"
    return f"`{value}`" if str(value) else "empty"


def main() -> None:
    """Prints or writes the page."""
    table = draw_table()
    if "--update" in sys.argv:
        TABLE.write_text(table, encoding="utf-8")
    else:
        sys.stdout.write(table)


if __name__ == "__main__":
    main()
