"""What is still owed, as the summary prints it: promises, then questions without an answer."""

from collections import Counter

from caravan.followup import rules, words
from caravan.followup.report.material import Material, Promised
from caravan.kernel.i18n import days
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import ngettext
from caravan.press.ornaments import State
from caravan.press.summary.facts import Owed

_STATES: dict[str, State] = {"open": "half", "late": "late", "kept": "full", "given_up": "none"}


def owed(material: Material) -> tuple[Owed, ...]:
    """Late promises, then open ones by due day, open questions by service, settled promises."""
    kept = [one for one in material.promises if one.state in rules.SETTLED]
    due = [one for one in material.promises if one.state not in rules.SETTLED]
    promised = [_promise(one, material) for one in due]
    return (*promised, *_open_questions(material), *(_promise(one, material) for one in kept))


def _promise(one: Promised, material: Material) -> Owed:
    return Owed(
        text=material.text(one.body),
        owed_to=material.service(one.service_code),
        office=material.text(one.owner),
        due="" if one.state == rules.GIVEN_UP else days(one.due, one.due, material.lang),
        state=_STATES[one.state],
        state_text=str(words.PROMISES[one.state]),
    )


def _open_questions(material: Material) -> list[Owed]:
    open_ones = Counter(
        one.service_code for one in material.questions if one.state == rules.APPROVED
    )
    return [
        Owed(
            text=ngettext("Answer %(num)s question", "Answer %(num)s questions", count),
            owed_to=material.service(code),
            office=_("The foundation"),
            due="",
            state="none",
            state_text=_("Waits for an answer"),
        )
        for code, count in open_ones.most_common()
    ]
