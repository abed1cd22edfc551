"""The reviewer's desk: open cases with leases, decisions that wait, and figures without values.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None

FIRST_CASES = """
INSERT INTO open_case (request_id, kind, reasons, candidates, submitted_at, queued_at)
SELECT id, 'evidenceInsufficient', '["evidenceInsufficient"]', 0, coalesce(submitted_at, updated_at), updated_at
FROM request WHERE state = 'underReview'
"""
# Of a general kind until somebody opens them: what the machine decided is not read here, for it is personal.


def upgrade() -> None:
    op.create_table('open_case',
    sa.Column('request_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('reasons', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('candidates', sa.SmallInteger(), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('queued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('claimed_by', sa.Uuid(), nullable=True),
    sa.Column('claim_expires_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['claimed_by'], ['account.id'], name=op.f('fk_open_case_claimed_by')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_open_case_request_id')),
    sa.PrimaryKeyConstraint('request_id', name=op.f('pk_open_case'))
    )
    op.create_index('ix_open_case_kind', 'open_case', ['kind', 'queued_at'], unique=False)
    op.create_index(op.f('ix_open_case_queued_at'), 'open_case', ['queued_at'], unique=False)
    op.create_index(op.f('ix_open_case_submitted_at'), 'open_case', ['submitted_at'], unique=False)
    op.execute(FIRST_CASES)
    op.create_table('case_decision',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('request_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('grounds', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('details', sa.LargeBinary(), nullable=True),
    sa.Column('made_by', sa.Uuid(), nullable=False),
    sa.Column('made_under', sa.Uuid(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_by', sa.Uuid(), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by', sa.Uuid(), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('failure_code', sa.String(length=60), nullable=True),
    sa.ForeignKeyConstraint(['confirmed_by'], ['account.id'], name=op.f('fk_case_decision_confirmed_by')),
    sa.ForeignKeyConstraint(['ended_by'], ['account.id'], name=op.f('fk_case_decision_ended_by')),
    sa.ForeignKeyConstraint(['made_by'], ['account.id'], name=op.f('fk_case_decision_made_by')),
    sa.ForeignKeyConstraint(['made_under'], ['access.id'], name=op.f('fk_case_decision_made_under')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_case_decision_request_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_decision'))
    )
    op.create_index('ix_case_decision_due', 'case_decision', ['due_at'], unique=False, postgresql_where=sa.text('ended_at IS NULL'))
    op.create_index(op.f('ix_case_decision_request_id'), 'case_decision', ['request_id'], unique=False)
    op.create_index('uq_case_decision_open', 'case_decision', ['request_id'], unique=True, postgresql_where=sa.text('ended_at IS NULL'))
    op.create_table('request_figures',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('sent_on', sa.Date(), nullable=False),
    sa.Column('document_type', sa.String(length=20), nullable=False),
    sa.Column('state', sa.String(length=3), nullable=False),
    sa.Column('outcome', sa.String(length=20), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('probability', sa.Float(), nullable=False),
    sa.Column('decided', sa.String(length=10), nullable=True),
    sa.Column('agreed', sa.Boolean(), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_request_figures'))
    )
    op.create_index(op.f('ix_request_figures_sent_on'), 'request_figures', ['sent_on'], unique=False)
    op.create_table('field_figures',
    sa.Column('id', sa.BigInteger(), nullable=False),
    sa.Column('figures_id', sa.Uuid(), nullable=False),
    sa.Column('field', sa.String(length=30), nullable=False),
    sa.Column('source', sa.String(length=30), nullable=False),
    sa.Column('status', sa.String(length=10), nullable=False),
    sa.Column('confidence', sa.Float(), nullable=False),
    sa.Column('error_class', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['figures_id'], ['request_figures.id'], name=op.f('fk_field_figures_figures_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_field_figures'))
    )
    op.create_index(op.f('ix_field_figures_figures_id'), 'field_figures', ['figures_id'], unique=False)


def downgrade() -> None:
    op.drop_table('field_figures')
    op.drop_table('request_figures')
    op.drop_table('case_decision')
    op.drop_table('open_case')
