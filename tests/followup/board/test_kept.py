"""What was typed at the feedback desk stays where an act is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from tests import makers, pages
from tests.conftest import Browser
from tests.followup.board.rows import make_body, make_themes, marks, owner

BOARD = "/fr/staff/stops/oujda-2025/feedback"
Staff = Callable[..., Browser]


def tick(*said: Any) -> list[str]:
    """The boxes of these lines as a browser sends them."""
    return [f"{item_id}.{mark}" for item_id, mark in marks(*said).items()]


def send(browser: Browser, address: str, **fields: Any) -> Any:
    """Send a form of the board, with the token of its page."""
    token = pages.read(browser.get(BOARD)).form("csrf_token").fields["csrf_token"]
    return browser.post(address, data={"csrf_token": token, **fields})


@pytest.mark.parametrize("act", ["themes", "groups", "owners"])
def test_act_on_what_colleagues_changed_comes_back_with_all_that_was_typed(
    as_staff: Staff, act: str
) -> None:
    make_body()
    make_themes()
    stop = makers.make_stop()
    both = [makers.make_note(stop, body=text) for text in ("Le bus", "Le gaz")]
    seen = tick(*both)
    for one in both:
        owner(one, 3)

    typed = {"to": "housing-office", "due": "2027-03-01", "reason": "Motif", "code": "price"}
    answer = send(as_staff("feedback"), f"{BOARD}/{act}?kind=note", items=seen, **typed)

    page = pages.read(answer)
    assert page.status == 409
    kept = page.form("reason").fields
    assert {name: kept[name] for name in typed} == typed
    assert len(page.tree.xpath("//tbody//input[@checked]")) == 2


def test_theme_chosen_at_an_item_that_a_colleague_changed_stays_chosen(as_staff: Staff) -> None:
    make_body()
    make_themes()
    note = makers.make_note(makers.make_stop())
    seen = tick(note)
    owner(note, 3)

    answer = send(as_staff("feedback"), f"{BOARD}/themes?item={note.id}", items=seen, code="price")

    page = pages.read(answer)
    assert page.status == 409
    assert page.tree.xpath("//input[@name='code'][@checked]/@value") == ["price"]
