"""Commands of partners and stands: give the lists back as a file, draw the signs of a stop."""

from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext

from caravan.kernel.terminal import one_line
from caravan.tour import queries as tour
from caravan.tour.offers import partner_file, queries
from caravan.tour.offers.paper import draw_signs

OUT = click.option("-o", "out", required=True, type=click.Path(path_type=Path, dir_okay=False))
partners = AppGroup("partners", help="Partners and offers: give them back.")


@partners.command("export")
@OUT
def export(out: Path) -> None:
    """Write partners and offers, as they stand now, to a file."""
    with one_line():
        out.write_text(partner_file.write(*queries.everything()), encoding="utf-8")


@click.command("signs")
@click.argument("key")
@OUT
@with_appcontext
def signs(key: str, out: Path) -> None:
    """Draw the A4 signs of the stands of the stop KEY, whose codes lead to their pages."""
    with one_line(key):
        stop = tour.get_stop(key)
        out.write_bytes(draw_signs(stop, queries.stands_of(stop), tour.all_services()))


COMMANDS: list[click.Command] = [partners, signs]
