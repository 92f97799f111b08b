"""A suggestion is declined only by a refusal in both languages that a second person has read."""

from collections.abc import Callable

import pytest
from flask import Flask

from caravan.followup.answering import actions
from caravan.followup.items.queries import items, outcomes
from caravan.voice import actions as voice
from caravan.voice import queries as said
from caravan.voice.rules import AlreadyDeclined
from tests import makers, pages
from tests.conftest import Browser
from tests.followup.answering.rows import hand_in, make_checked

AsStaff = Callable[..., Browser]
NO = {"body_ar": "الميزانية لا تسمح.", "body_fr": "Le budget ne le permet pas."}


def test_what_moderators_would_decline_is_owed_until_its_refusal_is_read_and_published(
    as_staff: AsStaff, client: Browser
) -> None:
    stop = makers.make_stop()
    made = makers.make_suggestion(stop, "Une piscine", state="received")
    voice.propose_refusal(made.id, "trop cher", makers.make_staff().id, mark=None)
    address = f"/fr/staff/stops/oujda-2025/replies/{made.id}"
    browser = as_staff("feedback")

    page = pages.read(browser.get(address))
    begun = page.form("body_ar").fields
    browser.post(address, data={**begun, **NO, "act": "hand-in"})
    before = outcomes(items(stop.id))[made.id]
    actions.check(made.id, version=1, staff_id=makers.make_staff("feedback").id)
    actions.publish(stop, {made.id: 2}, staff_id=makers.make_staff("feedback").id)

    assert ("trop cher" in page.text, begun["body_fr"].strip()) == (True, "trop cher")
    assert (begun["is_refusal"], before, outcomes(items(stop.id))[made.id]) == (
        "y",
        "open",
        "refused",
    )
    assert said.get_suggestion(made.id).state == "declined"
    for lang, words in (("ar", NO["body_ar"]), ("fr", NO["body_fr"])):
        for page in ("answers", "suggestions"):
            shown = pages.read(client.get(f"/{lang}/stops/oujda-2025/{page}"))
            assert [one for one in NO.values() if one in shown.text] == [words]


def test_another_answer_than_the_proposed_refusal_leaves_nothing_to_be_declined(
    as_staff: AsStaff,
) -> None:
    stop = makers.make_stop()
    made = makers.make_suggestion(stop, "Une piscine", state="received")
    voice.propose_refusal(made.id, "trop cher", makers.make_staff().id, mark=None)
    actions.publish(stop, {made.id: make_checked(made.id)}, staff_id=makers.make_staff().id)

    page = pages.read(as_staff("moderator").get("/fr/staff/stops/oujda-2025/suggestions"))
    assert (said.get_suggestion(made.id).state, said.get_suggestion(made.id).reason) == (
        "studied",
        None,
    )
    assert "refus en cours" not in page.text.lower()


def test_answer_that_corrects_a_published_refusal_takes_its_words_away(client: Browser) -> None:
    stop = makers.make_stop()
    made, staff_id = makers.make_suggestion(stop, "Une piscine"), makers.make_staff().id
    refused = make_checked(made.id, is_refusal=True, body={"ar": "لا.", "fr": "Trop cher."})
    actions.publish(stop, {made.id: refused}, staff_id=staff_id)
    hand_in(made.id, staff_id, version=3)
    actions.check(made.id, version=4, staff_id=makers.make_staff().id)
    actions.publish(stop, {made.id: 5}, staff_id=staff_id)

    found = said.get_suggestion(made.id)
    assert (found.state, found.reason, found.refusal) == ("studied", None, None)
    assert "Trop cher." not in pages.read(client.get("/fr/stops/oujda-2025/suggestions")).text


def test_what_is_declined_is_not_proposed_to_be_once_more(app: Flask) -> None:
    made = makers.make_suggestion(makers.make_stop(), state="declined", reason="Non.")
    with pytest.raises(AlreadyDeclined):
        voice.propose_refusal(made.id, "autre", makers.make_staff().id, mark=None)

    assert (made.state, made.reason) == ("declined", "Non.")
