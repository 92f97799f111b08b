"""What somebody said not to be the same is put together only by whoever saw that it was said."""

from collections.abc import Callable

import pytest
from flask import Flask

from caravan.followup.board import actions, queries, rules
from caravan.followup.board.models import ItemApart, ItemGroup
from tests import makers, pages
from tests.conftest import Browser
from tests.followup.board.rows import marks
from tests.together import together

DESK = "staff/stops/oujda-2025/feedback"
PRESS = {"fr": "Les regrouper quand même", "ar": "اجمعوها رغم ذلك"}


def of_two(one: object, other: object) -> list[rules.Apart]:
    return queries.kept_apart([one.id], [other.id])  # type: ignore[attr-defined] # any item


@pytest.mark.parametrize("lang", ["ar", "fr"])
@pytest.mark.parametrize("at", ["?kind=note", "?item={}"])
def test_page_says_who_kept_them_apart_and_a_second_press_puts_them_together(
    as_staff: Callable[..., Browser], lang: str, at: str
) -> None:
    stop, colleague = makers.make_stop(), makers.make_staff(name="Guichet 3").id
    both = [makers.make_note(stop, body=text) for text in ("Le bus", "Le bus aussi")]
    browser, ticked = as_staff("feedback"), marks(*both)
    token = pages.read(browser.get(f"/{lang}/{DESK}")).form("csrf_token").fields["csrf_token"]
    actions.keep_apart(both[0].id, both[1].id, staff_id=colleague)

    sent = {"csrf_token": token, "items": [f"{one}.{mark}" for one, mark in ticked.items()]}
    asked = pages.read(browser.post(f"/{lang}/{DESK}/groups{at.format(both[0].id)}", data=sent))

    assert (asked.status, makers.count(ItemGroup)) == (409, 0)
    [told] = asked.tree.xpath("//div[@role='alert']")
    text = " ".join(told.text_content().split())
    assert all(words in text for words in ("Guichet 3", "Le bus aussi", PRESS[lang]))
    again = asked.form("known")
    data = {**again.fields, "items": told.xpath(".//input[@name='items']/@value")}
    assert browser.post(again.action, data=data).status_code == 303
    assert makers.count(ItemGroup) == 2


def test_what_is_said_after_the_page_was_seen_is_asked_too(app: Flask) -> None:
    stop, staff_id = makers.make_stop(), makers.make_staff().id
    one, other, third = (makers.make_note(stop) for _ in range(3))
    actions.keep_apart(one.id, other.id, staff_id=staff_id)
    known = rules.apart_mark(of_two(one, other))
    actions.keep_apart(third.id, other.id, staff_id=staff_id)

    with pytest.raises(rules.SaidApart) as refused:
        actions.group(marks(one, other, third), stop_ids=[stop.id], staff_id=staff_id, known=known)

    assert len(refused.value.pairs) == 2
    assert makers.count(ItemGroup) == 0


def test_members_of_the_group_that_were_not_ticked_count_and_what_was_decided_is_asked_once(
    app: Flask,
) -> None:
    stop, staff_id = makers.make_stop(), makers.make_staff().id
    stops = [stop.id]
    one, other, third, fourth = (makers.make_note(stop) for _ in range(4))
    actions.group(marks(one, other), stop_ids=stops, staff_id=staff_id)
    actions.keep_apart(other.id, third.id, staff_id=staff_id)

    with pytest.raises(rules.SaidApart) as refused:
        actions.group(marks(one, third), stop_ids=stops, staff_id=staff_id)
    known = rules.apart_mark(refused.value.pairs)
    actions.group(marks(one, third), stop_ids=stops, staff_id=staff_id, known=known)
    actions.group(marks(one, fourth), stop_ids=stops, staff_id=staff_id)

    assert makers.count(ItemGroup) == 4


def test_undo_brings_back_into_no_group_what_was_kept_apart_since(app: Flask) -> None:
    stop, staff_id = makers.make_stop(), makers.make_staff().id
    one, other = makers.make_note(stop), makers.make_note(stop)
    actions.group(marks(one, other), stop_ids=[stop.id], staff_id=staff_id)
    parted = actions.part(one.id, marks(one)[one.id], stop_ids=[stop.id], staff_id=staff_id)
    actions.keep_apart(one.id, other.id, staff_id=makers.make_staff().id)

    with pytest.raises(rules.NothingToUndo):
        actions.undo(parted.act_id or 0, stop_ids=[stop.id], staff_id=staff_id)


def test_undo_brings_back_into_no_group_that_took_in_meanwhile_what_is_kept_apart(
    app: Flask,
) -> None:
    stop, staff_id = makers.make_stop(), makers.make_staff().id
    stops = [stop.id]
    one, other, third = (makers.make_note(stop) for _ in range(3))
    actions.keep_apart(one.id, third.id, staff_id=makers.make_staff().id)
    actions.group(marks(one, other), stop_ids=stops, staff_id=staff_id)
    parted = actions.part(one.id, marks(one)[one.id], stop_ids=stops, staff_id=staff_id)
    actions.group(marks(other, third), stop_ids=stops, staff_id=staff_id)

    with pytest.raises(rules.NothingToUndo):
        actions.undo(parted.act_id or 0, stop_ids=stops, staff_id=staff_id)


def test_of_two_in_the_same_moment_who_disagree_one_is_told(app: Flask) -> None:
    stop = makers.make_stop()
    notes = [makers.make_note(stop) for _ in range(2)]
    (one, other), seen, stop_id = [note.id for note in notes], marks(*notes), stop.id
    staff_id = makers.make_staff().id
    left = iter(["apart", "together"])

    def act() -> None:
        if next(left) == "apart":
            actions.keep_apart(one, other, staff_id=staff_id)
        else:
            actions.group(seen, stop_ids=[stop_id], staff_id=staff_id)

    ended = together(app, act, times=2)

    assert ended in (["SaidApart", "done"], ["ChangedMeanwhile", "done"])
    assert makers.count(ItemGroup) // 2 + makers.count(ItemApart) == 1
