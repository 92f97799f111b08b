"""Forms of the moderators' desk: shape only. Each carries the mark of what its page showed."""

from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from caravan.kernel.forms import ChecksField, RoomForm, most, tidy, tidy_line
from caravan.kernel.texts import lazy_gettext as _l
from caravan.voice.forms import SuggestionForm, came
from caravan.voice.moderation import rules


def _lines(text: str | None) -> str | None:
    """Browsers send a line's end as two signs and count it as one."""
    return text.replace("\r\n", "\n") if text is not None else None


class MarkForm(RoomForm):
    """An act about what the page showed: `mark` says what that was."""

    mark = HiddenField(filters=[tidy_line])


class WordingForm(MarkForm):
    """Another wording of a question."""

    body = TextAreaField(
        _l("Wording that everybody sees"),
        [DataRequired(_l("Write the question in a few words.")), most(rules.BODY_LENGTH)],
        [_lines, tidy],
        description=_l("Take out names, numbers and whatever points to one person."),
    )


class LabelsForm(MarkForm):
    """Further subjects of a question."""

    labels = ChecksField(_l("It is also about"))


class GroupForm(MarkForm):
    """Questions that go under another one, each as its id, a dot and its mark."""

    members = ChecksField(_l("Put under this question"), validate_choice=False)

    def marks(self) -> dict[str, str | None]:
        """The marks that the moderator saw, by the questions' ids."""
        pairs = ((tidy_line(value) or "").partition(".") for value in self.members.data or [])
        return {question_id: mark for question_id, _dot, mark in pairs}


class TitledForm(SuggestionForm):
    """A suggestion to the foundation, with a title if its author wants one."""

    title = StringField(
        _l("Title"),
        [Length(max=rules.TITLE_LENGTH, message=_l("The title is too long: 120 signs at most."))],
        [tidy_line],
        description=_l("A few words that say what it is about."),
    )


class SuggestionEntryForm(RoomForm, TitledForm):
    """A suggestion that staff write down for somebody, with how it came to them."""

    channel = came(_l("Choose how the suggestion came."))


class DetailsForm(MarkForm):
    """Title and prefecture of a suggestion, as its desk gives them."""

    title = StringField(_l("Title"), [most(rules.TITLE_LENGTH)], [tidy_line])
    prefecture = SelectField(_l("Prefecture that it is about"))
