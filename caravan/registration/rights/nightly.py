"""What the running server does once a night: what is older than its purpose allows goes."""

from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app

from caravan.kernel.clock import now
from caravan.kernel.i18n import PUBLIC_LANGUAGES, speaking
from caravan.kernel.retention import RULES, Certificate
from caravan.registration.rights import actions, certificate, queries, rules

if TYPE_CHECKING:
    from datetime import datetime


class Nightly:
    """One chore of the elected process; it remembers when it was done last.

    Where somebody's own clock ran `flask purge` that night, or another machine, it is done.
    """

    def __init__(self) -> None:
        self.last: datetime | None = None

    def __call__(self) -> None:
        """From three o'clock on Moroccan clocks, or as soon as the server runs that day."""
        moment = now()
        if not rules.is_purge_due(self.last, moment):
            return
        self.last = queries.last_purge()
        if not rules.is_purge_due(self.last, moment):
            return
        done = actions.purge(current_app.extensions[RULES], moment)
        self.last = moment
        if done:
            _keep(done)


def _keep(done: Certificate) -> None:
    """The certificate beside the database, in both languages, for whoever takes it elsewhere."""
    texts = []
    for language in PUBLIC_LANGUAGES:
        with speaking(language):
            texts.append(certificate.written(done))
    folder = Path(current_app.config["SETTINGS"].data) / "certificates"
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / f"{done.number}.txt").write_text("\n\n".join([*texts, ""]), encoding="utf-8")
