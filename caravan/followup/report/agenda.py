"""The agenda as it was held, as the summary prints it."""

from itertools import groupby

from caravan.followup.report.material import Material
from caravan.kernel.i18n import clock, day
from caravan.press.summary.facts import AgendaDay, AgendaRow
from caravan.tour.models import AgendaSession


def agenda(material: Material) -> tuple[AgendaDay, ...]:
    """The public sessions by day, in order of time (Moroccan wall time), withdrawn ones marked."""
    by_day = groupby(material.sessions, key=lambda session: session.day)
    return tuple(
        AgendaDay(day(date, material.lang), tuple(_row(session, material) for session in sessions))
        for date, sessions in by_day
    )


def _row(session: AgendaSession, material: Material) -> AgendaRow:
    return AgendaRow(
        time=clock(session.starts),
        title=material.text(session.title),
        place=material.text(session.place),
        withdrawn=session.is_withdrawn,
    )
