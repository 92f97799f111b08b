"""Counts as they were released, figures of earlier reports, the theme of a line of the plan.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('released_counts',
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_released_counts')),
    sqlite_with_rowid=False
    )
    op.create_table('yearly_figures',
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('year', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('name', sa.JSON(), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(length=300), nullable=False),
    sa.Column('parts', sa.JSON(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('code', 'year', name=op.f('pk_yearly_figures'))
    )
    op.add_column('plan_lines', sa.Column('theme', sa.String(length=40), nullable=True))
    op.execute("DELETE FROM loaded_files WHERE name = 'duties.toml'")


def downgrade() -> None:
    op.drop_column('plan_lines', 'theme')
    op.drop_table('yearly_figures')
    op.drop_table('released_counts')
