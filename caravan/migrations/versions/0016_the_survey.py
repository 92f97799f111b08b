"""The survey: the bank of questions, surveys with their counts, seals, bags of lines"""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('bank_questions',
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('text', sa.JSON(), nullable=False),
    sa.Column('choices', sa.JSON(), nullable=False),
    sa.Column('low', sa.JSON(), nullable=False),
    sa.Column('high', sa.JSON(), nullable=False),
    sa.Column('about', sa.JSON(), nullable=False),
    sa.Column('is_current', sa.Boolean(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('code', 'version', name=op.f('pk_bank_questions'))
    )
    op.create_table('surveys',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('stop_id', sa.Integer(), nullable=False),
    sa.Column('session_key', sa.String(length=60), nullable=False),
    sa.Column('questions', sa.JSON(), nullable=False),
    sa.Column('answers', sa.Integer(), nullable=False),
    sa.Column('tally', sa.JSON(), nullable=False),
    sa.Column('shown_answers', sa.Integer(), nullable=False),
    sa.Column('shown', sa.JSON(), nullable=False),
    sa.Column('channels', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['stop_id'], ['stops.id'], name=op.f('fk_surveys_stop_id_stops')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_surveys')),
    sa.UniqueConstraint('stop_id', 'session_key', name=op.f('uq_surveys_stop_id_session_key')),
    sqlite_with_rowid=False
    )
    op.create_table('survey_seals',
    sa.Column('survey_id', sa.String(length=32), nullable=False),
    sa.Column('mark', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['survey_id'], ['surveys.id'], name=op.f('fk_survey_seals_survey_id_surveys')),
    sa.PrimaryKeyConstraint('survey_id', 'mark', name=op.f('pk_survey_seals')),
    sqlite_with_rowid=False
    )
    op.create_table('survey_bags',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('survey_id', sa.String(length=32), nullable=False),
    sa.Column('question', sa.String(length=52), nullable=False),
    sa.Column('lines', sa.JSON(), nullable=False),
    sa.Column('is_full', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['survey_id'], ['surveys.id'], name=op.f('fk_survey_bags_survey_id_surveys')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_survey_bags')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('survey_bags', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_survey_bags_survey_id'), ['survey_id'], unique=False)


def downgrade() -> None:
    op.drop_table('survey_bags')
    op.drop_table('survey_seals')
    op.drop_table('surveys')
    op.drop_table('bank_questions')
