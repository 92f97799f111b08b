"""How a suggestion came, as it is kept of a question.

Revision ID: 0029
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # of those that are there nobody knows it; kept as the default, else the table would be copied
    channel = sa.Column('channel', sa.String(length=8), nullable=False, server_default='phone')
    op.add_column('suggestions', channel)


def downgrade() -> None:
    op.drop_column('suggestions', 'channel')
