"""Tours with their editions, keyed rooms and speakers, drafts, files taken over

The stops that are there keep their tour, edition and slogan; those announced until now were open for
registration, which is a status of its own from here on.
"""

import json

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('tours',
    sa.Column('code', sa.String(length=60), nullable=False),
    sa.Column('name', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_tours'))
    )
    op.create_table('editions',
    sa.Column('tour', sa.String(length=60), nullable=False),
    sa.Column('code', sa.String(length=60), nullable=False),
    sa.Column('name', sa.JSON(), nullable=False),
    sa.Column('slogan', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['tour'], ['tours.code'], name=op.f('fk_editions_tour_tours')),
    sa.PrimaryKeyConstraint('tour', 'code', name=op.f('pk_editions'))
    )
    op.create_table('loaded_files',
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('loaded_at', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_loaded_files'))
    )
    op.create_table('drafts',
    sa.Column('stop_key', sa.String(length=60), nullable=False),
    sa.Column('plan', sa.JSON(), nullable=False),
    sa.Column('base_release', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_drafts_staff_id_staff')),
    sa.PrimaryKeyConstraint('stop_key', name=op.f('pk_drafts'))
    )
    _carry_tours_over()
    with op.batch_alter_table('stops', schema=None) as batch_op:
        batch_op.add_column(sa.Column('team', sa.String(length=60), nullable=True))
        batch_op.drop_column('tour_name')
        batch_op.drop_column('slogan')
        batch_op.create_foreign_key(op.f('fk_stops_tour_tours'), 'tours', ['tour'], ['code'])
        batch_op.create_foreign_key(op.f('fk_stops_tour_editions'), 'editions', ['tour', 'edition'], ['tour', 'code'])
    with op.batch_alter_table('agenda_sessions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('room', sa.String(length=60), nullable=True))
        for name in ('speakers', 'partners', 'languages'):
            batch_op.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default='[]'))
    with op.batch_alter_table('agenda_sessions', schema=None) as batch_op:
        for name in ('speakers', 'partners', 'languages'):
            batch_op.alter_column(name, server_default=None)


def _carry_tours_over() -> None:
    stops = sa.table('stops', sa.column('tour'), sa.column('tour_name', sa.JSON()), sa.column('edition'), sa.column('slogan', sa.JSON()), sa.column('status'))
    connection = op.get_bind()
    rows = connection.execute(sa.select(stops.c.tour, stops.c.tour_name, stops.c.edition, stops.c.slogan)).all()
    tours = {row.tour: row.tour_name for row in rows}
    editions = {(row.tour, row.edition): row.slogan for row in rows if row.edition}
    for code, name in tours.items():
        connection.execute(sa.text('INSERT INTO tours (code, name) VALUES (:code, :name)'), {'code': code, 'name': json.dumps(name)})
    for (tour, code), slogan in editions.items():
        values = {'tour': tour, 'code': code, 'name': json.dumps({'ar': code, 'fr': code}), 'slogan': json.dumps(slogan or {})}
        connection.execute(sa.text('INSERT INTO editions (tour, code, name, slogan) VALUES (:tour, :code, :name, :slogan)'), values)
    connection.execute(stops.update().where(stops.c.status == 'announced').values(status='open'))


def downgrade() -> None:
    with op.batch_alter_table('agenda_sessions', schema=None) as batch_op:
        for name in ('languages', 'partners', 'speakers', 'room'):
            batch_op.drop_column(name)
    with op.batch_alter_table('stops', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('fk_stops_tour_editions'), type_='foreignkey')
        batch_op.drop_constraint(op.f('fk_stops_tour_tours'), type_='foreignkey')
        for name in ('slogan', 'tour_name'):
            batch_op.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default='{}'))
        batch_op.drop_column('team')
    for table in ('drafts', 'loaded_files', 'editions', 'tours'):
        op.drop_table(table)
