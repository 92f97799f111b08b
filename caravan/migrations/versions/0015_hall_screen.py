"""The hall screen: its modes, the moderators' order, partners who are ready to answer"""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('screens', schema=None) as batch_op:
        batch_op.add_column(sa.Column('mode', sa.String(length=12), nullable=False, server_default='votes'))
        batch_op.add_column(sa.Column('announcement', sa.JSON(), nullable=False, server_default='{}'))
        batch_op.add_column(sa.Column('chart', sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column('note', sa.String(length=160), nullable=False, server_default=''))
    op.create_table('screen_turns',
    sa.Column('question_id', sa.String(length=32), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['question_id'], ['questions.id'], name=op.f('fk_screen_turns_question_id_questions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('question_id', name=op.f('pk_screen_turns')),
    sqlite_with_rowid=False
    )
    op.create_table('partner_readiness',
    sa.Column('question_id', sa.String(length=32), nullable=False),
    sa.Column('partner_key', sa.String(length=60), nullable=False),
    sa.ForeignKeyConstraint(['question_id'], ['questions.id'], name=op.f('fk_partner_readiness_question_id_questions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('question_id', 'partner_key', name=op.f('pk_partner_readiness')),
    sqlite_with_rowid=False
    )


def downgrade() -> None:
    op.drop_table('partner_readiness')
    op.drop_table('screen_turns')
    with op.batch_alter_table('screens', schema=None) as batch_op:
        batch_op.drop_column('note')
        batch_op.drop_column('chart')
        batch_op.drop_column('announcement')
        batch_op.drop_column('mode')
