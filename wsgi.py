"""The WSGI entry point: `wsgi:app`."""

import gc
import os
import sys

from caravan import application
from caravan.kernel.chores import start_chores
from caravan.kernel.migrations import open_migrations
from caravan.kernel.post import start_worker
from caravan.kernel.turns import Turns

app = application()
if "FLASK_RUN_FROM_CLI" in os.environ:
    open_migrations(app)
else:  # a command does its work and ends
    app.wsgi_app = Turns(app.wsgi_app, app.config["SETTINGS"].threads)  # type: ignore[method-assign]  # as Flask says to wrap
    start_worker(app)
    start_chores(app)
gc.freeze()  # what is there from the start stays: it need not be looked through for rubbish
gc.enable()
# Ten times as often as usual, a thread that calculates lets the others in: one of them may hold the
# write turn, for which every other writer waits.
sys.setswitchinterval(0.0005)
