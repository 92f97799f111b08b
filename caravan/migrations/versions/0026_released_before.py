"""Beside the counts that were released last stand those before; hours and gates move together.

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
    op.add_column('released_counts', sa.Column('before', sa.JSON(), nullable=True))
    op.execute("DELETE FROM released_counts WHERE name LIKE 'hours:%' OR name LIKE 'gates:%'")


def downgrade() -> None:
    op.execute("DELETE FROM released_counts WHERE name LIKE 'arrivals:%'")
    op.drop_column('released_counts', 'before')
