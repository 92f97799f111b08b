"""Who is written to about a release: once, in the own language, about what concerns them."""

from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from flask import Flask

from caravan.kernel.db import db
from caravan.kernel.outbox import Message
from caravan.tour import actions
from caravan.tour.parity import MixedTexts
from caravan.tour.stop_plan import StopPlan
from tests import makers
from tests.tour.published import BANK, KEY, OPENING, PLAN, make_catalogue, publish, with_opening

SPEAKER, PARTNER = ("speaker", "wali"), ("partner", "bank")


@pytest.fixture(autouse=True)
def stop(app: Flask) -> None:
    make_catalogue()
    publish()


def contact(office: tuple[str, str], email: str, lang: str = "fr", key: str = KEY) -> None:
    actions.add_contact(key, office, email, lang, staff_id=makers.make_staff().id)


def messages() -> list[Any]:
    return list(db.session.query(Message).order_by(Message.recipient))


def told(plan: StopPlan) -> list[tuple[str, str]]:
    """Who is written to when `plan` is published, with the first sentence of each."""
    publish(plan)
    return [
        (message.recipient, next(line[2:] for line in message.body.splitlines() if line[:1] == "•"))
        for message in messages()
    ]


def test_office_is_told_what_concerns_it_in_its_language() -> None:
    contact(SPEAKER, "wali@example.org", "ar")
    contact(PARTNER, "bank@example.org", "fr")
    new = replace(with_opening(starts=time(9)), partners=(replace(BANK, stand="B-02"),))
    assert told(new) == [
        ("bank@example.org", "Le stand de Banque sous contrat est désormais B-02."),
        ("wali@example.org", "تبدأ فقرة «الافتتاح» على الساعة 09:00 بدل 09:30."),
    ]


def test_message_leads_to_page_and_calendar() -> None:
    contact(SPEAKER, "wali@example.org", "fr")
    publish(with_opening(starts=time(9)))
    (message,) = messages()
    assert message.subject == "Programme modifié : Étape d’Oujda, 9 avril 2027"
    assert [line for line in message.body.splitlines() if line.startswith("http")] == [
        f"http://localhost/fr/stops/{KEY}",
        f"http://localhost/stops/{KEY}/agenda.ics?lang=fr",
    ]


@pytest.mark.parametrize(
    "new",
    [
        with_opening(internal=True, starts=time(9), speakers=()),
        replace(PLAN, status="closed"),
        replace(PLAN, seats=300),
        replace(with_opening(starts=time(9)), rehearsal=True),
    ],
    ids=["another's session", "registration", "nothing public", "rehearsal"],
)
def test_partner_is_not_told_what_does_not_concern_it(new: StopPlan) -> None:
    contact(PARTNER, "bank@example.org")
    assert told(new) == []


def test_speaker_of_an_internal_session_is_not_told() -> None:
    sweep = replace(OPENING, key="sweep", internal=True)
    publish(replace(PLAN, sessions=(replace(OPENING, speakers=()), sweep)))
    contact(SPEAKER, "wali@example.org")
    moved = replace(sweep, starts=time(9))
    assert told(replace(PLAN, sessions=(replace(OPENING, speakers=()), moved))) == []


def test_address_gets_one_message_a_release() -> None:
    contact(SPEAKER, "both@example.org", "fr")
    contact(PARTNER, "both@example.org", "ar")
    contact(PARTNER, "both@example.org", "fr", key="")
    cancelled = replace(PLAN, status="cancelled", reason={"ar": "عاصفة", "fr": "Tempête."})
    published = publish(cancelled)
    publish(cancelled)
    assert (published.messages, len(messages())) == (1, 1)
    publish()
    assert len(messages()) == 2


def test_contact_of_the_whole_tour_is_told_and_that_of_another_stop_is_not() -> None:
    contact(SPEAKER, "tour@example.org", key="")
    contact(SPEAKER, "fes@example.org", key="fes-2027")
    assert [email for email, _ in told(with_opening(starts=time(9)))] == ["tour@example.org"]


def test_nobody_is_told_of_a_first_release() -> None:
    other = replace(PLAN, key="fes-2027")
    contact(SPEAKER, "wali@example.org", key="fes-2027")
    assert (publish(other).messages, messages()) == (0, [])


def test_message_is_not_queued_when_the_release_is_refused() -> None:
    contact(SPEAKER, "wali@example.org")
    with pytest.raises(MixedTexts):
        publish(with_opening(title={"ar": "٣ فقرات", "fr": "Trois"}, starts=time(9)))
    assert messages() == []
