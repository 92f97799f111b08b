"""The feeds of answers, held against what RFC 4287 asks of a feed (atom.rng)."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest
from lxml import etree

from caravan.followup import actions
from caravan.followup.promises import actions as promises
from caravan.followup.promises.rules import Move
from caravan.kernel import clock
from tests import makers
from tests.conftest import Browser

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEEDS = ("/ar/answers.atom", "/fr/answers.atom", "/fr/stops/oujda-2025/answers.atom")
BROKEN = {
    "no id": ("<id>tag:a,2025:b</id>", ""),
    "two ids": ("<id>tag:a,2025:b</id>", "<id>tag:a,2025:b</id><id>tag:a,2025:c</id>"),
    "no title": ("<title>T</title>", ""),
    "a day for an instant": ("2026-01-01T00:00:00Z", "2026-01-01"),
    "a small t": ("2026-01-01T00:00:00Z", "2026-01-01t00:00:00Z"),
    "an id that is no address": ("tag:a,2025:b", "answers/1"),
    "an author without a name": ("<name>N</name>", ""),
    "a link that leads nowhere": (' href="https://a/"', ""),
    "something unknown": ("<title>T</title>", "<title>T</title><guid>1</guid>"),
}
RIGHT = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><id>tag:a,2025:b</id><title>T</title>'
    "<updated>2026-01-01T00:00:00Z</updated><author><name>N</name></author>"
    '<link rel="self" href="https://a/"/></feed>'
)


def test_grammar_takes_a_right_feed() -> None:
    SCHEMA.assertValid(etree.fromstring(RIGHT))


@pytest.mark.parametrize("fault", BROKEN)
def test_grammar_refuses_what_the_standard_forbids(fault: str) -> None:
    assert not SCHEMA.validate(etree.fromstring(RIGHT.replace(*BROKEN[fault])))


def filled() -> None:
    """Answers, a refusal, signs that XML escapes, and steps of a promise."""
    stop, staff = makers.make_stop(), makers.make_staff()
    asked = [makers.make_question(stop, text, state="answered") for text in ("أ <b> & ؟", "Non ?")]
    makers.make_answer(asked[0])
    makers.make_answer(asked[1], is_refusal=True)
    promise = makers.make_promise(stop, item_id=asked[0].id)
    actions.keep_promise(promise.id, {"ar": "تم", "fr": "Fait"}, staff_id=staff.id)


@pytest.mark.parametrize("has_news", [False, True])
def test_feeds_are_what_the_standard_asks_for(client: Browser, *, has_news: bool) -> None:
    filled() if has_news else makers.make_stop()

    for address in FEEDS:
        feed = etree.fromstring(client.get(address).data)

        SCHEMA.assertValid(feed)
        names = feed.xpath("//a:id/text()", namespaces=ATOM)
        assert len(names) == len(set(names)) == (4 if has_news else 1)
        links = feed.xpath("/a:feed/a:link", namespaces=ATOM)
        assert [one.get("rel") for one in links] == ["self", "alternate"]
        assert links[0].get("href").endswith(address)
        for entry in feed.xpath("//a:entry", namespaces=ATOM):
            kinds = Counter(
                (one.get("type"), one.get("hreflang"))
                for one in entry.xpath("a:link[@rel='alternate']", namespaces=ATOM)
            )
            assert list(kinds.values()) == [1]
        moments = feed.xpath("//a:entry/a:updated/text()", namespaces=ATOM)
        assert moments == sorted(moments, reverse=True)
        newest = feed.findtext("a:updated", namespaces=ATOM)
        assert newest == (moments[0] if moments else newest)
        assert datetime.fromisoformat(newest) <= clock.now()


def test_feed_tells_until_when_it_is_promised_and_a_refusal_as_one(client: Browser) -> None:
    stop, staff = makers.make_stop(), makers.make_staff()
    asked, refused = (
        makers.make_question(stop, text, state="answered") for text in ("Quand ?", "Encore ?")
    )
    makers.make_answer(refused, is_refusal=True)
    promise = makers.make_promise(stop, item_id=asked.id)
    why = {"ar": "لم يكتمل", "fr": "Pas fini"}
    promises.take_step(promise.id, Move("moved", why, date(2031, 3, 1)), staff_id=staff.id)

    told = client.get(FEEDS[2]).get_data(as_text=True)

    assert "Service du logement, avant le 1er mars 2031" in told
    assert "<title>Impossible\u00a0: Encore ?<" in told
