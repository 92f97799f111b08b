"""Answering bodies that the file of duties names no longer.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # kept as the default: taking it away again would copy the table to which many others refer
    op.add_column(
        'answering_bodies',
        sa.Column('is_withdrawn', sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.execute("DELETE FROM loaded_files WHERE name = 'duties.toml'")


def downgrade() -> None:
    op.drop_column('answering_bodies', 'is_withdrawn')
