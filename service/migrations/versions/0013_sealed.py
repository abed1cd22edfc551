"""Personal data are sealed under the data key of their request or upload.

Reads them plain and writes them sealed, and back. Each table is written anew at the end, so that no page of it
still holds what was plain; the database's log and earlier backups do until they are gone.

Revision ID: 0013
Revises: 0011
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.dialects import postgresql

from matching.keys import retrieval_keys
from matching.person import IdentityDocument, Name, PersonRequest
from service.requests.blinding import Blinding
from service.requests.checks import is_birth_date
from service.requests.pending import blinded_names
from service.seals import Seals
from service.settings import load_settings
from service.storage.keys import seal, unseal
from service.storage.vault import open_key_ring

revision = '0013'
down_revision = '0011'
branch_labels = None
depends_on = None

JSON, TEXT = postgresql.JSONB(), sa.String()
# Table, column of the owner, sealed columns with their kind and whether they may be empty; those with a digest.
REQUEST = ('request', 'id', {
    'person': (JSON, False), 'document': (JSON, True), 'residence_address': (JSON, True),
    'contact_address': (JSON, True), 'prefilled': (JSON, False), 'evidence': (JSON, True), 'decision': (JSON, True),
    'ssin': (sa.String(11), True), 'former_ssins': (JSON, False), 'note': (TEXT, True),
}, ('ssin',))
CORRECTION = ('correction', 'request_id', {
    'ssin': (sa.String(11), False), 'note': (TEXT, True), 'right_ssin': (sa.String(11), True),
    'settled_note': (TEXT, True),
}, ('ssin',))
PAGE = ('uploaded_page', 'extraction_id', {'name': (TEXT, False)}, ())
TABLES: tuple[tuple[str, str, dict[str, tuple[Any, bool]], tuple[str, ...]], ...] = (REQUEST, CORRECTION, PAGE)
EMPTY = {'person': {}, 'prefilled': {}, 'former_ssins': [], 'name': '', 'ssin': ''}
BATCH = 500


def upgrade() -> None:
    op.add_column('idempotency_record', sa.Column('owner_id', sa.Uuid(), nullable=True))
    op.execute('DELETE FROM idempotency_record')  # under a key that erases nothing; they live for a day
    op.execute('DELETE FROM request_search')
    op.drop_index('uq_correction_open', table_name='correction')
    op.drop_index('ix_correction_ssin', table_name='correction')
    op.drop_index('ix_request_ssin', table_name='request')
    for table, owner, columns, digests in TABLES:
        for name in columns:
            op.alter_column(table, name, new_column_name=f'{name}_plain')
            op.add_column(table, sa.Column(name, sa.LargeBinary(), nullable=True))
        for name in digests:
            op.add_column(table, sa.Column(f'{name}_digest', sa.LargeBinary(), nullable=True))
        _seal_rows(table, owner, tuple(columns), digests)
        for name in columns:
            op.drop_column(table, f'{name}_plain')
        _write_anew(table)
    op.create_index('ix_request_ssin_digest', 'request', ['ssin_digest'])
    op.create_index('ix_correction_ssin_digest', 'correction', ['ssin_digest'])
    op.create_index('uq_correction_open', 'correction', ['ssin_digest'], unique=True,
                    postgresql_where=sa.text('settled_at IS NULL'))
    _replace_keys(lambda person, blind: (sorted({*blind.keys(retrieval_keys(person))}), blinded_names(blind, person)),
                  'person', sealed=True)


def downgrade() -> None:
    op.drop_column('idempotency_record', 'owner_id')
    op.execute('DELETE FROM idempotency_record')
    op.execute('DELETE FROM request_search')
    op.drop_index('uq_correction_open', table_name='correction')
    op.drop_index('ix_correction_ssin_digest', table_name='correction')
    op.drop_index('ix_request_ssin_digest', table_name='request')
    for table, owner, columns, digests in TABLES:
        for name, (kind, _) in columns.items():
            op.add_column(table, sa.Column(f'{name}_plain', kind, nullable=True))
        _open_rows(table, owner, tuple(columns))
        for name in digests:
            op.drop_column(table, f'{name}_digest')
        for name, (kind, optional) in columns.items():
            op.drop_column(table, name)
            op.alter_column(table, f'{name}_plain', new_column_name=name, existing_type=kind)
            if not optional:
                default = sa.text("'[]'") if name == 'former_ssins' else None
                op.alter_column(table, name, nullable=False, existing_type=kind, server_default=default)
    op.create_index('ix_request_ssin', 'request', ['ssin'])
    op.create_index('ix_correction_ssin', 'correction', ['ssin'])
    op.create_index('uq_correction_open', 'correction', ['ssin'], unique=True,
                    postgresql_where=sa.text('settled_at IS NULL'))
    _replace_keys(lambda person, _: (retrieval_keys(person), _plain_names(person)), 'person', sealed=False)


def _seals() -> Seals:
    return Seals(open_key_ring(context.config.attributes.get('settings') or load_settings()))


def _rows(table: str, columns: Iterable[str]) -> Iterator[Sequence[Any]]:
    """Batches of rows, in the order of their ids."""
    listed, last = ', '.join(columns), None
    while True:
        after = '' if last is None else 'WHERE id > :last'
        query = sa.text(f'SELECT {listed} FROM {table} {after} ORDER BY id LIMIT {BATCH}')
        rows = op.get_bind().execute(query, {} if last is None else {'last': last}).all()
        if not rows:
            return
        yield rows
        last = rows[-1].id


def _seal_rows(table: str, owner: str, columns: tuple[str, ...], digests: tuple[str, ...]) -> None:
    seals: Seals | None = None
    wanted = dict.fromkeys(['id', owner, *(f'{name}_plain' for name in columns)])
    for rows in _rows(table, wanted):
        seals = seals or _seals()
        seals.fetch(getattr(row, owner) for row in rows)
        values = []
        for row in rows:
            key, changed = seals.key_to_write(getattr(row, owner)), {'row_id': row.id}
            for name in columns:
                value = getattr(row, f'{name}_plain')
                changed[name] = None if value is None else _seal(key, table, name, row.id, value)
            for name in digests:
                value = getattr(row, f'{name}_plain')
                changed[f'{name}_digest'] = None if value is None else seals.digest(value)
            values.append(changed)
        written = [*columns, *(f'{name}_digest' for name in digests)]
        changes = ', '.join(f'{name} = :{name}' for name in written)
        op.get_bind().execute(sa.text(f'UPDATE {table} SET {changes} WHERE id = :row_id'), values)


def _open_rows(table: str, owner: str, columns: tuple[str, ...]) -> None:
    seals: Seals | None = None
    kinds = {name: kind for one, _, listed, _ in TABLES if one == table for name, (kind, _) in listed.items()}
    for rows in _rows(table, dict.fromkeys(['id', owner, *columns])):
        seals = seals or _seals()
        seals.fetch(getattr(row, owner) for row in rows)
        values = []
        for row in rows:
            changed = {'row_id': row.id}
            for name in columns:
                sealed = getattr(row, name)
                value = EMPTY.get(name) if sealed is None and name != 'ssin' else None
                if sealed is not None:
                    value = _unseal(seals.key(getattr(row, owner)), table, name, row.id, sealed)
                changed[name] = json.dumps(value) if kinds[name] is JSON and value is not None else value
            values.append(changed)
        changes = ', '.join(
            f'{name}_plain = CAST(:{name} AS {"jsonb" if kind is JSON else "varchar"})' for name, kind in kinds.items()
        )
        op.get_bind().execute(sa.text(f'UPDATE {table} SET {changes} WHERE id = :row_id'), values)


def _seal(key: bytes, table: str, name: str, row_id: UUID, value: Any) -> bytes:
    content = json.dumps(value, ensure_ascii=False, separators=(',', ':')).encode()
    return seal(key, content, f'{table}.{name}/{row_id}'.encode())


def _unseal(key: bytes, table: str, name: str, row_id: UUID, sealed: bytes) -> Any:
    return json.loads(unseal(key, sealed, f'{table}.{name}/{row_id}'.encode()))


def _write_anew(table: str) -> None:
    """A change of type rewrites the table: dropped columns and old rows are not taken over."""
    column, kind = {'request': ('state', 'varchar(30)'), 'correction': ('reason', 'varchar(40)'),
                    'uploaded_page': ('stored_as', 'varchar(60)')}[table]
    op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE {kind} USING {column} || ''")


def _replace_keys(make: Callable[[PersonRequest, Blinding], Any], column: str, *, sealed: bool) -> None:
    """Makes the keys anew of every request that has some."""
    bind = op.get_bind()
    known: dict[str, set[UUID]] = {
        table: {*bind.execute(sa.text(f'SELECT DISTINCT request_id FROM {table}')).scalars()}
        for table in ('pending_key', 'pending_name', 'request_key')
    }
    if not any(known.values()):
        return
    seals = _seals()
    blind = Blinding(seals.blinding)
    for table in known:
        op.execute(f'DELETE FROM {table}')
    for rows in _rows('request', ('id', 'organisation_id', column, 'document')):
        for row in rows:
            if not any(row.id in some for some in known.values()):
                continue
            person, document = row.person, row.document
            if sealed:
                key = seals.key(row.id)
                person, document = (
                    value and _unseal(key, 'request', name, row.id, value)
                    for name, value in (('person', person), ('document', document))
                )
            keys, names = make(_person_request(person or {}, document or {}), blind)
            rows_of = {'one': row.id, 'organisation': row.organisation_id}
            if row.id in known['pending_key'] and keys:
                bind.execute(sa.text('INSERT INTO pending_key (key, request_id) VALUES (:key, :one)'),
                             [rows_of | {'key': key} for key in keys])
            if row.id in known['request_key'] and keys:
                bind.execute(sa.text('INSERT INTO request_key (organisation_id, key, request_id)'
                                     ' VALUES (:organisation, :key, :one)'), [rows_of | {'key': key} for key in keys])
            if row.id in known['pending_name'] and names:
                bind.execute(sa.text('INSERT INTO pending_name (place, code, request_id) VALUES (:place, :code, :one)'),
                             [rows_of | {'place': place, 'code': code} for place, code in names])
    for table in known:
        column, kind = ('key', 'bigint') if table != 'pending_name' else ('code', 'bigint')
        op.execute(f'ALTER TABLE {table} ALTER COLUMN {column} TYPE {kind} USING {column} + 0')


def _plain_names(person: PersonRequest) -> set[tuple[int, int]]:
    from matching.keys import part_code
    from matching.similar import places_of
    from service.requests.pending import name_keys

    return {(place, part_code(key)) for key in name_keys(person) for place in places_of(key)}


def _person_request(person: dict[str, Any], document: dict[str, Any]) -> PersonRequest:
    """The part of a request that its keys are made of."""
    birth_date = person.get('birthDate')
    documents = []
    if document.get('number') and document.get('issuer'):
        documents.append(IdentityDocument(
            kind=document.get('kind') or 'unknown', number=document['number'], issuer=document['issuer']
        ))
    return PersonRequest(
        names=[Name(family_name=person.get('familyName') or '', given_names=person.get('givenNames') or '')],
        birth_date=birth_date if is_birth_date(birth_date or '') else None,
        documents=documents,
    )
