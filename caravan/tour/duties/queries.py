"""Reading the duties: themes, answering bodies, the route of a service, lines of the plan."""

from sqlalchemy import select

from caravan.kernel.db import session
from caravan.kernel.refusal import NotFound
from caravan.tour.duties.models import AnsweringBody, AnswerRoute, PlanLine, Theme


def themes() -> list[Theme]:
    """All themes in the order of the file."""
    return list(session().scalars(select(Theme).order_by(Theme.position, Theme.code)))


def bodies() -> list[AnsweringBody]:
    """All answering bodies in the order of the file, withdrawn ones too."""
    chosen = select(AnsweringBody).order_by(AnsweringBody.position, AnsweringBody.code)
    return list(session().scalars(chosen))


def open_bodies() -> list[AnsweringBody]:
    """Those to which something may be given."""
    return [one for one in bodies() if not one.is_withdrawn]


def get_body(code: str) -> AnsweringBody:
    """The answering body; NotFound where the file names none of that code."""
    found = session().get(AnsweringBody, code)
    if found is None:
        raise NotFound
    return found


def routes() -> dict[tuple[str, str], str]:
    """The code of the answering body by service and prefecture ("" for everywhere)."""
    columns = (AnswerRoute.service, AnswerRoute.prefecture, AnswerRoute.body_code)
    return {(service, place): body for service, place, body in session().execute(select(*columns))}


def plan_lines() -> list[PlanLine]:
    """The lines of the action plan in the order of the file."""
    return list(session().scalars(select(PlanLine).order_by(PlanLine.position, PlanLine.code)))
