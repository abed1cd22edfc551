"""The order of work, and webhooks.

Jobs get what their turn depends on. Those that are open keep their age and count as asked for by programs.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0007'
down_revision = '0006'
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
    op.create_table('webhook',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('url', sa.String(), nullable=False),
    sa.Column('key_id', sa.String(length=20), nullable=False),
    sa.Column('secret', sa.LargeBinary(), nullable=False),
    sa.Column('previous_key_id', sa.String(length=20), nullable=True),
    sa.Column('previous_secret', sa.LargeBinary(), nullable=True),
    sa.Column('previous_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('not_before', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('disabled_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_webhook_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_webhook'))
    )
    op.create_index(op.f('ix_webhook_organisation_id'), 'webhook', ['organisation_id'])
    op.create_table('webhook_delivery',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('sequence', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('webhook_id', sa.Uuid(), nullable=False),
    sa.Column('type', sa.String(length=40), nullable=False),
    sa.Column('request_id', sa.Uuid(), nullable=True),
    sa.Column('from_state', sa.String(length=30), nullable=True),
    sa.Column('to_state', sa.String(length=30), nullable=True),
    sa.Column('code', sa.String(length=60), nullable=True),
    sa.Column('occurred_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('next_attempt_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_status', sa.SmallInteger(), nullable=True),
    sa.Column('last_error', sa.String(length=40), nullable=True),
    sa.Column('delivered_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['webhook_id'], ['webhook.id'], name=op.f('fk_webhook_delivery_webhook_id')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_webhook_delivery_request_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_webhook_delivery')),
    sa.UniqueConstraint('sequence', name=op.f('uq_webhook_delivery_sequence'))
    )
    op.create_index('ix_webhook_delivery_due', 'webhook_delivery', ['state', 'next_attempt_at'])
    op.create_index('ix_webhook_delivery_order', 'webhook_delivery', ['webhook_id', 'request_id', 'sequence'])


def downgrade() -> None:
    op.drop_table('webhook_delivery')
    op.drop_table('webhook')
    op.drop_index('ix_job_finished', table_name='job')
    op.drop_index('ix_job_started_at', table_name='job')
    op.drop_index('ix_job_served', table_name='job')
    for column in ('started_at', 'not_before', 'max_attempts', 'priority'):
        op.drop_column('job', column)
