"""Files that browsers keep: by their mark for a year, fonts for a week, the rest after asking."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from caravan.kernel.assets import asset

STYLE = "css/tokens.css"
FONT = "/static/vendor/fonts/ibm-plex-sans-arabic-arabic-400-normal.woff2"


def kept(client: FlaskClient, address: str) -> tuple[int | None, bool]:
    """How many seconds the file may be kept, and whether it has to be asked for all the same."""
    with client.get(address) as answer:
        assert answer.status_code == 200
        return answer.cache_control.max_age, bool(answer.cache_control.no_cache)


def test_file_with_its_mark_is_kept_for_a_year(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        address = asset(STYLE)

    assert kept(client, address) == (31_536_000, False)


@pytest.mark.parametrize("address", [f"/static/{STYLE}", f"/static/{STYLE}?v=0123456789"])
def test_file_without_its_mark_is_asked_for_anew(client: FlaskClient, address: str) -> None:
    assert kept(client, address) == (None, True)


def test_font_is_kept_for_a_week(client: FlaskClient) -> None:
    assert kept(client, FONT) == (604_800, False)
