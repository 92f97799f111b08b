"""A body's link is known to whoever made it and to whoever noted or has an address it is sent to.

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None



def _table(name: str, *columns: str) -> sa.TableClause:
    return sa.table(name, *map(sa.column, columns), sa.column('known_to', sa.JSON()))


_DOORS = _table('body_doors', 'body_code', 'staff_id')
_REPLIES = _table('replies', 'item_id', 'body_code', 'link_staff_id')


def upgrade() -> None:
    for table in ('body_doors', 'replies'):
        op.add_column(table, sa.Column('known_to', sa.JSON(), nullable=False, server_default='[]'))
    database = op.get_bind()
    noted: dict[str, set[int]] = {}
    contacts = 'SELECT body_code, staff_id FROM body_contacts WHERE staff_id IS NOT NULL'
    for code, staff_id in database.execute(sa.text(contacts)):
        noted.setdefault(code, set()).add(staff_id)
    # whoever has such an address as the own account's was sent the link too
    holders = """
        SELECT body_contacts.body_code, staff.id FROM body_contacts
        JOIN staff ON staff.email = lower(body_contacts.email) WHERE staff.closed_at IS NULL
    """
    for code, staff_id in database.execute(sa.text(holders)):
        noted.setdefault(code, set()).add(staff_id)
    for door in database.execute(sa.select(_DOORS)).all():
        known = noted.get(door.body_code, set()) | ({door.staff_id} if door.staff_id else set())
        where = _DOORS.c.body_code == door.body_code
        op.execute(_DOORS.update().where(where).values(known_to=sorted(known)))
    # only where a link's maker is kept is it known that the text came by a link that stood
    for reply in database.execute(sa.select(_REPLIES)).all():
        if reply.body_code and reply.link_staff_id:
            known = noted.get(reply.body_code, set()) | {reply.link_staff_id}
            where = _REPLIES.c.item_id == reply.item_id
            op.execute(_REPLIES.update().where(where).values(known_to=sorted(known)))
    op.drop_column('replies', 'link_staff_id')


def downgrade() -> None:
    op.add_column('replies', sa.Column('link_staff_id', sa.Integer(), nullable=True))
    # the program before knows one person a link: of several, the one who came first
    for reply in op.get_bind().execute(sa.select(_REPLIES)).all():
        where = _REPLIES.c.item_id == reply.item_id
        first = (reply.known_to or [None])[0]
        op.execute(_REPLIES.update().where(where).values(link_staff_id=first))
    for table in ('body_doors', 'replies'):
        op.drop_column(table, 'known_to')
