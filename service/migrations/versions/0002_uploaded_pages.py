"""Pages of an upload: collected, looked at and replaced one by one before they are read.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

FILES_TO_PAGES = """
INSERT INTO uploaded_page
    (id, extraction_id, position, name, stored_as, size, own_sample, width, height, created_at)
SELECT gen_random_uuid(), e.id, f.number - 1, f.name, 'upload/' || (f.number - 1), 0, e.own_sample, 0, 0, e.created_at
FROM extraction e, jsonb_array_elements_text(e.files) WITH ORDINALITY AS f(name, number)
"""
PAGES_TO_FILES = """
UPDATE extraction e SET files = coalesce(
    (SELECT jsonb_agg(p.name ORDER BY p.position) FROM uploaded_page p WHERE p.extraction_id = e.id), '[]')
"""


def upgrade() -> None:
    op.create_table('uploaded_page',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('extraction_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('stored_as', sa.String(length=60), nullable=False),
    sa.Column('page_in_file', sa.Integer(), nullable=True),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('own_sample', sa.Boolean(), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('quality', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['extraction_id'], ['extraction.id'], name=op.f('fk_uploaded_page_extraction_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_uploaded_page'))
    )
    op.create_index(op.f('ix_uploaded_page_extraction_id'), 'uploaded_page', ['extraction_id'], unique=False)
    op.add_column('extraction', sa.Column('request_id', sa.Uuid(), nullable=True))
    op.create_index(op.f('ix_extraction_request_id'), 'extraction', ['request_id'], unique=False)
    op.create_foreign_key(op.f('fk_extraction_request_id'), 'extraction', 'request', ['request_id'], ['id'])
    op.execute(FILES_TO_PAGES)
    op.drop_column('extraction', 'files')


def downgrade() -> None:
    op.add_column('extraction', sa.Column('files', postgresql.JSONB(astext_type=sa.Text()), nullable=True))
    op.execute(PAGES_TO_FILES)
    op.alter_column('extraction', 'files', nullable=False)
    op.drop_constraint(op.f('fk_extraction_request_id'), 'extraction', type_='foreignkey')
    op.drop_index(op.f('ix_extraction_request_id'), table_name='extraction')
    op.drop_column('extraction', 'request_id')
    op.drop_index(op.f('ix_uploaded_page_extraction_id'), table_name='uploaded_page')
    op.drop_table('uploaded_page')
