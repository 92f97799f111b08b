"""Registering once, correcting a name, withdrawing: on both databases."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from caravan.kernel import codes
from caravan.kernel.clock import now
from caravan.kernel.db import db
from caravan.registration import actions, queries, rules
from caravan.registration.models import Consent, NameCorrection, Registration, Withdrawal
from caravan.tour.models import Stop
from tests import makers

pytestmark = pytest.mark.usefixtures("app")
ONCE = "a" * 32


def details(full_name: str = "أحمد بناني", **values: Any) -> rules.Details:
    return rules.Details(**{"full_name": full_name, "category": "retired", "once": ONCE, **values})


def register(stop: Stop, full_name: str = "أحمد بناني", **values: Any) -> actions.Registered:
    return actions.register(stop, details(full_name, **values), now=now())


def test_register_keeps_what_was_said() -> None:
    stop = makers.make_stop()
    given = register(stop, phone="+212612345678", companions=2, language="fr")

    kept = queries.get_by_code(given.code)

    assert (kept.id, kept.stop_id, kept.full_name) == (given.id, stop.id, "أحمد بناني")
    assert (kept.category, kept.phone, kept.companions) == ("retired", "+212612345678", 2)
    assert (kept.language, kept.channel) == ("fr", "phone")


def test_register_draws_codes_that_can_be_read_back() -> None:
    given = register(makers.make_stop())

    assert codes.read_entry_code(given.entry_code) == given.entry_code
    assert codes.read_follow_code(given.follow_code) == given.follow_code


def test_register_finds_the_same_person_when_the_form_is_sent_again() -> None:
    stop = makers.make_stop()

    first, second = register(stop, "أحمد بناني"), register(stop, "احمد  بناني")

    assert second == first
    assert queries.get_by_code(first.code).full_name == "أحمد بناني"
    assert (makers.count(Registration), makers.count(Consent)) == (1, 1)


def test_register_adds_another_member_of_the_family() -> None:
    stop = makers.make_stop()

    assert register(stop, "أحمد بناني").code != register(stop, "سلمى بناني").code
    assert makers.count(Registration) == 2


def test_register_adds_a_row_at_another_stop() -> None:
    oujda, nador = makers.make_stop("oujda-2025"), makers.make_stop("nador-2025")

    assert register(oujda).code != register(nador).code


def test_register_keeps_the_consent_with_its_notice() -> None:
    given = register(makers.make_stop())

    consent = db.session.query(Consent).one()

    assert (consent.registration_id, consent.purpose) == (given.id, rules.NOTICE_PURPOSE)
    assert (consent.notice_version, consent.agreed_at) == (
        rules.NOTICE_VERSION,
        queries.get_by_code(given.code).registered_at,
    )


def test_register_draws_anew_when_a_code_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = makers.make_stop()
    taken = makers.make_registration(stop).follow_code
    drawn = iter([taken, "0000000000"])
    monkeypatch.setattr(codes, "new_follow_code", lambda: next(drawn))

    assert register(stop).follow_code == "0000000000"


def test_register_gives_up_when_every_drawn_code_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = makers.make_stop()
    taken = makers.make_registration(stop).entry_code
    monkeypatch.setattr(codes, "new_entry_code", lambda: taken)

    with pytest.raises(RuntimeError):
        register(stop)


def test_register_writes_one_row_when_eight_send_at_once(app: Flask) -> None:
    stop = makers.make_stop()

    def send(_number: int) -> str:
        with app.app_context():
            return register(stop).code

    with ThreadPoolExecutor(8) as crowd:
        given = set(crowd.map(send, range(8)))

    assert (len(given), makers.count(Registration), makers.count(Consent)) == (1, 1, 1)


def test_register_runs_two_statements(queries: Any) -> None:
    stop = makers.make_stop()

    with queries() as seen:
        register(stop)

    assert [statement.split()[0] for statement in seen] == ["INSERT", "INSERT"]


def test_correct_name_keeps_the_former_one() -> None:
    stop = makers.make_stop()
    registration = makers.make_registration(stop, "احمد بنان")

    actions.correct_name(registration, "أحمد بناني", "Ahmed Bennani", now=now())

    kept = queries.get_by_code(registration.code)
    former = db.session.query(NameCorrection).one()
    assert (kept.full_name, kept.latin_name) == ("أحمد بناني", "Ahmed Bennani")
    assert (former.registration_id, former.full_name, former.latin_name) == (
        registration.id,
        "احمد بنان",
        None,
    )
    assert [one.id for one in queries.search_people(stop.id, "bennani")] == [registration.id]


def test_correct_name_leaves_no_row_when_nothing_changes() -> None:
    registration = makers.make_registration(makers.make_stop(), "أحمد بناني")

    actions.correct_name(registration, "أحمد بناني", None, now=now())

    assert makers.count(NameCorrection) == 0


def test_correct_name_is_refused_when_withdrawn() -> None:
    registration = makers.make_registration(makers.make_stop())
    actions.withdraw(registration, now=now())

    with pytest.raises(rules.TicketWithdrawn):
        actions.correct_name(registration, "أحمد بناني", None, now=now())


def test_withdraw_is_one_row_when_done_twice() -> None:
    registration = makers.make_registration(makers.make_stop())

    for _time in range(2):
        actions.withdraw(registration, now=now())

    assert makers.count(Withdrawal) == 1
    assert queries.is_withdrawn(registration.id)


def test_register_is_a_new_registration_when_the_former_was_withdrawn() -> None:
    stop = makers.make_stop()
    former = register(stop)
    actions.withdraw(queries.get_by_code(former.code), now=now())

    again = register(stop)

    assert again.code != former.code
    assert not queries.is_withdrawn(again.id)


def test_registration_and_what_belongs_to_it_are_written_together_or_not_at_all() -> None:
    stop = makers.make_stop()

    def fail(_id: int) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        actions.register(stop, details(), now=now(), also=fail)

    assert makers.count(Registration) == makers.count(Consent) == 0
