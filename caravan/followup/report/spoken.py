"""What was asked, answered and suggested, as the summary prints it."""

from caravan.followup import rules, words
from caravan.followup.report.material import Material, Promised, cell
from caravan.kernel.i18n import days, in_lang
from caravan.kernel.small_numbers import is_small, shown
from caravan.kernel.texts import gettext as _
from caravan.press.ornaments import State
from caravan.press.summary import facts
from caravan.voice.models import Question, Suggestion

MOST_QUESTIONS = 6
MOST_SUGGESTIONS = 8
MOST_ON_WALL = 5
_PROMISE_STATES: dict[str, State] = {
    "planned": "none",
    "open": "half",
    "late": "late",
    "kept": "full",
    "given_up": "none",
}
_SUGGESTION_STATES: dict[str, State] = {
    "done": "full",
    "accepted": "half",
    "studied": "half",
    "declined": "none",
    "received": "none",
}
_READ = frozenset(_SUGGESTION_STATES) - {"received"}


def services(material: Material) -> tuple[facts.ServiceQuestions, ...]:
    """The shown questions by service, those with most questions first, each with its answer.

    The counts are of texts that everybody can read and count on the page of questions; of people
    there is only the number of "mine too", left out where it is small.
    """
    ordered = sorted(_by_service(material).items(), key=lambda one: (-len(one[1]), one[0]))
    promises = _owed_first(material)
    return tuple(_service(code, some, promises, material) for code, some in ordered)


def others(material: Material) -> tuple[facts.Question, ...]:
    """What the wall poster may print beside the questions that `services` print.

    Answered questions that fewer people share, and answered suggestions: as many as a poster takes,
    those with a promise first.
    """
    promises = _owed_first(material)
    found: list[tuple[Question | Suggestion, int]] = []
    for questions in _by_service(material).values():
        found += [(one, _shared(one)) for one in questions[MOST_QUESTIONS:]]
    found += [(one, 0) for one in material.suggestions if one.state in _READ]
    answered = [one for one in found if one[0].id in material.answers or one[0].id in promises]
    answered.sort(key=lambda one: (one[0].id not in promises, -one[1]))
    return tuple(_told(*one, promises, material) for one in answered[:MOST_ON_WALL])


def _by_service(material: Material) -> dict[str, list[Question]]:
    by_service: dict[str, list[Question]] = {}
    for question in material.questions:
        by_service.setdefault(question.service_code, []).append(question)
    return by_service


Made = dict[str | None, Promised]


def _owed_first(material: Material) -> Made:
    """By item one promise: late ones come first, so of several it is what is still owed."""
    return {one.item_id: one for one in reversed(material.promises)}


def _service(
    code: str, questions: list[Question], promises: Made, material: Material
) -> facts.ServiceQuestions:
    answered = sum(question.state == rules.ANSWERED for question in questions)
    printed = [_told(one, _shared(one), promises, material) for one in questions[:MOST_QUESTIONS]]
    return facts.ServiceQuestions(
        material.service(code), len(questions), answered, tuple(printed), code
    )


def _shared(question: Question) -> int:
    """How many more ask it; 0 where they are few."""
    return 0 if is_small(question.me_too) else question.me_too


def _told(
    said: Question | Suggestion, shared: int, promises: Made, material: Material
) -> facts.Question:
    answer, promise = material.answers.get(said.id), promises.get(said.id)
    state: State = "full" if answer or said.state == rules.ANSWERED else "none"
    word = _("Answered in the hall") if state == "full" else _("Waits for an answer")
    if answer:
        word = _("Answered: not possible") if answer.is_refusal else _("Answered")
    if promise:
        state = _PROMISE_STATES[promise.standing]
        word = _until(promise, material)
        if promise.state not in rules.SETTLED:
            word = _("%(state)s · by %(due)s", state=words.PROMISES[promise.standing], due=word)
    return facts.Question(
        text=said.body,
        supporters=shared,
        state=state,
        state_text=word,
        answer=material.text(answer.body) if answer else "",
        promise=material.text(promise.body) if promise else "",
        office=material.text(promise.owner) if promise else "",
        due=_until(promise, material) if promise else "",
    )


def _until(promise: Promised, material: Material) -> str:
    """The day of the promise; where it was kept, on which; where it was given up, that."""
    if promise.state == rules.GIVEN_UP:
        return str(words.PROMISES[promise.state])
    if promise.kept_on:
        return _("Kept on %(day)s", day=days(promise.kept_on, promise.kept_on, material.lang))
    return days(promise.due, promise.due, material.lang)


def questions_note(material: Material) -> str:
    """What is not on the list: the rest of the shown ones, and those that were set aside."""
    said = [
        _(
            "At most %(most)s questions of each service are printed, the most shared first; the "
            "page of questions has all of them.",
            most=MOST_QUESTIONS,
        )
    ]
    waiting, rejected = (
        shown(material.asked.get(one, 0)) for one in (rules.RECEIVED, rules.REJECTED)
    )
    said.append(_("Not read yet: %(count)s.", count=material.count(waiting)))
    said.append(
        _("Set aside by the moderators, with a reason: %(count)s.", count=material.count(rejected))
    )
    if material.private:
        said.append(_("At the private desk: %(themes)s.", themes=_themes(material)))
    return " ".join(filter(None, (material.block("questions", ""), *said)))


def _themes(material: Material) -> str:
    """The themes of the personal cases: all that is kept of them."""
    counts, _total = material.cases
    return str(_(", ")).join(
        f"{material.service(code)} ({material.count(count)})" for code, count in counts
    )


def suggestions(material: Material) -> tuple[facts.Suggestions, ...]:
    """The suggestions by state; those just received as a count alone, for nobody approved them."""
    groups = []
    for state, sign in _SUGGESTION_STATES.items():
        chosen = [one for one in material.suggestions if one.state == state]
        if not chosen:
            continue
        is_public = state != "received"
        texts = (
            tuple(_suggestion(material, one) for one in chosen[:MOST_SUGGESTIONS])
            if is_public
            else ()
        )
        count = len(chosen) if is_public else shown(len(chosen))
        groups.append(facts.Suggestions(str(words.SUGGESTIONS[state]), sign, cell(count), texts))
    return tuple(groups)


def _suggestion(material: Material, one: Suggestion) -> str:
    """One with its written answer; a declined one with its reason, which may have no other text."""
    answer = material.answers.get(one.id)
    told = in_lang(answer.body, material.lang) if answer else ""
    if one.state == "declined" and (reason := told or one.reason):
        return str(_("%(text)s (Reason: %(reason)s)", text=one.body, reason=reason))
    if told:
        return str(_("%(text)s (Answer: %(answer)s)", text=one.body, answer=told))
    return one.body
