"""Forms of the feedback desk: shape only. What is ticked carries the mark of what was seen."""

from collections.abc import Mapping
from typing import Any

from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional, Regexp

from caravan.followup.board import rules
from caravan.followup.items.rules import NOTE_LENGTH
from caravan.kernel.forms import (
    ChecksField,
    DayField,
    NumberField,
    OpenForm,
    RoomForm,
    most,
    tidy,
    tidy_line,
)
from caravan.kernel.texts import lazy_gettext as _l

KINDS = {
    "question": _l("Question"),
    "suggestion": _l("Suggestion"),
    "note": _l("Note from a desk"),
    "paper": _l("On paper"),
}
STATES = {
    "owed": _l("Still owed"),
    "late": _l("Late"),
    "open": _l("Nobody has it"),
    "owned": _l("Somebody has it"),
    "answered": _l("Answered"),
    "refused": _l("Refused with a reason"),
    "all": _l("All"),
}
_MOST_PEOPLE = 999


def _choices(words: Mapping[str, Any]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in words.items()]


def _beginning(typed: str | None) -> str | None:
    """As much of a long text that was pasted as is looked for."""
    return typed[: rules.SEARCH_LENGTH] if typed else typed


class FilterForm(OpenForm):
    """What the board is to show, from its address; the lists are filled by the page."""

    q = StringField(_l("Search"), [most(rules.SEARCH_LENGTH)], [tidy_line, _beginning])
    kind = SelectField(_l("Kind"), choices=_choices({"": _l("All"), **KINDS}))
    stop = SelectField(_l("At which stop"))
    prefecture = SelectField(_l("Prefecture"))
    service = SelectField(_l("Service"))
    theme = SelectField(_l("Theme"))
    body = SelectField(_l("Who answers"))
    state = SelectField(_l("State"), choices=_choices(STATES))
    by = SelectField(choices=list(rules.ORDERS))

    def asked(self) -> rules.Filter:
        """The filter of these words."""
        return rules.Filter(**{name: value or "" for name, value in self.data.items()})


class TickedForm(RoomForm):
    """Lines of the board, each as its id, a dot and the mark of what was seen."""

    items = ChecksField(validate_choice=False)

    def marks(self) -> dict[str, str]:
        """The marks that were seen, by the items' ids."""
        pairs = (value.partition(".") for value in self.items.data or [])
        return {item_id: mark for item_id, _dot, mark in pairs}


class GroupForm(TickedForm):
    """What says the same; `known` is the mark of what was seen to be kept apart, "" for none."""

    known = HiddenField(filters=[tidy_line])


class GiveForm(TickedForm):
    """Which body is to answer the ticked items, until when."""

    to = SelectField(_l("Who answers"), validate_choice=False)
    due = DayField(
        _l("Until which day"),
        [Optional()],
        description=_l("Empty: as many working days from today as this body has."),
    )
    reason = StringField(
        _l("Reason, where another one has it"), [most(rules.REASON_LENGTH)], [tidy_line]
    )


class ThemeForm(TickedForm):
    """The theme of the ticked items; `onward` leads to the next one that is to be coded."""

    code = StringField(_l("Theme"), [DataRequired(_l("Choose one of the themes."))], [tidy_line])
    onward = HiddenField(validators=[Optional(), Regexp(r"^1\Z")])


class SettleForm(RoomForm):
    """The theme that is to hold; `seen` is the one that held on the page, "" for none."""

    code = StringField(_l("Theme"), [DataRequired(_l("Choose one of the themes."))], [tidy_line])
    seen = HiddenField(filters=[tidy_line])


class MarkForm(RoomForm):
    """An act about one item: `mark` says what was seen of it."""

    mark = HiddenField(filters=[tidy_line])


class ApartForm(RoomForm):
    """The other item, that does not say the same."""

    other = HiddenField(validators=[Regexp(r"^[0-9a-f]{32}\Z")])


class UndoForm(RoomForm):
    """Which act is to be taken back."""

    act = NumberField(validators=[InputRequired(), NumberRange(1, 2**31 - 1)])


class NoteForm(RoomForm):
    """What was told at a desk, and by how many people."""

    service = SelectField(_l("Service"))
    body = TextAreaField(
        _l("What was told at the desk"),
        [DataRequired(_l("Write what was told at the desk.")), most(NOTE_LENGTH)],
        [tidy],
        description=_l("No names, no numbers, nothing that points to one person."),
    )
    people = NumberField(
        _l("How many people said it"),
        [
            InputRequired(_l("Write a number from 1 to 999.")),
            NumberRange(1, _MOST_PEOPLE, _l("Write a number from 1 to 999.")),
        ],
        default=1,
    )
    note_id = HiddenField(validators=[Regexp(r"^[0-9a-f]{32}\Z")])
