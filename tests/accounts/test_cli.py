"""`flask staff add`."""

from flask import Flask

from caravan.accounts import queries
from caravan.accounts.models import Staff
from tests import makers


def test_add_prints_a_link_and_sets_the_password(app: Flask) -> None:
    makers.make_stop()
    result = app.test_cli_runner().invoke(
        args=["staff", "add", "Gate@example.org", "--role", "gate", "--stop", "oujda-2025"],
        input="sable horloge tambour olive\n",
    )

    assert result.exit_code == 0
    token = result.output.strip().rsplit("/", 1)[1]
    staff = queries.get_staff(queries.get_link(token).staff_id)
    assert (staff.email, staff.may("checkin", "oujda-2025")) == ("gate@example.org", True)


def test_add_ends_with_one_line_when_refused(app: Flask) -> None:
    result = app.test_cli_runner().invoke(
        args=["staff", "add", "gate@example.org", "--role", "gate"], input="short\n"
    )

    assert result.exit_code == 1
    assert result.output.startswith("Error: This password is too easy to guess.")
    assert makers.count(Staff) == 0
