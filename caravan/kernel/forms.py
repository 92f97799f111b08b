"""What every form shares: the token against forged posts, folded digits, our own messages."""

import re
from typing import Any

from flask import Flask, g, request
from wtforms import DateField, Form, IntegerField, PasswordField, SelectMultipleField, TimeField
from wtforms.validators import Length, Regexp, ValidationError
from wtforms.widgets import CheckboxInput

from caravan.kernel.csrf import FIELD
from caravan.kernel.names import fold, fold_digits
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import lazy_gettext as _l

# Marks that turn the direction of text around them: they can make a name or a number lie.
_TURNERS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Signs that nobody sees and no language writes. Joiners stay: Persian and emoji are written with
# them, and so do the marks that a keyboard puts beside a number.
_UNSEEN = re.compile("[\u00ad\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
# Marks above and below a letter: Arabic writes three on one at most, more climb over other lines.
_MARK = (
    "[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u06d6-\u06dc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
)
_PILED = re.compile(f"({_MARK}{{3}}){_MARK}+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


# The form of an address that browsers know too (HTML, "valid e-mail address"); ASCII only.
EMAIL = Regexp(
    r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\Z",
    message=_l("Write an e-mail such as name@example.org."),
)
# A space or a point between thousands, as numbers are printed in Morocco.
_PARTED = re.compile(r"(?<=[0-9])[ .](?=[0-9]{3}(?![0-9]))")
_HUGE = 10**18
_SENT = object()


class _Words:
    """WTForms' own messages, through our catalogues."""

    def gettext(self, text: str) -> str:
        return str(_(text))

    def ngettext(self, one: str, many: str, number: int) -> str:
        return str(_(one if number == 1 else many))


def _words(_meta: Any, _form: Any) -> _Words:
    return _Words()


OTHER_LANGUAGE = "other_language"
"""The button by which a page with faults is asked for in another language, typed text and all."""


def open_forms(app: Flask) -> None:
    """Tell the templates of `app` what was typed."""
    app.jinja_env.globals.update(typed_fields=typed)


def is_only_redrawn() -> bool:
    """Whether this post wants its page in another language, and nothing done."""
    return OTHER_LANGUAGE in request.form


def keep_typed() -> None:
    """Let the page that answers this post change its language by a post of what was typed."""
    g.keeps_typed = True


def typed() -> list[tuple[str, str]] | None:
    """What was typed, where the page at hand keeps it through a change of language; else None.

    It goes back by post, in the body: no address and no log ever has it.
    """
    if not g.get("keeps_typed"):
        return None
    own = (FIELD, OTHER_LANGUAGE)
    return [pair for pair in request.form.items(multi=True) if pair[0] not in own]


class OpenForm(Form):
    """A form on a public page that is the same for everybody: no token.

    The guard takes it from our own pages only.
    """

    class Meta(Form.Meta):
        """Messages through our catalogues."""

        get_translations = _words

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether nothing is to mend; never where only the language of the page is to change."""
        is_whole = super().validate(extra_validators)
        if not any(isinstance(field, PasswordField) for field in self):
            keep_typed()
        return is_whole and not is_only_redrawn()


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


class NumberField(IntegerField):
    """A whole number; what is longer than any count is only too large, as a limit may say."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if self.data is not None:  # WTForms' own limits break on what no float can hold
            self.data = max(-_HUGE, min(self.data, _HUGE))


class CountField(NumberField):
    """A whole number, its thousands parted or not; what is none is said in our own words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed_number = _PARTED.sub("", tidy_number("".join(valuelist[:1])) or "")
        self.data = None
        try:
            super().process_formdata([typed_number] if typed_number else [])
        except ValueError as fault:
            raise ValueError(_("This is no whole number. Write it as in 1400.")) from fault


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
    """A filter for text fields: outer gaps, control signs and direction marks removed.

    And signs that nobody sees, and marks that pile up over a letter.
    """
    if text is None:
        return None
    for unwanted in (_TURNERS, _CONTROLS, _UNSEEN):
        text = unwanted.sub("", text)
    return _PILED.sub(r"\1", text).strip()


class Says:
    """Refuse a text without a few signs that can be seen: joiners and marks alone are none."""

    def __init__(self, least: int, message: object) -> None:
        """`message` is what stands beside the field then."""
        self.least, self.message = least, message

    def __call__(self, _form: object, field: Any) -> None:
        """WTForms asks each validator so."""
        if len(fold(field.data or "").replace(" ", "")) < self.least:
            raise ValidationError(str(self.message))


def tidy_line(text: str | None) -> str | None:
    """Like `tidy`, and every run of white space is one space."""
    return re.sub(r"\s+", " ", tidy(text) or "") if text is not None else None


def tidy_number(text: str | None) -> str | None:
    """Like `tidy_line`, with Arabic-Indic digits as Western ones."""
    return fold_digits(tidy_line(text) or "") if text is not None else None


def unix_lines(text: str | None) -> str | None:
    """A filter: browsers send a line's end as two signs and count it as one."""
    return text.replace("\r\n", "\n") if text is not None else None
