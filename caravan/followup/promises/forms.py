"""Forms of promises: shape only."""

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, DataRequired, Optional, Regexp

from caravan.followup.promises import rules, words
from caravan.followup.rules import OFFICE_LENGTH, PROMISE_LENGTH, PromiseDetails, Texts
from caravan.kernel.forms import DayField, OpenForm, RoomForm, most, tidy, tidy_line, tidy_number
from caravan.kernel.texts import lazy_gettext as _l

Choices = Iterable[tuple[str, str]]
_CLAUSE_PARTS = 3
_NONE = SelectChoice("", _l("None"))


def _whole(text: str | None) -> str | None:
    """Browsers send a line's end as two signs and count it as one."""
    return tidy(text.replace("\r\n", "\n")) if text is not None else None


def _text(label: Any) -> TextAreaField:
    return TextAreaField(label, [most(PROMISE_LENGTH)], [_whole])


class TermsForm(RoomForm):
    """Who owes a promise, by what one sees it, its line of the plan and its clause."""

    body = SelectField(_l("Who owes it"), validate_choice=True)
    measure_ar = _text(_l("How it is seen that it is done, in Arabic"))
    measure_fr = _text(_l("How it is seen that it is done, in French"))
    line = SelectField(_l("Line of the action plan"))
    clause = SelectField(_l("Clause of an agreement: facility and site"))
    mark = HiddenField(filters=[tidy_line])

    def offer(self, bodies: Choices, lines: Choices, clauses: Choices) -> "TermsForm":
        """Give the lists to choose from, each of pairs of value and word; gives the form."""
        for field, choices in ((self.body, bodies), (self.line, lines), (self.clause, clauses)):
            field.choices = [_NONE, *(SelectChoice(value, word) for value, word in choices)]
        return self

    def terms(self) -> rules.Terms:
        """What was chosen and written."""
        parts: Sequence[str] = (self.clause.data or "").split("/")
        texts = {"ar": self.measure_ar.data or "", "fr": self.measure_fr.data or ""}
        return rules.Terms(
            body_code=self.body.data or None,
            measure=texts if any(texts.values()) else {},
            plan_line=self.line.data or None,
            clause=(parts[0], parts[1], parts[2]) if len(parts) == _CLAUSE_PARTS else None,
        )


class StepForm(RoomForm):
    """A step of a promise: which one, why, the new day where it sets one; how many were seen."""

    kind = SelectField(
        _l("Next step"), choices=[SelectChoice(kind, word) for kind, word in words.ACTS.items()]
    )
    due = DayField(
        _l("New day"), [Optional()], description=_l("Where it is moved or taken up again.")
    )
    note_ar = _text(_l("Reason in Arabic"))
    note_fr = _text(_l("Reason in French"))
    seen = HiddenField(validators=[Regexp(r"^[0-9]{1,6}\Z")])

    def offer(self, kinds: Iterable[str]) -> "StepForm":
        """Leave only these steps to choose from; gives the form."""
        self.kind.choices = [SelectChoice(kind, words.ACTS[kind]) for kind in kinds]
        return self

    def move(self) -> rules.Move:
        """The step that was asked for."""
        note = {"ar": self.note_ar.data or "", "fr": self.note_fr.data or ""}
        return rules.Move(self.kind.data or "", note if any(note.values()) else {}, self.due.data)


class PromiseForm(RoomForm):
    """A promise on its own: what, which office, until when."""

    body_ar = TextAreaField(
        _l("Promise in Arabic"),
        [DataRequired(_l("Write it in Arabic.")), most(PROMISE_LENGTH)],
        [_whole],
    )
    body_fr = TextAreaField(
        _l("Promise in French"),
        [DataRequired(_l("Write it in French.")), most(PROMISE_LENGTH)],
        [_whole],
    )
    owner_ar = StringField(
        _l("Office in Arabic"),
        [DataRequired(_l("Write it in Arabic.")), most(OFFICE_LENGTH)],
        [tidy_line],
    )
    owner_fr = StringField(
        _l("Office in French"),
        [DataRequired(_l("Write it in French.")), most(OFFICE_LENGTH)],
        [tidy_line],
    )
    due = DayField(_l("Until which day"), [DataRequired(_l("Choose a day."))])
    promise_id = HiddenField(validators=[Regexp(r"^[0-9a-f]{32}\Z")])

    def details(self) -> PromiseDetails:
        """What is promised."""
        body: Texts = {"ar": self.body_ar.data or "", "fr": self.body_fr.data or ""}
        owner: Texts = {"ar": self.owner_ar.data or "", "fr": self.owner_fr.data or ""}
        return PromiseDetails(body, owner, self.due.data, self.promise_id.data or "")


class AgreeForm(OpenForm):
    """An asker agrees to be asked by short message, from a page without cookies."""

    code = HiddenField(validators=[DataRequired()], filters=[tidy_number])
    message = HiddenField(validators=[AnyOf(("yes",))])


class VerdictForm(OpenForm):
    """An asker's word on a promise, from a page without cookies: the code, which, solved or not."""

    code = HiddenField(validators=[DataRequired()], filters=[tidy_number])
    promise = HiddenField(validators=[Regexp(r"^[0-9a-f]{32}\Z")])
    solved = HiddenField(validators=[AnyOf(("yes", "no"))])
