"""Reading from a line of the action plan to every wording that it is about, and back."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from flask_sqlalchemy.pagination import SelectPagination
from sqlalchemy import ColumnElement, and_, or_, select

from caravan.followup.board.queries import holding
from caravan.followup.items.queries import SPOKEN, Item, get_item, read
from caravan.kernel.db import db, session
from caravan.kernel.refusal import NotFound
from caravan.tour.duties.models import PlanLine, Theme
from caravan.tour.models import Stop
from caravan.voice.models import Question, Suggestion
from caravan.voice.moderation.models import QuestionGroup, SuggestionGroup

PER_PAGE = 50


@dataclass(frozen=True)
class Reach:
    """What a line gathers: items coded with one of `themes`, or not coded and of a service."""

    themes: frozenset[str] = field(default_factory=frozenset)
    services: frozenset[str] = field(default_factory=frozenset)

    def holds(self, coded: str | None, service: str) -> bool:
        """Whether an item with this coding, about this service, is gathered."""
        return coded in self.themes if coded else service in self.services


@dataclass(frozen=True)
class Wording:
    """An item as it was worded, its stop, and how those worded it who are answered with it."""

    item: Item
    stop: Stop
    others: tuple[str, ...]


@dataclass(frozen=True)
class Wordings:
    """A page of the wordings that a line is about."""

    line: PlanLine
    page: SelectPagination
    found: list[Wording]


def reach(line: PlanLine, themes: Collection[Theme]) -> Reach:
    """What the line gathers: its theme with all below it, else the themes of its service."""
    heads = {
        one.code
        for one in themes
        if (one.code == line.theme if line.theme else line.service and one.service == line.service)
    }
    below = _with_all_below(heads, themes)
    services = {one.service for one in themes if one.code in below and one.service}
    if line.service and not line.theme:
        services.add(line.service)
    return Reach(frozenset(below), frozenset(services))


def _with_all_below(heads: Iterable[str], themes: Collection[Theme]) -> set[str]:
    found, waiting = set[str](), set(heads)
    while waiting:
        found |= waiting
        waiting = {one.code for one in themes if one.parent in waiting} - found
    return found


def get_line(code: str) -> PlanLine:
    """The line of the plan; NotFound where the plan has none of that code."""
    found = session().get(PlanLine, code)
    if found is None:
        raise NotFound
    return found


def wordings(line: PlanLine, themes: Collection[Theme], page: int) -> Wordings:
    """The wordings of all stops that the line is about, the latest stop first; fifty a page."""
    coded = holding()
    chosen = (
        select(SPOKEN)
        .join(Stop, Stop.id == SPOKEN.c.stop_id)
        .outerjoin(coded, coded.c.item_id == SPOKEN.c.id)
        .where(_is_of(reach(line, themes), coded.c.theme_code))
        .order_by(Stop.first_day.desc(), Stop.id, SPOKEN.c.voices.desc(), SPOKEN.c.id)
    )
    found = _Rows(select=chosen, session=db.session, page=page, per_page=PER_PAGE, error_out=False)
    return Wordings(line, found, _worded([read(row) for row in found.items]))


class _Rows(SelectPagination):
    """A page of whole rows; the library's own gives the first column of each."""

    def _query_items(self) -> list[object]:
        chosen = self._query_args["select"].limit(self.per_page).offset(self._query_offset)
        return list(session().execute(chosen).mappings())


def _is_of(reach: Reach, coded: ColumnElement[str]) -> ColumnElement[bool]:
    by_service = and_(coded.is_(None), SPOKEN.c.service_code.in_(reach.services))
    return or_(coded.in_(reach.themes), by_service)


def _worded(items: Sequence[Item]) -> list[Wording]:
    stops = {
        one.id: one
        for one in session().scalars(
            select(Stop).where(Stop.id.in_({one.stop_id for one in items}))
        )
    }
    others = _grouped([one.id for one in items])
    return [
        Wording(one, stops[one.stop_id], tuple(sorted(others.get(one.id, ())))) for one in items
    ]


def _grouped(ids: Collection[str]) -> dict[str, list[str]]:
    """The wordings that are answered with each of these items."""
    found: dict[str, list[str]] = {}
    for group, model in ((QuestionGroup, Question), (SuggestionGroup, Suggestion)):
        chosen = (
            select(group.lead_id, model.body)
            .join(model, model.id == group.member_id)
            .where(group.lead_id.in_(ids))
        )
        for lead, body in session().execute(chosen):
            found.setdefault(lead, []).append(body)
    return found


def wording(item_id: str) -> tuple[Wording, str | None]:
    """One item as it was worded, and its coding; NotFound where there is none."""
    item, coded = get_item(item_id), holding()
    coding = session().scalar(select(coded.c.theme_code).where(coded.c.item_id == item_id))
    [found] = _worded([item])
    return found, coding
