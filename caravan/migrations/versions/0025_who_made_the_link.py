"""Who made the link by which a body wrote a reply: that person does not check it.

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


def downgrade() -> None:
    op.drop_column('replies', 'link_staff_id')
