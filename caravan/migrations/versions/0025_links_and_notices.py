"""Who made the link by which a body wrote a reply; under which notice a text was sent.

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('replies', sa.Column('link_staff_id', sa.Integer(), nullable=True))
    # what was sent before keeps none: its seal goes when the notice of that time said
    for table in ('questions', 'suggestions'):
        op.add_column(table, sa.Column('notice', sa.String(length=20), nullable=True))
    op.execute("DELETE FROM loaded_files WHERE name = 'purposes.toml'")


def downgrade() -> None:
    for table in ('questions', 'suggestions'):
        op.drop_column(table, 'notice')
    op.drop_column('replies', 'link_staff_id')
