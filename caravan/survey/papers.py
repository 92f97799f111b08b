"""The papers of a survey: its facts as the press wants them, and a drawn code for each."""

from babel.support import LazyProxy

from caravan.kernel import codes
from caravan.kernel.clock import now
from caravan.kernel.i18n import days, in_lang, in_language
from caravan.press import survey as paper
from caravan.press.words import Pair
from caravan.survey import passes, queries, rules, words
from caravan.survey.models import Survey
from caravan.tour.bank.models import BankQuestion
from caravan.tour.models import AgendaSession, Stop


def draw(stop: Stop, session: AgendaSession | None, survey: Survey, number: int) -> bytes:
    """`number` papers as a PDF of two A4 pages each; their codes are kept nowhere."""
    drawn = [codes.grouped(passes.new_paper_code(survey.id)) for _ in range(number)]
    return paper.draw(facts(stop, session, survey), drawn, made_at=now())


def facts(stop: Stop, session: AgendaSession | None, survey: Survey) -> paper.SurveyFacts:
    """What every paper of the survey says, in both languages."""
    first, last = (session.day, session.day) if session else (stop.first_day, stop.last_day)
    return paper.SurveyFacts(
        series=_pair(stop.tour_name),
        about=_pair(session.title if session else stop.title),
        dates=Pair(days(first, last, "ar"), days(first, last, "fr")),
        questions=tuple(_question(one) for one in queries.questions_of(survey)),
    )


def _question(one: BankQuestion) -> paper.PaperQuestion:
    return paper.PaperQuestion(
        one.kind,
        _pair(one.text),
        tuple((answer, _answer(one, answer)) for answer in rules.answers_to(one)),
        _pair(one.low),
        _pair(one.high),
    )


def _answer(one: BankQuestion, answer: str) -> Pair:
    if one.kind == "faces":
        return _said(words.FACES[answer])
    if one.kind == "choice":
        return _pair(one.choices[int(answer) - 1])
    return Pair(answer)


def _said(text: LazyProxy) -> Pair:
    with in_language("ar"):
        arabic = str(text)
    with in_language("fr"):
        return Pair(arabic, str(text))


def _pair(texts: dict[str, str]) -> Pair:
    return Pair(in_lang(texts, "ar"), in_lang(texts, "fr"))
