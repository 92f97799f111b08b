"""What every form shares: the token against forged posts, folded digits, our own messages."""

import re
from typing import Any

from flask import request
from wtforms import DateField, Form, SelectMultipleField, TimeField
from wtforms.validators import Length, Regexp
from wtforms.widgets import CheckboxInput

from caravan.kernel.names import fold_digits
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import lazy_gettext as _l

# Marks that turn the direction of text around them: they can make a name or a number lie.
_TURNERS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


# The form of an address that browsers know too (HTML, "valid e-mail address"); ASCII only.
EMAIL = Regexp(
    r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\Z",
    message=_l("Write an e-mail such as name@example.org."),
)
_SENT = object()


class _Words:
    """WTForms' own messages, through our catalogues."""

    def gettext(self, text: str) -> str:
        return str(_(text))

    def ngettext(self, one: str, many: str, number: int) -> str:
        return str(_(one if number == 1 else many))


def _words(_meta: Any, _form: Any) -> _Words:
    return _Words()


class OpenForm(Form):
    """A form on a public page that is the same for everybody: no token.

    The guard takes it from our own pages only.
    """

    class Meta(Form.Meta):
        """Messages through our catalogues."""

        get_translations = _words


class DayField(DateField):
    """A day; what is none is said in our own words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as fault:
            raise ValueError(_("This is no day. Write it as in 2026-11-30.")) from fault


class HourField(TimeField):
    """An hour of the day; what is none is said in our own words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as fault:
            raise ValueError(_("This is no hour. Write it as in 09:30.")) from fault


class ChecksField(SelectMultipleField):
    """Any number of choices, each with a box to tick; an empty value is none."""

    option_widget = CheckboxInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([value for value in valuelist if value])


def most(signs: int) -> Length:
    """At most so many signs."""
    message = _l("This text is too long: %(most)s signs at most.", most=signs)
    return Length(max=signs, message=message)


class RoomForm(OpenForm):
    """A form of the page's visitor, filled from the request that sends it.

    The page carries the visitor's token; the guard asks every post for it before any view.
    """

    def __init__(self, formdata: Any = _SENT, **values: Any) -> None:
        """Filled with what was sent, or with `formdata`: None is an empty form on any page."""
        if formdata is _SENT:
            formdata = request.form if request.method == "POST" else None
        super().__init__(formdata, **values)


def tidy(text: str | None) -> str | None:
    """A filter for text fields: outer gaps, control signs and direction marks removed."""
    if text is None:
        return None
    return _CONTROLS.sub("", _TURNERS.sub("", text)).strip()


def tidy_line(text: str | None) -> str | None:
    """Like `tidy`, and every run of white space is one space."""
    return re.sub(r"\s+", " ", tidy(text) or "") if text is not None else None


def tidy_number(text: str | None) -> str | None:
    """Like `tidy_line`, with Arabic-Indic digits as Western ones."""
    return fold_digits(tidy_line(text) or "") if text is not None else None
