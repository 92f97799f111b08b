"""The staff's page of the messages of a stop: what left, what waits, what was refused."""

from flask import Blueprint, render_template

from caravan.kernel import outbox, post
from caravan.kernel.guard import staff
from caravan.registration import rules
from caravan.registration.messages import words
from caravan.tour import queries as tour

blueprint = Blueprint("messages", __name__)


@blueprint.get("/<lang:lang>/staff/stops/<key>/messages")
@staff("people")
def messages(key: str) -> str:
    """How many of each kind, and each one that was refused; numbers are masked."""
    return render_template(
        "registration/messages/messages.html",
        stop=tour.get_stop(key),
        tallies=outbox.tallies(key),
        refused=outbox.refused(key),
        kinds=words.KINDS,
        channels=words.CHANNELS,
        has_mail=post.is_open(),
        has_sms=post.is_open(outbox.SMS),
        masked=rules.masked,
    )
