"""The WSGI entry point: `wsgi:app`."""

import gc

from caravan import create_app

app = create_app()
gc.freeze()  # what is there from the start stays: it need not be looked through for rubbish
