"""The file is written anew, or left for later when somebody reads it meanwhile."""

import pytest
from flask import Flask

from caravan.kernel.db import db
from caravan.kernel.scrub import scrub_order
from caravan.voice.models import Question
from tests import makers


def test_scrub_keeps_every_row(app: Flask) -> None:
    stop = makers.make_stop()
    ids = {makers.make_question(stop).id for _ in range(3)}

    assert scrub_order([Question.__table__]) is True
    assert {one.id for one in db.session.query(Question)} == ids


@pytest.mark.usefixtures("app")
def test_scrub_says_so_when_somebody_reads_meanwhile() -> None:
    stop = makers.make_stop()
    makers.make_question(stop)
    with db.engine.connect() as reader, reader.begin():
        reader.exec_driver_sql("SELECT * FROM questions").all()
        makers.make_question(stop, "سؤال آخر")

        assert scrub_order([Question.__table__]) is False

    assert scrub_order([Question.__table__]) is True
    assert makers.count(Question) == 2
