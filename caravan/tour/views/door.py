"""The blueprint of the room, and how its pages give whole addresses."""

from typing import Any

from flask import Blueprint, current_app, url_for

from caravan.tour import words

STOP = "/<lang:lang>/staff/stops/<key>"  # where the pages of one stop begin, for staff

blueprint = Blueprint("tour", __name__)
blueprint.add_app_template_filter(words.audience, "audience")
blueprint.add_app_template_filter(words.language_name, "language_name")


def site_url() -> str:
    """The site as others reach it, without a slash at its end."""
    return str(current_app.config["SETTINGS"].public_url)


def whole_url(endpoint: str, **values: Any) -> str:
    """The address of a page as others reach it."""
    return site_url() + url_for(endpoint, **values)
