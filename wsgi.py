"""The WSGI entry point: `wsgi:app`."""

import gc
import os

from caravan import create_app
from caravan.kernel.post import start_worker

app = create_app()
if "FLASK_RUN_FROM_CLI" not in os.environ:  # a command does its work and ends
    start_worker(app)
gc.freeze()  # what is there from the start stays: it need not be looked through for rubbish
