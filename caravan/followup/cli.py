"""Commands of this room: `flask summary`."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from caravan.followup import actions
from caravan.kernel.i18n import speaking
from caravan.kernel.terminal import one_line, progress
from caravan.press.words import Lang
from caravan.tour import queries as tour


@click.command("summary")
@click.argument("key")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option(
    "--lang", type=click.Choice(["ar", "fr"]), default="ar", help="Language of the print."
)
@with_appcontext
def summary(key: str, output: Path, lang: Lang) -> None:
    """Draw the summary of the stop KEY, as things stand now, into a PDF file."""
    with one_line(key), speaking(lang):
        stop = tour.get_stop(key)
        with output.open("wb") as file:  # before anything is drawn and written down as printed
            file.write(actions.print_summary(stop, lang, staff_id=None, progress=progress()))
    click.echo(f"The summary of {key} is in {output}")


COMMANDS: list[click.Command] = [summary]
