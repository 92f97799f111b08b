"""The agenda as it was held against how it was announced, as the summary prints it."""

from itertools import groupby

from caravan.followup.report.material import Material
from caravan.kernel.i18n import clock, day
from caravan.kernel.texts import gettext as _
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
        state_text="" if session.is_withdrawn else _changed(session, material),
    )


def _changed(session: AgendaSession, material: Material) -> str:
    """What is not as it was announced when the stop began; empty if nothing is."""
    announced = material.beside.announced
    if announced is None:
        return ""
    before = announced.get(session.key)
    if before is None:
        return str(_("added"))
    if before.day != session.day:
        date = day(before.day, material.lang)
        return str(_("was %(day)s at %(time)s", day=date, time=clock(before.starts)))
    if before.starts != session.starts:
        return str(_("was at %(time)s", time=clock(before.starts)))
    return ""
