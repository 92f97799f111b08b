"""Texts, figures and versions of a stop's summary, their papers, stops that are closed"""

import sqlalchemy as sa
from alembic import op

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('summary_texts',
    sa.Column('stop_id', sa.Integer(), nullable=False),
    sa.Column('block', sa.String(length=20), nullable=False),
    sa.Column('language', sa.String(length=3), nullable=False),
    sa.Column('body', sa.String(length=3000), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('written_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_summary_texts_staff_id_staff')),
    sa.ForeignKeyConstraint(['stop_id'], ['stops.id'], name=op.f('fk_summary_texts_stop_id_stops')),
    sa.PrimaryKeyConstraint('stop_id', 'block', 'language', name=op.f('pk_summary_texts'))
    )
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
    op.create_table('summary_versions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('stop_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('seen', sa.String(length=64), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('texts', sa.JSON(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('erased_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_summary_versions_staff_id_staff')),
    sa.ForeignKeyConstraint(['stop_id'], ['stops.id'], name=op.f('fk_summary_versions_stop_id_stops')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_summary_versions')),
    sa.UniqueConstraint('stop_id', 'number', name=op.f('uq_summary_versions_stop_id_number'))
    )
    op.create_table('summary_papers',
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['summary_versions.id'], name=op.f('fk_summary_papers_version_id_summary_versions')),
    sa.PrimaryKeyConstraint('version_id', 'kind', name=op.f('pk_summary_papers'))
    )
    op.create_table('stop_closings',
    sa.Column('stop_id', sa.Integer(), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('closed_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_stop_closings_staff_id_staff')),
    sa.ForeignKeyConstraint(['stop_id'], ['stops.id'], name=op.f('fk_stop_closings_stop_id_stops')),
    sa.PrimaryKeyConstraint('stop_id', name=op.f('pk_stop_closings'))
    )


def downgrade() -> None:
    for table in ('stop_closings', 'summary_papers', 'summary_versions', 'summary_figures', 'summary_texts'):
        op.drop_table(table)
