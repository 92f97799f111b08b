"""The WSGI entry point: `wsgi:app`."""

from caravan import create_app

app = create_app()
