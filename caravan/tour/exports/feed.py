"""What changed at a stop as an Atom feed (RFC 4287): one entry for each release that says so."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from caravan.kernel.clock import to_wall
from caravan.kernel.i18n import in_lang, lang, text_dir
from caravan.kernel.texts import gettext as _
from caravan.kernel.xml_file import LANG, add, write_file
from caravan.tour import words
from caravan.tour.models import Release, Stop

_ATOM = "http://www.w3.org/2005/Atom"
_XHTML = "http://www.w3.org/1999/xhtml"


def write(stop: Stop, releases: Sequence[Release], address: str, page: str) -> bytes:
    """The feed of the stop's `releases` (newest first), in the page's language.

    `address` is the feed's own, `page` that of the same list for people, both whole. A release
    that told nobody of anything has no entry. Times carry the offset of Moroccan clocks.
    """
    began = min((release.published_at for release in releases), default=stop.published_at)
    name = _tag(page, began, stop.key)
    feed = ET.Element("feed", {"xmlns": _ATOM, LANG: lang()})
    add(feed, "id", name)
    add(feed, "title", in_lang(stop.title) + _(": ") + _("What changed"))
    add(feed, "updated", _instant(stop.published_at))
    add(feed, "link", rel="self", type="application/atom+xml", href=address)
    add(feed, "link", rel="alternate", type="text/html", href=page)
    add(add(feed, "author"), "name", str(_("Social works of national security")))
    for release in releases:
        if sentences := words.told_by(release):
            _add_entry(feed, release, sentences, name, page)
    return write_file(feed)


def _add_entry(
    feed: ET.Element, release: Release, sentences: Sequence[str], name: str, page: str
) -> None:
    entry = add(feed, "entry")
    add(entry, "id", f"{name}/{release.number}")
    number = _("release %(number)s", number=release.number)
    add(entry, "title", number + _(": ") + sentences[0])
    add(entry, "published", _instant(release.published_at))
    add(entry, "updated", _instant(release.published_at))
    add(entry, "link", rel="alternate", type="text/html", href=f"{page}#r{release.number}")
    content = add(entry, "content", type="xhtml")
    told = add(content, "div", xmlns=_XHTML, dir=text_dir(lang()))
    for sentence in sentences:
        add(told, "p", sentence)


def _tag(page: str, began: datetime, key: str) -> str:
    """A name for good (RFC 4151): the site, the day of the first release, stop and language."""
    return f"tag:{urlsplit(page).hostname},{began:%Y-%m-%d}:{key}/{lang()}"


def _instant(at: datetime) -> str:
    return to_wall(at).isoformat(timespec="seconds")
