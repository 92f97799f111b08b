"""Reading which partners' bodies are under no agreement today, and which rules sleep for it."""

from dataclasses import dataclass

from caravan.kernel.clock import today
from caravan.tour.agreements import queries as agreements
from caravan.tour.agreements.queries import Cover
from caravan.tour.duties import queries as duties
from caravan.tour.duties.models import AnsweringBody


@dataclass(frozen=True)
class Asleep:
    """A body that is given nothing by the rules that name it, and why."""

    body: AnsweringBody
    cover: Cover


def uncovered() -> dict[str, Cover]:
    """The partners' bodies without an agreement in force today, by code, and what stands of one."""
    partners = {one.code: one.organisation for one in duties.bodies() if one.organisation}
    covers = agreements.covers(set(partners.values()), today())
    found = {code: covers[organisation] for code, organisation in partners.items()}
    return {code: one for code, one in found.items() if not one.is_in_force}


def cover_of(body: AnsweringBody) -> Cover | None:
    """Why the body is given nothing today; None where it may be given texts."""
    return uncovered().get(body.code) if body.organisation else None


def open_routes() -> dict[tuple[str, str], str]:
    """The rules that are awake: the body by service and prefecture ("" for everywhere)."""
    routes = duties.routes()
    bare = uncovered() if routes else {}
    return {about: body for about, body in routes.items() if body not in bare}


def asleep() -> list[Asleep]:
    """The bodies that a rule names and that are given nothing today, in the order of their file."""
    bare, named = uncovered(), set(duties.routes().values())
    bodies = [one for one in duties.open_bodies() if one.code in bare and one.code in named]
    return [Asleep(one, bare[one.code]) for one in bodies]
