"""What is still owed, as the summary prints it, and which promises are owed no longer."""

from datetime import date

from caravan.followup import rules, words
from caravan.followup.report.material import Material, Promised
from caravan.kernel.clock import to_wall
from caravan.kernel.i18n import days
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import ngettext
from caravan.press.ornaments import State
from caravan.press.summary.facts import FactTable, Owed

_STATES: dict[str, State] = {"planned": "none", "open": "half", "late": "late"}


def owed(material: Material) -> tuple[Owed, ...]:
    """Late promises, then open ones by due day, then open questions by service."""
    due = [one for one in material.promises if one.state not in rules.SETTLED]
    return (*(_promise(one, material) for one in due), *_open_questions(material))


def done(material: Material) -> FactTable | None:
    """The promises that were kept, what shows it, then those given up and why; None without any."""
    settled = [one for one in material.promises if one.state in rules.SETTLED]
    if not settled:
        return None
    has_given_up = any(one.state == rules.GIVEN_UP for one in settled)
    return FactTable(
        title=_("What was done, what was not possible") if has_given_up else _("What was done"),
        heads=(_("What"), _("The subject"), _("Office"), _("Done on"), _("What shows it, or why")),
        rows=tuple(_settled(one, material) for one in settled),
    )


def _settled(one: Promised, material: Material) -> tuple[str, ...]:
    day = days(one.kept_on, one.kept_on, material.lang) if one.kept_on else ""
    return (
        material.text(one.body),
        material.service(one.service_code),
        material.text(one.owner),
        str(words.PROMISES[one.state]) if one.state == rules.GIVEN_UP else day,
        material.text(one.proof),
    )


def _promise(one: Promised, material: Material) -> Owed:
    return Owed(
        text=material.text(one.body),
        owed_to=material.service(one.service_code),
        office=material.text(one.owner),
        due=days(one.due, one.due, material.lang),
        state=_STATES[one.standing],
        state_text=str(words.PROMISES[one.standing]),
    )


def _open_questions(material: Material) -> list[Owed]:
    """Open questions by service and by the body that has them, until the last of their days."""
    held: dict[tuple[str, str], list[date | None]] = {}
    for one in material.questions:
        if one.state == rules.APPROVED:
            given = material.given.get(one.id)
            office = material.text(given.body) if given else str(_("The foundation"))
            held.setdefault((one.service_code, office), []).append(given.due if given else None)
    ordered = sorted(held.items(), key=lambda one: (-len(one[1]), one[0]))
    return [_open(service, office, dues, material) for (service, office), dues in ordered]


def _open(service: str, office: str, dues: list[date | None], material: Material) -> Owed:
    count, last = len(dues), max(filter(None, dues), default=None)
    is_late = last is not None and last < to_wall(material.moment).date()
    return Owed(
        text=ngettext("Answer %(num)s question", "Answer %(num)s questions", count),
        owed_to=material.service(service),
        office=office,
        due=days(last, last, material.lang) if last else "",
        state="late" if is_late else "none",
        state_text=str(words.PROMISES[rules.LATE]) if is_late else _("Waits for an answer"),
    )
