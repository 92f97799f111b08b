"""The raw baseline of every page: the least that Flask can answer, on the same server."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def hello() -> str:
    """One short line, without a template, session or database."""
    return "Hello, world"
