"""Levels of command, dated commands, moved lunar dates, avoided dates

The file of the commands is taken over anew: it says more than was kept of it until now.
"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('command_levels',
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('noun', sa.JSON(), nullable=False),
    sa.Column('head', sa.JSON(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_command_levels'))
    )
    op.create_table('moved_feasts',
    sa.Column('feast', sa.String(length=40), nullable=False),
    sa.Column('hijri_year', sa.Integer(), nullable=False),
    sa.Column('date', sa.Date(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('changed_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_moved_feasts_staff_id_staff')),
    sa.PrimaryKeyConstraint('feast', 'hijri_year', name=op.f('pk_moved_feasts'))
    )
    op.create_table('avoided_dates',
    sa.Column('key', sa.String(length=60), nullable=False),
    sa.Column('first_day', sa.Date(), nullable=False),
    sa.Column('last_day', sa.Date(), nullable=False),
    sa.Column('yearly', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.JSON(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('changed_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_avoided_dates_staff_id_staff')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_avoided_dates'))
    )
    with op.batch_alter_table('prefectures', schema=None) as batch_op:
        batch_op.add_column(sa.Column('since', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('until', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('zgh_checked', sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table('prefectures', schema=None) as batch_op:
        batch_op.alter_column('zgh_checked', server_default=None)
    op.execute("DELETE FROM loaded_files WHERE name = 'prefectures.toml'")


def downgrade() -> None:
    with op.batch_alter_table('prefectures', schema=None) as batch_op:
        for name in ('zgh_checked', 'until', 'since'):
            batch_op.drop_column(name)
    for table in ('avoided_dates', 'moved_feasts', 'command_levels'):
        op.drop_table(table)
