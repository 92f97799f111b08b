"""Arrivals by gate stay as numbers when the arrivals themselves are erased.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        'kept_headcounts',
        sa.Column('gates', sa.JSON(), nullable=False, server_default='{}'),
    )
    # of stops whose arrivals are erased already: as they were told last
    op.execute(
        "UPDATE kept_headcounts SET gates = (SELECT counts FROM released_counts"
        " WHERE name = 'gates:' || kept_headcounts.stop_id)"
        " WHERE EXISTS (SELECT 1 FROM released_counts"
        " WHERE name = 'gates:' || kept_headcounts.stop_id)"
    )


def downgrade() -> None:
    op.drop_column('kept_headcounts', 'gates')
