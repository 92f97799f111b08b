"""Who made the link by which a body wrote a reply; under which notice a text was sent.

Words beside the state of a suggestion are for colleagues from here on: what was said there before
waits as a draft.

Revision ID: 0025
Revises: 0024
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None

_SAID = ('studied', 'accepted', 'done')
_SUGGESTIONS = sa.table('suggestions', *map(sa.column, ('id', 'stop_id', 'state', 'reason')))
_ITEMS = sa.table('feedback_items', *map(sa.column, ('id', 'kind', 'stop_id', 'suggestion_id')))
_ANSWERS = sa.table('answers', sa.column('item_id'))
_REPLIES = sa.table(
    'replies',
    *map(sa.column, ('item_id', 'is_refusal', 'state', 'version')),
    sa.column('body', sa.JSON()),
    sa.column('changed_at', sa.DateTime()),
)


def upgrade() -> None:
    op.add_column('replies', sa.Column('link_staff_id', sa.Integer(), nullable=True))
    # what waits for its reader was written by the link that stands, as far as anybody knows
    op.execute(
        "UPDATE replies SET link_staff_id = (SELECT staff_id FROM body_doors"
        " WHERE body_doors.body_code = replies.body_code) WHERE state IN ('draft', 'review')"
    )
    # what was sent before keeps none: its seal goes when the notice of that time said
    for table in ('questions', 'suggestions'):
        op.add_column(table, sa.Column('notice', sa.String(length=20), nullable=True))
    op.execute("DELETE FROM loaded_files WHERE name = 'purposes.toml'")
    _draft_what_was_said()


def _draft_what_was_said() -> None:
    """One sentence in one language, which everybody read: else it passed for a proposed refusal."""
    said = _SUGGESTIONS.c.state.in_(_SAID) & (sa.func.coalesce(_SUGGESTIONS.c.reason, '') != '')
    database = op.get_bind()
    taken_up = set(database.scalars(sa.select(_ITEMS.c.id)))
    worded = {
        *database.scalars(sa.select(_REPLIES.c.item_id)),
        *database.scalars(sa.select(_ANSWERS.c.item_id)),
    }
    for row in database.execute(sa.select(_SUGGESTIONS).where(said)).all():
        if row.id not in taken_up:
            links = {'id': row.id, 'suggestion_id': row.id, 'stop_id': row.stop_id}
            database.execute(_ITEMS.insert().values(kind='suggestion', **links))
        if row.id not in worded:
            is_arabic = any('\u0600' <= sign <= '\u06ff' for sign in row.reason)
            body = {'ar' if is_arabic else 'fr': row.reason}
            moment = datetime.now(UTC).replace(tzinfo=None)
            draft = {'is_refusal': False, 'state': 'draft', 'version': 1, 'changed_at': moment}
            database.execute(_REPLIES.insert().values(item_id=row.id, body=body, **draft))
    database.execute(_SUGGESTIONS.update().where(said).values(reason=None))


def downgrade() -> None:
    # the program before would show everybody what a moderator wrote for colleagues alone
    op.execute("UPDATE suggestions SET reason = NULL WHERE state = 'studied'")
    for table in ('questions', 'suggestions'):
        op.drop_column(table, 'notice')
    op.drop_column('replies', 'link_staff_id')
