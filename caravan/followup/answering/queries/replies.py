"""Reading replies on their way, their steps, and templates."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from caravan.accounts.models import Staff
from caravan.followup.answering import rules
from caravan.followup.answering.models import Reply, ReplyStep, ReplyTemplate
from caravan.followup.items.models import Assignment
from caravan.followup.items.queries import SPOKEN, Item, read
from caravan.kernel.db import session
from caravan.kernel.refusal import NotFound


@dataclass(frozen=True)
class Ready:
    """A reply that was checked, with what it answers."""

    item: Item
    reply: Reply


@dataclass(frozen=True)
class Step:
    """What was done to a reply: the state it led to, and who did it, by name or by body's code."""

    step: ReplyStep
    name: str | None


@dataclass(frozen=True)
class Given:
    """That a body was given an item, and the name of who did it."""

    assignment: Assignment
    name: str | None


def find_reply(item_id: str, *, to_change: bool = False) -> Reply | None:
    """The reply of an item, whatever its state; `to_change`: others wait for the transaction."""
    return session().get(
        Reply, item_id, with_for_update=to_change or None, populate_existing=to_change
    )


def ready(stop_id: int) -> list[Ready]:
    """The replies of a stop that were checked and wait to be published."""
    chosen = (
        select(SPOKEN, Reply)
        .join(Reply, Reply.item_id == SPOKEN.c.id)
        .where(SPOKEN.c.stop_id == stop_id, Reply.state == rules.CHECKED)
        .order_by(SPOKEN.c.service_code, SPOKEN.c.voices.desc(), SPOKEN.c.id)
    )
    return [Ready(read(row), row["Reply"]) for row in session().execute(chosen).mappings()]


def history(item_id: str) -> list[Step]:
    """The steps of a reply, the last first."""
    chosen = (
        select(ReplyStep, Staff.name)
        .outerjoin(Staff, Staff.id == ReplyStep.staff_id)
        .where(ReplyStep.item_id == item_id)
        .order_by(ReplyStep.id.desc())
    )
    return [Step(step, name) for step, name in session().execute(chosen)]


def given(item_id: str) -> list[Given]:
    """Which bodies an item was given to, the last first, and by whom (None: by a rule)."""
    chosen = (
        select(Assignment, Staff.name)
        .outerjoin(Staff, Staff.id == Assignment.staff_id)
        .where(Assignment.item_id == item_id)
        .order_by(Assignment.id.desc())
    )
    return [Given(one, name) for one, name in session().execute(chosen)]


def owner_mark(standing: Assignment | None) -> str:
    """What somebody saw of who has an item, until when.

    SQLite gives the number of a row that went to the next one, so that alone says too little.
    """
    if standing is None:
        return rules.mark_of()
    return rules.mark_of(standing.id, standing.body_code, standing.due, standing.reason)


def templates() -> list[ReplyTemplate]:
    """All templates, those for one service first."""
    is_general = ReplyTemplate.service_code.is_(None)
    ordered = (is_general, ReplyTemplate.service_code, ReplyTemplate.id)
    return list(session().scalars(select(ReplyTemplate).order_by(*ordered)))


def templates_for(service_code: str) -> list[ReplyTemplate]:
    """The templates for answers about a service, its own first."""
    fitting = or_(ReplyTemplate.service_code.is_(None), ReplyTemplate.service_code == service_code)
    is_general = ReplyTemplate.service_code.is_(None)
    chosen = select(ReplyTemplate).where(fitting).order_by(is_general, ReplyTemplate.id)
    return list(session().scalars(chosen))


def get_template(template_id: int, *, to_change: bool = False) -> ReplyTemplate:
    """The template; NotFound where there is none."""
    found = session().get(
        ReplyTemplate, template_id, with_for_update=to_change or None, populate_existing=to_change
    )
    if found is None:
        raise NotFound
    return found


def template_mark(template: ReplyTemplate) -> str:
    """What somebody saw of the template, as its form sends it back."""
    return rules.mark_of(template.name, template.body, template.is_refusal, template.service_code)
