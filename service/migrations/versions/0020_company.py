"""The company's history by state and requester; notification choices, addresses to confirm, batches.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None

HISTORY = {
    'ix_request_organisation': ['organisation_id', 'created_at', 'id'],
    'ix_request_organisation_state': ['organisation_id', 'state', 'created_at', 'id'],
    'ix_request_organisation_account': ['organisation_id', 'account_id', 'created_at', 'id'],
}


def upgrade() -> None:
    op.drop_index('ix_request_organisation', 'request')
    for name, columns in HISTORY.items():
        op.create_index(name, 'request', columns)
    op.add_column('organisation', sa.Column('news_to', sa.String(length=10), nullable=False, server_default='requester'))
    op.alter_column('organisation', 'news_to', server_default=None)
    op.add_column('organisation', sa.Column('mailbox', sa.String(), nullable=True))
    op.add_column('account', sa.Column('news', sa.String(length=10), nullable=False, server_default='all'))
    op.alter_column('account', 'news', server_default=None)
    op.create_table('email_confirmation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=True),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('digest', sa.LargeBinary(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_email_confirmation_account_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_email_confirmation_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_email_confirmation')),
    sa.UniqueConstraint('digest', name=op.f('uq_email_confirmation_digest'))
    )
    op.create_index(op.f('ix_email_confirmation_account_id'), 'email_confirmation', ['account_id'])
    op.create_table('batch',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('problem', sa.String(length=40), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_batch_organisation_id')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_batch_account_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_batch'))
    )
    op.create_index(op.f('ix_batch_account_id'), 'batch', ['account_id'])
    op.create_table('batch_file',
    sa.Column('extraction_id', sa.Uuid(), nullable=False),
    sa.Column('batch_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['extraction_id'], ['extraction.id'], name=op.f('fk_batch_file_extraction_id')),
    sa.ForeignKeyConstraint(['batch_id'], ['batch.id'], name=op.f('fk_batch_file_batch_id')),
    sa.PrimaryKeyConstraint('extraction_id', name=op.f('pk_batch_file'))
    )
    op.create_index(op.f('ix_batch_file_batch_id'), 'batch_file', ['batch_id'])
    op.create_table('batch_person',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('batch_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('extraction_id', sa.Uuid(), nullable=True),
    sa.Column('request_id', sa.Uuid(), nullable=True),
    sa.Column('warnings', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('earlier', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['batch_id'], ['batch.id'], name=op.f('fk_batch_person_batch_id')),
    sa.ForeignKeyConstraint(['extraction_id'], ['extraction.id'], name=op.f('fk_batch_person_extraction_id')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_batch_person_request_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_batch_person'))
    )
    op.create_index(op.f('ix_batch_person_batch_id'), 'batch_person', ['batch_id'])
    op.create_index(op.f('ix_batch_person_request_id'), 'batch_person', ['request_id'])
    op.create_table('batch_page',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('uploaded_page_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['batch_person.id'], name=op.f('fk_batch_page_person_id')),
    sa.ForeignKeyConstraint(['uploaded_page_id'], ['uploaded_page.id'], name=op.f('fk_batch_page_uploaded_page_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_batch_page'))
    )
    op.create_index(op.f('ix_batch_page_person_id'), 'batch_page', ['person_id'])


def downgrade() -> None:
    for name in ('batch_page', 'batch_person', 'batch_file', 'batch'):
        op.drop_table(name)
    op.drop_table('email_confirmation')
    op.drop_column('account', 'news')
    op.drop_column('organisation', 'mailbox')
    op.drop_column('organisation', 'news_to')
    for name in HISTORY:
        op.drop_index(name, 'request')
    op.create_index('ix_request_organisation', 'request', ['organisation_id', 'created_at'])
