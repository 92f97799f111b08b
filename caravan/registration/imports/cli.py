"""Commands of invitations: take a list, or see what it would do."""

from pathlib import Path

import click
from flask.cli import AppGroup

from caravan.kernel.clock import now
from caravan.kernel.errors import explain
from caravan.kernel.i18n import speaking
from caravan.kernel.terminal import one_line, progress, terminal_language
from caravan.registration.imports import actions, queries, reading, rules
from caravan.tour import queries as tour

invitations = AppGroup("invitations", help="Lists of people who are invited.")


@invitations.command("load")
@click.argument("key")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--check", is_flag=True, help="Read the list and tell what it would do, no more.")
def load(key: str, file: Path, *, check: bool) -> None:
    """Invite everybody on the list FILE (CSV or XLSX) to the stop KEY, or with a fault nobody."""
    with one_line(key):
        stop = tour.get_stop(key)
    with one_line(file):
        read = reading.read(file.read_bytes(), progress())
    if read.faults:
        _tell(read.faults)
    if check:
        seen = queries.foresee(stop.id, read.rows)
        added = sum(one.fate == "new" for one in seen)
    else:
        added = actions.take_rows(stop, read.rows, now=now(), progress=progress())
    click.echo(f"Rows: {len(read.rows)}. New: {added}.")


def _tell(faults: tuple[rules.Fault, ...]) -> None:
    """Every fault on a line of its own, then the end."""
    with speaking(terminal_language()):
        for fault in faults:
            column = f", {fault.column}" if fault.column else ""
            click.echo(f"{fault.line}{column}: {explain(fault.refusal)}", err=True)
    raise click.ClickException(f"Faults: {len(faults)}. Nothing was taken.")


COMMANDS = (invitations,)
