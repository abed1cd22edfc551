"""Who may act for whom: accesses, mandates, invitations, identities of providers, capacities in the logs.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

# Whoever had a role in an organisation has it still, approved by nobody in particular.
ROLES_TO_ACCESSES = """
INSERT INTO access (id, account_id, organisation_id, role, from_claims, asked_at, approved_at)
SELECT gen_random_uuid(), id, organisation_id, role, false, created_at, created_at FROM account;
UPDATE organisation SET kind = 'office'
    WHERE id IN (SELECT organisation_id FROM account WHERE role NOT IN ('employer', 'companyAdmin'));
UPDATE sign_in_session s SET access_id = a.id FROM access a WHERE a.account_id = s.account_id;
UPDATE api_token t SET access_id = a.id FROM access a WHERE a.account_id = t.account_id;
"""
# An account had one organisation: the first that was not revoked, or the first at all. One that never had any did
# nothing that other rows could tell of.
ACCESSES_TO_ROLES = """
UPDATE account SET organisation_id = a.organisation_id, role = a.role
    FROM (SELECT DISTINCT ON (account_id) account_id, organisation_id, role FROM access
          ORDER BY account_id, revoked_at IS NOT NULL, approved_at IS NULL, asked_at) a WHERE a.account_id = account.id;
UPDATE api_token t SET account_id = a.account_id FROM access a WHERE a.id = t.access_id;
DELETE FROM sign_in_session WHERE account_id IN (SELECT id FROM account WHERE organisation_id IS NULL);
DELETE FROM account WHERE organisation_id IS NULL;
"""


def upgrade() -> None:
    op.add_column('organisation', sa.Column('kind', sa.String(length=20), nullable=False, server_default='employer'))
    op.alter_column('organisation', 'kind', server_default=None)
    op.create_table('access',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('from_claims', sa.Boolean(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('approved_by', sa.Uuid(), nullable=True),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revoked_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_access_account_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_access_organisation_id')),
    sa.ForeignKeyConstraint(['approved_by'], ['account.id'], name=op.f('fk_access_approved_by')),
    sa.ForeignKeyConstraint(['revoked_by'], ['account.id'], name=op.f('fk_access_revoked_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_access'))
    )
    op.create_index(op.f('ix_access_account_id'), 'access', ['account_id'], unique=False)
    op.create_index(op.f('ix_access_organisation_id'), 'access', ['organisation_id'], unique=False)
    op.create_index('uq_access_open', 'access', ['account_id', 'organisation_id'], unique=True,
                    postgresql_where=sa.text('revoked_at IS NULL'))
    op.create_table('mandate',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('employer_id', sa.Uuid(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('asked_by', sa.Uuid(), nullable=True),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('approved_by', sa.Uuid(), nullable=True),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revoked_by', sa.Uuid(), nullable=True),
    sa.CheckConstraint('valid_from <= valid_until', name=op.f('ck_mandate_order')),
    sa.ForeignKeyConstraint(['provider_id'], ['organisation.id'], name=op.f('fk_mandate_provider_id')),
    sa.ForeignKeyConstraint(['employer_id'], ['organisation.id'], name=op.f('fk_mandate_employer_id')),
    sa.ForeignKeyConstraint(['asked_by'], ['account.id'], name=op.f('fk_mandate_asked_by')),
    sa.ForeignKeyConstraint(['approved_by'], ['account.id'], name=op.f('fk_mandate_approved_by')),
    sa.ForeignKeyConstraint(['revoked_by'], ['account.id'], name=op.f('fk_mandate_revoked_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mandate'))
    )
    op.create_index(op.f('ix_mandate_provider_id'), 'mandate', ['provider_id'], unique=False)
    op.create_index(op.f('ix_mandate_employer_id'), 'mandate', ['employer_id'], unique=False)
    op.create_table('invitation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('invited_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('invited_by', sa.Uuid(), nullable=True),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('accepted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_invitation_organisation_id')),
    sa.ForeignKeyConstraint(['invited_by'], ['account.id'], name=op.f('fk_invitation_invited_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation'))
    )
    op.create_index(op.f('ix_invitation_organisation_id'), 'invitation', ['organisation_id'], unique=False)
    op.create_index(op.f('ix_invitation_email'), 'invitation', ['email'], unique=False)
    op.create_table('identity',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('issuer', sa.String(), nullable=False),
    sa.Column('subject_digest', sa.LargeBinary(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_identity_account_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_identity')),
    sa.UniqueConstraint('issuer', 'subject_digest', name=op.f('uq_identity_issuer'))
    )
    op.create_index(op.f('ix_identity_account_id'), 'identity', ['account_id'], unique=False)
    for table in ('sign_in_session', 'api_token'):
        op.add_column(table, sa.Column('access_id', sa.Uuid(), nullable=True))
        op.add_column(table, sa.Column('mandate_id', sa.Uuid(), nullable=True))
        op.create_foreign_key(op.f(f'fk_{table}_access_id'), table, 'access', ['access_id'], ['id'])
        op.create_foreign_key(op.f(f'fk_{table}_mandate_id'), table, 'mandate', ['mandate_id'], ['id'])
    op.create_index(op.f('ix_api_token_access_id'), 'api_token', ['access_id'], unique=False)
    op.execute(ROLES_TO_ACCESSES)
    op.alter_column('api_token', 'access_id', nullable=False)
    op.drop_column('api_token', 'account_id')
    op.drop_column('account', 'organisation_id')
    op.drop_column('account', 'role')
    for table in ('audit_entry', 'request_event'):
        op.add_column(table, sa.Column('capacity', sa.String(length=20), nullable=True))
        op.add_column(table, sa.Column('acting_organisation_id', sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f('fk_request_event_acting_organisation_id'), 'request_event', 'organisation',
                          ['acting_organisation_id'], ['id'])


def downgrade() -> None:
    """Mandates, invitations and links to providers are lost, and accesses but one of each account."""
    for table in ('audit_entry', 'request_event'):
        op.drop_column(table, 'acting_organisation_id')
        op.drop_column(table, 'capacity')
    op.drop_table('identity')
    op.drop_table('invitation')
    op.add_column('account', sa.Column('organisation_id', sa.Uuid(), nullable=True))
    op.add_column('account', sa.Column('role', sa.String(length=20), nullable=True))
    op.add_column('api_token', sa.Column('account_id', sa.Uuid(), nullable=True))
    op.execute(ACCESSES_TO_ROLES)
    for table in ('sign_in_session', 'api_token'):
        op.drop_column(table, 'mandate_id')
        op.drop_column(table, 'access_id')
    op.alter_column('account', 'organisation_id', nullable=False)
    op.alter_column('account', 'role', nullable=False)
    op.alter_column('api_token', 'account_id', nullable=False)
    op.create_foreign_key(op.f('fk_account_organisation_id'), 'account', 'organisation', ['organisation_id'], ['id'])
    op.create_index(op.f('ix_account_organisation_id'), 'account', ['organisation_id'], unique=False)
    op.create_foreign_key(op.f('fk_api_token_account_id'), 'api_token', 'account', ['account_id'], ['id'])
    op.create_index(op.f('ix_api_token_account_id'), 'api_token', ['account_id'], unique=False)
    op.drop_table('mandate')
    op.drop_table('access')
    op.drop_column('organisation', 'kind')
