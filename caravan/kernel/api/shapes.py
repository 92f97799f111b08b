"""The shapes that all rooms' data share: texts by language, counts of people, pages.

A shape is a frozen dataclass. What is answered is written from it and the description of the
addresses is made from it (document.py), so the two cannot differ.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from flask import request
from flask_sqlalchemy.pagination import Pagination
from msgspec import Meta

from caravan.kernel.clock import to_wall
from caravan.kernel.i18n import lang
from caravan.kernel.small_numbers import Shown

Texts = Annotated[
    dict[str, str],
    Meta(description="A text by language: ar, fr, en, zgh; only those that there are."),
]
Instant = Annotated[
    datetime, Meta(tz=True, description="An instant as Moroccan clocks show it, with its offset.")
]
Link = Annotated[str, Meta(description="An address on this site, without its host.")]


@dataclass(frozen=True)
class Count:
    """How many people, or why that is not shown: `small` is too few, or would tell too few."""

    shown: bool
    value: int | None
    why: Literal["small"] | None


@dataclass(frozen=True)
class Page:
    """Which page of a list this is, how many there are, and where the next one is."""

    number: int
    pages: int
    items: int
    next: Link | None


def count(number: Shown) -> Count:
    """What the small numbers let be shown of a count (None: hidden)."""
    return Count(number is not None, number, "small" if number is None else None)


def wall(instant: datetime) -> datetime:
    """The aware `instant` with the offset of Moroccan clocks, to the second."""
    return to_wall(instant).replace(microsecond=0)


def page_of(shown: Pagination) -> Page:
    """Where `shown` stands in its list; the next page keeps all else that was asked for."""
    return Page(shown.page, shown.pages, shown.total or 0, _next(shown) if shown.has_next else None)


def _next(shown: Pagination) -> str:
    asked = {**request.args, "page": shown.next_num, **spoken()}
    return f"{request.path}?{urlencode(asked)}"


def spoken() -> dict[str, Any]:
    """The part of an address that names the language of links, where it is not Arabic."""
    return {} if lang() == "ar" else {"lang": lang()}
