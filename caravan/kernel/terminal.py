"""What every command shares: a fault ends it with one clear line, long work shows progress."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from caravan.kernel.refusal import Refusal

Progress = Callable[[int, int], None]


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
