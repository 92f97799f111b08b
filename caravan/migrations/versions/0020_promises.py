"""What promises are held to, their steps, what askers say of them"""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('commitments',
    sa.Column('promise_id', sa.String(length=32), nullable=False),
    sa.Column('stage', sa.String(length=10), nullable=False),
    sa.Column('body_code', sa.String(length=40), nullable=True),
    sa.Column('measure', sa.JSON(), nullable=False),
    sa.Column('plan_line', sa.String(length=40), nullable=True),
    sa.Column('agreement_key', sa.String(length=60), nullable=True),
    sa.Column('site', sa.String(length=60), nullable=True),
    sa.Column('facility', sa.String(length=60), nullable=True),
    sa.ForeignKeyConstraint(['agreement_key'], ['agreements.key'], name=op.f('fk_commitments_agreement_key_agreements')),
    sa.ForeignKeyConstraint(['body_code'], ['answering_bodies.code'], name=op.f('fk_commitments_body_code_answering_bodies')),
    sa.ForeignKeyConstraint(['plan_line'], ['plan_lines.code'], name=op.f('fk_commitments_plan_line_plan_lines')),
    sa.ForeignKeyConstraint(['promise_id'], ['promises.id'], name=op.f('fk_commitments_promise_id_promises')),
    sa.PrimaryKeyConstraint('promise_id', name=op.f('pk_commitments'))
    )
    for column in ('agreement_key', 'body_code', 'plan_line'):
        op.create_index(op.f(f'ix_commitments_{column}'), 'commitments', [column], unique=False)
    op.create_table('promise_steps',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('promise_id', sa.String(length=32), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('due', sa.Date(), nullable=False),
    sa.Column('note', sa.JSON(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('day', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['promise_id'], ['promises.id'], name=op.f('fk_promise_steps_promise_id_promises')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_promise_steps_staff_id_staff')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_promise_steps'))
    )
    op.create_index(op.f('ix_promise_steps_promise_id'), 'promise_steps', ['promise_id'], unique=False)
    op.create_table('promise_verdicts',
    sa.Column('mark', sa.String(length=32), nullable=False),
    sa.Column('promise_id', sa.String(length=32), nullable=False),
    sa.Column('is_solved', sa.Boolean(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['promise_id'], ['promises.id'], name=op.f('fk_promise_verdicts_promise_id_promises')),
    sa.PrimaryKeyConstraint('mark', name=op.f('pk_promise_verdicts')),
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_promise_verdicts_promise_id'), 'promise_verdicts', ['promise_id'], unique=False)
    op.create_table('plain_answers',
    sa.Column('answer_id', sa.Integer(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('looked_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['answer_id'], ['answers.id'], name=op.f('fk_plain_answers_answer_id_answers')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_plain_answers_staff_id_staff')),
    sa.PrimaryKeyConstraint('answer_id', name=op.f('pk_plain_answers'))
    )
    _write_history()


def _write_history() -> None:
    """The steps of promises that are there: made, and kept where they were; days are UTC's."""
    for kind, note, staff, at, kept in (
        ('made', "'{}'", 'promises.staff_id', 'promises.promised_at', ''),
        ('kept', 'promises_kept.evidence', 'promises_kept.staff_id', 'promises_kept.kept_at', ' JOIN promises_kept ON promises_kept.promise_id = promises.id'),
    ):
        op.execute(
            "INSERT INTO promise_steps (promise_id, kind, due, note, staff_id, day)"
            f" SELECT promises.id, '{kind}', due, {note}, {staff}, date({at}) FROM promises{kept}"
        )


def downgrade() -> None:
    for table in ('plain_answers', 'promise_verdicts', 'promise_steps', 'commitments'):
        op.drop_table(table)
