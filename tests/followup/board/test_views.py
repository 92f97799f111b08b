"""The feedback desk as the staff see it."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from caravan.followup.board import actions
from caravan.followup.board import queries as board
from caravan.followup.items import queries as items
from caravan.followup.items.models import Assignment, DeskNote
from caravan.kernel import clock
from tests import makers, pages
from tests.conftest import Browser
from tests.followup.board.rows import holding, make_body, make_themes, marks, owner

BOARD = "/fr/staff/stops/oujda-2025/feedback"
EVERYWHERE = "/fr/staff/feedback"
Staff = Callable[..., Browser]


def lines(page: pages.Page) -> list[str]:
    """What stands on the board, line by line."""
    return page.all("//tbody//th[@scope='row']/a/span")


def tick(*said: Any) -> list[str]:
    """The boxes of these lines as a browser sends them."""
    return [f"{item_id}.{mark}" for item_id, mark in marks(*said).items()]


def send(browser: Browser, address: str, **fields: Any) -> Any:
    """Send a form of the board, with the token of its page."""
    form = pages.read(browser.get(BOARD)).form("csrf_token")
    token = {"csrf_token": form.fields["csrf_token"]}
    return browser.post(address, data={**token, **fields}, follow_redirects=True)


def test_board_shows_questions_suggestions_and_notes(as_staff: Staff) -> None:
    stop = makers.make_stop()
    makers.make_question(stop, "Le transport ?", state="approved", me_too=9)
    makers.make_suggestion(stop, "Un bus")
    makers.make_note(stop, body="Deux veuves demandent la liste.")
    makers.make_question(stop, "En attente ?", state="waiting")

    page = pages.read(as_staff("feedback").get(BOARD))

    assert lines(page) == ["Le transport ?", "Deux veuves demandent la liste.", "Un bus"]
    assert "3 lignes trouvées" in page.main


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("?q=sante", ["La santé ?"]),
        ("?kind=note", ["Le logement"]),
        ("?state=all&by=state", ["Le logement", "La santé ?"]),
        ("?state=answered", []),
        ("?body=housing-office", []),
        ("?theme=-&q=logement", ["Le logement"]),
    ],
)
def test_filters_are_addresses(as_staff: Staff, asked: str, found: list[str]) -> None:
    make_body()
    stop = makers.make_stop()
    makers.make_question(stop, "La santé ?", state="approved")
    makers.make_note(stop, body="Le logement")

    assert lines(pages.read(as_staff("feedback").get(f"{BOARD}{asked}"))) == found


@pytest.mark.parametrize("asked", ["?state=lost", "?service=nothing", "?by=name"])
def test_address_that_asks_for_what_there_is_not_is_no_page(as_staff: Staff, asked: str) -> None:
    makers.make_stop()
    assert as_staff("feedback").get(f"{BOARD}{asked}").status_code == 404


def test_board_of_all_stops_is_that_of_ones_own(as_staff: Staff) -> None:
    here, fes = makers.make_stop(), makers.make_stop("fes-2025")
    makers.make_note(here, body="À Oujda")
    makers.make_note(fes, body="À Fès")

    of_all = pages.read(as_staff("feedback").get(EVERYWHERE))
    of_one = pages.read(as_staff("feedback", "fes-2025").get(EVERYWHERE))
    filtered = pages.read(as_staff("feedback").get(f"{EVERYWHERE}?stop=oujda-2025"))

    assert sorted(lines(of_all)) == ["À Fès", "À Oujda"]
    assert lines(of_one) == ["À Fès"]
    assert lines(filtered) == ["À Oujda"]


def test_two_visits_to_one_town_are_told_apart_by_their_days(as_staff: Staff) -> None:
    makers.make_stop(first_day=date(2025, 2, 7))
    makers.make_stop("oujda-2026", first_day=date(2026, 11, 26))
    page = pages.read(as_staff("feedback").get(EVERYWHERE))
    named = ["Étape d’Oujda, 26 et 27 novembre 2026", "Étape d’Oujda, 7 et 8 février 2025"]
    assert page.all("//select[@name='stop']/option")[1:] == named


def test_lines_are_given_and_taken_back(as_staff: Staff) -> None:
    make_body()
    notes = [makers.make_note(makers.make_stop()), makers.make_note(makers.make_stop("fes-2025"))]
    browser = as_staff("feedback")
    due = (clock.today() + timedelta(days=3)).isoformat()

    given = pages.read(
        send(browser, f"{EVERYWHERE}/owners", items=tick(*notes), to="housing-office", due=due)
    )
    assert "2 lignes sont modifiées." in given.main
    assert "Attribution à un organisme" in given.main
    undone = pages.read(send(browser, f"{EVERYWHERE}/undo", act=given.form("act").fields["act"]))

    assert "2 lignes sont modifiées." in undone.main
    assert makers.count(Assignment) == 0


@pytest.mark.parametrize(
    ("days", "fault"),
    [(-2, "Ce jour est passé."), (5, "Écrivez pourquoi"), (None, "Écrivez pourquoi")],
)
def test_what_was_ticked_and_typed_stays_when_giving_is_refused(
    as_staff: Staff, days: int | None, fault: str
) -> None:
    make_body()
    make_body("mutual", kind="mutual")
    note = makers.make_note(makers.make_stop())
    owner(note, days=2, body="mutual")
    due = "" if days is None else (clock.today() + timedelta(days=days)).isoformat()

    page = pages.read(
        send(
            as_staff("feedback"),
            f"{BOARD}/owners",
            items=tick(note),
            to="housing-office",
            due=due,
        )
    )

    assert page.status == 422
    assert fault in page.alerts[0]
    assert page.form("to").fields["due"] == due
    assert page.form("to").fields["items"] == tick(note)[0]
    assert makers.count(Assignment) == 1


def test_colleague_is_not_overwritten(as_staff: Staff) -> None:
    make_body()
    make_body("mutual", kind="mutual")
    note = makers.make_note(makers.make_stop())
    seen = tick(note)
    owner(note, days=2, body="mutual")
    due = (clock.today() + timedelta(days=3)).isoformat()

    page = pages.read(
        send(as_staff(), f"{BOARD}/owners", items=seen, to="housing-office", due=due, reason="x")
    )

    assert (page.status, "Rien n’a été écrasé" in page.alerts[0]) == (409, True)
    assert board.entries([note.id], 0)[0].body_code == "mutual"


def test_board_of_a_stop_changes_no_other_stop(as_staff: Staff) -> None:
    make_body()
    makers.make_stop()
    foreign = makers.make_note(makers.make_stop("fes-2025"))
    due = (clock.today() + timedelta(days=3)).isoformat()
    browser = as_staff("feedback", "oujda-2025")

    for address in (f"{BOARD}/owners", f"{EVERYWHERE}/owners"):
        send(browser, address, items=tick(foreign), to="housing-office", due=due)

    assert makers.count(Assignment) == 0
    assert browser.get(f"{BOARD}/{foreign.id}").status_code == 404


def test_coder_goes_from_line_to_line_without_the_colleagues_theme(as_staff: Staff) -> None:
    make_themes()
    stop = makers.make_stop()
    note = makers.make_note(stop, body="Le prix")
    first, second = as_staff("feedback"), as_staff("feedback")

    def code(browser: Browser, theme: str) -> str:
        at = browser.get(f"{BOARD}/coding/next").location
        return browser.fill(at, {"code": theme}, having=("onward",)).location

    assert code(first, "price") == f"{BOARD}/coding/next"
    unseen = pages.read(second.get(f"{BOARD}/{note.id}"))
    assert "codé par un collègue" in unseen.main
    assert unseen.form("items").fields.get("code", "") == ""
    code(second, "health")

    seen = pages.read(second.get(f"{BOARD}/{note.id}"))
    assert "Les codeurs divergent" in seen.main
    settled = second.fill(f"{BOARD}/{note.id}", {"code": "housing"})
    assert settled.status_code == 303
    assert holding() == {note.id: "housing"}
    figures = pages.read(second.get(f"{BOARD}/coding"))
    assert figures.all("//tbody/tr/td")[:3] == ["1", "0 %", "0"]


def test_theme_that_a_third_settled_is_not_overwritten_unseen(as_staff: Staff) -> None:
    make_themes()
    stop = makers.make_stop()
    note = makers.make_note(stop)
    for theme in ("price", "health"):
        board_code(note, theme, makers.make_staff().id, stop.id)
    browser, address = as_staff("feedback"), f"{BOARD}/{note.id}"
    form = pages.read(browser.get(address)).form("seen")
    browser.post(form.action, data={**form.fields, "code": "price"})

    refused = pages.read(browser.post(form.action, data={**form.fields, "code": "health"}))

    kept = refused.form("seen").fields
    assert (refused.status, kept["code"], kept["seen"]) == (409, "health", "price")
    assert "Ce qui vaut maintenant : Prix et apports" in refused.main
    assert holding() == {note.id: "price"}
    assert browser.post(form.action, data=kept).status_code == 303
    assert holding() == {note.id: "health"}


def test_kappa_is_shown_with_two_decimals(as_staff: Staff) -> None:
    make_themes()
    stop, coders = makers.make_stop(), [makers.make_staff().id for _ in range(2)]
    for themes in (("price", "price"), ("price", "health"), ("health", "health")):
        note = makers.make_note(stop)
        for coder, theme in zip(coders, themes, strict=True):
            board_code(note, theme, coder, stop.id)

    page = pages.read(as_staff("feedback").get(f"{BOARD}/coding"))

    assert page.all("//tbody/tr/td") == ["3", "67 %", "0,4", "67 %", "0,4"]


def board_code(note: DeskNote, theme: str, coder: int, stop_id: int) -> None:
    actions.code(marks(note), theme, stop_ids=[stop_id], staff_id=coder)


def test_same_said_elsewhere_is_put_together_from_its_page(as_staff: Staff) -> None:
    stop, fes = makers.make_stop(), makers.make_stop("fes-2025")
    here = makers.make_question(stop, "متى يفتح السكن للأرامل؟", state="approved")
    there = makers.make_question(fes, "Quand le logement ouvre-t-il aux veuves ?", state="approved")
    browser = as_staff("feedback")

    proposed = pages.read(browser.get(f"{BOARD}/alike"))
    assert "Quand le logement ouvre-t-il aux veuves ?" in proposed.main
    send(browser, f"{BOARD}/groups?item={here.id}", items=tick(here, there))

    page = pages.read(browser.get(f"{BOARD}/{here.id}"))
    assert "Dit ailleurs aussi" in page.main
    assert board.entries([here.id], 0)[0].group_id is not None
    parted = browser.fill(f"{BOARD}/{here.id}", {}, having=("mark",))
    assert parted.status_code == 303
    assert board.entries([here.id], 0)[0].group_id is None


def test_group_shows_no_text_of_a_stop_that_one_may_not_follow_up(as_staff: Staff) -> None:
    stop, fes = makers.make_stop(), makers.make_stop("fes-2025")
    here, there = makers.make_question(stop, "Le bus ?"), makers.make_note(fes, body="Dit à Fès")
    both = {stop.id, fes.id}
    actions.group(marks(here, there), stop_ids=both, staff_id=makers.make_staff("feedback").id)

    page = as_staff("feedback", "oujda-2025").get(f"{BOARD}/{here.id}").text

    assert "Dit à Fès" not in page
    assert "étapes que vous ne suivez pas" in page


def test_what_is_not_the_same_is_proposed_no_more(as_staff: Staff) -> None:
    stop = makers.make_stop()
    here = makers.make_question(stop, "متى يفتح السكن للأرامل؟", state="approved")
    makers.make_note(stop, body="متى يفتح السكن للأرامل؟")
    browser = as_staff("feedback")

    browser.fill(f"{BOARD}/{here.id}", {}, having=("other",))

    page = pages.read(browser.get(f"{BOARD}/{here.id}"))
    assert "Rien de ce que vous pouvez voir n’y ressemble" in page.main


def test_note_is_written_from_its_page(as_staff: Staff) -> None:
    stop = makers.make_stop()
    sent = as_staff("feedback").fill(
        f"{BOARD}/notes", {"service": "housing", "body": "Trois demandes de liste", "people": "٣"}
    )
    assert sent.status_code == 303
    [note] = items.items(stop.id)
    assert (note.kind, note.body, note.voices) == ("note", "Trois demandes de liste", 3)


@pytest.mark.parametrize(
    ("fields", "fault"),
    [({"body": ""}, "Écrivez ce qui a été dit"), ({"people": "0"}, "Écrivez un nombre de 1 à 999")],
)
def test_note_is_not_taken_when_something_is_wrong(
    as_staff: Staff, fields: dict[str, str], fault: str
) -> None:
    makers.make_stop()
    whole = {"service": "housing", "body": "Trois demandes", "people": "3"}
    page = pages.read(as_staff("feedback").fill(f"{BOARD}/notes", {**whole, **fields}))
    assert page.status == 422
    assert re.search(fault, page.alerts[0])
    assert makers.count(DeskNote) == 0


@pytest.mark.parametrize(
    ("role", "stop", "status"),
    [
        ("organiser", None, 200),
        ("feedback", "oujda-2025", 200),
        ("moderator", "oujda-2025", 200),
        ("feedback", "fes-2025", 403),
        ("gate", "oujda-2025", 403),
    ],
)
def test_desk_opens_by_role_and_stop(
    as_staff: Staff, role: str, stop: str | None, status: int
) -> None:
    note = makers.make_note(makers.make_stop())
    browser = as_staff(role, stop)
    for address in ("", f"/{note.id}", "/coding", "/alike", "/notes"):
        assert browser.get(f"{BOARD}{address}").status_code == status, address


def test_desk_costs_the_same_with_one_and_three(
    as_staff: Staff, queries: Callable[[], Any]
) -> None:
    make_body()
    stop, browser, counts = makers.make_stop(), as_staff("feedback"), []
    browser.get(BOARD)
    for number in (1, 2):
        for _ in range(number):
            owner(makers.make_note(stop), days=2)
            makers.make_question(stop, f"{makers.uuid.uuid4()} ?", state="approved")
        with queries() as seen:
            browser.get(BOARD)
            browser.get(EVERYWHERE)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_desk_shows_markup_as_text(as_staff: Staff) -> None:
    evil = "<img src=x onerror=alert(1)>"
    note = makers.make_note(makers.make_stop(), body=evil)
    browser = as_staff("feedback")
    for address in (BOARD, f"{BOARD}/{note.id}"):
        assert "<img src=x" not in browser.get(address).get_data(as_text=True)
