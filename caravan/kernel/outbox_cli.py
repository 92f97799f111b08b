"""The command that sends what waits in the outbox, for those who call it by the clock."""

import click
from flask.cli import AppGroup

from caravan.kernel import outbox, post
from caravan.kernel.terminal import one_line

outbox_commands = AppGroup("outbox", help="Messages to attendees, partners and speakers.")


@outbox_commands.command("send")
def send() -> None:
    """Send the messages that are due, and tell how many wait."""
    with one_line():
        done = post.send_due()
    left = outbox.tally()
    click.echo(f"Sent: {done.sent}. Waiting: {left.waiting}. Given up: {left.given_up}.")
    if done.fault:
        raise click.ClickException(f"The server did not answer as it should: {done.fault}.")


COMMANDS: list[click.Command] = [outbox_commands]
