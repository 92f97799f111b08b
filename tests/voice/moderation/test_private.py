"""A personal case becomes a number: a planted text is looked for everywhere, the files included."""

import io
import logging
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from flask import Flask
from sqlalchemy import select

from caravan.followup import actions as followup
from caravan.kernel import clock
from caravan.kernel.db import Base, db
from caravan.tour.models import Stop
from caravan.voice import actions as voice
from caravan.voice import queries as said
from caravan.voice import rules as asked
from caravan.voice.models import MeToo, Question, QuestionAuthor, Screen, Suggestion
from caravan.voice.moderation import actions, queries, rules
from caravan.voice.rounds import actions as rounds
from caravan.voice.rounds.rules import NAMED
from tests import makers, pages
from tests.conftest import Browser

CANARY = "كناري7391 ملفي رقم 55 مرفوض"
TYPED = ("كناري7391", "مرفوض", "canari8264")
DESK = "/ar/staff/stops/oujda-2025"
AsStaff = Callable[..., Browser]


def plant(stop: Stop) -> tuple[Question, str]:
    """A personal case that went all the ways a text can go, and the code to follow it by.

    Asked, come out with its half-day, edited, labelled, starred, shared, grouped, shown.
    """
    who = makers.make_staff("moderator").id
    makers.make_service("loans")
    kept = voice.ask(stop, asked.Words(CANARY, "housing"), now=clock.now())
    rounds.sweep(now=clock.now() + timedelta(days=1))
    question = db.session.scalar(select(Question).where(Question.body == CANARY))
    voice.approve(question.id, who)
    voice.add_me_too(stop, question.id, "a" * 32)
    voice.put_on_screen(stop, question.id, who)
    actions.edit(question.id, "Mon dossier canari8264", who)
    actions.set_labels(question.id, ["loans"], who)
    actions.set_star(stop, question.id, starred=True)
    other = makers.make_question(stop, "سؤال عام")
    actions.group(question.id, {other.id: None}, who)
    return question, kept.code


def rows() -> str:
    """Every row of every table, as text."""
    tables = Base.metadata.sorted_tables
    return str([db.session.execute(select(table)).all() for table in tables])


def files(app: Flask) -> bytes:
    """Every file beside the program's database, its logs included."""
    return b"".join(
        path.read_bytes()
        for path in sorted(Path(app.config["SETTINGS"].data).rglob("*"))
        if path.is_file()
    )


@pytest.fixture
def stop(app: Flask) -> Stop:
    return makers.make_stop()


def test_planted_text_is_everywhere_before_and_nowhere_after(app: Flask, stop: Stop) -> None:
    question, _code = plant(stop)
    db.session.rollback()
    is_file = db.engine.dialect.name == "sqlite"
    held = [rows(), files(app).decode(errors="ignore") if is_file else rows()]
    assert [all(text in one for text in TYPED) for one in held] == [True, True]

    actions.make_private(question.id, makers.make_staff("moderator").id)
    left = [rows(), files(app).decode(errors="ignore")]
    db.session.rollback()

    assert [(text, text in one) for one in left for text in TYPED if text in one] == []


def test_copy_made_later_does_not_have_the_text(app: Flask, stop: Stop, tmp_path: Path) -> None:
    question, _code = plant(stop)
    actions.make_private(question.id, makers.make_staff("moderator").id)
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as connection, closing(sqlite3.connect(tmp_path / "copy")) as copy:
            connection.connection.driver_connection.backup(copy)
        text = (tmp_path / "copy").read_bytes().decode(errors="ignore")
    else:
        with db.engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            kept = io.BytesIO()
            for table in Base.metadata.sorted_tables:
                with driver.cursor().copy(f"COPY {table.name} TO STDOUT") as lines:
                    kept.writelines(bytes(line) for line in lines)
        text = kept.getvalue().decode()

    assert "oujda-2025" in text
    assert [one for one in TYPED if one in text] == []


