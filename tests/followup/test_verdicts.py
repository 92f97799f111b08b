"""Asking the askers after thirty days and at the next stop there; what “not solved” does."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from caravan.followup import actions
from caravan.followup.models import Promise
from caravan.followup.promises import queries
from caravan.followup.promises.models import PromiseVerdict
from caravan.kernel import clock, retention
from caravan.kernel.db import db
from caravan.registration.models import Registration
from caravan.tour.models import Stop
from caravan.voice import queries as voice
from caravan.voice.rules import NOTICE_VERSION
from tests import makers, pages
from tests.conftest import Browser

PAGE = "/fr/follow"
DAYS = timedelta(days=1)
DONE = {"ar": "نُشرت", "fr": "Publiée"}


@pytest.fixture
def clock_at() -> Iterator[time_machine.Traveller]:
    """Noon of the stop's day."""
    with time_machine.travel(datetime(2025, 2, 7, 11, tzinfo=UTC)) as traveller:
        yield traveller


def asked(stop: Stop, **values: object) -> tuple[Registration, Promise]:
    """Somebody who asked at the stop, and the promise of the answer, which is kept."""
    person = makers.make_registration(stop)
    mark = voice.follow_mark(person.stop_id, person.follow_code)
    question = makers.make_question(stop, state="answered", follow_mark=mark, **values)
    makers.make_answer(question)
    promise = makers.make_promise(stop, item_id=question.id)
    actions.keep_promise(promise.id, DONE, staff_id=makers.make_staff().id)
    return person, promise


def way(client: Browser, code: str) -> pages.Page:
    return pages.read(client.get(f"{PAGE}?code={code}"))


def test_asker_is_not_asked_before_thirty_days(
    client: Browser, clock_at: time_machine.Traveller
) -> None:
    person, _ = asked(makers.make_stop())

    clock_at.shift(29 * DAYS)

    assert "Est-ce réglé pour vous ?" not in way(client, person.follow_code).main


def test_asker_who_says_not_solved_takes_the_promise_up_again(
    client: Browser, clock_at: time_machine.Traveller
) -> None:
    person, promise = asked(makers.make_stop())
    clock_at.shift(30 * DAYS)
    form = way(client, person.follow_code).form("promise")

    page = pages.read(client.post(form.action, data={**form.fields, "solved": "no"}))

    assert "L’engagement est repris." in page.main
    assert queries.get_told(promise.id).kept_on is None
    assert page.main.count("Est-ce réglé pour vous ?") == 0


def test_asker_who_says_solved_is_asked_no_more(
    client: Browser, clock_at: time_machine.Traveller
) -> None:
    person, promise = asked(makers.make_stop())
    clock_at.shift(30 * DAYS)
    form = way(client, person.follow_code).form("promise")

    for _ in range(2):
        page = pages.read(client.post(form.action, data={**form.fields, "solved": "yes"}))

    assert "Est-ce réglé pour vous ?" not in page.main
    assert queries.get_told(promise.id).state == "kept"
    assert makers.count(PromiseVerdict) == 1


def test_asker_is_asked_at_the_next_stop_there(
    client: Browser, clock_at: time_machine.Traveller
) -> None:
    person, _ = asked(makers.make_stop())
    clock_at.shift(20 * DAYS)
    before = way(client, person.follow_code).main
    makers.make_stop("oujda-2026", stage=7)

    assert "Est-ce réglé pour vous ?" not in before
    assert "Est-ce réglé pour vous ?" in way(client, person.follow_code).main


def test_rehearsal_is_no_next_stop(client: Browser, clock_at: time_machine.Traveller) -> None:
    person, _ = asked(makers.make_stop())
    clock_at.shift(20 * DAYS)
    makers.make_stop("rehearsal", stage=7, is_rehearsal=True)

    assert "Est-ce réglé pour vous ?" not in way(client, person.follow_code).main


def test_change_of_language_says_nothing(client: Browser, clock_at: time_machine.Traveller) -> None:
    person, promise = asked(makers.make_stop())
    clock_at.shift(30 * DAYS)
    data = {"code": person.follow_code, "promise": promise.id, "solved": "no"}

    client.post(f"{PAGE}/verdicts", data={**data, "other_language": "fr"})

    assert queries.get_told(promise.id).state == "kept"


