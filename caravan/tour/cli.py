"""Commands of the tour: check, publish and give back stop files, draw poster and programme."""

import sys
from collections.abc import Callable
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from caravan.kernel.db import transaction
from caravan.kernel.i18n import speaking
from caravan.kernel.refusal import NotFound
from caravan.kernel.terminal import one_line, terminal_language
from caravan.kernel.texts import gettext as _
from caravan.press.programme import SHAPES, Shape
from caravan.tour import actions, catalogue_file, queries
from caravan.tour.agreements import actions as register
from caravan.tour.agreements.cli import agreements, tell_loaded
from caravan.tour.catalogue import Catalogue
from caravan.tour.folder import BadFolder, Folder, read_folder, refuse_mixed
from caravan.tour.models import Stop
from caravan.tour.offers import cli as offers
from caravan.tour.paper import draw_poster, draw_programme

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
FILES = click.argument("files", metavar="[FILE]...", nargs=-1, type=FILE)
OUT = click.option("-o", "out", required=True, type=click.Path(path_type=Path, dir_okay=False))
stops = AppGroup("stops", help="Stop files: check, publish, give back.")
tours = AppGroup("tours", help="The tours and their editions.")
commands = AppGroup("commands", help="The host commands and their levels.")
calendar = AppGroup("calendar", help="Dates to avoid, lunar dates that were moved.")


@stops.command("check")
@FILES
def check(files: tuple[Path, ...]) -> None:
    """Read each FILE (by default all of events/) and list every fault with its line and key."""
    folder = _read(files)
    click.echo(f"No fault. Stop files: {len(folder.stops)}.")


@stops.command("publish")
@FILES
@click.option("--again", is_flag=True, help="Publish what stood before, over what stands now.")
def publish(files: tuple[Path, ...], *, again: bool) -> None:
    """Publish each FILE (by default all of events/); where one has a fault, none is published.

    A file that was published before and has not changed since is passed by: what was edited on
    screen after it stays.
    """
    folder = _read(files, is_to_publish=True)
    new = 0
    with one_line(), transaction():
        actions.load_catalogue(folder.catalogue)
        tell_loaded(register.load(folder.agreements))
        hidden = not sys.stderr.isatty()
        with click.progressbar(folder.stops, file=sys.stderr, hidden=hidden) as shown:
            for file in shown:
                published = actions.publish(file.plan, text=file.text, only_new=not again)
                new += published.is_new
                if published.is_new:
                    _tell(file.plan.key, published)
    click.echo(f"Published: {new}. Unchanged: {len(folder.stops) - new}.")


@stops.command("export")
@click.argument("key")
@OUT
def export(key: str, out: Path) -> None:
    """Write the stop file of KEY, as it was published last, to a file."""
    release = queries.find_release(_get_stop(key).id)
    with one_line(key):
        out.write_bytes(release.plan.encode() if release else b"")


@stops.command("hold")
@click.argument("key")
@click.option("--reason", required=True, help="Why, in a few words; no names.")
def hold(key: str, reason: str) -> None:
    """Let the purge leave everything of the stop KEY alone, until the hold is lifted."""
    with one_line(key):
        actions.hold(_get_stop(key), reason)


@stops.command("unhold")
@click.argument("key")
def unhold(key: str) -> None:
    """Lift the legal hold of the stop KEY: the next purge erases what is due."""
    with one_line(key):
        actions.lift_hold(_get_stop(key))


@tours.command("export")
@OUT
def export_tours(out: Path) -> None:
    """Write events/tours.toml as tours and editions stand now, with what was edited on screen."""
    _write_list(out, catalogue_file.write_tours)


@commands.command("export")
@OUT
def export_commands(out: Path) -> None:
    """Write events/prefectures.toml as the host commands stand now."""
    _write_list(out, catalogue_file.write_commands)


@calendar.command("export")
@OUT
def export_calendar(out: Path) -> None:
    """Write events/calendar.toml as the dates stand now."""
    _write_list(out, catalogue_file.write_calendar)


def _write_list(out: Path, write: Callable[[Catalogue], str]) -> None:
    with one_line():
        out.write_text(write(queries.whole_catalogue()), encoding="utf-8")


@click.command("poster")
@click.argument("key")
@OUT
@with_appcontext
def poster(key: str, out: Path) -> None:
    """Draw the A3 poster of the stop KEY, whose code leads to its page."""
    with one_line(key):
        out.write_bytes(draw_poster(_get_stop(key)))


@click.command("programme")
@click.argument("key")
@OUT
@click.option(
    "--shape", type=click.Choice(SHAPES), default="a5", help="Wall poster, hand-out, large letters."
)
@with_appcontext
def programme(key: str, out: Path, shape: Shape) -> None:
    """Draw the programme of the stop KEY to print, by default as a hand-out."""
    with one_line(key):
        out.write_bytes(draw_programme(_get_stop(key), shape))


def _read(files: tuple[Path, ...], *, is_to_publish: bool = False) -> Folder:
    """The files, or their faults on the screen, in the language of the terminal, and an end."""
    with speaking(terminal_language()):
        return _read_or_tell(files, is_to_publish=is_to_publish)


def _read_or_tell(files: tuple[Path, ...], *, is_to_publish: bool) -> Folder:
    try:
        folder = read_folder(current_app.config["SETTINGS"].events, files)
        for line in refuse_mixed(folder):
            click.echo(_("Look at this: %(line)s", line=line), err=True)
    except BadFolder as bad:
        for line in bad.lines:
            click.echo(line, err=True)
        consequence = _("Nothing was published.") if is_to_publish else ""
        raise click.ClickException(f"{bad} {consequence}".strip()) from bad
    return folder


def _tell(key: str, published: actions.Published) -> None:
    click.echo(f"{key}: release {published.number}")
    for sentence in published.changes["ar"]:
        click.echo(f"  {sentence}")


def _get_stop(key: str) -> Stop:
    try:
        return queries.get_stop(key)
    except NotFound as missing:
        raise click.ClickException(f"No stop with the key {key} is published.") from missing


COMMANDS: list[click.Command] = [
    stops,
    agreements,
    tours,
    commands,
    calendar,
    poster,
    programme,
    *offers.COMMANDS,
]
