"""The moderators' page of rounds, and what the public page says of the mode."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from caravan.kernel import versions
from caravan.kernel.db import db
from caravan.tour.queries import get_stop
from caravan.voice.models import Question, Round
from tests import makers, pages
from tests.conftest import Browser

PAGE = "/fr/staff/stops/oujda-2025/rounds"
QUESTIONS = "/ar/stops/oujda-2025/questions"
Staff = Callable[..., Browser]


@pytest.fixture
def desk(as_staff: Staff) -> Browser:
    makers.make_stop()
    return as_staff("moderator", "oujda-2025")


def public(browser: Browser) -> pages.Page:
    versions.forget_all()
    return pages.read(browser.get(QUESTIONS))


def modes() -> list[tuple[str, bool]]:
    return [(one.mode, one.is_open) for one in db.session.scalars(select(Round))]


def test_page_tells_nobody_that_the_first_text_was_written(desk: Browser) -> None:
    before = pages.read(desk.get(PAGE)).main
    makers.make_question(get_stop("oujda-2025"), state="waiting")

    assert pages.read(desk.get(PAGE)).main == before


def test_round_that_nobody_spoke_in_can_be_ended(desk: Browser) -> None:
    desk.post(f"{PAGE}/end", data=pages.read(desk.get(PAGE)).form("mode").fields)

    assert modes() == [("unnamed", False)]


def test_moderator_opens_a_round_with_names(desk: Browser) -> None:
    assert desk.fill(PAGE, {"mode": "named"}).location == PAGE

    assert modes() == [("named", True)]
    assert "code" in public(desk).form("body").fields


def test_public_page_asks_for_no_code_without_names(desk: Browser) -> None:
    page = public(desk)

    assert "code" not in page.form("body").fields
    assert "خمسة فأكثر معا" in page.main


def test_mode_has_to_be_chosen(desk: Browser) -> None:
    answer = desk.fill(PAGE, {}, having=("mode",))

    assert answer.status_code == 422
    assert pages.read(answer).all("p.why") == ["Choisissez comment on pose les questions."]


def test_change_needs_its_tick(desk: Browser) -> None:
    makers.make_question(get_stop("oujda-2025"))
    desk.fill(PAGE, {}, having=("seen",))

    assert makers.count(Question) == 1
    assert "Cochez que vous le voulez." in pages.read(desk.get(PAGE)).main


def test_change_deletes_and_says_so(desk: Browser) -> None:
    makers.make_question(get_stop("oujda-2025"))
    desk.fill(PAGE, {"sure": "y"}, having=("seen",))

    assert (makers.count(Question), modes()) == (0, [("named", True)])
    assert "Ce qui avait été recueilli est supprimé." in pages.read(desk.get(PAGE)).main


def test_ended_round_takes_nothing_and_the_page_says_so(desk: Browser) -> None:
    makers.make_round(get_stop("oujda-2025"))
    desk.post(f"{PAGE}/end", data=pages.read(desk.get(PAGE)).form("mode").fields)

    page = public(desk)
    assert page.all("//textarea") == []
    assert "لا يُستقبل شيء في هذه اللحظة" in page.main
    sent = desk.post(QUESTIONS, data={"body": "متى؟", "service": "housing"})
    assert sent.status_code == 409


def test_page_never_says_how_many_wait(desk: Browser) -> None:
    seen = set()
    for number in range(4):
        makers.make_question(get_stop("oujda-2025"), body=f"سؤال {number}", state="waiting")
        seen.add(pages.read(desk.get(PAGE)).main)

    assert len(seen) == 1
    assert "arrivent au bureau par cinq ou plus" in seen.pop()


@pytest.mark.parametrize("role", ["gate", "feedback"])
def test_page_is_for_moderators(as_staff: Staff, role: str) -> None:
    makers.make_stop()
    assert as_staff(role, "oujda-2025").get(PAGE).status_code == 403


def test_desk_does_not_tell_that_one_more_waits(desk: Browser) -> None:
    lanes = "/fr/staff/stops/oujda-2025/questions/lanes"
    marks = set()
    for number in range(3):
        makers.make_question(get_stop("oujda-2025"), body=f"سؤال {number}", state="waiting")
        marks.add(desk.get(lanes).headers["ETag"])

    assert len(marks) == 1


def test_waiting_questions_are_on_no_page(desk: Browser) -> None:
    stop = get_stop("oujda-2025")
    makers.make_question(stop, body="سؤال ينتظر", state="waiting")
    for address in (QUESTIONS, f"{QUESTIONS}/list", "/fr/staff/stops/oujda-2025/questions"):
        versions.forget_all()
        shown: Any = desk.get(address)
        assert "سؤال ينتظر" not in shown.get_data(as_text=True)
