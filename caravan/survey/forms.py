"""The forms of a survey, made from its questions; and of those who open one: shape only."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from wtforms import HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, DataRequired, Length, NumberRange, Optional

from caravan.kernel.forms import (
    ChecksField,
    NumberField,
    OpenForm,
    RoomForm,
    tidy_line,
    tidy_number,
)
from caravan.kernel.i18n import in_lang
from caravan.kernel.texts import lazy_gettext as _l
from caravan.survey import rules, words

MOST_PAPERS = 200


class Worded(rules.Asked, Protocol):
    """A question with the words that a page shows."""

    @property
    def text(self) -> dict[str, str]: ...


class Holder:
    """Who answers: the pass that a ticket gives along, or a code that is typed."""

    # "pass" is a word of Python's own.
    given = HiddenField(name="pass")
    code = StringField(
        _l("Code of your ticket"),
        [Length(max=40, message=_l("The code has eight signs or ten digits."))],
        [tidy_number],
        description=_l("Entry code or follow-up code: so that each person counts once."),
    )


class PaperCode:
    """Which paper it is."""

    code = StringField(
        _l("Code at the foot of the paper"),
        [
            DataRequired(_l("Write the code at the foot of the paper.")),
            Length(max=40, message=_l("The code of a paper has twelve signs.")),
        ],
        [tidy_number],
    )


def field_name(question: rules.Asked) -> str:
    """What the field of the question is called: "q-welcome.2"."""
    return f"q-{question.name}"


def survey_form(
    questions: Sequence[Worded], who: type[Holder | PaperCode], *, has_token: bool = False
) -> type[OpenForm]:
    """A form with a field for each question, none of them required, and for who answers.

    The public form is the same for everybody and has no token; those of staff have one.
    """
    fields: dict[str, Any] = {field_name(one): _field(one) for one in questions}
    base = RoomForm if has_token else OpenForm
    return type("SurveyForm", (who, base), fields)


def _field(question: Worded) -> RadioField | StringField:
    label = in_lang(question.text)
    if question.kind == "line":
        too_long = _l("This text is too long: %(most)s signs at most.", most=rules.LINE_LENGTH)
        return StringField(label, [Length(max=rules.LINE_LENGTH, message=too_long)], [tidy_line])
    return RadioField(
        label,
        [Optional(), AnyOf(rules.answers_to(question), _l("Choose one of these answers."))],
        choices=[
            SelectChoice(answer, words.answer(question, answer))
            for answer in rules.answers_to(question)
        ],
        validate_choice=False,
    )


def typed(form: OpenForm, questions: Sequence[rules.Asked]) -> Mapping[str, str | None]:
    """What was chosen or written, by the question's name."""
    return {one.name: form[field_name(one)].data for one in questions}


class OpeningForm(RoomForm):
    """Which questions of the bank a survey asks."""

    questions = ChecksField(_l("Questions"), [DataRequired(_l("Choose one question at least."))])


class HandingForm(RoomForm):
    """To whom a paper is handed over."""

    ticket = StringField(
        _l("Code of the person’s badge or ticket"),
        [
            DataRequired(_l("Write the code of the badge or ticket.")),
            Length(max=40, message=_l("The code has eight signs or ten digits.")),
        ],
        [tidy_number],
        description=_l("From then on only the paper counts for that person, and no phone."),
    )


class PapersForm(RoomForm):
    """How many papers are drawn."""

    number = NumberField(
        _l("How many papers"),
        [NumberRange(1, MOST_PAPERS, _l("Choose a number from 1 to %(most)s.", most=MOST_PAPERS))],
        default=20,
    )
