"""Calls for help from the kiosks"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('help_calls',
    sa.Column('stop_id', sa.Integer(), nullable=False),
    sa.Column('kiosk', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('called_at', sa.DateTime(), nullable=False),
    sa.Column('answered_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['stop_id'], ['stops.id'], name=op.f('fk_help_calls_stop_id_stops')),
    sa.PrimaryKeyConstraint('stop_id', 'kiosk', name=op.f('pk_help_calls'))
    )


def downgrade() -> None:
    op.drop_table('help_calls')
