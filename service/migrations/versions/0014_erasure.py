"""Erasures and legal holds.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ('request', 'extraction'):
        op.add_column(table, sa.Column('erased_at', sa.DateTime(timezone=True), nullable=True))
    op.create_table('erasure',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('request_id', sa.Uuid(), nullable=True),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('owners', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('objects', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('asked_by', sa.Uuid(), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['asked_by'], ['account.id'], name=op.f('fk_erasure_asked_by')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_erasure_request_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_erasure'))
    )
    op.create_index(op.f('ix_erasure_request_id'), 'erasure', ['request_id'], unique=False)
    op.create_index('ix_erasure_open', 'erasure', ['asked_at'], unique=False,
                    postgresql_where=sa.text('done_at IS NULL'))
    op.create_table('legal_hold',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('request_id', sa.Uuid(), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('reference', sa.String(length=60), nullable=False),
    sa.Column('placed_by', sa.Uuid(), nullable=False),
    sa.Column('placed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('lifted_by', sa.Uuid(), nullable=True),
    sa.Column('lifted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['lifted_by'], ['account.id'], name=op.f('fk_legal_hold_lifted_by')),
    sa.ForeignKeyConstraint(['placed_by'], ['account.id'], name=op.f('fk_legal_hold_placed_by')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_legal_hold_request_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_legal_hold'))
    )
    op.create_index(op.f('ix_legal_hold_request_id'), 'legal_hold', ['request_id'], unique=False)


def downgrade() -> None:
    op.drop_table('legal_hold')
    op.drop_table('erasure')
    for table in ('extraction', 'request'):
        op.drop_column(table, 'erased_at')
