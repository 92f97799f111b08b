"""The command that applies retention, and repeats the erasures after a restore."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from caravan.kernel.clock import now
from caravan.kernel.i18n import speaking
from caravan.kernel.retention import RULES, due
from caravan.kernel.terminal import one_line, progress, terminal_language
from caravan.registration.rights import actions, certificate
from caravan.tour import queries as tour


@click.command("purge")
@click.option("--dry-run", is_flag=True, help="Tell what would be erased; erase nothing.")
@click.option("--replay", is_flag=True, help="After a restore: erase again whom the list names.")
@click.option("-o", "out", type=click.Path(path_type=Path, dir_okay=False), help="Certificate.")
@with_appcontext
def purge_command(*, dry_run: bool, replay: bool, out: Path | None) -> None:
    """Erase what is older than the register of purposes allows, and print a certificate."""
    rules = current_app.extensions[RULES]
    with one_line(), speaking(terminal_language()):
        for line in certificate.held(tour.holds()):
            click.echo(line, err=True)
        if dry_run:
            click.echo(certificate.announced(due(rules, now())))
            return
        if replay:
            click.echo(certificate.repeated(actions.replay(now(), progress())))
        done = actions.purge(rules, now())
        text = certificate.written(done) if done else certificate.announced([])
        click.echo(text)
        if out and done:
            out.write_text(f"{text}\n", encoding="utf-8")


COMMANDS: list[click.Command] = [purge_command]
"""Registered with those of the room."""
