"""What became of what was said, as an Atom feed (RFC 4287): answers, and steps of promises."""

from collections.abc import Callable, Sequence
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from caravan.followup.memory.queries import News
from caravan.followup.promises import words
from caravan.kernel.clock import to_wall
from caravan.kernel.i18n import days, in_lang, lang, text_dir
from caravan.kernel.texts import gettext as _
from caravan.kernel.xml_file import LANG, add, write_file

_ATOM = "http://www.w3.org/2005/Atom"
_XHTML = "http://www.w3.org/1999/xhtml"
_BEGAN = "2025-01-01"
"""The day in the feed's names for good (RFC 4151): the site was ours by then, and stays so."""
_TITLE = 120


def write(
    news: Sequence[News], title: str, addresses: tuple[str, str], page_of: Callable[[News], str]
) -> bytes:
    """The feed of `news` (newest first) under `title`, in the page's language.

    `addresses` are the feed's own and that of the page for people, both whole; `page_of` gives
    the address of the page on which a piece of news stands. Times are those of Moroccan clocks.
    """
    own, page = addresses
    site = f"tag:{urlsplit(own).hostname},{_BEGAN}:"
    feed = ET.Element("feed", {"xmlns": _ATOM, LANG: lang()})
    add(feed, "id", f"{site}{urlsplit(own).path}")
    add(feed, "title", title)
    add(feed, "updated", _instant(news[0].at) if news else f"{_BEGAN}T12:00:00+01:00")
    add(feed, "link", rel="self", type="application/atom+xml", href=own)
    add(feed, "link", rel="alternate", type="text/html", href=page)
    add(add(feed, "author"), "name", str(_("Social works of national security")))
    for one in news:
        _add_entry(feed, one, f"{site}{one.id}/{lang()}", page_of(one))
    return write_file(feed)


def _add_entry(feed: ET.Element, one: News, name: str, page: str) -> None:
    word = _word(one)
    what = one.asked if one.kind == "answer" else in_lang(one.body)
    entry = add(feed, "entry")
    add(entry, "id", name)
    add(entry, "title", word + _(": ") + _shortened(what))
    add(entry, "updated", _instant(one.at))
    add(entry, "link", rel="alternate", type="text/html", href=page)
    add(entry, "category", term=one.stop.key, label=in_lang(one.stop.title))
    content = add(entry, "content", type="xhtml")
    told = add(content, "div", xmlns=_XHTML, dir=text_dir(lang()))
    for label, text in (
        (_("You asked"), one.asked),
        (_("We answered") if one.kind == "answer" else _("We will do"), in_lang(one.body)),
        (word, in_lang(one.note)),
    ):
        if text:
            add(told, "p", label + _(": ") + text)
    if one.due:
        until = _("by %(day)s", day=days(one.due, one.due))
        add(told, "p", in_lang(one.owner) + _(", ") + until)


def _word(one: News) -> str:
    if one.kind == "answer":
        return str(_("Not possible") if one.is_refusal else _("Answered"))
    return str(words.STEPS[one.kind])


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TITLE else line[: _TITLE - 1].rstrip() + "…"


def _instant(at: datetime) -> str:
    return to_wall(at).isoformat(timespec="seconds")
