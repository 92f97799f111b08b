"""The index of names: it finds any part of a spelling among 150,000 people in milliseconds.

PostgreSQL keeps it by itself (pg_trgm). On SQLite it is a table of trigrams that a trigger
fills 256 people at a time, so that a registration costs hardly more than before; whoever is not yet
in it is looked through row by row. docs/performance.md has the figures.
"""

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    column,
    event,
    func,
    literal_column,
    select,
    table,
)

from caravan.kernel import names
from caravan.registration.models import Registration

_ADD = "INSERT INTO name_index(rowid, key) VALUES (NEW.id, ' ' || NEW.name_folded);"
_DROP = (
    "INSERT INTO name_index(name_index, rowid, key)"
    " VALUES ('delete', OLD.id, ' ' || OLD.name_folded);"
)
_IS_IN = "WHEN EXISTS (SELECT 1 FROM name_index_docsize WHERE id = OLD.id)"
_FILL = """
    CREATE TRIGGER name_index_fill AFTER INSERT ON registrations WHEN NEW.id % 256 = 0 BEGIN
        INSERT INTO name_index(rowid, key) SELECT id, ' ' || name_folded FROM registrations
        WHERE id > (SELECT coalesce(max(id), 0) FROM name_index_docsize);
    END
"""
_CHANGE = f"""
    CREATE TRIGGER name_index_change AFTER UPDATE OF name_folded ON registrations
    {_IS_IN} BEGIN {_DROP} {_ADD} END
"""
_REMOVE = f"CREATE TRIGGER name_index_drop AFTER DELETE ON registrations {_IS_IN} BEGIN {_DROP} END"
SQLITE = (
    "CREATE VIRTUAL TABLE name_index USING fts5(key, content='', tokenize='trigram')",
    _FILL,
    _CHANGE,
    _REMOVE,
)
# Who may not install extensions still has a search, a slower one.
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


def _make(_table: Table, connection: Connection, **_how: object) -> None:
    statements = SQLITE if connection.dialect.name == "sqlite" else (POSTGRESQL,)
    for statement in statements:
        connection.exec_driver_sql(statement)


def _unmake(_table: Table, connection: Connection, **_how: object) -> None:
    """The triggers have gone with their table, and so has PostgreSQL's index."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("DROP TABLE IF EXISTS name_index")


event.listen(Registration.__table__, "after_create", _make)
event.listen(Registration.__table__, "after_drop", _unmake)


_KEYS = select(Registration.name_folded, Registration.id)
_INDEX = table("name_index", column("rowid"))
_INDEXED = table("name_index_docsize", column("id"))


def newest(match: str, which: ColumnElement[bool], most: int) -> Select[str, int]:
    """On SQLite: key and id of the newest `most` of `which` in whom the index finds `match`.

    In another order of rows it would have to find everybody first.
    """
    inside = _KEYS.join(_INDEX, _INDEX.c.rowid == Registration.id)
    inside = inside.where(literal_column("name_index").op("MATCH")(match), which)
    return inside.order_by(_INDEX.c.rowid.desc()).limit(most)


def not_yet_in(which: ColumnElement[bool]) -> Select[str, int]:
    """On SQLite: key and id of those of `which` who are not yet in the index, newest first."""
    last = select(func.coalesce(func.max(_INDEXED.c.id), 0)).scalar_subquery()
    return _KEYS.where(Registration.id > last, which).order_by(Registration.id.desc())


def spelled_match(typed: str) -> str:
    """What to ask the index for people whose name is spelled like that; "" asks nothing.

    An index of trigrams knows no shorter text: two letters are taken for the beginning of a word,
    and count only where nothing longer was typed.
    """
    parts, _sounds = names.search_parts(typed)
    asked = [part for part in parts if len(part) > 2]
    return _all(asked or [f" {part}" for part in parts if len(part) == 2])


def sounding_match(typed: str) -> str:
    """What to ask the index for people whose name sounds like that; "" asks nothing."""
    _parts, sounds = names.search_parts(typed)
    return " AND ".join(f"({' OR '.join(map(_quoted, sound))})" for sound in sounds)


def _all(parts: list[str]) -> str:
    return " AND ".join(map(_quoted, parts))


def _quoted(part: str) -> str:
    return '"' + part.replace('"', '""') + '"'
