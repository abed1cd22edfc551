"""Columns that hold personal data: encrypted under the data key of the request or the upload they belong to.

`person = Sealed[dict[str, Any]](dict)` makes a column `person` of bytes, and an attribute that reads and
writes the value as if it stood there. AES-256-GCM over the value's JSON; table, column and row id are bound
to it, so that nothing can be put into another row's place. Destroying the owner's key makes the value
unreadable in the database, in its log and in every backup.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Generic, NoReturn, Self, TypeVar, cast, overload
from uuid import UUID, uuid4

from sqlalchemy import LargeBinary, SQLColumnExpression, event
from sqlalchemy.orm import Session, mapped_column, object_session

from service.seals import Seals, seals_of
from service.storage.errors import KeyUnusable
from service.storage.keys import seal, unseal

T = TypeVar("T")


def absent() -> None:
    """The default of a column that may hold nothing."""


SUFFIX, DIGEST = "_sealed", "_digest"


class Sealed(Generic[T]):
    """An encrypted column. `default` makes the value of one that holds nothing (never set, or erased).

    With `digest` there is a second column, a keyed digest of the value, by which rows can be looked up.
    """

    def __init__(self, default: Callable[[], T], *, digest: bool = False) -> None:
        self.default, self.has_digest = default, digest

    def __set_name__(self, owner: "type[SealedRow]", name: str) -> None:
        self.table, self.name = owner, name
        setattr(owner, name + SUFFIX, mapped_column(name, LargeBinary, nullable=True))
        if self.has_digest:
            setattr(owner, name + DIGEST, mapped_column(LargeBinary, nullable=True, index=True))

    @overload
    def __get__(self, row: None, owner: type) -> Self: ...
    @overload
    def __get__(self, row: "SealedRow", owner: type) -> T: ...
    def __get__(self, row: "SealedRow | None", owner: type) -> Self | T:
        """The value. Raises KeyMissing, StorageAway, KeyUnusable."""
        if row is None:
            return self
        waiting = _kept(row, "_waiting")
        if self.name in waiting:
            return cast(T, waiting[self.name])
        sealed = getattr(row, self.name + SUFFIX)
        if sealed is None:
            return self.default()
        opened = _kept(row, "_opened")
        known = opened.get(self.name)
        if known is None or known[0] != sealed:
            content = unseal(_seals(row).key(row.owner_id), sealed, self._bound_to(row))
            known = opened[self.name] = (sealed, json.loads(content))
        return cast(T, known[1])

    def __set__(self, row: "SealedRow", value: T) -> None:
        """Seals the value, at once or with the row's first flush."""
        session = object_session(row)
        if session is None or row in session.new:
            _kept(row, "_waiting")[self.name] = value
        else:
            self.write(row, value, seals_of(session), seals_of(session).key_to_write(row.owner_id))

    def write(self, row: "SealedRow", value: T, seals: Seals, key: bytes) -> None:
        """Puts the sealed value into its column."""
        sealed = None
        if value is not None:
            content = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
            sealed = seal(key, content, self._bound_to(row))
            _kept(row, "_opened")[self.name] = (sealed, value)
        setattr(row, self.name + SUFFIX, sealed)
        if self.has_digest:
            setattr(row, self.name + DIGEST, None if value is None else seals.digest(str(value)))

    @property
    def column(self) -> SQLColumnExpression[bytes | None]:
        """The column with the sealed bytes, for queries."""
        return cast(SQLColumnExpression[bytes | None], getattr(self.table, self.name + SUFFIX))

    @property
    def digest_column(self) -> SQLColumnExpression[bytes | None]:
        """The column with the digests (`Seals.digest`), for queries."""
        return cast(SQLColumnExpression[bytes | None], getattr(self.table, self.name + DIGEST))

    def open(self, seals: Seals, row_id: UUID, owner: UUID, sealed: bytes) -> T:
        """The value of a column that was read without its row."""
        place = bound_to(self.table.__tablename__, self.name, row_id)
        return cast(T, json.loads(unseal(seals.key(owner), sealed, place)))

    def _bound_to(self, row: "SealedRow") -> bytes:
        return bound_to(row.__tablename__, self.name, row.id)

    def __eq__(self, other: object) -> NoReturn:
        raise TypeError(f"{self.name} is sealed: the database cannot compare it")

    __hash__ = object.__hash__


class SealedRow:
    """A row with sealed columns. `sealed_by` names the column with the id of whose key seals them."""

    __tablename__: str
    id: Any
    sealed_by: ClassVar[str] = "id"

    @property
    def owner_id(self) -> UUID:
        """Whose data key seals the row."""
        return cast(UUID, getattr(self, self.sealed_by))


def bound_to(table: str, column: str, row_id: UUID) -> bytes:
    """What a sealed value is bound to: its place."""
    return f"{table}.{column}/{row_id}".encode()


def sealed_columns(table: type[SealedRow]) -> dict[str, Sealed[Any]]:
    """The sealed columns of a table."""
    return {name: column for name, column in vars(table).items() if isinstance(column, Sealed)}


def fetch_keys(session: Session, owners: Iterable[UUID]) -> None:
    """Reads the keys of many rows together, before they are looked at one by one."""
    seals_of(session).fetch(owners)


def wipe(row: SealedRow) -> None:
    """Takes every sealed value out of the row, and what it was found by."""
    for name, column in sealed_columns(type(row)).items():
        setattr(row, name + SUFFIX, None)
        if column.has_digest:
            setattr(row, name + DIGEST, None)


def _kept(row: SealedRow, name: str) -> dict[str, Any]:
    """What is kept beside the row, not in it."""
    return cast(dict[str, Any], row.__dict__.setdefault(name, {}))


def _seals(row: SealedRow) -> Seals:
    seals = row.__dict__.get("_seals")
    if seals is None:
        session = object_session(row)
        if session is None:
            raise KeyUnusable
        seals = seals_of(session)
    return cast(Seals, seals)


@event.listens_for(SealedRow, "load", propagate=True)
def _on_load(row: SealedRow, context: Any) -> None:
    """A row that outlives its session can still be read."""
    row.__dict__["_seals"] = seals_of(context.session)


@event.listens_for(SealedRow, "before_insert", propagate=True)
def _on_insert(_: Any, __: Any, row: SealedRow) -> None:
    session = object_session(row)
    if session is None:
        raise KeyUnusable
    if row.id is None:
        row.id = uuid4()
    seals = row.__dict__["_seals"] = seals_of(session)
    own = row.sealed_by == "id"
    key = seals.new_key(row.owner_id) if own else seals.key_to_write(row.owner_id)
    waiting = row.__dict__.pop("_waiting", {})
    for name, column in sealed_columns(type(row)).items():
        column.write(row, waiting.get(name, column.default()), seals, key)
