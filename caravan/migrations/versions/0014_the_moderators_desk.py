"""The moderators' desk: wordings, labels, stars, groups, private appointments, suggestions"""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    _questions()
    _suggestions()


def _questions() -> None:
    op.create_table('question_edits',
    sa.Column('question_id', sa.String(length=32), nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('body', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['question_id'], ['questions.id'], name=op.f('fk_question_edits_question_id_questions')),
    sa.PrimaryKeyConstraint('question_id', 'number', name=op.f('pk_question_edits')),
    sqlite_with_rowid=False
    )
    op.create_table('question_labels',
    sa.Column('question_id', sa.String(length=32), nullable=False),
    sa.Column('service_code', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['question_id'], ['questions.id'], name=op.f('fk_question_labels_question_id_questions')),
    sa.ForeignKeyConstraint(['service_code'], ['services.code'], name=op.f('fk_question_labels_service_code_services')),
    sa.PrimaryKeyConstraint('question_id', 'service_code', name=op.f('pk_question_labels')),
    sqlite_with_rowid=False
    )
    op.create_table('question_stars',
    sa.Column('question_id', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['question_id'], ['questions.id'], name=op.f('fk_question_stars_question_id_questions')),
    sa.PrimaryKeyConstraint('question_id', name=op.f('pk_question_stars')),
    sqlite_with_rowid=False
    )
    op.create_table('desk_appointments',
    sa.Column('question_id', sa.String(length=32), nullable=False),
    sa.Column('stop_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('service_code', sa.String(length=40), nullable=False),
    sa.Column('is_heard', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['question_id'], ['questions.id'], name=op.f('fk_desk_appointments_question_id_questions')),
    sa.ForeignKeyConstraint(['service_code'], ['services.code'], name=op.f('fk_desk_appointments_service_code_services')),
    sa.ForeignKeyConstraint(['stop_id'], ['stops.id'], name=op.f('fk_desk_appointments_stop_id_stops')),
    sa.PrimaryKeyConstraint('question_id', name=op.f('pk_desk_appointments')),
    sa.UniqueConstraint('stop_id', 'number', name=op.f('uq_desk_appointments_stop_id_number')),
    sqlite_with_rowid=False
    )
    _groups('question')


def _suggestions() -> None:
    op.create_table('suggestion_details',
    sa.Column('suggestion_id', sa.String(length=32), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('prefecture_code', sa.String(length=40), nullable=True),
    sa.Column('support', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['prefecture_code'], ['prefectures.code'], name=op.f('fk_suggestion_details_prefecture_code_prefectures')),
    sa.ForeignKeyConstraint(['suggestion_id'], ['suggestions.id'], name=op.f('fk_suggestion_details_suggestion_id_suggestions')),
    sa.PrimaryKeyConstraint('suggestion_id', name=op.f('pk_suggestion_details')),
    sqlite_with_rowid=False
    )
    op.create_table('suggestion_supports',
    sa.Column('suggestion_id', sa.String(length=32), nullable=False),
    sa.Column('mark', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['suggestion_id'], ['suggestions.id'], name=op.f('fk_suggestion_supports_suggestion_id_suggestions')),
    sa.PrimaryKeyConstraint('suggestion_id', 'mark', name=op.f('pk_suggestion_supports')),
    sqlite_with_rowid=False
    )
    _groups('suggestion')


def _groups(kind: str) -> None:
    name, rows = f'{kind}_groups', f'{kind}s'
    op.create_table(name,
    sa.Column('member_id', sa.String(length=32), nullable=False),
    sa.Column('lead_id', sa.String(length=32), nullable=False),
    sa.Column('state_before', sa.String(length=12), nullable=False),
    sa.Column('added', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['lead_id'], [f'{rows}.id'], name=op.f(f'fk_{name}_lead_id_{rows}')),
    sa.ForeignKeyConstraint(['member_id'], [f'{rows}.id'], name=op.f(f'fk_{name}_member_id_{rows}')),
    sa.PrimaryKeyConstraint('member_id', name=op.f(f'pk_{name}')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table(name, schema=None) as batch_op:
        batch_op.create_index(batch_op.f(f'ix_{name}_lead_id'), ['lead_id'], unique=False)


def downgrade() -> None:
    for name in (
        'suggestion_groups', 'suggestion_supports', 'suggestion_details', 'desk_appointments',
        'question_groups', 'question_stars', 'question_labels', 'question_edits',
    ):
        op.drop_table(name)