def test_no_page_shows_the_text(client: Browser, as_staff: AsStaff, stop: Stop) -> None:
    question, code = plant(stop)
    token = said.find_screen(stop.id).token
    actions.make_private(question.id, makers.make_staff("moderator").id)
    staff = as_staff("organiser")
    found = {
        address: browser.get(address).text
        for browser, addresses in (
            (
                client,
                (
                    "/ar/stops/oujda-2025/questions",
                    "/fr/stops/oujda-2025/questions/list",
                    "/ar/stops/oujda-2025/answers",
                    f"/ar/stops/oujda-2025/screen?token={token}",
                    f"/ar/follow?code={code}",
                ),
            ),
            (
                staff,
                (
                    f"{DESK}/questions",
                    f"{DESK}/questions/lanes",
                    f"{DESK}/questions/{question.id}",
                    f"{DESK}/answers",
                    f"{DESK}/summary",
                    f"{DESK}",
                ),
            ),
        )
        for address in addresses
    }
    assert {name for name, text in found.items() if any(one in text for one in TYPED)} == set()
    assert all(text for text in found.values())


def test_summary_counts_the_theme_and_nothing_else(stop: Stop) -> None:
    makers.make_question(stop)
    for number in range(6):
        question = makers.make_question(stop, f"{CANARY} {number}", state="received")
        actions.make_private(question.id, makers.make_staff("moderator").id)
    pdf = followup.print_summary(stop, "fr", staff_id=None)
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    text = " ".join(re.sub("[\u200e\u200f\u2066-\u2069\ufffe]", "", text).split())

    assert "Au bureau d’écoute : Logement (5)." in text
    assert "7391" not in text
    assert queries.private_themes(stop.id) == {"housing": 6}


def test_nothing_but_the_theme_says_what_it_was_about(stop: Stop) -> None:
    question = makers.make_question(stop, state="received", session_key="s1", stand_key="bank")
    actions.make_private(question.id, makers.make_staff("moderator").id)

    row = db.session.execute(select(Question.session_key, Question.stand_key)).one()
    assert tuple(row) == (None, None)


