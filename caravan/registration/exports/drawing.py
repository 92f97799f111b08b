"""A long list, drawn while the page that shows how far it is goes out; the file lies for an hour.

It lies in the data folder, open to nobody but this program, because a page can show progress and a
download cannot. Whoever fetches it is asked anew whether it is still granted.
"""

import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from flask import current_app

from caravan.kernel import sheets
from caravan.kernel.i18n import lang
from caravan.registration.exports import actions, queries, rules
from caravan.registration.exports.models import ExportRequest
from caravan.tour.models import Stop

LONG = 3_000
"""From so many rows on, a list is drawn step by step: shorter ones take a second or two."""
_LIES = 3600  # seconds


class LongList:
    """What becomes of a long list: `file` once it is drawn whole."""

    def __init__(self, stop: Stop, request: ExportRequest, every: int, host: str) -> None:
        self.stop, self.request, self.every, self.host = stop, request, every, host
        self.file: Path | None = None

    def steps(self) -> Iterator[tuple[int, int]]:
        """Draws the list into its file; gives (rows drawn, all), as they were counted before."""
        forget_old()
        request, whole = self.request, file_of(self.request)
        part = whole.with_name(f"{whole.name}.{secrets.token_hex(8)}")
        try:
            with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                heads = queries.heads(request.content)
                rows = queries.rows(self.stop, request.content, self.host)
                mark, to_left = request.id, lang() == "ar"
                for drawn in sheets.write_steps(
                    out, request.form, heads, rows, mark=mark, to_left=to_left
                ):
                    yield min(drawn, self.every), self.every
            part.replace(whole)
        finally:
            part.unlink(missing_ok=True)
        yield self.every, self.every
        actions.note_drawn(self.stop, request, rows=self.every)
        self.file = whole


def file_of(request: ExportRequest) -> Path:
    """Where the file of a request lies once it is drawn."""
    return _folder() / f"{request.id}.{request.form}"


def forget_old() -> None:
    """Delete what lies there for longer than an hour, and what was never finished."""
    for file in _folder().iterdir():
        if time.time() - file.stat().st_mtime > _LIES:
            file.unlink(missing_ok=True)


def get_drawn(request: ExportRequest) -> bytes:
    """The file as it was drawn; refused (NotDrawn) where it is gone."""
    forget_old()
    try:
        return file_of(request).read_bytes()
    except FileNotFoundError:
        raise rules.NotDrawn from None


def _folder() -> Path:
    folder = Path(current_app.config["SETTINGS"].data) / "exports"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
