"""How far a person turned an uploaded page.

Revision ID: 0019
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('uploaded_page', sa.Column('turn', sa.SmallInteger(), server_default='0', nullable=False))


def downgrade() -> None:
    op.drop_column('uploaded_page', 'turn')
