"""To whom a body's link was known is kept beside what stood there before."""

import json

from flask import Flask
from flask_migrate import downgrade, upgrade

from caravan.kernel.db import db
from tests.architecture.test_migrations import empty
from tests.old_rows import begin_at, read

__all__ = ["empty"]  # a fixture

OLD = """
    INSERT INTO staff (id, email, name, totp_round, totp_confirmed, totp_last_step, created_at)
        VALUES (1, 'a@example.org', 'A', 0, FALSE, 0, '2025-02-07'),
        (2, 'b@example.org', 'B', 0, FALSE, 0, '2025-02-07'),
        (3, 'x@example.org', 'X', 0, FALSE, 0, '2025-02-07');
    INSERT INTO answering_bodies (code, position, name, kind, days, is_withdrawn)
        VALUES ('housing', 1, '{}', 'department', 10, FALSE);
    INSERT INTO body_contacts (body_code, email, language, staff_id, added_at)
        VALUES ('housing', 'X@example.org', 'fr', 2, '2025-02-07');
    INSERT INTO body_doors (body_code, token, staff_id, opened_at)
        VALUES ('housing', 't', 1, '2025-02-07');
    INSERT INTO feedback_items (id, kind, suggestion_id, stop_id)
        VALUES ('a', 'suggestion', 'a', 1), ('b', 'suggestion', 'b', 1);
    INSERT INTO replies (item_id, body, is_refusal, state, version, body_code, link_staff_id,
            changed_at)
        VALUES ('a', '{}', FALSE, 'review', 1, 'housing', 1, '2025-02-07'),
        ('b', '{}', FALSE, 'review', 1, NULL, NULL, '2025-02-07')
"""


def test_link_is_known_to_its_maker_and_to_whoever_noted_or_has_an_address(empty: Flask) -> None:
    known = "SELECT CAST(known_to AS VARCHAR) FROM"
    with empty.app_context():
        begin_at("0026", {"a": ("studied", None), "b": ("studied", None)}, OLD)
        upgrade()
        doors, replies = read(f"{known} body_doors"), read(f"{known} replies ORDER BY item_id")
        downgrade(revision="0026")
        before = read("SELECT link_staff_id FROM replies ORDER BY item_id")
        upgrade()
        db.session.remove()
        db.engine.dispose()

    assert [json.loads(one) for (one,) in doors + replies] == [[1, 2, 3], [1, 2, 3], []]
    assert before == [(1,), (None,)]
