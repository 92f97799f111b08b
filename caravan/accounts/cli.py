"""Commands of the accounts: `flask staff add`."""

import sys

import click
from flask.cli import AppGroup

from caravan.accounts import actions, queries, rules
from caravan.kernel.db import transaction
from caravan.kernel.i18n import speaking
from caravan.kernel.terminal import one_line

staff = AppGroup("staff", help="People who sign in.")


@staff.command("add")
@click.argument("email", metavar="E-MAIL")
@click.option("--role", type=click.Choice(rules.ROLES), required=True)
@click.option("--stop", "stop_key", help="The key of the one stop; without it, all stops.")
def add(email: str, role: str, stop_key: str | None) -> None:
    """Add an account; its password is read from standard input (empty: chosen at the link).

    Prints a link, good once within a day, that sets up the code application.
    """
    password = sys.stdin.readline().rstrip("\n") if not sys.stdin.isatty() else ""
    with one_line(), transaction():
        person = actions.add_staff(email, role, stop_key)
        if password:
            actions.set_password(person.id, password)
        token = actions.make_link(person.id)
    with speaking("ar"):
        click.echo(queries.link_address(token))


COMMANDS: list[click.Command] = [staff]
