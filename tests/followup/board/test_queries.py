"""The board: what is on it, in which order, what one sees of codings, what says the same."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from caravan.followup.board import actions, queries
from caravan.followup.board.queries import lists
from caravan.followup.board.rules import Filter
from caravan.followup.items import actions as items
from caravan.followup.items import queries as spoken
from caravan.kernel import clock
from caravan.kernel.db import transaction
from caravan.tour.models import Stop
from caravan.voice.moderation.actions import make_private
from tests import makers
from tests.followup.board.rows import holding, make_body, make_themes, marks, owner

ME, COLLEAGUE = 1, 2


@pytest.fixture
def stop(app: Flask) -> Stop:
    return makers.make_stop()


def found(stop: Stop, **words: str) -> list[str]:
    board = queries.board(Filter(**words), [stop.id], ME)
    return [one.item.id for heap in board.heaps for one in heap.entries]


def test_heaps_come_in_order_of_what_is_owed(stop: Stop) -> None:
    make_body()
    nobody = makers.make_question(stop, "أ؟", state="approved")
    answered = makers.make_question(stop, "ب؟", state="answered")
    late, later = makers.make_note(stop), makers.make_note(stop)
    owner(late, days=-1)
    owner(later, days=20)

    board = queries.board(Filter(state="all"), [stop.id], ME)

    assert [(heap.name, [one.item.id for one in heap.entries]) for heap in board.heaps] == [
        ("open", [nobody.id]),
        ("late", [late.id]),
        ("later", [later.id]),
        ("answered", [answered.id]),
    ]
    assert found(stop) == [nobody.id, late.id, later.id]
    assert found(stop, state="late") == [late.id]
    assert found(stop, body="housing-office", by="body") == [late.id, later.id]


@pytest.mark.parametrize(
    ("state", "wanted"),
    [
        ("owed", ["open", "late", "week"]),
        ("late", ["late"]),
        ("owned", ["late", "week"]),
        ("answered", ["answered"]),
        ("refused", ["refused"]),
        ("all", ["open", "late", "week", "answered", "refused"]),
    ],
)
def test_state_asks_for_some_of_the_heaps(stop: Stop, state: str, wanted: list[str]) -> None:
    make_body()
    makers.make_question(stop, "أ؟", state="approved")
    makers.make_question(stop, "ب؟", state="answered")
    makers.make_question(stop, "ج؟", state="rejected", reason="خارج الاختصاص")
    owner(makers.make_note(stop), days=-1)
    owner(makers.make_note(stop), days=7)

    board = queries.board(Filter(state=state), [stop.id], ME)

    assert [heap.name for heap in board.heaps] == wanted
    assert [heap.number for heap in board.heaps] == [len(heap.entries) for heap in board.heaps]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("الإسكان", "متى تفتح لائحة الاسكان؟"),
        ("مُتقاعدة", "أنا متقاعده"),
        ("وجـــدة", "مدينة وجده"),
        ("السكن", "سكن المتقاعدين"),
        ("écoles", "Les ECOLES de Jerada"),
        ("cœur", "Un coeur"),
        ("100_%", "100_% des frais"),
        ("2026", "قبل ٢٠٢٦"),
        ("سكن وجدة", "وجدة: متى يسلم السكن؟"),
    ],
)
def test_search_finds_every_usual_spelling_and_wants_every_word(
    stop: Stop, typed: str, text: str
) -> None:
    note = makers.make_note(stop, body=text)
    makers.make_note(stop, body="كلام آخر عن 100 شيء")

    assert found(stop, q=typed) == [note.id]
    assert found(stop, q=f"{typed} فاس") == []


def test_pages_turn_without_a_gap(stop: Stop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PER_PAGE", 2)
    make_body()
    notes = [makers.make_note(stop) for _ in range(3)]
    owner(notes[0], days=-1)

    boards = [queries.board(Filter(), [stop.id], ME, page) for page in (1, 2, 3)]

    heaps = [[(one.name, one.number, len(one.entries)) for one in board.heaps] for board in boards]
    assert heaps == [[("open", 2, 2)], [("late", 1, 1)], [("open", 2, 2)]]
    assert [(board.number, board.page.page) for board in boards] == [(3, 1), (3, 2), (3, 1)]


def test_outcomes_are_those_of_the_items(stop: Stop) -> None:
    make_body()
    makers.make_question(stop, "أ؟", state="approved")
    makers.make_question(stop, "ب؟", state="rejected", reason="خارج الاختصاص")
    makers.make_question(stop, "ج؟", state="rejected", reason=None)
    makers.make_answer(makers.make_question(stop, "د؟", state="answered"), is_refusal=True)
    makers.make_answer(makers.make_question(stop, "ه؟", state="approved"))
    makers.make_question(stop, "و؟", state="answered")
    makers.make_suggestion(stop, state="declined", reason="سبب")
    owner(makers.make_note(stop), days=3)
    everything = spoken.items(stop.id)

    entries = queries.entries([one.id for one in everything], ME)

    assert {one.item.id: one.outcome for one in entries} == spoken.outcomes(everything)


def test_filters_narrow_the_board(stop: Stop) -> None:
    makers.make_service("health", position=2)
    paper = makers.make_question(stop, "ورقة؟", state="approved", channel="paper")
    idea = makers.make_suggestion(stop, "اقتراح", state="studied", channel="paper")
    health = makers.make_question(stop, "صحة؟", state="approved", service_code="health")
    note = makers.make_note(stop, body="عن المدرسة")

    assert sorted(found(stop, kind="paper")) == sorted([paper.id, idea.id])
    assert found(stop, kind="suggestion") == [idea.id]
    assert found(stop, kind="note") == [note.id]
    assert found(stop, service="health") == [health.id]
    assert found(stop, prefecture="elsewhere") == []
    assert found(stop, q="المدرسه") == [note.id]


def test_nothing_of_a_private_case_is_found(stop: Stop) -> None:
    question = makers.make_question(stop, "ملف فاطمة؟", state="received")
    assert found(stop, q="فاطمة") == [question.id]

    make_private(question.id, makers.make_staff("moderator").id)

    assert found(stop, q="فاطمة", state="all") == []


def test_board_costs_the_same_for_one_and_for_three(
    stop: Stop, queries_seen: Callable[[], Any]
) -> None:
    counts = []
    for number in (1, 2):
        for _ in range(number):
            makers.make_note(stop)
        with queries_seen() as seen:
            found(stop, q="لائحة")
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.fixture
def queries_seen(request: pytest.FixtureRequest) -> Any:
    """The counter of statements; its usual name is that of the room's own reading here."""
    return request.getfixturevalue("queries")


