"""Where a promise may go, whom a late one reaches, on which day askers are asked."""

from datetime import date, timedelta

import pytest

from caravan.followup.promises import rules

TODAY = date(2026, 11, 20)
WHY = {"ar": "الفريق غير متوفر", "fr": "Équipe non disponible"}


def test_promise_moves_to_a_later_day_with_its_reason() -> None:
    rules.check_move(rules.Move("moved", WHY, TODAY + timedelta(days=1)), "late", TODAY)


@pytest.mark.parametrize("day", [None, TODAY, TODAY - timedelta(days=1)])
def test_promise_moves_to_no_day_that_has_come(day: date | None) -> None:
    with pytest.raises(rules.DayNotLater):
        rules.check_move(rules.Move("moved", WHY, day), "late", TODAY)


@pytest.mark.parametrize("kind", ["moved", "given_up"])
def test_promise_is_not_let_go_without_a_reason_in_both_languages(kind: str) -> None:
    with pytest.raises(rules.StepIncomplete):
        rules.check_move(rules.Move(kind, {"ar": "سبب", "fr": " "}, TODAY), "open", TODAY)


def test_beginning_needs_no_reason() -> None:
    rules.check_move(rules.Move("begun", {}), "open", TODAY)


@pytest.mark.parametrize(
    ("kind", "state"),
    [("begun", "kept"), ("moved", "given_up"), ("reopened", "open"), ("kept", "open")],
)
def test_step_is_refused_where_the_promise_stands_elsewhere(kind: str, state: str) -> None:
    with pytest.raises(rules.StepNotPossible):
        rules.check_move(rules.Move(kind, WHY, TODAY + timedelta(days=9)), state, TODAY)


@pytest.mark.parametrize(
    ("days", "next_stop", "occasion"),
    [
        (0, None, None),
        (29, None, None),
        (30, None, "month"),
        (300, None, "month"),
        (2, "oujda-2026", "oujda-2026"),
    ],
)
def test_askers_are_asked_after_thirty_days_and_at_the_next_stop(
    days: int, next_stop: str | None, occasion: str | None
) -> None:
    assert rules.occasion(TODAY - timedelta(days=days), TODAY, next_stop) == occasion


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0, ()),
        (1, ("told_owner",)),
        (7, ("told_owner",)),
        (8, ("told_owner", "told_direction")),
    ],
)
def test_late_promise_rises_to_owner_then_direction(days: int, told: tuple[str, ...]) -> None:
    assert rules.tells(TODAY - timedelta(days=days), TODAY) == told


@pytest.mark.parametrize(
    "text",
    ["Livraison au mois de mai.", "20 logements", "تُسلَّم في شهر ماي.", "وماي", "٢٠ مسكنا"],
)
def test_answer_with_a_day_or_a_figure_binds(text: str) -> None:
    assert rules.has_figure({"ar": "", "fr": text})


@pytest.mark.parametrize("text", ["Oui, bientôt.", "نعم، قريبا.", "Mairie et marsouin", "الماء"])
def test_answer_without_one_does_not(text: str) -> None:
    assert not rules.has_figure({"ar": text, "fr": text})
