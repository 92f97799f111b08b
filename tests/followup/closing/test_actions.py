"""Closing a stop: texts, figures, signed versions that never change, nothing left open."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from caravan.followup.closing import actions, content, papers, queries, rules
from caravan.followup.closing.models import StopClosing, SummaryPaper, SummaryVersion
from caravan.followup.items import actions as items
from caravan.followup.items.queries import get_item
from caravan.followup.queries import stop_facts
from caravan.kernel import clock
from caravan.kernel.db import db
from caravan.press.summary.facts import StopSummary
from caravan.tour.duties.models import AnsweringBody
from caravan.tour.models import Stop
from caravan.voice.moderation import actions as moderation
from caravan.voice.rounds import actions as rounds
from tests import makers
from tests.rows import save

CANARY = "كناري9931 متى تفتح اللائحة؟"


@pytest.fixture
def stop(app: Flask) -> Stop:
    """A stop whose last day is today."""
    return makers.make_stop(first_day=clock.today() - timedelta(days=1))


@pytest.fixture
def who(stop: Stop) -> int:
    return makers.make_staff().id


def sign(stop: Stop, who: int) -> SummaryVersion:
    """The next signed version of what the summary says now."""
    seen = content.seen(actions.gather(stop))
    list(actions.draw(actions.prepare_signature(stop, seen), staff_id=who))
    db.session.expire_all()
    return queries.versions(stop.id)[0]


def owned(stop: Stop, who: int) -> str:
    """A desk note that lies with an office."""
    save(AnsweringBody(code="b", kind="department", name={"fr": "Bureau"}, days=5, position=0))
    note = makers.make_note(stop)
    items.assign(get_item(note.id), "b", clock.today(), reason=None, staff_id=who)
    return note.id


def test_draft_has_every_file_and_takes_the_place_of_the_one_before(stop: Stop, who: int) -> None:
    for _again in range(2):
        steps = list(actions.draw(actions.prepare_draft(stop), staff_id=who))

    assert [(one.done, one.of) for one in steps] == [(at, 10) for at in range(1, 11)]
    (draft,) = queries.versions(stop.id)
    assert (draft.number, set(queries.papers(draft.id))) == (0, set(papers.BY_CODE))
    assert makers.count(SummaryPaper) == 10


def test_signed_version_stays_as_it_was_when_the_stop_goes_on(stop: Stop, who: int) -> None:
    first = sign(stop, who)
    before = queries.get_paper(first, "summary-ar"), dict(first.content), first.digest
    makers.make_question(stop, "سؤال جديد", state="answered")
    second = sign(stop, who)

    db.session.expire_all()
    first = queries.get_version(stop.id, 1)
    assert (queries.get_paper(first, "summary-ar"), first.content, first.digest) == before
    assert (second.number, second.digest == first.digest) == (2, False)


def test_digest_on_the_paper_is_that_of_the_content(stop: Stop, who: int) -> None:
    version = sign(stop, who)
    facts = version.content["ar"]

    assert (facts["digest"], facts["signed"]) == (version.digest, "النسخة 1")
    assert content.is_intact(version.content, version.digest)
    changed = json.loads(json.dumps(version.content))
    changed["fr"]["overview"] = "Autre chose."
    assert not content.is_intact(changed, version.digest)


def test_content_is_the_same_after_it_was_kept(stop: Stop) -> None:
    makers.make_answer(makers.make_question(stop, "Répondue ?", state="answered", me_too=42))
    makers.make_registration(stop)
    both = actions.gather(stop)

    kept = content.from_json(json.loads(json.dumps(content.to_json(both))))

    assert kept == both
    assert isinstance(kept["fr"], StopSummary)


def test_signing_what_changed_meanwhile_is_refused(stop: Stop) -> None:
    seen = content.seen(actions.gather(stop))
    makers.make_question(stop, "Nouvelle ?")
    with pytest.raises(rules.ChangedSinceSeen):
        actions.prepare_signature(stop, seen)


def test_two_who_sign_the_same_number_give_one_version(stop: Stop, who: int) -> None:
    seen = content.seen(actions.gather(stop))
    one, other = (actions.prepare_signature(stop, seen) for _ in range(2))
    list(actions.draw(one, staff_id=who))
    with pytest.raises(rules.ChangedSinceSeen):
        list(actions.draw(other, staff_id=who))
    assert [version.number for version in queries.versions(stop.id)] == [1]


def test_same_content_is_signed_once(stop: Stop, who: int) -> None:
    sign(stop, who)
    with pytest.raises(rules.AlreadySigned):
        sign(stop, who)
    makers.make_question(stop, "سؤال جديد")
    assert sign(stop, who).number == 2


def test_text_erased_while_files_are_drawn_is_in_none_of_them(stop: Stop, who: int) -> None:
    question = makers.make_question(stop, CANARY)
    drawing = actions.draw(actions.prepare_draft(stop), staff_id=who)
    next(drawing)
    moderation.make_private(question.id, who)

    with pytest.raises(rules.TextErased):
        list(drawing)

    assert (queries.versions(stop.id), makers.count(SummaryPaper)) == ([], 0)


def test_text_is_printed_with_its_numbers_until_it_is_signed(stop: Stop, who: int) -> None:
    makers.make_question(stop, state="answered")
    actions.save_text(stop, "overview", "fr", "Questions : {questions}.", number=0, staff_id=who)
    signed = sign(stop, who)
    makers.make_question(stop, state="answered")

    assert stop_facts(stop, "fr").overview == "Questions : 2."
    assert signed.content["fr"]["overview"] == "Questions : 1."


def test_text_of_a_colleague_is_not_overwritten(stop: Stop, who: int) -> None:
    actions.save_text(stop, "overview", "ar", "الأول", number=0, staff_id=who)
    with pytest.raises(rules.TextChanged):
        actions.save_text(stop, "overview", "ar", "الثاني", number=0, staff_id=who)
    assert queries.texts(stop.id)["overview", "ar"].body == "الأول"


def test_figure_needs_its_source_and_goes_without_a_count(stop: Stop, who: int) -> None:
    with pytest.raises(rules.SourceMissing):
        actions.save_figure(stop, "expected", 900, " ", staff_id=who)
    actions.save_figure(stop, "expected", 900, "Préfecture", staff_id=who)
    actions.save_figure(stop, "expected", 950, "Préfecture", staff_id=who)
    assert queries.standing(stop.id) == {"expected": (950, "Préfecture")}
    for _twice in range(2):
        actions.save_figure(stop, "expected", None, "", staff_id=who)
    assert queries.standing(stop.id) == {}
    [entries] = queries.figures(stop.id).values()
    assert [one.value for one in entries] == [None, 950, 900]


def test_stop_with_an_open_item_is_not_closed(stop: Stop, who: int) -> None:
    makers.make_question(stop, state="approved")
    rounds.close_round(stop, who, now=clock.now())
    sign(stop, who)
    with pytest.raises(rules.ItemsOpen):
        actions.close_stop(stop, staff_id=who)
    assert makers.count(StopClosing) == 0


def test_stop_is_closed_once_every_item_has_its_outcome(stop: Stop, who: int) -> None:
    makers.make_question(stop, state="rejected", reason="خارج الاختصاص")
    makers.make_question(stop, state="answered")
    owned(stop, who)
    rounds.close_round(stop, who, now=clock.now())
    sign(stop, who)
    for _again in range(2):
        actions.close_stop(stop, staff_id=who)

    closing = queries.find_closing(stop.id)
    assert closing is not None
    assert closing.counts == {"open": 0, "owned": 1, "answered": 1, "refused": 1}
    assert closing.version == 1


def test_stop_is_not_closed_while_a_round_takes_questions(stop: Stop, who: int) -> None:
    sign(stop, who)
    rounds.open_round(stop, "unnamed", who, now=clock.now())
    with pytest.raises(rules.RoundStillOpen):
        actions.close_stop(stop, staff_id=who)


def test_text_that_is_made_private_goes_from_every_version(stop: Stop, who: int) -> None:
    question = makers.make_question(stop, CANARY, state="answered")
    kept = makers.make_stop("fes-2025", first_day=stop.first_day)
    sign(kept, who)
    list(actions.draw(actions.prepare_draft(stop), staff_id=who))
    digest = sign(stop, who).digest

    moderation.make_private(question.id, who)

    db.session.expire_all()
    found = queries.versions(stop.id)
    assert [(one.content, one.erased_at is None) for one in found] == [({}, False)] * 2
    assert (found[0].number, found[0].digest) == (1, digest)
    assert makers.count(SummaryPaper) == len(papers.KINDS)
    assert queries.versions(kept.id)[0].erased_at is None


def test_texts_of_a_round_that_changes_its_mode_go_from_every_version(stop: Stop, who: int) -> None:
    makers.make_question(stop, CANARY)
    sign(stop, who)

    rounds.change_mode(stop, "unnamed", who, sure=True, now=clock.now())

    db.session.expire_all()
    (version,) = queries.versions(stop.id)
    assert (version.content, makers.count(SummaryPaper)) == ({}, 0)


def test_checklist_costs_the_same_with_one_and_three(
    stop: Stop, queries_seen: Callable[[], Any]
) -> None:
    counts = []
    for number in (1, 2):
        for _ in range(number):
            makers.make_question(stop)
            makers.make_note(stop)
        with queries_seen() as seen:
            queries.checklist(stop)
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.fixture
def queries_seen(request: pytest.FixtureRequest) -> Callable[[], Any]:
    found: Callable[[], Any] = request.getfixturevalue("queries")
    return found


def test_closed_stop_is_open_again_with_whatever_comes_later_until_it_has_its_outcome(
    stop: Stop, who: int
) -> None:
    rounds.close_round(stop, who, now=clock.now())
    sign(stop, who)
    actions.close_stop(stop, staff_id=who)
    told = [queries.checklist(stop).is_open_again]
    save(AnsweringBody(code="b", kind="department", name={"fr": "Bureau"}, days=5, position=0))
    note = makers.make_note(stop)
    told.append(queries.checklist(stop).is_open_again)
    items.assign(get_item(note.id), "b", clock.today(), reason=None, staff_id=who)
    told.append(queries.checklist(stop).is_open_again)
    rounds.open_round(stop, "unnamed", who, now=clock.now())
    told.append(queries.checklist(stop).is_open_again)

    assert told == [False, True, False, True]


def test_last_texts_may_still_come_out_until_the_half_day_is_over(stop: Stop, who: int) -> None:
    makers.make_question(stop, state="waiting")
    rounds.close_round(stop, who, now=clock.now())
    sign(stop, who)
    actions.close_stop(stop, staff_id=who)
    standing = queries.checklist(stop)
    with time_machine.travel(clock.now() + timedelta(hours=12), tick=False):
        rounds.sweep(now=clock.now())
        later = queries.checklist(stop)
        is_fresh = later.is_fresh

    assert (standing.is_open_again, standing.is_fresh) == (False, True)
    assert (later.is_open_again, is_fresh) == (True, False)
