"""Forms of answers and promises: shape only."""

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Optional, Regexp

from caravan.followup import rules
from caravan.kernel.forms import DayField, OpenForm, RoomForm, most, tidy, tidy_line, tidy_number
from caravan.kernel.texts import lazy_gettext as _l

_MISSING_AR = _l("Write it in Arabic.")
_MISSING_FR = _l("Write it in French.")


def _lines(text: str | None) -> str | None:
    """Browsers send a line's end as two signs and count it as one."""
    return text.replace("\r\n", "\n") if text is not None else None


class AnswerForm(RoomForm):
    """An answer in two languages, and perhaps a promise: what, which office, until when."""

    body_ar = TextAreaField(
        _l("Answer in Arabic"),
        [DataRequired(_MISSING_AR), most(rules.ANSWER_LENGTH)],
        [_lines, tidy],
    )
    body_fr = TextAreaField(
        _l("Answer in French"),
        [DataRequired(_MISSING_FR), most(rules.ANSWER_LENGTH)],
        [_lines, tidy],
    )
    promise_ar = TextAreaField(
        _l("Promise in Arabic"), [most(rules.PROMISE_LENGTH)], [_lines, tidy]
    )
    promise_fr = TextAreaField(
        _l("Promise in French"), [most(rules.PROMISE_LENGTH)], [_lines, tidy]
    )
    owner_ar = StringField(_l("Office in Arabic"), [most(rules.OFFICE_LENGTH)], [tidy_line])
    owner_fr = StringField(_l("Office in French"), [most(rules.OFFICE_LENGTH)], [tidy_line])
    due = DayField(_l("Until which day"), [Optional()])
    promise_id = HiddenField(validators=[Regexp(r"^[0-9a-f]{32}\Z")])
    version = HiddenField(validators=[Regexp(r"^[0-9]{1,6}\Z")])

    def body(self) -> rules.Texts:
        """The answer by language."""
        return {"ar": self.body_ar.data or "", "fr": self.body_fr.data or ""}

    def promise(self) -> rules.PromiseDetails | None:
        """The promise, None where nothing of it was filled in; refused where only a part was."""
        return rules.read_promise(
            {"ar": self.promise_ar.data or "", "fr": self.promise_fr.data or ""},
            {"ar": self.owner_ar.data or "", "fr": self.owner_fr.data or ""},
            self.due.data,
            self.promise_id.data or "",
        )


class KeptForm(RoomForm):
    """What shows that a promise is kept, in two languages."""

    evidence_ar = TextAreaField(
        _l("What shows it, in Arabic"),
        [DataRequired(_MISSING_AR), most(rules.PROMISE_LENGTH)],
        [_lines, tidy],
    )
    evidence_fr = TextAreaField(
        _l("What shows it, in French"),
        [DataRequired(_MISSING_FR), most(rules.PROMISE_LENGTH)],
        [_lines, tidy],
    )

    def evidence(self) -> rules.Texts:
        """The evidence by language."""
        return {"ar": self.evidence_ar.data or "", "fr": self.evidence_fr.data or ""}


class FollowForm(OpenForm):
    """A follow-up code, or the code of a text, from a page without cookies."""

    code = StringField(
        _l("Follow-up code"),
        [DataRequired(_l("Write the digits of your code."))],
        [tidy_number],
        description=_l(
            "Ten digits, on the ticket or stub; twelve for a text that was sent without a name."
        ),
    )
