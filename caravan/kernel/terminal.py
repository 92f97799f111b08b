"""What every command shares: a fault ends it with one clear line, long work shows progress."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from caravan.kernel.i18n import PUBLIC_LANGUAGES
from caravan.kernel.refusal import Refusal

Progress = Callable[[int, int], None]


def terminal_language() -> str:
    """The language that the terminal is set to: "ar", "fr", else "en".

    Read from LC_ALL, LC_MESSAGES and LANG, the first of them that is set, as POSIX has it.
    """
    variables = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    said = next(filter(None, variables), "")[:2]
    return said if said in PUBLIC_LANGUAGES else "en"


@contextmanager
def one_line(subject: object = "") -> Iterator[None]:
    """End the command with the sentence of a refusal about `subject`, or of a file's fault."""
    about = f"{subject}: " if subject else ""
    try:
        yield
    except Refusal as refusal:
        raise click.ClickException(f"{about}{refusal}") from refusal
    except OSError as fault:
        raise click.ClickException(f"{fault.filename}: {fault.strerror}.") from fault


def progress() -> Progress | None:
    """Shows (done, all) on a terminal; None in a pipe, where work is silent."""
    return _show if sys.stderr.isatty() else None


def _show(done: int, every: int) -> None:
    click.echo(f"\r{done} / {every}", nl=done == every, err=True)
