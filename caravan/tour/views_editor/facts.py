"""The form of what is said of the stop itself."""

from flask.typing import ResponseReturnValue

from caravan.kernel.guard import staff
from caravan.tour.editor import parts
from caravan.tour.editor.parts import FACTS
from caravan.tour.views import blueprint
from caravan.tour.views_editor import saving
from caravan.tour.views_editor.door import AGENDA, desk_of, form_of, page_of


@blueprint.get(f"{AGENDA}/facts")
@staff("tour")
def facts(key: str) -> str:
    """Title, host, venue, seats, services, state, team and remark of the stop."""
    desk = desk_of(key)
    lines = parts.lines_of(desk.plan, FACTS, None)
    return page_of(desk, FACTS, None, form_of(FACTS, desk, lines, lines))


@blueprint.post(f"{AGENDA}/facts")
@staff("tour")
def change_facts(key: str) -> ResponseReturnValue:
    """Change them in the draft."""
    return saving.save(desk_of(key), FACTS, None)
