"""Promises and the memory on a busy morning: moved, kept a month ago, and asked about."""

from datetime import timedelta

from playwright.sync_api import Page

from caravan.followup import actions as followup
from caravan.followup.promises import actions
from caravan.followup.promises.rules import Move
from caravan.kernel.clock import now, today
from caravan.kernel.db import db
from tests import makers
from tests.browser.busy import Facts, Visit

WHY = {"ar": "الفريق غير متوفر", "fr": "Équipe non disponible"}


def move(facts: Facts) -> None:
    """Move the promise of the stop to another day, once, and answer one question more."""
    if actions.queries.get_told(facts.names["promise"]).steps:
        return
    step = Move("moved", WHY, today() + timedelta(days=60))
    actions.take_step(facts.names["promise"], step, staff_id=facts.staff_id)
    question = makers.make_question(facts.stop, "متى تفتح القاعة؟", state="answered")
    makers.make_answer(question, is_refusal=True)
    other = makers.make_question(facts.stop, "متى تُنشر اللائحة؟", state="answered")
    makers.make_answer(other)


def keep(facts: Facts) -> None:
    """Let the promise be kept, a month ago, so that its asker is asked."""
    move(facts)
    if actions.queries.get_told(facts.names["promise"]).kept_on is None:
        followup.keep_promise(facts.names["promise"], WHY, staff_id=facts.staff_id)
        kept = db.session.get(followup.PromiseKept, facts.names["promise"])
        kept.kept_at = now() - timedelta(days=31)
        db.session.commit()


def owe(facts: Facts) -> None:
    """One promise more, which nobody keeps; once."""
    if "owed" not in facts.names:
        facts.names["owed"] = makers.make_promise(facts.stop).id


def keep_empty(page: Page, _facts: Facts) -> None:
    """Say that it is kept, without what shows it."""
    with page.expect_navigation():
        page.locator("#kept button").click()


ATTENDEE = {
    "answers with a moved promise": Visit("/{lang}{stop}/answers", before=move),
    "answers of the tour": Visit("/{lang}/answers", before=move),
    "is it solved": Visit("/{lang}/follow?code={follow}", before=keep),
    "follow at the kiosk": Visit("/{lang}{stop}/kiosk/follow"),
}
STAFF = {
    "promises": Visit("/{lang}/staff/promises", "feedback", before=move),
    "promise that moved": Visit("/{lang}{desk}/promises/{promise}", "feedback", before=move),
    "promise with errors": Visit(
        "/{lang}{desk}/promises/{owed}", "feedback", before=owe, act=keep_empty
    ),
    "answers that bind": Visit("/{lang}{desk}/binding-answers", "feedback", before=move),
}
