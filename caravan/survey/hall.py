"""The results of a stop's surveys as charts for the hall: from ten answers on, in steps of five."""

from collections.abc import Sequence
from dataclasses import dataclass

from caravan.kernel.i18n import PUBLIC_LANGUAGES, in_language
from caravan.kernel.small_numbers import Shown, percent
from caravan.survey import queries, rules, words
from caravan.survey.models import Survey
from caravan.tour.bank import queries as bank


@dataclass(frozen=True)
class Bar:
    """An answer, by language, and the share of people in whole percent; None where it is hidden."""

    label: dict[str, str]
    share: Shown


@dataclass(frozen=True)
class Chart:
    """What was answered to one question; `people` have answered it. Its key stays the same."""

    key: str
    title: dict[str, str]
    people: int
    bars: Sequence[Bar]


def charts(stop_id: int) -> list[Chart]:
    """What the hall may see of the stop's open surveys: no lines, and nothing before ten answers.

    A question whose total is hidden has no chart.
    """
    opened = [one for one in queries.surveys(stop_id).values() if one.shown_answers]
    known = {one.name: one for one in bank.questions_named(_names(opened))} if opened else {}
    return [
        _chart(f"{survey.id}.{place}", figures, figures.total)
        for survey in opened
        for place, name in enumerate(survey.questions)
        if name in known and known[name].kind != "line"
        if (figures := rules.result(known[name], rules.for_hall(survey.shown))).total
    ]


def _names(opened: Sequence[Survey]) -> list[str]:
    return sorted({name for one in opened for name in one.questions})


def _chart(key: str, figures: rules.Result, people: int) -> Chart:
    bars = [
        Bar(_label(figures.question, answer), _share(count, people))
        for answer, count in figures.counts
    ]
    return Chart(key, dict(figures.question.text), people, bars)


def _share(count: Shown, people: int) -> Shown:
    return None if count is None else percent(count, people)


def _label(question: rules.Asked, answer: str) -> dict[str, str]:
    said = {}
    for language in PUBLIC_LANGUAGES:
        with in_language(language):
            said[language] = words.answer(question, answer)
    return said
