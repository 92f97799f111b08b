"""Commands of the rehearsal: `flask demo`."""

import click
from flask.cli import with_appcontext

from caravan.demo import actions
from caravan.kernel.terminal import one_line, progress
from caravan.tour import queries as tour


@click.command("demo")
@click.argument("key")
@click.option("--attendees", type=int, default=300, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@with_appcontext
def demo(key: str, attendees: int, seed: int) -> None:
    """Put invented people and what they say on the rehearsal stop KEY."""
    with one_line(key):
        actions.fill(tour.get_stop(key), attendees=attendees, seed=seed, progress=progress())
    click.echo(f"{key}: {attendees} invented attendees.")


COMMANDS: list[click.Command] = [demo]
