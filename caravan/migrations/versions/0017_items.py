"""Items of follow-up, desk notes, themes, answering bodies and their routes, lines of the plan"""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_duties()
    _create_items()
    _move('answers', nullable=False)
    _move('promises', nullable=True)
    op.add_column('answers', sa.Column('is_refusal', sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table('answers', schema=None) as batch_op:
        batch_op.alter_column('is_refusal', existing_type=sa.Boolean(), server_default=None)


def _create_duties() -> None:
    for name, columns in (
        ('themes', [sa.Column('parent', sa.String(length=40), nullable=True), sa.Column('service', sa.String(length=40), nullable=True)]),
        ('plan_lines', [sa.Column('service', sa.String(length=40), nullable=True)]),
        ('answering_bodies', [
            sa.Column('kind', sa.String(length=12), nullable=False),
            sa.Column('days', sa.Integer(), nullable=False),
            sa.Column('organisation', sa.String(length=40), sa.ForeignKey('organisations.code', name=op.f('fk_answering_bodies_organisation_organisations')), nullable=True),
        ]),
    ):
        op.create_table(name,
        sa.Column('code', sa.String(length=40), nullable=False),
        sa.Column('name', sa.JSON(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint('code', name=op.f(f'pk_{name}'))
        )
    op.create_table('answer_routes',
    sa.Column('service', sa.String(length=40), nullable=False),
    sa.Column('prefecture', sa.String(length=40), nullable=False),
    sa.Column('body_code', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['body_code'], ['answering_bodies.code'], name=op.f('fk_answer_routes_body_code_answering_bodies')),
    sa.PrimaryKeyConstraint('service', 'prefecture', name=op.f('pk_answer_routes'))
    )


def _create_items() -> None:
    op.create_table('desk_notes',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('stop_id', sa.Integer(), nullable=False),
    sa.Column('service_code', sa.String(length=40), nullable=False),
    sa.Column('body', sa.String(length=1000), nullable=False),
    sa.Column('language', sa.String(length=3), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['service_code'], ['services.code'], name=op.f('fk_desk_notes_service_code_services')),
    sa.ForeignKeyConstraint(['stop_id'], ['stops.id'], name=op.f('fk_desk_notes_stop_id_stops')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_desk_notes')),
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_desk_notes_stop_id'), 'desk_notes', ['stop_id'], unique=False)
    op.create_table('feedback_items',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('stop_id', sa.Integer(), nullable=False),
    sa.Column('question_id', sa.String(length=32), nullable=True),
    sa.Column('suggestion_id', sa.String(length=32), nullable=True),
    sa.Column('note_id', sa.String(length=32), nullable=True),
    sa.CheckConstraint('(CASE WHEN question_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN suggestion_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN note_id IS NULL THEN 0 ELSE 1 END) = 1', name=op.f('ck_feedback_items_one_text')),
    sa.ForeignKeyConstraint(['note_id'], ['desk_notes.id'], name=op.f('fk_feedback_items_note_id_desk_notes')),
    sa.ForeignKeyConstraint(['question_id'], ['questions.id'], name=op.f('fk_feedback_items_question_id_questions')),
    sa.ForeignKeyConstraint(['stop_id'], ['stops.id'], name=op.f('fk_feedback_items_stop_id_stops')),
    sa.ForeignKeyConstraint(['suggestion_id'], ['suggestions.id'], name=op.f('fk_feedback_items_suggestion_id_suggestions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback_items')),
    sa.UniqueConstraint('note_id', name=op.f('uq_feedback_items_note_id')),
    sa.UniqueConstraint('question_id', name=op.f('uq_feedback_items_question_id')),
    sa.UniqueConstraint('suggestion_id', name=op.f('uq_feedback_items_suggestion_id')),
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_feedback_items_stop_id'), 'feedback_items', ['stop_id'], unique=False)
    op.create_table('assignments',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.String(length=32), nullable=False),
    sa.Column('body_code', sa.String(length=40), nullable=False),
    sa.Column('due', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=True),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('assigned_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['body_code'], ['answering_bodies.code'], name=op.f('fk_assignments_body_code_answering_bodies')),
    sa.ForeignKeyConstraint(['item_id'], ['feedback_items.id'], name=op.f('fk_assignments_item_id_feedback_items')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_assignments_staff_id_staff')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignments'))
    )
    op.create_index(op.f('ix_assignments_item_id'), 'assignments', ['item_id'], unique=False)
    op.create_index(op.f('ix_assignments_body_code'), 'assignments', ['body_code'], unique=False)
    op.create_table('item_codings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.String(length=32), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('theme_code', sa.String(length=40), nullable=False),
    sa.Column('coded_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['item_id'], ['feedback_items.id'], name=op.f('fk_item_codings_item_id_feedback_items')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_item_codings_staff_id_staff')),
    sa.ForeignKeyConstraint(['theme_code'], ['themes.code'], name=op.f('fk_item_codings_theme_code_themes')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_item_codings')),
    sa.UniqueConstraint('item_id', 'staff_id', name=op.f('uq_item_codings_item_id_staff_id'))
    )
    op.create_index(op.f('ix_item_codings_theme_code'), 'item_codings', ['theme_code'], unique=False)


def _move(table: str, *, nullable: bool) -> None:
    """What referred to a question refers to its item, of the same id."""
    op.execute(
        "INSERT INTO feedback_items (id, kind, stop_id, question_id)"
        f" SELECT id, 'question', stop_id, id FROM questions WHERE id IN (SELECT question_id FROM {table})"
        " AND id NOT IN (SELECT id FROM feedback_items)"
    )
    if table == 'answers':
        op.drop_index(op.f('ix_answers_question_id'), table_name=table)
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_constraint(op.f(f'fk_{table}_question_id_questions'), type_='foreignkey')
        batch_op.alter_column('question_id', new_column_name='item_id', existing_type=sa.String(length=32), existing_nullable=nullable)
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.create_foreign_key(op.f(f'fk_{table}_item_id_feedback_items'), 'feedback_items', ['item_id'], ['id'])
    op.create_index(op.f(f'ix_{table}_item_id'), table, ['item_id'], unique=False)


def downgrade() -> None:
    for table in ('answers', 'promises'):
        op.drop_index(op.f(f'ix_{table}_item_id'), table_name=table)
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(op.f(f'fk_{table}_item_id_feedback_items'), type_='foreignkey')
            batch_op.alter_column('item_id', new_column_name='question_id', existing_type=sa.String(length=32))
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_foreign_key(op.f(f'fk_{table}_question_id_questions'), 'questions', ['question_id'], ['id'])
    op.create_index(op.f('ix_answers_question_id'), 'answers', ['question_id'], unique=False)
    op.drop_column('answers', 'is_refusal')
    for table in ('item_codings', 'assignments', 'feedback_items', 'desk_notes', 'answer_routes', 'answering_bodies', 'plan_lines', 'themes'):
        op.drop_table(table)
