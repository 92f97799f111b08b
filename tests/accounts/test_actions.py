"""Accounts written on both databases: added, opened by a link, signed in, closed."""

from datetime import timedelta

import pyotp
import pytest
import time_machine
from argon2 import extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY
from flask import Flask

from caravan.accounts import actions, queries, rules
from caravan.accounts.models import Staff
from caravan.kernel import clock
from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import db
from tests import makers
from tests.together import together

PASSWORD = "sable horloge tambour olive"


def code_of(staff: Staff, setup: int = 1) -> str:
    return pyotp.TOTP(queries.totp_secret(staff, setup)).at(clock.now())


def opened() -> Staff:
    staff = makers.make_staff("gate", "oujda-2025")
    actions.accept_link(actions.make_link(staff.id), PASSWORD, code_of(staff))
    return staff


def test_link_opens_the_account_once(app: Flask) -> None:
    staff = makers.make_staff()
    token = actions.make_link(staff.id)

    session_token = actions.accept_link(token, PASSWORD, code_of(staff))

    assert queries.find_session(session_token).staff_id == staff.id
    with pytest.raises(rules.LinkIsSpent):
        actions.accept_link(token, PASSWORD, code_of(staff))


def test_link_stays_good_when_the_password_is_weak(app: Flask) -> None:
    staff = makers.make_staff()
    token = actions.make_link(staff.id)

    with pytest.raises(rules.WeakPassword):
        actions.accept_link(token, "short", code_of(staff))

    assert queries.get_link(token).staff_id == staff.id


def test_link_dies_after_a_day_and_when_renewed(app: Flask) -> None:
    staff = makers.make_staff()
    with time_machine.travel(clock.now() - timedelta(hours=25)):
        old = actions.make_link(staff.id)
    renewed, newest = actions.make_link(staff.id), actions.make_link(staff.id)

    for token in (old, renewed, "never given"):
        with pytest.raises(rules.LinkIsSpent):
            queries.get_link(token)
    assert queries.get_link(newest).staff_id == staff.id


def test_sign_in_works_with_the_next_code(app: Flask) -> None:
    staff = opened()

    with time_machine.travel(clock.now() + timedelta(seconds=40)):
        token = actions.sign_in(staff.email, PASSWORD, code_of(staff))
        assert queries.find_session(token).staff_id == staff.id


def test_password_and_that_of_nobody_cost_what_rfc_9106_recommends(
    app: Flask, real_passwords: None
) -> None:
    known = db.session.get_one(Staff, opened().id, populate_existing=True).password_hash

    assert extract_parameters(known or "") == RFC_9106_LOW_MEMORY
    assert extract_parameters(actions.hash_of_nobody()) == RFC_9106_LOW_MEMORY


def test_sign_in_is_refused_alike_when_anything_is_wrong(app: Flask) -> None:
    staff = opened()

    with time_machine.travel(clock.now() + timedelta(seconds=40)):
        code = code_of(staff)
        for email, password, typed in [
            ("nobody@example.org", PASSWORD, code),
            (staff.email, "wrong", code),
            (staff.email, PASSWORD, "000000" if code != "000000" else "111111"),
        ]:
            with pytest.raises(rules.WrongSignIn):
                actions.sign_in(email, password, typed)


def test_code_of_the_old_set_up_dies_when_a_new_link_is_used(app: Flask) -> None:
    staff = opened()
    actions.accept_link(actions.make_link(staff.id), PASSWORD, code_of(staff, 2))

    later = clock.now() + timedelta(seconds=40)
    with time_machine.travel(later), pytest.raises(rules.WrongSignIn):
        actions.sign_in(staff.email, PASSWORD, code_of(staff, 1))


def test_password_and_totp_secret_are_not_in_the_database(app: Flask) -> None:
    staff = opened()

    row = " ".join(str(value) for value in vars(db.session.get(Staff, staff.id)).values())

    assert PASSWORD not in row
    assert queries.totp_secret(staff, 1) not in row
    assert "$argon2id$" in row


def test_session_ends_when_signed_out(app: Flask) -> None:
    token = actions.open_session(makers.make_staff().id)

    actions.sign_out(token)

    assert queries.find_session(token) is None


def test_closing_an_account_ends_its_sessions(app: Flask) -> None:
    manager, gate = makers.make_staff(), makers.make_staff("gate", "oujda-2025")
    token = actions.open_session(gate.id)

    actions.close_account(gate.id, by=manager)

    assert queries.find_session(token) is None
    assert queries.find_by_email(gate.email) is None


def test_organiser_of_one_stop_gives_roles_for_that_stop_only(app: Flask) -> None:
    makers.make_stop()
    local = makers.make_staff("organiser", "oujda-2025")

    actions.add_staff("gate@example.org", "gate", "oujda-2025", by=local)

    for stop in ("fes-2025", None):
        with pytest.raises(rules.NotYoursToGive):
            actions.add_staff("other@example.org", "gate", stop, by=local)


def test_address_has_one_account(app: Flask) -> None:
    actions.add_staff("Gate@example.org", "gate", None)

    with pytest.raises(rules.EmailTaken):
        actions.add_staff("gate@EXAMPLE.org", "gate", None)


def test_adding_and_signing_in_leave_audit_rows(app: Flask) -> None:
    makers.make_stop()
    actions.open_session(actions.add_staff("a@example.org", "gate", "oujda-2025").id)

    actions_seen = [entry.action for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)]
    assert actions_seen == ["accounts.add", "accounts.sign_in"]


def test_link_opens_the_account_once_when_sent_several_times_at_once(app: Flask) -> None:
    staff = makers.make_staff()
    token, code = actions.make_link(staff.id), code_of(staff)

    ended = together(app, lambda: actions.accept_link(token, PASSWORD, code))

    assert ended == ["LinkIsSpent"] * 3 + ["done"]


def test_person_is_added_once_when_two_organisers_do_it_at_once(app: Flask) -> None:
    makers.make_stop()
    ended = together(app, lambda: actions.add_staff("new@example.org", "gate", "oujda-2025"))

    assert ended == ["EmailTaken"] * 3 + ["done"]


def test_address_of_a_closed_account_may_be_invited_again(app: Flask) -> None:
    makers.make_stop()
    manager, closed = makers.make_staff(), makers.make_staff("gate", "oujda-2025")
    actions.close_account(closed.id, by=manager)

    again = actions.add_staff(closed.email, "gate", "oujda-2025", by=manager)

    assert queries.find_by_email(closed.email).id == again.id != closed.id


def test_code_in_digits_of_another_script_is_refused_like_any_other(app: Flask) -> None:
    staff = opened()

    with pytest.raises(rules.WrongSignIn):
        actions.sign_in(staff.email, PASSWORD, "१२३४५६")


def test_role_for_a_stop_that_is_not_published_is_refused(app: Flask) -> None:
    with pytest.raises(rules.NoSuchStop):
        actions.add_staff("gate@example.org", "gate", "nowhere-2025")


@pytest.mark.parametrize("email", ["", "notmail", "a@", "@b", "a b@c", "a@b@c"])
def test_account_needs_an_address(app: Flask, email: str) -> None:
    with pytest.raises(rules.NoEmail):
        actions.add_staff(email, "gate", None)
