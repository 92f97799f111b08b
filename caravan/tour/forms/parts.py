"""The base of the editor's forms: fields are the lines of a part, beside those first opened."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from wtforms import HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice

from caravan.kernel.forms import RoomForm, tidy, tidy_line, tidy_number
from caravan.kernel.texts import gettext as _
from caravan.tour.editor import lines, said
from caravan.tour.editor.lines import Line, Lines
from caravan.tour.faults import Fault

# Hidden direction signs come along when texts are pasted; a stop file could not keep them.
_HIDDEN = re.compile("[\u061c\u200e\u200f]")


def _plain(text: str | None) -> str | None:
    return _HIDDEN.sub("", text) if text is not None else None


def _lines(text: str | None) -> str | None:
    """Browsers send a line's end as two signs and count it as one."""
    return text.replace("\r\n", "\n") if text is not None else None


def one_line(label: Any, description: Any = "") -> StringField:
    """One line of text."""
    return StringField(label, filters=[_plain, tidy_line], description=description)


def prose(label: Any, description: Any = "") -> TextAreaField:
    """A text that may have several lines."""
    return TextAreaField(label, filters=[_plain, _lines, tidy], description=description)


def figures(label: Any, description: Any = "") -> StringField:
    """A time, a day or a number, in whichever digits."""
    return StringField(label, filters=[_plain, tidy_number], description=description)


def choice(label: Any, words: Mapping[str, Any] | None = None, hint: Any = "") -> SelectField:
    """One of several; what is none of them is told by the rules of the plan."""
    options = _options((words or {}).items())
    return SelectField(label, choices=options, validate_choice=False, description=hint)


def choices(label: Any, words: Mapping[str, Any] | None = None, hint: Any = "") -> Any:
    """Any of several."""
    options = _options((words or {}).items())
    return SelectMultipleField(label, choices=options, validate_choice=False, description=hint)


def _options(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    return [SelectChoice(code, name) for code, name in pairs]


class OrderedField(SelectMultipleField):
    """Several codes in an order of the editor's own: a list of lists to choose one from."""


def in_order(label: Any) -> OrderedField:
    """Several of the services, the first first."""
    return OrderedField(label, choices=[], validate_choice=False)


class PartForm(RoomForm):
    """A part of a plan as a form: every field but the hidden ones is one of its lines."""

    opened = HiddenField()
    mine = HiddenField()
    form_errors: list[str]

    @classmethod
    def showing(cls, shown: Lines, opened: Lines | None = None) -> "PartForm":
        """The form with these lines; `opened` are those of the part as it stood when it was opened,
        where it is not a new one.
        """
        form = cls(formdata=None, data=dict(shown))
        form.opened.data = lines.pack(opened) if opened is not None else ""
        return form

    @property
    def line_fields(self) -> list[Any]:
        """The fields that are lines, in their order."""
        return [field for field in self if field not in (self.opened, self.mine)]

    def opened_lines(self) -> Lines:
        """The lines as they were when the form was opened."""
        return lines.unpack(self.opened.data or "")

    def sent_lines(self) -> Lines:
        """The lines as they are to be: those that were opened, or all of them in a new part.

        After a difference was settled they come in one piece, from the page that showed it.
        """
        if self.mine.data:
            return lines.unpack(self.mine.data)
        opened = self.opened_lines()
        sent = {field.name: _line(field) for field in self.line_fields}
        return {
            name: line
            if isinstance(self[name], OrderedField)
            else _as_before(line, opened.get(name))
            for name, line in sent.items()
            if name in opened or not opened
        }

    def offer(self, field: str, pairs: Iterable[tuple[str, str]], *, empty: str = "") -> None:
        """Give a field its choices: codes with their names; `empty` names the choice of none."""
        first = [("", empty)] if empty else []
        self[field].choices = _options([*first, *pairs])

    def tell(self, faults: Mapping[str, Collection[Fault]]) -> None:
        """Put each fault beside its field; those of a line without a field above the form."""
        for name, found in faults.items():
            said_of_it = [_(said.message_of(fault), **fault.params) for fault in found]
            if name in self:
                self[name].errors = said_of_it
            else:
                self.form_errors += said_of_it


def _line(field: Any) -> Line:
    if isinstance(field.data, list):
        return tuple(dict.fromkeys(code for code in field.data if code))
    return field.data if isinstance(field.data, bool) else field.data or ""


def _as_before(line: Line, opened: Line | None) -> Line:
    """Codes in the order in which they were: boxes are ticked in the order of the page."""
    if isinstance(line, tuple) and isinstance(opened, tuple):
        stayed = [code for code in opened if code in line]
        return (*stayed, *(code for code in line if code not in opened))
    return line
