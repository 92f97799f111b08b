"""Commands of the rehearsal: `flask demo`."""

import sys

import click
from flask.cli import with_appcontext

from caravan.demo import actions
from caravan.kernel.refusal import Refusal
from caravan.tour import queries as tour


@click.command("demo")
@click.argument("key")
@click.option("--attendees", type=int, default=300, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@with_appcontext
def demo(key: str, attendees: int, seed: int) -> None:
    """Put invented people and what they say on the rehearsal stop KEY."""
    progress = _show_progress if sys.stderr.isatty() else None
    try:
        actions.fill(tour.get_stop(key), attendees=attendees, seed=seed, progress=progress)
    except Refusal as refusal:
        raise click.ClickException(f"{key}: {refusal}") from refusal
    click.echo(f"{key}: {attendees} invented attendees.")


def _show_progress(done: int, every: int) -> None:
    click.echo(f"\r{done} / {every}", nl=done == every, err=True)


COMMANDS: list[click.Command] = [demo]