def test_text_is_in_no_log(stop: Stop, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    question, _code = plant(stop)
    actions.make_private(question.id, makers.make_staff("moderator").id)
    assert [one for one in TYPED if one in caplog.text] == []


def test_numbers_follow_one_another_in_each_stop(stop: Stop) -> None:
    who = makers.make_staff("moderator").id
    other = makers.make_stop("fes-2025")
    questions = [makers.make_question(one, state="received") for one in (stop, stop, other)]

    assert [actions.make_private(one.id, who) for one in questions] == [1, 2, 1]


def test_what_was_around_the_case_is_let_go(stop: Stop) -> None:
    question, _code = plant(stop)
    lead = makers.make_question(stop, "أعم", me_too=4)
    actions.group(lead.id, {question.id: None}, makers.make_staff().id)
    actions.make_private(question.id, makers.make_staff("moderator").id)
    db.session.expire_all()

    assert db.session.get(Question, lead.id).me_too == 4 + 1  # who asked «سؤال عام» stays
    assert makers.count(MeToo) == 0
    assert db.session.scalar(select(Screen.question_id)) is None


def test_author_is_let_go_and_finds_the_number_all_the_same(client: Browser, stop: Stop) -> None:
    who, person = makers.make_staff("moderator").id, makers.make_registration(stop)
    rounds.open_round(stop, NAMED, who, now=clock.now())
    voice.ask(stop, asked.Words(CANARY, "housing", person.follow_code), now=clock.now())
    number = actions.make_private(db.session.scalar(select(Question.id)), who)

    assert makers.count(QuestionAuthor) == 0
    page = pages.read(client.get(f"/fr/follow?code={person.follow_code}"))
    assert f"Bureau d’écoute, numéro {number}" in page.main


def test_same_text_sent_again_is_not_taken_anew(stop: Stop) -> None:
    question, _code = plant(stop)
    actions.make_private(question.id, makers.make_staff("moderator").id)
    voice.ask(stop, asked.Words(CANARY, "housing"), now=clock.now())

    assert CANARY not in rows()


def test_nothing_can_be_done_about_a_private_case(stop: Stop) -> None:
    question, who = makers.make_question(stop), makers.make_staff("moderator").id
    actions.make_private(question.id, who)
    for act in (
        lambda: actions.make_private(question.id, who),
        lambda: actions.edit(question.id, "نص آخر", who),
        lambda: actions.give_back(question.id, who),
        lambda: actions.set_star(stop, question.id, starred=True),
    ):
        with pytest.raises(rules.IsPrivate):
            act()
    with pytest.raises(asked.AlreadyDecided):
        voice.approve(question.id, who)


def test_case_is_not_made_private_when_a_colleague_changed_it(stop: Stop) -> None:
    question, who = makers.make_question(stop, state="received"), makers.make_staff().id
    seen = queries.beside([question]).mark(question)
    voice.approve(question.id, who)

    with pytest.raises(rules.ChangedMeanwhile):
        actions.make_private(question.id, who, mark=seen)
    assert db.session.get(Question, question.id, populate_existing=True).body == question.body


def test_asker_finds_the_number_by_the_code(client: Browser, stop: Stop) -> None:
    question, code = plant(stop)
    who = makers.make_staff("moderator").id
    number = actions.make_private(question.id, who)
    page = pages.read(client.get(f"/fr/follow?code={code}"))
    assert f"Bureau d’écoute, numéro {number}" in page.main

    actions.set_heard(stop, number, who, heard=True)
    page = pages.read(client.get(f"/fr/follow?code={code}"))
    assert "Vous y avez été reçu" in page.main


def test_case_is_shown_to_nobody_who_asks_for_it(client: Browser, stop: Stop) -> None:
    question = makers.make_question(stop)
    actions.make_private(question.id, makers.make_staff().id)
    answer = client.post(f"/ar/stops/oujda-2025/questions/{question.id}/me-too")
    assert answer.status_code == 404


def test_suggestion_that_is_a_personal_case_becomes_a_number(
    app: Flask, client: Browser, as_staff: AsStaff, stop: Stop
) -> None:
    who = makers.make_staff("moderator").id
    words = asked.Words(CANARY, "housing", title="canari8264", channel="paper")
    kept = voice.suggest(stop, words, now=clock.now())
    rounds.sweep(now=clock.now() + timedelta(days=1))
    made = db.session.scalar(select(Suggestion).where(Suggestion.body == CANARY))
    voice.set_suggestion_state(made.id, "accepted", who)
    actions.add_support(stop, made.id, "a" * 32)
    other = makers.make_suggestion(stop, "فكرة عامة", state="studied")
    actions.group_suggestions(made.id, {other.id: None}, who)
    browser = as_staff("moderator")
    page = pages.read(browser.get(f"{DESK}/suggestions"))
    form = next(one for one in page.forms if one.action.endswith(f"{made.id}/appointment"))
    db.session.rollback()  # a reader would keep the log
    browser.post(form.action, data=form.fields)

    left = [rows(), files(app).decode(errors="ignore")]
    assert [text for one in left for text in TYPED if text in one] == []
    assert queries.private_themes(stop.id) == {"housing": 1}
    assert db.session.scalar(select(Question.channel)) == "paper"
    assert "رقم 1" in pages.read(client.get(f"/ar/follow?code={kept.code}")).main
    assert db.session.get(Suggestion, other.id, populate_existing=True).state == "studied"
    with pytest.raises(rules.ChangedMeanwhile):
        actions.make_suggestion_private(other.id, who, mark="another")
    voice.suggest(stop, asked.Words(CANARY, "housing"), now=clock.now())
    assert CANARY not in rows()
