"""Who said that two items are not the same, and when; why a suggestion is declined, by language.

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None


_KIND = {'sqlite_with_rowid': False}  # SQLite makes the table anew
_SUGGESTIONS = sa.table('suggestions', sa.column('id'), sa.column('refusal', sa.JSON()))
_PUBLISHED = """
    SELECT feedback_items.suggestion_id AS id, answers.body
    FROM answers
    JOIN feedback_items ON feedback_items.id = answers.item_id
    JOIN suggestions ON suggestions.id = feedback_items.suggestion_id
    WHERE suggestions.state = 'declined' AND answers.is_refusal ORDER BY answers.id
"""


def upgrade() -> None:
    with op.batch_alter_table('items_apart', table_kwargs=_KIND) as apart:
        apart.add_column(sa.Column('staff_id', sa.Integer(), nullable=True))
        apart.add_column(sa.Column('said_at', sa.DateTime(), nullable=True))
        apart.create_foreign_key(op.f('fk_items_apart_staff_id_staff'), 'staff', ['staff_id'], ['id'])
    op.add_column('suggestions', sa.Column('refusal', sa.JSON(none_as_null=True), nullable=True))
    # of those declined by a published answer both texts are there; any other keeps its one text
    published = sa.text(_PUBLISHED).columns(sa.column('id', sa.String()), sa.column('body', sa.JSON()))
    for one in op.get_bind().execute(published).all():
        where = _SUGGESTIONS.c.id == one.id
        op.execute(_SUGGESTIONS.update().where(where).values(refusal=one.body))


def downgrade() -> None:
    op.drop_column('suggestions', 'refusal')
    with op.batch_alter_table('items_apart', table_kwargs=_KIND) as apart:
        apart.drop_constraint(op.f('fk_items_apart_staff_id_staff'), type_='foreignkey')
        apart.drop_column('said_at')
        apart.drop_column('staff_id')
