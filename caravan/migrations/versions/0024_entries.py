"""Entered figures are rows with what they were before, of a stop and of a year.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('summary_figure_entries',
    sa.Column('stop_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=80), nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('value', sa.Integer(), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('entered_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_summary_figure_entries_staff_id_staff')),
    sa.ForeignKeyConstraint(['stop_id'], ['stops.id'], name=op.f('fk_summary_figure_entries_stop_id_stops')),
    sa.PrimaryKeyConstraint('stop_id', 'key', 'number', name=op.f('pk_summary_figure_entries'))
    )
    op.execute(
        "INSERT INTO summary_figure_entries"
        " SELECT stop_id, key, 1, value, source, staff_id, entered_at FROM summary_figures"
    )
    op.drop_table('summary_figures')
    op.create_table('yearly_figure_entries',
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('year', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('name', sa.JSON(), nullable=False),
    sa.Column('value', sa.Integer(), nullable=True),
    sa.Column('source', sa.String(length=300), nullable=False),
    sa.Column('parts', sa.JSON(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('entered_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_yearly_figure_entries_staff_id_staff')),
    sa.PrimaryKeyConstraint('code', 'year', 'number', name=op.f('pk_yearly_figure_entries'))
    )


def downgrade() -> None:
    op.drop_table('yearly_figure_entries')
    op.create_table('summary_figures',
    sa.Column('stop_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=80), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('entered_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_summary_figures_staff_id_staff')),
    sa.ForeignKeyConstraint(['stop_id'], ['stops.id'], name=op.f('fk_summary_figures_stop_id_stops')),
    sa.PrimaryKeyConstraint('stop_id', 'key', name=op.f('pk_summary_figures'))
    )
    op.execute(
        "INSERT INTO summary_figures"
        " SELECT stop_id, key, value, source, staff_id, entered_at FROM summary_figure_entries AS one"
        " WHERE value IS NOT NULL AND number = (SELECT MAX(number) FROM summary_figure_entries"
        " AS other WHERE other.stop_id = one.stop_id AND other.key = one.key)"
    )
    op.drop_table('summary_figure_entries')
