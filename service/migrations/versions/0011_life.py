"""Numbers frozen in another's registry, numbers asked about anew, idempotency keys of each organisation.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('registry_frozen',
    sa.Column('ssin', sa.String(length=11), nullable=False),
    sa.Column('frozen_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('ssin', name=op.f('pk_registry_frozen'))
    )
    op.add_column('request', sa.Column('number_checked_at', sa.DateTime(timezone=True), nullable=False,
                                       server_default=sa.text('now()')))
    op.create_index('ix_request_followed', 'request', ['number_checked_at'], unique=False,
                    postgresql_where=sa.text("number_state = 'valid'"))
    # Kept for a day, and which organisation a key was used for stands nowhere.
    op.execute('DELETE FROM idempotency_record')
    op.drop_constraint('pk_idempotency_record', 'idempotency_record', type_='primary')
    for name in ('organisation_id', 'acting_organisation_id'):
        op.add_column('idempotency_record', sa.Column(name, sa.Uuid(), nullable=False))
        op.create_foreign_key(op.f(f'fk_idempotency_record_{name}'), 'idempotency_record', 'organisation',
                              [name], ['id'])
    op.create_primary_key('pk_idempotency_record', 'idempotency_record',
                          ['account_id', 'organisation_id', 'acting_organisation_id', 'key'])


def downgrade() -> None:
    op.execute('DELETE FROM idempotency_record')
    op.drop_constraint('pk_idempotency_record', 'idempotency_record', type_='primary')
    for name in ('organisation_id', 'acting_organisation_id'):
        op.drop_column('idempotency_record', name)
    op.create_primary_key('pk_idempotency_record', 'idempotency_record', ['account_id', 'key'])
    op.drop_index('ix_request_followed', table_name='request')
    op.drop_column('request', 'number_checked_at')
    op.drop_table('registry_frozen')
