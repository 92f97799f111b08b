"""Rows of who answers, for the tests of this folder."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from caravan.followup.answering import actions, queries, rules
from caravan.followup.answering.actions.writing import Author
from caravan.followup.answering.models import BodyDoor
from caravan.followup.items import actions as items
from caravan.followup.items.queries import get_item
from caravan.kernel import clock
from caravan.kernel.db import db
from caravan.tour.duties.models import AnsweringBody, AnswerRoute
from tests import makers, pages
from tests.conftest import Browser
from tests.register import TOLD, make_agreement, make_partner
from tests.rows import save

IN_FORCE = MappingProxyType({"in_force": "2025-01-01"})
TEXTS = {"ar": "نعم، قبل نهاية السنة.", "fr": "Oui, avant la fin de l’année."}
TYPED = {"body_ar": TEXTS["ar"], "body_fr": TEXTS["fr"]}


def make_body(code: str = "housing", days: int = 10, **values: Any) -> AnsweringBody:
    """A department with ten working days for an answer."""
    name = {"ar": f"مصلحة {code}", "fr": f"Service {code}"}
    return save(
        AnsweringBody(
            **{"code": code, "kind": "department", "name": name, "days": days, "position": 1}
            | values
        )
    )


def make_partner_body(code: str = "bank", *, states: Mapping[str, str] = IN_FORCE) -> AnsweringBody:
    """A partner and its agreement, which came to `states` on these days; in force as it is."""
    make_partner(code)
    if states:
        bind_partner(code, states)
    return make_body(code, kind="partner", organisation=code)


def bind_partner(code: str, states: Mapping[str, str] = IN_FORCE) -> None:
    """An agreement of that partner, which came to `states` on these days; in force as it is."""
    name = {"ar": "البنك", "fr": "La banque"}
    party = {"key": code, "name": name, "organisation": code, "note": {}, **TOLD}
    stages = [{"state": one, "day": day, "place": {}, **TOLD} for one, day in states.items()]
    title = {"ar": "اتفاقية البنك", "fr": "Convention bancaire"}
    make_agreement(f"{code}-2025", title=title, parties=[party], stages=stages, duties=[])


def make_route(body: AnsweringBody, service: str = "housing", prefecture: str = "") -> None:
    """A rule: the body answers for the service, there or everywhere."""
    save(AnswerRoute(service=service, prefecture=prefecture, body_code=body.code))


def give(item_id: str, body: AnsweringBody, due: date | None = None) -> str:
    """The item, owned by the body until `due` (in a week)."""
    day = due or clock.today() + timedelta(days=7)
    items.assign(get_item(item_id), body.code, day, reason=None, staff_id=None)
    return item_id


def make_door(body: AnsweringBody, staff_id: int | None = None) -> str:
    """The token of a link of the body, perhaps made by that person."""
    row = BodyDoor(body_code=body.code, token="d" * 32, staff_id=staff_id, opened_at=clock.now())
    row.known_to = [staff_id] if staff_id else []
    return save(row).token


def words(version: int = 0, **values: Any) -> rules.Words:
    """An answer in both languages, written on that version."""
    return rules.Words(**{"body": TEXTS, "is_refusal": False, "version": version} | values)


def hand_in(item_id: str, staff_id: int, **values: Any) -> None:
    """A reply by that person, with its second reader."""
    actions.write(item_id, words(**values), Author(staff_id), hand_in=True)


def make_checked(item_id: str, **values: Any) -> int:
    """A reply that one wrote and another found right; gives its version."""
    hand_in(item_id, makers.make_staff("feedback").id, **values)
    actions.check(item_id, version=1, staff_id=makers.make_staff("feedback").id)
    return 2


def send(browser: Browser, address: str, having: str, **fields: str) -> Any:
    """Fill the form of the page that has the field `having`, and send it."""
    form = pages.read(browser.get(address)).form(having)
    return browser.post(form.action or address, data={**form.fields, **fields})


def state(item_id: str) -> str | None:
    db.session.expire_all()
    found = queries.find_reply(item_id)
    return found.state if found else None