def test_theme_of_the_first_coder_is_not_shown_to_the_second(stop: Stop) -> None:
    make_themes()
    note = makers.make_note(stop)
    first, second = makers.make_staff("feedback"), makers.make_staff("feedback")
    actions.code(marks(note), "price", stop_ids=[stop.id], staff_id=first.id)

    [mine] = queries.entries([note.id], first.id)
    [other] = queries.entries([note.id], second.id)
    assert (mine.theme, other.theme, other.coders) == ("price", None, 1)
    assert queries.seen_codings(note.id) == {}
    assert queries.next_to_code(second.id, [stop.id]) == note.id
    by_theme = queries.board(Filter(theme="housing"), [stop.id], second.id)
    assert by_theme.number == 0

    actions.code(marks(note), "health", stop_ids=[stop.id], staff_id=second.id)

    [seen] = queries.entries([note.id], second.id)
    assert seen.differs
    assert queries.seen_codings(note.id) == {first.id: "price", second.id: "health"}
    assert holding() == {}
    actions.settle(note.id, "housing", staff_id=second.id)
    [settled] = queries.entries([note.id], makers.make_staff("feedback").id)
    assert (settled.theme, settled.differs) == ("housing", False)
    assert holding() == {note.id: "housing"}


def test_what_a_colleague_coded_comes_first(stop: Stop) -> None:
    make_themes()
    notes = [makers.make_note(stop) for _ in range(3)]
    first, second = makers.make_staff("feedback"), makers.make_staff("feedback")
    actions.code(marks(notes[1]), "price", stop_ids=[stop.id], staff_id=first.id)

    assert queries.next_to_code(second.id, [stop.id]) == notes[1].id
    assert queries.next_to_code(first.id, [stop.id]) == min(notes[0].id, notes[2].id)
    assert [queries.count_to_code(one.id, [stop.id]) for one in (first, second)] == [2, 3]
    [pair] = _both(notes[1], second.id, stop)
    assert (pair.themes.items, pair.themes.share, pair.themes.kappa) == (1, 1.0, None)


def _both(note: Any, staff_id: int, stop: Stop) -> list[Any]:
    actions.code(marks(note), "price", stop_ids=[stop.id], staff_id=staff_id)
    return queries.agreements([stop.id])


def test_same_words_at_another_stop_are_proposed_until_decided(stop: Stop) -> None:
    fes = makers.make_stop("fes-2025")
    here = makers.make_question(stop, "متى يفتح السكن للأرامل؟", state="approved")
    there = makers.make_question(fes, "Quand le logement ouvre-t-il aux veuves ?", state="approved")
    makers.make_question(fes, "أين يقع مركز الاصطياف؟", state="approved")
    item, stops = spoken.get_item(here.id), [stop.id, fes.id]

    assert [one.id for one in queries.alike(item, stops)] == [there.id]
    [proposal] = queries.proposals(stop.id, stops)
    assert [one.id for one in proposal.others] == [there.id]
    assert queries.alike(item, [stop.id]) == []

    actions.keep_apart(there.id, here.id, staff_id=makers.make_staff().id)
    assert queries.alike(item, stops) == []
    assert queries.proposals(stop.id, stops) == []


@pytest.mark.parametrize(
    "there",
    [
        "متي تُفتَحُ لائحه الإسكان للارامل",
        "فوقاش غادي يتحل السكن ديال الأرامل",
        "imta katt7el la liste dyal sakan l aramil",
        "Quand ouvre la liste du logement pour les veuves ?",
    ],
)
def test_same_is_proposed_in_every_spelling_to_whoever_may_see_it(stop: Stop, there: str) -> None:
    for number in range(25):  # that more people say, and that resembles nothing
        makers.make_question(stop, f"أين {number}؟", state="approved", me_too=50)
    fes, private = makers.make_stop("fes-2025"), makers.make_stop("nador-2025")
    here = makers.make_question(stop, "متى تُفتح لائحة السكن للأرامل؟", state="approved")
    said = makers.make_question(fes, there, state="approved")
    makers.make_question(fes, there, state="waiting")
    makers.make_question(private, there, state="approved")

    [proposal] = queries.proposals(stop.id, [stop.id, fes.id])

    assert (proposal.item.id, [one.id for one in proposal.others]) == (here.id, [said.id])
    assert queries.proposals(stop.id, [stop.id]) == []


def test_item_given_at_the_same_moment_has_its_newest_owner(stop: Stop) -> None:
    make_body()
    note = makers.make_note(stop)
    due = clock.today() + timedelta(days=2)
    with transaction():
        items.assign(spoken.get_item(note.id), "housing-office", due, reason=None, staff_id=None)
    [entry] = queries.entries([note.id], COLLEAGUE)
    assert (entry.body_code, entry.due, entry.heap) == ("housing-office", due, "week")
