"""Rounds of questions, with or without names, and the authors of named ones"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

SPOKEN = ('questions', 'suggestions')


def upgrade() -> None:
    op.create_table('rounds',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('stop_id', sa.Integer(), nullable=False),
    sa.Column('mode', sa.String(length=8), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('is_open', sa.Boolean(), nullable=False),
    sa.CheckConstraint("mode IN ('named', 'unnamed')", name=op.f('ck_rounds_mode')),
    sa.ForeignKeyConstraint(['stop_id'], ['stops.id'], name=op.f('fk_rounds_stop_id_stops')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rounds')),
    sa.UniqueConstraint('id', 'mode', name=op.f('uq_rounds_id_mode')),
    sqlite_with_rowid=False
    )
    op.create_index('ix_rounds_open', 'rounds', ['stop_id'], unique=True, sqlite_where=sa.text('is_open'), postgresql_where=sa.text('is_open'))
    op.create_index(op.f('ix_rounds_stop_id'), 'rounds', ['stop_id'], unique=False)
    for table in SPOKEN:
        op.add_column(table, sa.Column('round_id', sa.String(length=32), nullable=True))
        op.add_column(table, sa.Column('mode', sa.String(length=8), nullable=True))
    op.add_column('questions', sa.Column('session_key', sa.String(length=60), nullable=True))
    op.add_column('questions', sa.Column('stand_key', sa.String(length=60), nullable=True))
    op.add_column('questions', sa.Column('channel', sa.String(length=8), nullable=True))
    op.execute("UPDATE questions SET channel = 'phone'")
    _give_rounds()
    for table in SPOKEN:
        with op.batch_alter_table(table, schema=None, table_kwargs={'sqlite_with_rowid': False}) as batch_op:
            batch_op.alter_column('round_id', existing_type=sa.String(length=32), nullable=False)
            batch_op.alter_column('mode', existing_type=sa.String(length=8), nullable=False)
            if table == 'questions':
                batch_op.alter_column('channel', existing_type=sa.String(length=8), nullable=False)
            batch_op.create_unique_constraint(op.f(f'uq_{table}_id_mode'), ['id', 'mode'])
            batch_op.create_foreign_key(op.f(f'fk_{table}_round_id_rounds'), 'rounds', ['round_id', 'mode'], ['id', 'mode'])
        op.create_index(f'ix_{table}_round_id_state', table, ['round_id', 'state'], unique=False)
        _create_authors(table, table.removesuffix('s'))


def _give_rounds() -> None:
    """What was said before was said without a name: one closed round for each such stop."""
    bind = op.get_bind()
    said = " UNION ".join(f"SELECT stop_id, day FROM {table}" for table in SPOKEN)
    for stop_id, day in bind.execute(sa.text(f"SELECT stop_id, MIN(day) FROM ({said}) AS said GROUP BY stop_id")).all():
        values = {'id': secrets.token_hex(16), 'stop': stop_id, 'day': day, 'open': False}
        bind.execute(sa.text("INSERT INTO rounds (id, stop_id, mode, day, is_open) VALUES (:id, :stop, 'unnamed', :day, :open)"), values)
        for table in SPOKEN:
            bind.execute(sa.text(f"UPDATE {table} SET round_id = :id, mode = 'unnamed' WHERE stop_id = :stop"), {'id': values['id'], 'stop': stop_id})


def _create_authors(table: str, one: str) -> None:
    name = f'{one}_authors'
    op.create_table(name,
    sa.Column(f'{one}_id', sa.String(length=32), nullable=False),
    sa.Column('mode', sa.String(length=8), nullable=False),
    sa.Column('registration_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("mode = 'named'", name=op.f(f'ck_{name}_named')),
    sa.ForeignKeyConstraint([f'{one}_id', 'mode'], [f'{table}.id', f'{table}.mode'], name=op.f(f'fk_{name}_{one}_id_{table}')),
    sa.ForeignKeyConstraint(['registration_id'], ['registrations.id'], name=op.f(f'fk_{name}_registration_id_registrations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint(f'{one}_id', name=op.f(f'pk_{name}'))
    )
    op.create_index(op.f(f'ix_{name}_registration_id'), name, ['registration_id'], unique=False)


def downgrade() -> None:
    op.drop_table('question_authors')
    op.drop_table('suggestion_authors')
    for table in SPOKEN:
        op.drop_index(f'ix_{table}_round_id_state', table_name=table)
        with op.batch_alter_table(table, schema=None, table_kwargs={'sqlite_with_rowid': False}) as batch_op:
            batch_op.drop_constraint(op.f(f'fk_{table}_round_id_rounds'), type_='foreignkey')
            batch_op.drop_constraint(op.f(f'uq_{table}_id_mode'), type_='unique')
            batch_op.drop_column('mode')
            batch_op.drop_column('round_id')
            if table == 'questions':
                for column in ('channel', 'stand_key', 'session_key'):
                    batch_op.drop_column(column)
    op.drop_table('rounds')
