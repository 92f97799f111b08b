"""The index of names, invitations, merged registrations, exports with a second person's consent"""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0006'
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


def downgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        for trigger in ('fill', 'change', 'drop'):
            op.execute(f'DROP TRIGGER name_index_{trigger}')
        op.execute('DROP TABLE name_index')
    else:
        op.execute('DROP INDEX IF EXISTS name_index')
