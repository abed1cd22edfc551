"""The order of work, and webhooks.

Jobs get what their turn depends on. Those that are open keep their age and count as asked for by programs.

Revision ID: 0004_ports
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0004_ports'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('job', sa.Column('priority', sa.SmallInteger(), nullable=False, server_default='1'))
    op.add_column('job', sa.Column('max_attempts', sa.Integer(), nullable=False, server_default='3'))
    op.add_column('job', sa.Column('not_before', sa.DateTime(timezone=True), nullable=True))
    op.add_column('job', sa.Column('started_at', sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE job SET not_before = created_at")
    op.alter_column('job', 'not_before', nullable=False)
    op.alter_column('job', 'priority', server_default=None)
    op.alter_column('job', 'max_attempts', server_default=None)
    op.create_index('ix_job_served', 'job', ['organisation_id', 'started_at'])
    op.create_index('ix_job_started_at', 'job', ['started_at'])
    op.create_index('ix_job_finished', 'job', ['kind', 'finished_at'])


def downgrade() -> None:
    op.drop_index('ix_job_finished', table_name='job')
    op.drop_index('ix_job_started_at', table_name='job')
    op.drop_index('ix_job_served', table_name='job')
    for column in ('started_at', 'not_before', 'max_attempts', 'priority'):
        op.drop_column('job', column)
