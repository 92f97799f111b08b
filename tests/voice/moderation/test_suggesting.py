"""Suggestions: title, prefecture, support, groups."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from caravan.kernel import clock
from caravan.kernel.db import db, transaction
from caravan.kernel.refusal import NotFound
from caravan.voice import actions as voice
from caravan.voice import queries as said
from caravan.voice.models import Suggestion
from caravan.voice.moderation import actions, rules
from caravan.voice.moderation.models import SuggestionSupport
from caravan.voice.moderation.queries import suggestions
from caravan.voice.rules import WAITING, Words
from tests import makers

pytestmark = pytest.mark.usefixtures("app")


def row(made: Suggestion) -> Suggestion:
    return db.session.get(Suggestion, made.id, populate_existing=True)


def mark(made: Suggestion) -> str:
    now = row(made)
    return suggestions.beside([now]).mark(now)


def support(made: Suggestion) -> int:
    db.session.expire_all()
    return suggestions.beside([made]).support(made)


def staff() -> int:
    return makers.make_staff("moderator").id


def test_title_is_kept_once_when_the_form_is_sent_twice() -> None:
    stop = makers.make_stop()
    for title in ("نقل", "عنوان آخر"):
        voice.suggest(stop, Words("حافلة من جرادة", "housing", title=title), now=clock.now())
    made = said.suggestions(stop.id, (WAITING,))

    assert [suggestions.beside(made).title(one) for one in made] == ["نقل"]


def test_nobody_titles_what_is_shown_by_sending_it_again() -> None:
    """A title that no moderator has read would stand on the public page."""
    stop = makers.make_stop()
    words = Words("حافلة من جرادة", "housing")
    voice.suggest(stop, words, now=clock.now())
    with transaction() as writing:
        writing.execute(update(Suggestion).values(state="studied"))
    voice.suggest(stop, replace(words, title="سبّ"), now=clock.now())
    made = said.suggestions(stop.id)

    assert [suggestions.beside(made).title(one) for one in made] == [""]


def test_prefecture_is_that_of_the_stop_until_another_is_named() -> None:
    made = makers.make_suggestion(makers.make_stop())
    makers.make_prefecture("nador", name={"ar": "أمن الناضور", "fr": "Nador"})
    before = suggestions.beside([made]).prefectures[made.id]["fr"]
    actions.set_details(made.id, "نقل", "nador", staff(), mark=mark(made))
    db.session.expire_all()

    after = suggestions.beside([made])
    assert (before, after.prefectures[made.id]["fr"]) == (
        "Préfecture de police d’Oujda",
        "Nador",
    )
    assert after.title(made) == "نقل"


def test_details_are_not_overwritten_when_a_colleague_was_faster() -> None:
    made = makers.make_suggestion(makers.make_stop())
    seen = mark(made)
    actions.set_details(made.id, "الأول", None, staff(), mark=seen)
    with pytest.raises(rules.ChangedMeanwhile):
        actions.set_details(made.id, "الثاني", None, staff(), mark=seen)
    db.session.expire_all()
    assert suggestions.beside([made]).title(made) == "الأول"


def test_support_counts_a_phone_once() -> None:
    stop = makers.make_stop()
    made = makers.make_suggestion(stop, state="studied")
    counts = [actions.add_support(stop, made.id, phone * 32) for phone in ("a", "a", "b")]

    assert counts == [1, 1, 2]
    assert makers.count(SuggestionSupport) == 2


@pytest.mark.parametrize("state", ["received", "declined", "done", "grouped"])
def test_support_is_for_what_is_shown_and_open(state: str) -> None:
    stop = makers.make_stop()
    made = makers.make_suggestion(stop, state=state)
    with pytest.raises(NotFound):
        actions.add_support(stop, made.id, "a" * 32)
    assert makers.count(SuggestionSupport) == 0


def test_flood_does_not_make_the_page_of_a_suggestion_as_long() -> None:
    stop = makers.make_stop()
    made = makers.make_suggestion(stop)
    for number in range(rules.MOST_CANDIDATES + 5):
        makers.make_suggestion(stop, f"فيضان {number}")

    assert len(suggestions.candidates(made)) == rules.MOST_CANDIDATES


def test_most_supported_comes_first() -> None:
    stop = makers.make_stop()
    made = [makers.make_suggestion(stop, state="studied") for _ in range(3)]
    actions.add_support(stop, made[1].id, "a" * 32)

    assert suggestions.public_suggestions(stop.id, None, 1).items[0].id == made[1].id


def group(lead: Suggestion, *members: Suggestion) -> None:
    marks: Any = {one.id: mark(one) for one in members}
    actions.group_suggestions(lead.id, marks, staff(), mark=mark(lead))


def test_group_adds_support_and_is_taken_apart_again() -> None:
    stop = makers.make_stop()
    lead, one, two = (makers.make_suggestion(stop, state="studied") for _ in range(3))
    actions.add_support(stop, one.id, "a" * 32)
    group(one, two)
    group(lead, one)
    assert (support(lead), support(one), row(one).state, row(two).state) == (
        1 + 1 + 1,
        1,
        "grouped",
        "grouped",
    )
    assert [each.id for each in said.suggestions(stop.id)] == [lead.id]
    assert {each.id for each in suggestions.leads_of([one.id, two.id]).values()} == {lead.id}

    for each in (one, two):
        actions.separate_suggestion(each.id, staff(), mark=mark(each))
    assert [(support(each), row(each).state) for each in (lead, one, two)] == [
        (0, "studied"),
        (1, "studied"),
        (0, "studied"),
    ]


def test_group_stays_within_its_stop_and_never_holds_itself() -> None:
    lead = makers.make_suggestion(makers.make_stop())
    foreign = makers.make_suggestion(makers.make_stop("fes-2025"))
    for other in (foreign, lead):
        with pytest.raises(rules.NotToGroup):
            actions.group_suggestions(lead.id, {other.id: None}, staff())
