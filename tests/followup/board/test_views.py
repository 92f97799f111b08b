"""The feedback desk as the staff see it."""

from collections.abc import Callable

from tests import makers, pages
from tests.conftest import Browser

BOARD = "/fr/staff/stops/oujda-2025/feedback"


def test_board_shows_questions_suggestions_and_notes(as_staff: Callable[..., Browser]) -> None:
    stop = makers.make_stop()
    makers.make_question(stop, "Le transport ?", state="approved")
    makers.make_suggestion(stop)
    makers.make_note(stop)
    page = pages.read(as_staff("feedback").get(BOARD))
    assert page.status == 200
    assert "Le transport ?" in page.main
