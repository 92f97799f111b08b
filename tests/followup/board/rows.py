"""Rows for the tests of the feedback desk: a body that answers, a small tree of themes."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from caravan.followup.board import queries
from caravan.followup.items import actions as items
from caravan.followup.items.queries import get_item
from caravan.kernel import clock
from caravan.kernel.db import db, transaction
from caravan.tour.duties.models import AnsweringBody, Theme
from tests.rows import save


def make_body(code: str = "housing-office", **values: object) -> AnsweringBody:
    """A department that answers."""
    names = {"ar": "مصلحة السكن", "fr": "Service du logement"}
    filled = {"code": code, "kind": "department", "name": names, "days": 5, "position": 0}
    return save(AnsweringBody(**{**filled, **values}))


def make_themes() -> None:
    """Housing with its prices below, and health."""
    for position, (code, parent, name) in enumerate(
        (
            ("housing", None, "Logement"),
            ("price", "housing", "Prix et apports"),
            ("health", None, "Santé"),
        )
    ):
        texts = {"ar": name, "fr": name}
        save(Theme(code=code, name=texts, parent=parent, service=None, position=position))


def marks(*said: Any) -> dict[str, str]:
    """What a page shows of these items now, as its tick boxes send it."""
    return {one.item.id: one.mark for one in queries.entries([one.id for one in said], 0)}


def owner(said: Any, days: int, body: str = "housing-office") -> None:
    """The item is with a body until so many days from today."""
    due = clock.today() + timedelta(days=days)
    with transaction():
        items.assign(get_item(said.id), body, due, reason=None, staff_id=None)


def holding() -> dict[str, str]:
    """The theme that holds for each item that has one."""
    themes = queries.holding()
    return dict(db.session.execute(select(themes.c.item_id, themes.c.theme_code)).all())
