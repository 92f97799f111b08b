"""Who said that two items are not the same, and when.

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None


_KIND = {'sqlite_with_rowid': False}  # SQLite makes the table anew


def upgrade() -> None:
    with op.batch_alter_table('items_apart', table_kwargs=_KIND) as apart:
        apart.add_column(sa.Column('staff_id', sa.Integer(), nullable=True))
        apart.add_column(sa.Column('said_at', sa.DateTime(), nullable=True))
        apart.create_foreign_key(op.f('fk_items_apart_staff_id_staff'), 'staff', ['staff_id'], ['id'])


def downgrade() -> None:
    with op.batch_alter_table('items_apart', table_kwargs=_KIND) as apart:
        apart.drop_constraint(op.f('fk_items_apart_staff_id_staff'), type_='foreignkey')
        apart.drop_column('said_at')
        apart.drop_column('staff_id')
