"""Commands of check-in: `flask badges`."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from caravan.checkin import actions, queries
from caravan.kernel.i18n import speaking
from caravan.kernel.terminal import one_line, progress
from caravan.tour import queries as tour


@click.command("badges")
@click.argument("key")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--new", "choice", flag_value="new", help="Only badges that were never printed.")
@click.option("--all", "choice", flag_value="all", default="all", help="Everybody (the default).")
@with_appcontext
def badges(key: str, output: Path, choice: str) -> None:
    """Draw the badges of the stop KEY, eight on an A4 sheet, into a PDF file."""
    with one_line(key), speaking("ar"):
        stop = tour.get_stop(key)
        ids = queries.badge_ids(stop.id, choice)
        with output.open("wb") as file:  # before anything is drawn and written down as printed
            file.write(actions.print_sheets(stop, ids, staff_id=None, progress=progress()))
    click.echo(f"{len(ids)} badges in {output}")


COMMANDS: list[click.Command] = [badges]
