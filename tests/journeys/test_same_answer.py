"""Who tries names, addresses or codes learns nothing: the same words, after the same work."""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

import pytest

from caravan.accounts import actions as accounts
from caravan.kernel import codes
from caravan.kernel.clock import now
from caravan.registration import actions as registration
from caravan.registration.rules import Details
from tests import makers, pages
from tests.conftest import Browser

FORM = "/ar/stops/oujda-2025/register"
SIGN_IN = "/fr/staff/sign-in"
PASSWORD = "un mot de passe assez long 17"
TURNS = 9


def said(answer: Any) -> tuple[int, str]:
    """Status and words of an answer, without tokens and what was typed."""
    return answer.status_code, pages.read(answer).text


def seconds(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def compared(one: Callable[[], Any], other: Callable[[], Any]) -> float:
    """How much longer `one` takes than `other`: median of turns taken by both."""
    one(), other()
    return median(seconds(one) / seconds(other) for _turn in range(TURNS))


@pytest.fixture
def wrong_sign_in(client: Browser) -> Callable[[str], Any]:
    """Somebody tries this address with a wrong password."""
    staff = accounts.add_staff("known@example.org", "gate", None)
    accounts.set_password(staff.id, PASSWORD)
    accounts.add_staff("invited@example.org", "gate", None)

    def attempt(email: str) -> Any:
        fields = {"email": email, "password": "never this one 4711", "code": "123456"}
        return client.fill(SIGN_IN, fields)

    return attempt


def test_sign_in_says_the_same_of_known_invited_and_unknown_people(
    wrong_sign_in: Callable[[str], Any],
) -> None:
    known, invited, unknown = (
        said(wrong_sign_in(f"{name}@example.org")) for name in ("known", "invited", "unknown")
    )
    assert known == invited == unknown
    assert known[0] == 422


def test_sign_in_takes_as_long_for_unknown_people(
    real_passwords: None, wrong_sign_in: Callable[[str], Any]
) -> None:
    ratio = compared(
        lambda: wrong_sign_in("known@example.org"), lambda: wrong_sign_in("unknown@example.org")
    )
    assert 0.5 < ratio < 2


def follow_code(client: Browser, code: str) -> Any:
    return client.get("/fr/follow", query_string={"code": code})


def test_follow_up_code_of_nobody_and_mistyped_one_are_answered_alike(client: Browser) -> None:
    registration.register(makers.make_stop(), Details("سلمى", "widow", "a" * 32), now=now())
    unknown = codes.new_follow_code()
    mistyped = unknown[:-1] + str((int(unknown[-1]) + 1) % 10)

    answers = {said(follow_code(client, code)) for code in (unknown, mistyped)}
    assert [status for status, _ in answers] == [422]


def test_used_ended_and_invented_sign_in_links_are_answered_alike(client: Browser) -> None:
    staff = accounts.add_staff("invited@example.org", "gate", None)
    ended = accounts.make_link(staff.id)
    accounts.make_link(staff.id)  # the earlier link dies

    answers = {said(client.get(f"/fr/staff/welcome/{token}")) for token in (ended, "x" * 43)}
    assert len(answers) == 1


def test_registering_somebody_who_is_registered_is_answered_as_for_anybody(client: Browser) -> None:
    stop = makers.make_stop()
    known = Details("فاطمة الزهراء", "widow", "a" * 32, phone="+212612345678")
    theirs = registration.register(stop, known, now=now()).code
    fields = {"category": "widow", "consent": "y", "phone": "0612345678"}

    answers = [
        client.fill(FORM, {**fields, "full_name": name}, having=("full_name",))
        for name in ("فاطمة الزهراء", "سلمى الإدريسي")
    ]
    tickets = [answer.location.rsplit("/", 1)[1] for answer in answers]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len({theirs, *tickets}) == 3
