"""The index of names, invitations, merged registrations, exports with a second person's consent"""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

IS_IN = 'WHEN EXISTS (SELECT 1 FROM name_index_docsize WHERE id = OLD.id)'
ADD = "INSERT INTO name_index(rowid, key) VALUES (NEW.id, ' ' || NEW.name_folded);"
DROP = "INSERT INTO name_index(name_index, rowid, key) VALUES ('delete', OLD.id, ' ' || OLD.name_folded);"
SQLITE = (
    "CREATE VIRTUAL TABLE name_index USING fts5(key, content='', tokenize='trigram')",
    "INSERT INTO name_index(rowid, key) SELECT id, ' ' || name_folded FROM registrations",
    'CREATE TRIGGER name_index_fill AFTER INSERT ON registrations WHEN NEW.id % 256 = 0 BEGIN'
    " INSERT INTO name_index(rowid, key) SELECT id, ' ' || name_folded FROM registrations"
    ' WHERE id > (SELECT coalesce(max(id), 0) FROM name_index_docsize); END',
    'CREATE TRIGGER name_index_change AFTER UPDATE OF name_folded ON registrations'
    f' {IS_IN} BEGIN {DROP} {ADD} END',
    f'CREATE TRIGGER name_index_drop AFTER DELETE ON registrations {IS_IN} BEGIN {DROP} END',
)
POSTGRESQL = """
    DO $$ BEGIN
        IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') THEN
            CREATE EXTENSION IF NOT EXISTS pg_trgm;
            CREATE INDEX name_index ON registrations USING gin (name_folded gin_trgm_ops);
        END IF;
    EXCEPTION WHEN insufficient_privilege THEN
        RAISE NOTICE 'pg_trgm may not be installed: searches read every name';
    END $$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        for statement in SQLITE:
            op.get_bind().exec_driver_sql(statement)
    else:
        op.get_bind().exec_driver_sql(POSTGRESQL)
    op.create_table('invitation_lists',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('stop_id', sa.Integer(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('sent_at', sa.DateTime(), nullable=False),
    sa.Column('taken_at', sa.DateTime(), nullable=True),
    sa.Column('rows', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_invitation_lists_staff_id_staff')),
    sa.ForeignKeyConstraint(['stop_id'], ['stops.id'], name=op.f('fk_invitation_lists_stop_id_stops')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation_lists'))
    )
    with op.batch_alter_table('invitation_lists', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_invitation_lists_stop_id'), ['stop_id'], unique=False)
    op.create_table('invitations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('stop_id', sa.Integer(), nullable=False),
    sa.Column('mark', sa.String(length=32), nullable=False),
    sa.Column('code', sa.String(length=26), nullable=False),
    sa.Column('full_name', sa.String(length=120), nullable=False),
    sa.Column('latin_name', sa.String(length=120), nullable=True),
    sa.Column('name_folded', sa.String(length=260), nullable=False),
    sa.Column('category', sa.String(length=20), nullable=False),
    sa.Column('phone', sa.String(length=20), nullable=True),
    sa.Column('companions', sa.Integer(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('invited_at', sa.DateTime(), nullable=False),
    sa.Column('registration_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['registration_id'], ['registrations.id'], name=op.f('fk_invitations_registration_id_registrations')),
    sa.ForeignKeyConstraint(['stop_id'], ['stops.id'], name=op.f('fk_invitations_stop_id_stops')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitations')),
    sa.UniqueConstraint('code', name=op.f('uq_invitations_code')),
    sa.UniqueConstraint('registration_id', name=op.f('uq_invitations_registration_id')),
    sa.UniqueConstraint('stop_id', 'mark', name=op.f('uq_invitations_stop_id_mark'))
    )
    op.create_table('merges',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('stop_id', sa.Integer(), nullable=False),
    sa.Column('kept_id', sa.Integer(), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=False),
    sa.Column('is_same', sa.Boolean(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['kept_id'], ['registrations.id'], name=op.f('fk_merges_kept_id_registrations')),
    sa.ForeignKeyConstraint(['other_id'], ['registrations.id'], name=op.f('fk_merges_other_id_registrations')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_merges_staff_id_staff')),
    sa.ForeignKeyConstraint(['stop_id'], ['stops.id'], name=op.f('fk_merges_stop_id_stops')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_merges'))
    )
    with op.batch_alter_table('merges', schema=None) as batch_op:
        for column in ('kept_id', 'other_id', 'stop_id'):
            batch_op.create_index(batch_op.f(f'ix_merges_{column}'), [column], unique=False)
    op.create_table('merge_undos',
    sa.Column('merge_id', sa.Integer(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('undone_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['merge_id'], ['merges.id'], name=op.f('fk_merge_undos_merge_id_merges')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_merge_undos_staff_id_staff')),
    sa.PrimaryKeyConstraint('merge_id', name=op.f('pk_merge_undos'))
    )
    op.create_table('export_requests',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('stop_id', sa.Integer(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('content', sa.String(length=20), nullable=False),
    sa.Column('form', sa.String(length=4), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('asked_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_export_requests_staff_id_staff')),
    sa.ForeignKeyConstraint(['stop_id'], ['stops.id'], name=op.f('fk_export_requests_stop_id_stops')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_export_requests'))
    )
    with op.batch_alter_table('export_requests', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_export_requests_stop_id'), ['stop_id'], unique=False)
    op.create_table('export_decisions',
    sa.Column('request_id', sa.String(length=32), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('is_granted', sa.Boolean(), nullable=False),
    sa.Column('decided_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['request_id'], ['export_requests.id'], name=op.f('fk_export_decisions_request_id_export_requests')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_export_decisions_staff_id_staff')),
    sa.PrimaryKeyConstraint('request_id', name=op.f('pk_export_decisions'))
    )


def downgrade() -> None:
    for table in ('export_decisions', 'export_requests', 'merge_undos', 'merges', 'invitations', 'invitation_lists'):
        op.drop_table(table)
    if op.get_bind().dialect.name == 'sqlite':
        for trigger in ('fill', 'change', 'drop'):
            op.execute(f'DROP TRIGGER name_index_{trigger}')
        op.execute('DROP TABLE name_index')
    else:
        op.execute('DROP INDEX IF EXISTS name_index')
