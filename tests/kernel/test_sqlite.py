"""SQLite as it is opened: what is on disk, and what is not any more."""

from pathlib import Path

from sqlalchemy import create_engine

import caravan.kernel.sqlite  # noqa: F401 - its dialect is what is tried


def test_what_is_deleted_is_overwritten_in_the_file(tmp_path: Path) -> None:
    file, planted = tmp_path / "some.sqlite", "فاطمة الزهراء بنعلي"
    engine = create_engine(f"sqlite:///{file}")

    def leaves(*statements: str) -> bool:
        """Whether the planted words stand in the file once these statements are done."""
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
            connection.commit()
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return planted.encode() in file.read_bytes()

    made = leaves("CREATE TABLE people (name)", f"INSERT INTO people VALUES ('{planted}'), ('x')")
    erased = leaves("DELETE FROM people WHERE name != 'x'")
    engine.dispose()
    assert (made, erased) == (True, False)
