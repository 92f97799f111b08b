"""Commands of the register of agreements: give the file back, tell what a file has changed."""

from pathlib import Path

import click
from flask.cli import AppGroup

from caravan.kernel.terminal import one_line
from caravan.tour.agreements import queries, register_file
from caravan.tour.agreements.actions import Loaded

OUT = click.option("-o", "out", required=True, type=click.Path(path_type=Path, dir_okay=False))
agreements = AppGroup("agreements", help="The register of agreements: give it back.")


@agreements.command("export")
@OUT
def export(out: Path) -> None:
    """Write the register as it stands, with its drafts, to a file."""
    with one_line():
        out.write_text(register_file.write(queries.everything()), encoding="utf-8")


def tell_loaded(loaded: Loaded) -> None:
    """Say which agreements the file has changed, and which it could not without losing edits."""
    for key in loaded.changed:
        click.echo(f"Agreement {key}: taken from the file.")
    for key in loaded.kept:
        click.echo(
            f"Agreement {key}: edited on screen and changed in the file; the screen is kept."
            " Export the register, bring the two together, publish that.",
            err=True,
        )
