"""The offices that speak in a session, one by one: the row of a session joins them in one text."""

from collections.abc import Iterator, Mapping

from caravan.tour.models import AgendaSession, Texts

Offices = Mapping[str, Texts]
"""The names of a stop's offices by key, as `queries.offices_of` gives them."""


def speaking(session: AgendaSession, offices: Offices) -> Iterator[Texts]:
    """Each office that speaks, in the agenda's order.

    Where none of them is known by key, as in a release that is no longer read, all come in one.
    """
    named = [offices[key] for key in session.speakers if key in offices]
    yield from named or filter(None, [session.speaker])
