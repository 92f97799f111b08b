"""The survey on a busy morning: open, answered by some, and the way to each of its pages."""

from caravan.survey import actions, queries, rules
from caravan.tour.bank import queries as bank
from tests.browser.busy import Facts, Visit, send_empty

LINES = ("الماء في القاعة", "Plus d’ombre", "مقاعد أكثر", "حافلة", "Des panneaux", "لا شيء")


def open_survey(facts: Facts) -> None:
    """Open the survey of the stop with a question of every kind, once, and let 17 people answer."""
    if queries.find_survey(facts.stop.id, ""):
        return
    names = ["welcome.1", "found.1", "clear.1", "improve.1"]
    survey = actions.open_survey(facts.stop, "", names, staff_id=facts.staff_id)
    questions = bank.questions_named(names)
    for number in range(17):
        possible = {one.name: rules.answers_to(one) for one in questions}
        marks = {name: one[number % 2] for name, one in possible.items() if one}
        lines = {"improve.1": LINES[number]} if number < len(LINES) else {}
        actions.count(survey, f"person {number}", rules.Said(marks, lines), rules.PHONE)


ATTENDEE = {
    "survey": Visit("/{lang}{stop}/survey", before=open_survey),
    "survey from the ticket": Visit("/{lang}{stop}/survey#" + "0" * 64, before=open_survey),
    "survey with errors": Visit("/{lang}{stop}/survey", before=open_survey, act=send_empty),
    "survey, thanks": Visit("/{lang}{stop}/survey/thanks"),
    "survey not open": Visit("/{lang}/stops/kenitra-2025/survey"),
    "survey at the kiosk": Visit("/{lang}{stop}/survey/kiosk?sent=1", before=open_survey),
}
STAFF = {
    "survey": Visit("/{lang}{desk}/survey", "moderator", before=open_survey),
    "no survey": Visit("/{lang}/staff/stops/kenitra-2025/survey", "feedback"),
    "survey questions": Visit("/{lang}/staff/stops/kenitra-2025/survey/questions", "moderator"),
    "survey with a helper": Visit(
        "/{lang}{desk}/survey/helper", "gate", before=open_survey, act=send_empty
    ),
    "survey on paper": Visit("/{lang}{desk}/survey/paper", "gate", before=open_survey),
}
