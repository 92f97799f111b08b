"""Forms of the person's rights: a request, and the staff's answer to it."""

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from caravan.kernel.forms import RoomForm, most, tidy, tidy_number
from caravan.kernel.texts import lazy_gettext as _l
from caravan.registration.reading import ReadForm, Reads
from caravan.registration.rights import rules, words


class RequestForm(ReadForm):
    """What a person asks about the own data."""

    kind = RadioField(
        _l("What do you ask?"),
        [InputRequired(_l("Choose what you ask."))],
        choices=[SelectChoice(kind, words.KINDS[kind]) for kind in rules.KINDS],
    )
    words = TextAreaField(
        _l("In your words"),
        [
            DataRequired(_l("Write in a few words what you ask.")),
            Length(min=3, message=_l("Write in a few words what you ask.")),
            most(rules.WORDS_LENGTH),
        ],
        [tidy],
        description=_l(
            "What is wrong and what is right, or which use you object to. No card number, please."
        ),
    )


class DeskRequestForm(RequestForm):
    """The same, made in person and written down by the staff: of whom, by the entry code."""

    kind = SelectField(
        _l("What is asked"),
        choices=[SelectChoice(kind, words.KINDS[kind]) for kind in rules.KINDS],
    )
    code = StringField(
        _l("Entry code"),
        [Reads(rules.read_entry_code, required=True)],
        description=_l("Eight signs; the list of people shows them."),
    )


class OtherTicketForm(ReadForm):
    """The other ticket of a person who was found to be registered twice, by its follow-up code."""

    follow_code = StringField(
        _l("Follow-up code of your other ticket"),
        [Reads(rules.read_follow_code, required=True)],
        [tidy_number],
        description=_l("Ten digits, at the foot of that ticket."),
    )


class AnswerForm(RoomForm):
    """What became of a request."""

    outcome = RadioField(
        _l("What became of it"),
        [InputRequired(_l("Choose what became of it."))],
        choices=[SelectChoice(outcome, words.OUTCOMES[outcome]) for outcome in rules.OUTCOMES],
    )
    answer = TextAreaField(
        _l("Answer to the person"),
        [DataRequired(_l("Write what was done, or why it is refused.")), most(rules.WORDS_LENGTH)],
        [tidy],
        description=_l("The person reads it on the page of the ticket."),
    )
