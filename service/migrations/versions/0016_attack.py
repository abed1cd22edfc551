"""Sessions that end when nobody uses them, and counters of how often what is asked.

Revision ID: 0016
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('sign_in_session', sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True))
    op.execute('UPDATE sign_in_session SET seen_at = now()')
    op.alter_column('sign_in_session', 'seen_at', nullable=False)
    op.create_table('rate',
    sa.Column('key', sa.LargeBinary(), nullable=False),
    sa.Column('full_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_rate'))
    )
    op.create_index(op.f('ix_rate_full_at'), 'rate', ['full_at'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_rate_full_at'), table_name='rate')
    op.drop_table('rate')
    op.drop_column('sign_in_session', 'seen_at')