def test_address_of_a_word_that_was_said_asks_for_the_code(client: Browser) -> None:
    assert client.get(f"{PAGE}/verdicts").location == PAGE


def test_stub_is_read_after_its_registration_is_erased(
    client: Browser, clock_at: time_machine.Traveller
) -> None:
    makers.make_stop("fes-2025")
    person, _ = asked(makers.make_stop())
    code = person.follow_code
    clock_at.shift(120 * DAYS)
    db.session.delete(db.session.get(Registration, person.id))
    db.session.commit()

    page = way(client, code)

    assert "Livraison au mois de mai." in page.main
    assert "Est-ce réglé pour vous ?" in page.main


def test_code_of_nobody_asks_nothing(client: Browser) -> None:
    _, promise = asked(makers.make_stop())
    data = {"code": "1234567890", "promise": promise.id, "solved": "no"}

    assert client.post(f"{PAGE}/verdicts", data=data).status_code == 422
    assert makers.count(PromiseVerdict) == 0


def test_holder_speaks_of_no_promise_but_the_own(
    client: Browser, clock_at: time_machine.Traveller
) -> None:
    stop = makers.make_stop()
    person, _ = asked(stop)
    _, other = asked(stop, body="سؤال آخر")
    clock_at.shift(30 * DAYS)
    data = {"code": person.follow_code, "promise": other.id, "solved": "no"}

    client.post(f"{PAGE}/verdicts", data=data)

    assert queries.get_told(other.id).state == "kept"


def test_verdict_names_neither_text_nor_person(
    client: Browser, clock_at: time_machine.Traveller
) -> None:
    person, promise = asked(makers.make_stop())
    clock_at.shift(30 * DAYS)
    data = {"code": person.follow_code, "promise": promise.id, "solved": "no"}
    client.post(f"{PAGE}/verdicts", data=data)

    (row,) = db.session.query(PromiseVerdict)
    assert set(row.__table__.columns.keys()) == {"mark", "promise_id", "is_solved", "day"}
    assert row.mark != voice.follow_mark(person.stop_id, person.follow_code)
    assert queries.get_told(promise.id).steps[-1].day == clock.today()


def test_kiosk_reads_the_stub_and_leads_nowhere_else(client: Browser) -> None:
    stop = makers.make_stop()
    person, _ = asked(stop)
    page = f"/fr/stops/{stop.key}/kiosk/follow"

    shown = client.fill(page, {"code": person.follow_code})

    assert shown.headers["Cache-Control"] == "no-store"
    text = pages.read(shown).main
    assert "Livraison au mois de mai." in text
    assert "Publiée" in text
    links = pages.read(shown).tree.xpath("//main//a/@href")
    assert links == [f"/fr/stops/{stop.key}/kiosk"]


def test_kiosk_takes_the_askers_word(client: Browser, clock_at: time_machine.Traveller) -> None:
    person, promise = asked(makers.make_stop())
    clock_at.shift(20 * DAYS)
    next_stop = makers.make_stop("oujda-2026", stage=7)
    page = f"/fr/stops/{next_stop.key}/kiosk/follow"
    form = pages.read(client.fill(page, {"code": person.follow_code})).form("promise")

    shown = client.post(form.action, data={**form.fields, "solved": "no"})

    assert "L’engagement est repris." in pages.read(shown).main
    assert queries.get_told(promise.id).steps[-1].kind == "askers_reopened"


@pytest.mark.parametrize(("years", "notice"), [(1, None), (2, NOTICE_VERSION)])
def test_askers_are_asked_at_a_next_stop_for_as_long_as_they_were_told(
    client: Browser, clock_at: time_machine.Traveller, years: int, notice: str | None
) -> None:
    person, _ = asked(makers.make_stop(), notice=notice)
    code = person.follow_code
    clock_at.shift(364 * years * DAYS)
    makers.make_stop("oujda-later", first_day=clock.today())

    retention.purge(client.application.extensions[retention.RULES], clock.now())

    assert makers.count(Registration) == 0
    assert "Est-ce réglé pour vous ?" in way(client, code).main
