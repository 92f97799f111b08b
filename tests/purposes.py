"""The register of purposes as `events/` has it: without it no form is open."""

from pathlib import Path

from sqlalchemy import insert

from caravan.kernel.db import db
from caravan.kernel.purposes import Purpose
from caravan.tour import purpose_file
from caravan.tour.purpose_file import PURPOSES_FILE

_READ = purpose_file.read((Path(__file__).parents[1] / "events" / PURPOSES_FILE).read_bytes())


def load_purposes() -> None:
    """Write the register into the empty database."""
    rows = [{**vars(one), "position": place} for place, one in enumerate(_READ)]
    with db.engine.begin() as connection:
        connection.execute(insert(Purpose), rows)
