"""Surveys for tests: a bank, an open survey, passes of people who may answer."""

from caravan.kernel.db import transaction
from caravan.registration.models import Registration
from caravan.survey import actions, passes, queries, rules
from caravan.survey.models import Survey
from caravan.tour.bank.models import BankQuestion
from caravan.tour.models import Stop
from tests import makers

WELCOME, FOUND, CLEAR, IMPROVE = "welcome.1", "found.1", "clear.1", "improve.1"
ALL = (WELCOME, FOUND, CLEAR, IMPROVE)
ADDRESS = "/ar/stops/oujda-2025/survey"
DESK = "/ar/staff/stops/oujda-2025/survey"

_KINDS = {"welcome": "faces", "found": "choice", "clear": "scale", "improve": "line"}
_TEXTS = {
    "welcome": {"ar": "كيف كان الاستقبال؟", "fr": "L’accueil ?"},
    "found": {"ar": "هل وجدتم جوابا؟", "fr": "Avez-vous trouvé une réponse ?"},
    "clear": {"ar": "هل كان الشرح واضحا؟", "fr": "Était-ce clair ?"},
    "improve": {"ar": "شيء واحد نحسنه", "fr": "Une chose à améliorer"},
}
CHOICES = [{"ar": "نعم", "fr": "Oui"}, {"ar": "جزئيا", "fr": "En partie"}]


def make_question(code: str, version: int = 1, **values: object) -> BankQuestion:
    """A current question of the bank; what it is follows from its code."""
    kind = _KINDS[code]
    ends = {"low": {"ar": "لا", "fr": "Non"}, "high": {"ar": "نعم", "fr": "Oui"}}
    return makers.save(
        BankQuestion(
            **{
                "code": code,
                "version": version,
                "kind": kind,
                "text": _TEXTS[code],
                "choices": CHOICES if kind == "choice" else [],
                **(ends if kind == "scale" else {"low": {}, "high": {}}),
                "about": ["stop"],
                "is_current": True,
                "position": len(code),
                **values,
            }
        )
    )


def make_survey(stop: Stop, *names: str, session_key: str = "") -> Survey:
    """An open survey that asks the questions of these names, by default one of each kind."""
    asked = names or ALL
    with transaction():
        for name in asked:
            code, _, version = name.partition(".")
            if not queries.bank.questions_named([name]):
                make_question(code, int(version))
        return actions.open_survey(stop, session_key, asked, staff_id=None)


def pass_of(holder: Registration, key: str = "oujda-2025") -> str:
    """The pass that the holder's ticket gives along."""
    return passes.pass_of(key, holder.code)


def answer(survey: Survey, number: int, line: str = "", **marks: str) -> None:
    """Count `number` people who all say the same; marks by the code of the question."""
    said = rules.Said(
        {f"{code}.1": mark for code, mark in marks.items()}, {IMPROVE: line} if line else {}
    )
    before = queries.get_survey_by_id(survey.id).answers
    for one in range(number):
        actions.count(survey, f"person {before + one}", said, rules.PHONE)
