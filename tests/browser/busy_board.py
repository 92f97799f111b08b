"""The feedback desk on a busy evening: two stops, owners, codings that differ, a group, an act."""

from datetime import timedelta

from playwright.sync_api import Page

from caravan.followup.board import actions, queries
from caravan.followup.items import actions as items
from caravan.followup.items.models import DeskNote
from caravan.followup.items.queries import get_item
from caravan.kernel import clock
from caravan.kernel.db import db, transaction
from caravan.tour import queries as tour
from tests import makers
from tests.browser.busy import Facts, Visit, send_empty

_LOANS = "هل تشمل القروض الأرامل؟"
_LOANS_FR = "Les prêts sont-ils ouverts aux veuves ?"


def talk(facts: Facts) -> None:
    """What was said there and elsewhere; who has it; two coders who differ. Once."""
    if makers.count(DeskNote):
        return
    fes = tour.get_stop("fes-2025")
    lead = makers.make_question(
        facts.stop, _LOANS, state="approved", service_code="consumer_loans", me_too=30
    )
    makers.make_question(
        fes, _LOANS_FR, state="approved", service_code="consumer_loans", language="fr"
    )
    late = makers.make_note(facts.stop, people=12)
    week = makers.make_note(fes, body="Deux veuves demandent la liste.", language="fr")
    for note, days in ((late, -6), (week, 4)):
        with transaction():
            due = clock.today() + timedelta(days=days)
            items.assign(get_item(note.id), "mutual", due, reason=None, staff_id=None)
    for staff, theme in ((facts.staff_id, "housing-price"), (_somebody(), "housing-delivery")):
        _code(late.id, facts, staff, theme)
    both = _seen(late.id, week.id)
    actions.group(both, stop_ids=[facts.stop.id, fes.id], staff_id=facts.staff_id)
    facts.names.update(said=lead.id, coded=late.id)
    db.session.rollback()


def _somebody() -> int:
    return makers.make_staff("feedback").id


def _code(item_id: str, facts: Facts, staff_id: int, theme: str) -> None:
    actions.code(_seen(item_id), theme, stop_ids=[facts.stop.id], staff_id=staff_id)


def _seen(*item_ids: str) -> dict[str, str]:
    return {one.item.id: one.mark for one in queries.entries(item_ids, 0)}


def give_nothing(page: Page, _facts: Facts) -> None:
    """Give what is ticked, without a day."""
    page.locator(".board [name=items]").first.check()
    with page.expect_navigation():
        page.locator("[data-act='1'] button").click()


def give(page: Page, _facts: Facts) -> None:
    """Give the first line to a body: it can be taken back."""
    page.locator(".board [name=items]").first.check()
    page.fill("#due", "2026-12-31")
    page.fill("#reason", "اختصاص هذه الجهة")
    with page.expect_navigation():
        page.locator("[data-act='1'] button").click()


BOARD = "/{lang}{desk}/feedback"
STAFF = {
    "feedback desk": Visit(BOARD, "feedback", before=talk),
    "feedback desk, by state": Visit(f"{BOARD}?state=all&by=state", "feedback", before=talk),
    "feedback desk, nothing found": Visit(f"{BOARD}?q=zzz", "feedback", before=talk),
    "feedback desk, giving with errors": Visit(BOARD, "feedback", before=talk, act=give_nothing),
    "feedback desk, an act to take back": Visit(BOARD, "feedback", before=talk, act=give),
    "feedback of all stops": Visit(
        "/{lang}/staff/feedback?by=body&q=السكن", "organiser", before=talk
    ),
    "feedback desk without lines": Visit("/{lang}/staff/stops/tetouan-2025/feedback", "organiser"),
    "line of the board": Visit(f"{BOARD}/{{said}}", "organiser", before=talk),
    "line of the board, two themes": Visit(f"{BOARD}/{{coded}}", "organiser", before=talk),
    "coding": Visit(f"{BOARD}/coding", "feedback", before=talk),
    "coding without any": Visit("/{lang}/staff/stops/tetouan-2025/feedback/coding", "organiser"),
    "said elsewhere too": Visit(f"{BOARD}/alike", "organiser", before=talk),
    "note from a desk": Visit(f"{BOARD}/notes", "feedback"),
    "note from a desk with errors": Visit(f"{BOARD}/notes", "feedback", act=send_empty),
}
