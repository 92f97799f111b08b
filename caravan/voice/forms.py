"""Forms of what people say, and of those who moderate it: shape only."""

from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length

from caravan.kernel.forms import OpenForm, RoomForm, Says, tidy, tidy_line, tidy_number
from caravan.kernel.texts import lazy_gettext as _l
from caravan.voice import rules, words
from caravan.voice.rounds import rules as rounds

NOTHING = "-"
"""What a question is about that is about no session and no stand in particular."""


def _lines(text: str | None) -> str | None:
    """Browsers send a line's end as two signs and count it as one."""
    return text.replace("\r\n", "\n") if text is not None else None


def _something(about: str | None) -> str:
    return about or NOTHING


class SpokenForm(OpenForm):
    """What every public text has: a service, and perhaps the follow-up code.

    `sure`: similar ones were shown, and it is to be sent all the same.
    """

    service = RadioField(_l("The subject"), [InputRequired(_l("Choose the subject."))])
    code = StringField(
        _l("Follow-up code"),
        [Length(max=40, message=_l("The code has ten digits."))],
        [tidy_number],
        description=_l("The ten digits on your ticket: they say who asks, and find the answer."),
    )
    sure = BooleanField()


class QuestionForm(SpokenForm):
    """A question to the hall; `about` is "session:KEY", "stand:KEY" or NOTHING."""

    about = RadioField(_l("About a session or a stand"), filters=[_something], default=NOTHING)

    body = TextAreaField(
        _l("Your question"),
        [
            DataRequired(_l("Write your question.")),
            Says(3, _l("Write your question in a few words.")),
            Length(max=500, message=_l("The question is too long: 500 signs at most.")),
        ],
        [_lines, tidy],
        description=_l("One or two sentences. A moderator reads it before it is shown."),
    )


def came(missing: Any) -> RadioField:
    """How what staff write down came to them; `missing` is said where it is not chosen."""
    return RadioField(
        _l("How it came"),
        [InputRequired(missing)],
        choices=[
            SelectChoice(rounds.HELPER, _l("said to a helper")),
            SelectChoice(rounds.STAND, _l("said at a stand")),
            SelectChoice(rounds.PAPER, _l("written on paper")),
        ],
    )


class EntryForm(RoomForm, QuestionForm):
    """A question that staff write down for somebody, with how it came to them."""

    channel = came(_l("Choose how the question came."))


class SuggestionForm(SpokenForm):
    """A suggestion to the foundation."""

    body = TextAreaField(
        _l("Your suggestion"),
        [
            DataRequired(_l("Write your suggestion.")),
            Says(3, _l("Write your suggestion in a few words.")),
            Length(max=1000, message=_l("The suggestion is too long: 1000 signs at most.")),
        ],
        [_lines, tidy],
        description=_l("What should change, and for whom. It is read before it is shown."),
    )


class RejectionForm(RoomForm):
    """Why a question is not taken up; `seen` is the state that the moderator saw."""

    reason = SelectField(
        _l("Reason"),
        [DataRequired(_l("Choose the reason: whoever asked may read it."))],
        choices=[
            SelectChoice("", _l("Choose the reason")),
            *(SelectChoice(code, words.REASONS[code]) for code in rules.REJECTIONS),
        ],
        default="",
    )
    seen = HiddenField(validators=[AnyOf((rules.RECEIVED, rules.APPROVED))])


class SuggestionStateForm(RoomForm):
    """The new state of a suggestion; `mark` is what the page showed of it."""

    state = SelectField(
        _l("State"),
        choices=[
            SelectChoice("received", _l("received, not shown")),
            SelectChoice("studied", _l("being studied")),
            SelectChoice("accepted", _l("accepted")),
            SelectChoice("declined", _l("to be declined")),
            SelectChoice("done", _l("done")),
        ],
    )
    reason = StringField(
        _l("Why decline it: for the colleagues who word the refusal"),
        [Length(max=300, message=_l("The reason is too long: 300 signs at most."))],
        [tidy_line],
    )
    mark = HiddenField(filters=[tidy_line])
