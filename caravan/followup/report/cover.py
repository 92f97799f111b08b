"""The summary as a whole: its first page, and the parts in their order."""

from caravan.followup import rules
from caravan.followup.report.agenda import agenda
from caravan.followup.report.attendance import attendance, sentences
from caravan.followup.report.details import (
    compared_details,
    people_details,
    places_details,
)
from caravan.followup.report.material import Material, cell
from caravan.followup.report.method import method, prepared
from caravan.followup.report.owed import done, owed
from caravan.followup.report.spoken import others, questions_note, services, suggestions
from caravan.kernel.i18n import days
from caravan.kernel.small_numbers import percent
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import ngettext
from caravan.press.summary.facts import Figure, StopSummary
from caravan.press.words import Pair


def write(material: Material) -> StopSummary:
    """Everything that the summary prints; gettext must speak the language of `material`."""
    stop, lang = material.stop, material.lang
    address = f"{material.public_url}/{lang}/stops/{stop.key}/answers"
    return StopSummary(
        lang=lang,
        series=_series(material),
        title=material.text(stop.name),
        other_titles=_other_titles(material),
        prefecture=material.text(stop.prefecture.name),
        dates=days(stop.first_day, stop.last_day, lang),
        venue=material.text(stop.venue_name),
        prepared=prepared(material),
        figures=_figures(material),
        overview=material.block("overview", _overview(material)),
        attendance=attendance(material),
        services=services(material),
        others=others(material),
        questions_note=questions_note(material),
        suggestions=suggestions(material),
        owed=owed(material),
        done=done(material),
        outlook=material.block("outlook", ""),
        people=people_details(material),
        places=places_details(material),
        compared=compared_details(material),
        agenda=agenda(material),
        method=method(material),
        signatures=_signatures(material),
        answers_url=address,
        answers_address=f"{material.public_url.split('://')[1]}/s/{stop.key}",
        mark=_("Rehearsal: made-up people") if stop.is_rehearsal else "",
    )


def _series(material: Material) -> Pair:
    name = material.stop.tour_name
    if name:
        return Pair(name.get("ar", ""), name.get("fr", ""))
    title = _("Regional communication days")
    return Pair(title, "") if material.lang == "ar" else Pair("", title)


def _other_titles(material: Material) -> tuple[str, ...]:
    name, first = material.stop.name, material.text(material.stop.name)
    titles = (name.get("fr" if material.lang == "ar" else "ar"), name.get("zgh"))
    return tuple(title for title in titles if title and title != first)


def _figures(material: Material) -> tuple[Figure, ...]:
    people, questions, promises = material.headcount, material.questions, material.promises
    answered = sum(question.state == rules.ANSWERED for question in questions)
    due = [one for one in promises if one.state not in rules.SETTLED]
    late = sum(one.state == rules.LATE for one in due)
    return (
        Figure(
            cell(people.came),
            ngettext("person came", "people came", 2 if people.came is None else people.came),
            _("of %(count)s registered", count=material.count(people.registered)),
        ),
        Figure(
            len(questions),
            ngettext("question shown", "questions shown", len(questions)),
            _("after reading by a moderator"),
        ),
        Figure(
            f"{percent(answered, len(questions))} %" if questions else "0 %",
            _("of them answered"),
            _("%(answered)s of %(shown)s", answered=answered, shown=len(questions)),
        ),
        Figure(
            len(due),
            ngettext("promise to keep", "promises to keep", len(due)),
            _("late: %(count)s", count=late),
        ),
    )


def _overview(material: Material) -> str:
    """What happened in a few sentences; empty while nothing did."""
    said = [] if material.headcount.registered == 0 else sentences(material)
    if material.questions:
        said.append(
            _(
                "Questions shown: %(shown)s, answered: %(answered)s.",
                shown=len(material.questions),
                answered=sum(question.state == rules.ANSWERED for question in material.questions),
            )
        )
        first, *others = services(material)
        if not others or first.asked != others[0].asked:
            said.append(_("Most were about: %(service)s.", service=first.title))
    if material.promises:
        states = [one.state for one in material.promises]
        said.append(
            _(
                "Promises made: %(made)s, kept: %(kept)s, late: %(late)s.",
                made=len(states),
                kept=states.count(rules.KEPT),
                late=states.count(rules.LATE),
            )
        )
    return " ".join(said)


def _signatures(material: Material) -> tuple[str, ...]:
    host = material.text(material.stop.host) or material.text(material.stop.prefecture.name)
    return (_("For the foundation"), host)
