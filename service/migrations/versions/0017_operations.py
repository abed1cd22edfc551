"""Operations: trace ids, what processes count, and the events of a day found without reading all.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None

TRACED = ('job', 'outgoing_mail', 'webhook_delivery')


def upgrade() -> None:
    for table in TRACED:
        op.add_column(table, sa.Column('trace_id', sa.String(length=64), nullable=True))
    op.create_table('tally',
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('labels', sa.String(length=200), nullable=False),
    sa.Column('value', sa.Float(), nullable=False),
    sa.PrimaryKeyConstraint('name', 'labels', name=op.f('pk_tally'))
    )
    op.create_table('worker_process',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('memory_bytes', sa.BigInteger(), nullable=False),
    sa.Column('jobs', sa.Integer(), nullable=False),
    sa.Column('models_code', sa.String(length=60), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_worker_process'))
    )
    op.create_index('ix_worker_process_seen_at', 'worker_process', ['seen_at'], unique=False)
    op.create_index(op.f('ix_request_event_at'), 'request_event', ['at'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_request_event_at'), table_name='request_event')
    op.drop_table('worker_process')
    op.drop_table('tally')
    for table in TRACED:
        op.drop_column(table, 'trace_id')
