"""Names of open requests, to be found one letter away; of those that are open, from the names entered.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

from matching.keys import all_part_keys, part_code
from matching.person import Name
from matching.similar import places_of

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('pending_name',
    sa.Column('place', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('code', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('request_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_pending_name_request_id')),
    sa.PrimaryKeyConstraint('place', 'code', 'request_id', name=op.f('pk_pending_name'))
    )
    op.create_index(op.f('ix_pending_name_request_id'), 'pending_name', ['request_id'], unique=False)
    open_requests = op.get_bind().execute(sa.text(
        "SELECT id, person FROM request WHERE id IN (SELECT request_id FROM pending_key)"
    )).all()
    rows = [
        {"place": place, "code": part_code(key), "id": row.id}
        for row in open_requests
        for key in dict.fromkeys(all_part_keys(_name(row.person)))
        for place in places_of(key)
    ]
    if rows:
        insert = "INSERT INTO pending_name (place, code, request_id) VALUES (:place, :code, :id)"
        op.get_bind().execute(sa.text(insert), rows)


def _name(person: dict[str, object]) -> Name:
    return Name(
        family_name=str(person.get("familyName") or ""), given_names=str(person.get("givenNames") or "")
    )


def downgrade() -> None:
    op.drop_table('pending_name')
