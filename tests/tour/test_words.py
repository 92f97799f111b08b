"""The words that pages and exports share."""

from flask import Flask

from caravan.kernel.i18n import speaking
from caravan.tour import words
from caravan.tour.stop_plan import AUDIENCES


def test_every_group_has_its_words(app: Flask) -> None:
    with speaking("fr"):
        assert len({words.audience(code) for code in AUDIENCES}) == len(AUDIENCES)


def test_nothing_is_said_of_whom_it_is_for_when_it_is_for_everybody() -> None:
    assert words.audience_line([]) == ""
