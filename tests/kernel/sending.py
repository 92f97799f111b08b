"""A process of its own that sends what waits, for tests that kill it."""

import subprocess
import sys
import textwrap
from pathlib import Path

from flask import Flask

from caravan.kernel.db import db

ROOT = Path(__file__).parents[2]
SENDER = """
    from caravan import create_app
    from caravan.kernel import post
    from caravan.settings import Settings
    from pathlib import Path
    settings = Settings(data=Path({data!r}), database_url={url!r}, secret=b"0" * 32,
        sms_url={gateway!r}, smtp_url={smtp!r}, mail_from="c@caravan.example", testing=True)
    with create_app(settings).app_context():
        post.send_due()
"""


def sender(app: Flask, gateway: str = "", smtp: str = "") -> subprocess.Popen[bytes]:
    """Started on the database of `app`, with a gateway or a mail server or both."""
    settings = app.config["SETTINGS"]
    url = db.engine.url.render_as_string(hide_password=False)
    code = textwrap.dedent(SENDER).format(
        data=str(settings.data), url=url, gateway=gateway, smtp=smtp
    )
    return subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
