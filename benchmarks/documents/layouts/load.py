"""The layout files, merged and checked: a document is its families' sides with the state's changes on top."""

import tomllib
import zlib
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from benchmarks.documents.layouts.errors import LayoutInvalidError, UnknownLayoutError
from benchmarks.documents.layouts.model import KINDS, Document, DocumentKind, Language, Side, State

FOLDER = Path(__file__).parent
SIDES = ("front", "back")


def merge(base: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """`change` over `base`, tables merged key by key; neither is altered."""
    merged = dict(base)
    for key, value in change.items():
        below = merged.get(key)
        merged[key] = merge(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def list_states() -> tuple[str, ...]:
    """The codes of all states, sorted."""
    return tuple(sorted(path.stem for path in (FOLDER / "states").glob("*.toml")))


@cache
def list_languages() -> tuple[str, ...]:
    """The codes of all languages of captions, sorted."""
    return tuple(sorted(path.stem for path in (FOLDER / "languages").glob("*.toml")))


@cache
def load_family(name: str) -> dict[str, Any]:
    """A family's side, as read."""
    path = FOLDER / "families" / f"{name}.toml"
    if not path.is_file():
        raise LayoutInvalidError(reason=f"there is no family {name}")
    return _read(path)


@cache
def load_language(code: str) -> Language:
    """A language's captions; raises `LayoutInvalidError`."""
    path = FOLDER / "languages" / f"{code}.toml"
    try:
        return Language(code=code, **_read(path))
    except (OSError, ValidationError) as error:
        raise LayoutInvalidError(reason=f"language {code}, {type(error).__name__}: {error}") from error


def _document(kind: DocumentKind, data: dict[str, Any], common: dict[str, Any]) -> Document:
    """The document of a kind out of the state's table for it and the style that its documents share."""
    data = dict(data)
    own_style = data.pop("style", {})
    sides = []
    for side in SIDES:
        if side not in data:
            continue
        own = data.pop(side)
        own = {"family": own} if isinstance(own, str) else dict(own)
        family = load_family(own.pop("family"))
        style = merge(merge(family.get("style", {}), common), own_style)
        sides.append(Side(**merge(family | {"style": style}, own)))
    defaults = {"type_text": "P", "zone_code": "P<"} if kind == "passport" else {"type_text": "ID"}
    codes = {"identityCard": "I<", "residencePermit": "IR", "drivingLicence": "D1"}
    if kind in codes:
        defaults["zone_code"] = codes[kind]
    return Document(sides=tuple(sides), **(defaults | data))


@cache
def load_state(code: str) -> State:
    """A state with its documents; raises `UnknownLayoutError` and `LayoutInvalidError`."""
    path = FOLDER / "states" / f"{code}.toml"
    if not path.is_file():
        raise UnknownLayoutError(state=code, kind="document")
    data = _read(path)
    common = data.pop("style", {})
    try:
        documents = {kind: _document(kind, data.pop(kind), common) for kind in KINDS if kind in data}
        return State(code=code, documents=documents, **data)
    except (ValidationError, KeyError, TypeError) as error:
        raise LayoutInvalidError(reason=f"state {code}, {type(error).__name__}: {error}") from error


def load_document(state: str, kind: DocumentKind) -> Document:
    """The state's document of that kind; raises `UnknownLayoutError`."""
    documents = load_state(state).documents
    if kind not in documents:
        raise UnknownLayoutError(state=state, kind=kind)
    return documents[kind]


def stable(*parts: str) -> int:
    """A number that follows from the texts alone, the same on every machine."""
    return zlib.crc32("/".join(parts).encode("utf-8"))
