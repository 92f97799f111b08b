"""The words of a filter: what is too long is looked for by its beginning."""

from collections.abc import Callable

import pytest

from caravan.followup.board import rules
from tests import makers, pages
from tests.conftest import Browser


@pytest.mark.parametrize(("typed", "kept"), [("Quand", 5), ("Quand+" * 900, rules.SEARCH_LENGTH)])
def test_search_takes_the_beginning_of_what_was_pasted(
    as_staff: Callable[..., Browser], typed: str, kept: int
) -> None:
    makers.make_question(makers.make_stop(), "Quand ?", state="approved")

    page = pages.read(as_staff("feedback").get(f"/fr/staff/stops/oujda-2025/feedback?q={typed}"))

    assert page.all("//tbody//th[@scope='row']/a/span") == ["Quand ?"]
    assert len(page.form("q").fields["q"]) == kept
