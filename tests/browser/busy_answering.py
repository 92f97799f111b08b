"""The pages of who answers on a busy morning: the board, one reply at each step, a body's own."""

from dataclasses import replace
from typing import Any

from playwright.sync_api import Page

from caravan.followup.answering import actions, queries, rules
from caravan.followup.answering.actions.writing import Author
from caravan.followup.answering.models import ReplyTemplate
from tests import makers
from tests.browser.busy import Facts, Visit, send_empty, unfold
from tests.followup.answering.rows import bind_partner

TEXTS = {"ar": "نعم، قبل نهاية السنة.", "fr": "Oui, avant la fin de l’année."}
WORDS = rules.Words(TEXTS, is_refusal=False, version=0)


def fill(facts: Facts) -> None:
    """Replies at every step, an address, a link and a template; once for all these pages."""
    if "replied" in facts.names:
        return
    writer, reader = (makers.make_staff("feedback").id for _ in range(2))
    texts = {
        name: makers.make_question(facts.stop, f"{name}: متى؟", service_code="housing_loans").id
        for name in ("unanswered", "replied", "checked", "returned")
    }
    bind_partner("bank")
    actions.route(facts.stop.id, staff_id=writer)
    for name in ("replied", "checked", "returned"):
        actions.write(texts[name], WORDS, Author(writer), hand_in=True)
    actions.check(texts["checked"], version=1, staff_id=reader)
    actions.send_back(texts["returned"], "اذكروا التاريخ", version=1, staff_id=reader)
    actions.add_contact("bank", "office@bank.example", "fr", staff_id=writer)
    token = actions.make_door("bank", staff_id=writer)
    actions.save_template(None, TEXTS, replace(WORDS, is_refusal=True), None, staff_id=writer)
    facts.names.update(
        texts,
        own=f"/answering/bank?token={token}",
        own_reply=f"/answering/bank/{texts['unanswered']}?token={token}",
        template=str(makers.db.session.query(ReplyTemplate).one().id),
    )


def typed_second(page: Page, facts: Facts) -> None:
    """A colleague saves the draft while this page has it open; then it is sent."""
    standing: Any = queries.find_reply(facts.names["returned"])
    makers.db.session.refresh(standing)
    words = replace(WORDS, version=standing.version)
    actions.write(standing.item_id, words, Author(facts.staff_id), hand_in=False)
    page.fill("#body_fr", "Autrement dit")
    with page.expect_navigation():
        page.click("button[value=keep]")


def hand_in_empty(page: Page, _facts: Facts) -> None:
    """Send an answer without a word to its reader."""
    with page.expect_navigation():
        page.click("button[value=hand-in]")


def hand_over_without_reason(page: Page, facts: Facts) -> None:
    """Send the folded form of the owner as it stands."""
    unfold(page, facts)
    with page.expect_navigation():
        page.locator("#owner form button").click()


BODIES = "/{lang}/staff/answering-bodies"
ATTENDEE = {
    "own replies": Visit("/{lang}{own}", before=fill),
    "own reply": Visit("/{lang}{own_reply}", before=fill),
    "own reply with errors": Visit("/{lang}{own_reply}", before=fill, act=hand_in_empty),
}
STAFF = {
    "answers owed": Visit("/{lang}{desk}/replies", "feedback", before=fill),
    "answers owed, nothing fits": Visit("/{lang}{desk}/replies?body=mutual", "feedback"),
    "no answers owed": Visit("/{lang}/staff/stops/kenitra-2025/replies", "feedback"),
    "ready replies": Visit("/{lang}{desk}/ready-replies", "feedback", before=fill),
    "no ready replies": Visit("/{lang}/staff/stops/kenitra-2025/ready-replies", "feedback"),
    "reply to be written": Visit("/{lang}{desk}/replies/{unanswered}", "feedback", before=fill),
    "reply without reason": Visit(
        "/{lang}{desk}/replies/{unanswered}", "feedback", before=fill, act=hand_over_without_reason
    ),
    "reply with its reader": Visit("/{lang}{desk}/replies/{replied}", "feedback", before=fill),
    "reply that was checked": Visit("/{lang}{desk}/replies/{checked}", "feedback", before=fill),
    "reply saved second": Visit(
        "/{lang}{desk}/replies/{returned}", "feedback", before=fill, act=typed_second
    ),
    "answering bodies": Visit(BODIES, "feedback", before=fill),
    "answering body": Visit(f"{BODIES}/bank", "feedback", before=fill),
    "answering body with errors": Visit(f"{BODIES}/mutual", "feedback", act=send_empty),
    "templates": Visit("/{lang}/staff/reply-templates", "feedback", before=fill),
    "template": Visit("/{lang}/staff/reply-templates/{template}", "feedback", before=fill),
}
