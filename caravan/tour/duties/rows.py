"""What the file of duties says as rows of its tables."""

from collections.abc import Iterable, Iterator
from typing import Any

from caravan.kernel.db import Base
from caravan.tour.duties.models import AnsweringBody, AnswerRoute, PlanLine, Theme
from caravan.tour.duties.plan import BodyPlan, Duties, LinePlan, ThemePlan

Row = tuple[type[Base], dict[str, Any], dict[str, Any]]


def rows_of(read: Duties) -> list[Row]:
    """Model, primary key and other columns of each row; a body comes before what names it."""
    rows: list[Row] = [
        *_coded(Theme, read.themes),
        *_coded(AnsweringBody, read.bodies),
        *_coded(PlanLine, read.lines),
    ]
    for plan in read.routes:
        key = {"service": plan.service, "prefecture": plan.prefecture or ""}
        rows.append((AnswerRoute, key, {"body_code": plan.body}))
    return rows


def _coded(model: type[Base], plans: Iterable[ThemePlan | BodyPlan | LinePlan]) -> Iterator[Row]:
    for position, plan in enumerate(plans):
        values = {name: value for name, value in vars(plan).items() if name != "code"}
        yield model, {"code": plan.code}, values | {"position": position}
