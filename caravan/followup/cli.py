"""Commands of this room: `flask summary`."""

import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from caravan.followup import actions
from caravan.kernel.i18n import speaking
from caravan.kernel.refusal import Refusal
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
    progress = _show_progress if sys.stderr.isatty() else None
    try:
        with speaking(lang):
            stop = tour.get_stop(key)
            pdf = actions.print_summary(stop, lang, staff_id=None, progress=progress)
        output.write_bytes(pdf)
    except Refusal as refusal:
        raise click.ClickException(f"{key}: {refusal}") from refusal
    except OSError as fault:
        raise click.ClickException(f"{output}: {fault.strerror}") from fault
    click.echo(f"The summary of {key} is in {output}")


def _show_progress(done: int, every: int) -> None:
    click.echo(f"\r{done} / {every}", nl=done == every, err=True)


COMMANDS: list[click.Command] = [summary]
