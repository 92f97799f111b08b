"""Commands end with one line."""

from pathlib import Path

import click
import pytest

from caravan.kernel.refusal import NotFound
from caravan.kernel.terminal import one_line


def test_refusal_ends_with_its_sentence_and_what_it_is_about() -> None:
    said = r"^oujda-2025: We did not find this page\."
    with pytest.raises(click.ClickException, match=said), one_line("oujda-2025"):
        raise NotFound


def test_file_that_cannot_be_written_is_named() -> None:
    said = r"^/nowhere/at-all: No such file or directory\.$"
    with pytest.raises(click.ClickException, match=said), one_line("oujda-2025"):
        Path("/nowhere/at-all").write_text("")
