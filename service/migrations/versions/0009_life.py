"""Rounds of questions, reminders, corrections, and what became of a number and of a mail.

Requests that were answered have a valid number; those that wait for an answer are in their first round; what
was sent gets its keys, so that a company's next request for the worker finds it.

Revision ID: 0009
Revises: 0008
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from matching.keys import retrieval_keys
from matching.person import IdentityDocument, Name, PersonRequest
from service.requests.checks import is_birth_date

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

BATCH = 1000
FIRST_ROUNDS = """
INSERT INTO request_round (request_id, number, items, asked_at, asked_by, deadline)
SELECT r.id, 1, r.items, e.at, e.account_id, r.deadline FROM request r JOIN LATERAL (
    SELECT at, account_id FROM request_event WHERE request_id = r.id AND to_state = 'moreInformationNeeded'
    ORDER BY id DESC LIMIT 1
) e ON e.account_id IS NOT NULL
WHERE r.state = 'moreInformationNeeded' AND r.deadline IS NOT NULL
"""


def upgrade() -> None:
    op.add_column('request', sa.Column('number_state', sa.String(length=20), nullable=True))
    for name in ('former_ssins', 'completed'):
        op.add_column('request', sa.Column(
            name, postgresql.JSONB(astext_type=sa.Text()), server_default='[]', nullable=False))
    op.create_index(op.f('ix_request_ssin'), 'request', ['ssin'], unique=False)
    op.execute("UPDATE request SET number_state = 'valid' WHERE ssin IS NOT NULL")
    op.add_column('registry_person', sa.Column('frozen_at', sa.DateTime(timezone=True), nullable=True))
    op.create_index('ix_registry_person_followed', 'registry_person', ['ssin'], unique=False,
                    postgresql_where=sa.text("status <> 'active'"))
    op.add_column('outgoing_mail', sa.Column('failed_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('outgoing_mail', sa.Column('failure_code', sa.String(length=40), nullable=True))
    op.create_table('request_round',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('request_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.SmallInteger(), nullable=False),
    sa.Column('items', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('asked_by', sa.Uuid(), nullable=False),
    sa.Column('deadline', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_request_round_request_id')),
    sa.ForeignKeyConstraint(['asked_by'], ['account.id'], name=op.f('fk_request_round_asked_by')),
    sa.ForeignKeyConstraint(['answered_by'], ['account.id'], name=op.f('fk_request_round_answered_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_request_round')),
    sa.UniqueConstraint('request_id', 'number', name=op.f('uq_request_round_request_id'))
    )
    op.execute(FIRST_ROUNDS)
    op.create_table('request_reminder',
    sa.Column('request_id', sa.Uuid(), nullable=False),
    sa.Column('occasion', sa.String(length=40), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_request_reminder_request_id')),
    sa.PrimaryKeyConstraint('request_id', 'occasion', name=op.f('pk_request_reminder'))
    )
    op.create_table('request_key',
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.BigInteger(), nullable=False),
    sa.Column('request_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'],
                            name=op.f('fk_request_key_organisation_id')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_request_key_request_id')),
    sa.PrimaryKeyConstraint('organisation_id', 'key', 'request_id', name=op.f('pk_request_key'))
    )
    op.create_index(op.f('ix_request_key_request_id'), 'request_key', ['request_id'], unique=False)
    _fill_keys()
    op.create_table('correction',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('ssin', sa.String(length=11), nullable=False),
    sa.Column('request_id', sa.Uuid(), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('note', sa.String(), nullable=True),
    sa.Column('reported_by', sa.Uuid(), nullable=False),
    sa.Column('reported_by_company', sa.Boolean(), nullable=False),
    sa.Column('reported_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('outcome', sa.String(length=20), nullable=True),
    sa.Column('right_ssin', sa.String(length=11), nullable=True),
    sa.Column('settled_note', sa.String(), nullable=True),
    sa.Column('settled_by', sa.Uuid(), nullable=True),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_correction_request_id')),
    sa.ForeignKeyConstraint(['reported_by'], ['account.id'], name=op.f('fk_correction_reported_by')),
    sa.ForeignKeyConstraint(['settled_by'], ['account.id'], name=op.f('fk_correction_settled_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correction'))
    )
    op.create_index(op.f('ix_correction_ssin'), 'correction', ['ssin'], unique=False)
    op.create_index(op.f('ix_correction_request_id'), 'correction', ['request_id'], unique=False)
    op.create_index('uq_correction_open', 'correction', ['ssin'], unique=True,
                    postgresql_where=sa.text('settled_at IS NULL'))


def _fill_keys() -> None:
    """Keys of what was sent, made in Python, batch by batch."""
    query = sa.text(
        "SELECT id, organisation_id, person, document FROM request WHERE submitted_at IS NOT NULL AND id > :last"
        f" ORDER BY id LIMIT {BATCH}"
    )
    insert = sa.text("INSERT INTO request_key (organisation_id, key, request_id) VALUES (:organisation, :key, :id)")
    last = '00000000-0000-0000-0000-000000000000'
    while rows := op.get_bind().execute(query, {"last": last}).all():
        keys = [
            {"organisation": row.organisation_id, "key": key, "id": row.id}
            for row in rows
            for key in retrieval_keys(_person_request(row.person, row.document or {}))
        ]
        if keys:
            op.get_bind().execute(insert, keys)
        last = str(rows[-1].id)


def _person_request(person: dict[str, Any], document: dict[str, Any]) -> PersonRequest:
    """The part of a request that its keys are made of."""
    birth_date = person.get("birthDate")
    documents = []
    if document.get("number") and document.get("issuer"):
        documents.append(IdentityDocument(
            kind=document.get("kind") or "unknown", number=document["number"], issuer=document["issuer"]
        ))
    return PersonRequest(
        names=[Name(family_name=person.get("familyName") or "", given_names=person.get("givenNames") or "")],
        birth_date=birth_date if is_birth_date(birth_date or "") else None,
        documents=documents,
    )


def downgrade() -> None:
    op.drop_table('correction')
    op.drop_table('request_key')
    op.drop_table('request_reminder')
    op.drop_table('request_round')
    op.drop_column('outgoing_mail', 'failure_code')
    op.drop_column('outgoing_mail', 'failed_at')
    op.drop_index('ix_registry_person_followed', table_name='registry_person')
    op.drop_column('registry_person', 'frozen_at')
    op.drop_index(op.f('ix_request_ssin'), table_name='request')
    for name in ('completed', 'former_ssins', 'number_state'):
        op.drop_column('request', name)
