"""Forms of replies, of handing over, of templates and of how bodies are reached: shape only."""

from collections.abc import Iterable

from wtforms import (
    BooleanField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, DataRequired, Length, Optional, Regexp

from caravan.followup.answering import rules
from caravan.kernel.forms import EMAIL, ChecksField, DayField, RoomForm, most, tidy, tidy_line
from caravan.kernel.texts import lazy_gettext as _l

_MISSING_AR = _l("Write it in Arabic.")
_MISSING_FR = _l("Write it in French.")
_DIGITS = 6
_VERSION = Regexp(rf"^[0-9]{{1,{_DIGITS}}}\Z")
_REFUSES = _l("It says no")


def _lines(text: str | None) -> str | None:
    """Browsers send a line's end as two signs and count it as one."""
    return text.replace("\r\n", "\n") if text is not None else None


class ReplyForm(RoomForm):
    """An answer in two languages, perhaps a refusal; to keep as a draft or to hand in."""

    body_ar = TextAreaField(
        _l("Answer in Arabic"), [most(rules.REPLY_LENGTH)], [_lines, tidy], default=""
    )
    body_fr = TextAreaField(
        _l("Answer in French"), [most(rules.REPLY_LENGTH)], [_lines, tidy], default=""
    )
    is_refusal = BooleanField(
        _REFUSES,
        description=_l(
            "When the answer is no, its text is the reason: it is printed, 300 signs at most."
        ),
    )
    drops_promise = BooleanField(_l("Leave the promise out"))
    version = HiddenField(validators=[_VERSION])
    act = HiddenField(validators=[AnyOf(("keep", "hand-in"))])

    def words(self) -> rules.Words:
        """What the reply says, and the version it was written on."""
        body = {"ar": self.body_ar.data or "", "fr": self.body_fr.data or ""}
        return rules.Words(
            body,
            self.is_refusal.data,
            int(self.version.data or 0),
            keeps_promise=not self.drops_promise.data,
        )


class HandOverForm(RoomForm):
    """Which body answers, why another one than before, until when; `mark`: who had it as seen."""

    body = SelectField(_l("Who answers"))
    reason = StringField(
        _l("Reason"),
        [most(rules.REASON_LENGTH)],
        [tidy_line],
        description=_l("Needed when somebody has it already."),
    )
    due = DayField(
        _l("Until which day"),
        [Optional()],
        description=_l("Empty: as many working days from today as this body has."),
    )
    mark = HiddenField(filters=[tidy_line])

    def offer(self, bodies: Iterable[SelectChoice]) -> "HandOverForm":
        """The same form, with the bodies that may be chosen."""
        self.body.choices = list(bodies)
        return self


class VerdictForm(RoomForm):
    """What a second reader finds: right, or back with a note."""

    version = HiddenField(validators=[_VERSION])
    verdict = HiddenField(validators=[AnyOf(("right", "back"))])
    note = StringField(_l("What is to be changed"), [most(rules.REASON_LENGTH)], [tidy_line])


class PublishForm(RoomForm):
    """The replies to publish, each "item:version" as it was seen; what is stale is told later."""

    reply = ChecksField(_l("Ready to publish"), choices=[], validate_choice=False)

    def chosen(self) -> dict[str, int]:
        """The versions seen, by item; what is no such pair is left out."""
        pairs = (value.partition(":") for value in self.reply.data or ())
        return {item: int(version) for item, _, version in pairs if _is_number(version)}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS


class TemplateForm(RoomForm):
    """A text to begin an answer with, in two languages, for one service or all."""

    name_ar = StringField(
        _l("Name in Arabic"), [DataRequired(_MISSING_AR), most(rules.NAME_LENGTH)], [tidy_line]
    )
    name_fr = StringField(
        _l("Name in French"), [DataRequired(_MISSING_FR), most(rules.NAME_LENGTH)], [tidy_line]
    )
    body_ar = TextAreaField(
        _l("Text in Arabic"),
        [DataRequired(_MISSING_AR), most(rules.REPLY_LENGTH)],
        [_lines, tidy],
    )
    body_fr = TextAreaField(
        _l("Text in French"),
        [DataRequired(_MISSING_FR), most(rules.REPLY_LENGTH)],
        [_lines, tidy],
    )
    service = SelectField(_l("About which service"))
    is_refusal = BooleanField(_REFUSES)
    mark = HiddenField(filters=[tidy_line])

    def offer(self, services: Iterable[tuple[str, str]]) -> "TemplateForm":
        """The same form, with the services that may be chosen, by code and name."""
        self.service.choices = [("", str(_l("Every service"))), *services]
        return self

    def words(self) -> rules.Words:
        """What the template says."""
        body = {"ar": self.body_ar.data or "", "fr": self.body_fr.data or ""}
        return rules.Words(body, self.is_refusal.data, 0)

    def name(self) -> dict[str, str]:
        """Its name by language."""
        return {"ar": self.name_ar.data or "", "fr": self.name_fr.data or ""}


class SeenForm(RoomForm):
    """An act on what was seen: `mark` says what that was."""

    mark = HiddenField(filters=[tidy_line])


class BodyContactForm(RoomForm):
    """An address at which a body is reminded, and the language of its letters."""

    email = StringField(
        _l("E-mail"), [DataRequired(_l("Write an e-mail.")), Length(max=254), EMAIL], [tidy_line]
    )
    language = SelectField(
        _l("Language of the messages"),
        choices=[SelectChoice("ar", _l("Arabic")), SelectChoice("fr", _l("French"))],
    )


class DoorForm(SeenForm):
    """A new link for a body, or none any more; `mark` is that of the link that was seen."""

    link = HiddenField(validators=[AnyOf(("new", "none"))])
