"""Small work that recurs by the clock: one elected process of this machine does it."""

import logging
import threading
import time

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from caravan.kernel.post import elected
from caravan.kernel.refusal import Refusal

CHORES = "caravan.chores"
"""Where the application keeps what is to be done each minute: functions without arguments."""

log = logging.getLogger("caravan")
_MINUTE = 60


def start_chores(app: Flask) -> None:
    """Do the chores of `app` each minute from now on, in a thread of this process.

    Every process may start one: the one that holds the lock works, the next takes over when that
    process ends.
    """
    threading.Thread(target=_work, args=(app,), name="chores", daemon=True).start()


def _work(app: Flask) -> None:
    with elected(app.config["SETTINGS"].data / "chores.lock"):
        while True:
            do_chores(app)
            time.sleep(_MINUTE)


def do_chores(app: Flask) -> None:
    """One round of all chores; a database or a disk that is away is there again at the next."""
    for chore in app.extensions.get(CHORES, ()):
        try:
            with app.app_context():
                chore()
        except (SQLAlchemyError, OSError, Refusal) as fault:
            log.warning("a chore could not be done: %s", type(fault).__name__)
