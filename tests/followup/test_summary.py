"""The summary of a stop: its facts, its page, its paper; small groups never show."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pypdfium2
import pytest
from flask import Flask

from caravan.checkin.models import ArrivalUndo
from caravan.followup import queries as followup
from caravan.followup.closing import actions as closing
from caravan.kernel import clock
from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import db
from caravan.press.summary.facts import Hidden
from caravan.registration.models import Withdrawal
from caravan.tour.models import Stop
from tests import makers, pages
from tests.conftest import Browser

PAGE = "/fr/staff/stops/oujda-2025/summary"
FEW = Hidden("non montré")


def people(stop: Stop, category: str, came: int, away: int = 0, wall: str = "09:20") -> None:
    """So many who came on the first day, and so many who did not."""
    for number in range(came + away):
        person = makers.make_registration(stop, category=category)
        if number < came:
            makers.make_arrival(
                person, day=stop.first_day, arrived_at=makers.at(stop.first_day, wall)
            )


def words(pdf: bytes) -> str:
    """The text of a PDF in reading order, without the marks that turn direction."""
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe]", "", text).split())


@pytest.fixture
def stop(app: Flask) -> Stop:
    """A stop with 32 people who came and 20 who did not; three guests."""
    stop = makers.make_stop(first_day=date(2026, 11, 20))
    people(stop, "serving", 17, 8)
    people(stop, "retired", 12, 12, wall="10:05")
    people(stop, "guest", 3)
    return stop


def test_facts_count_people_by_category_without_small_groups(stop: Stop) -> None:
    facts = followup.stop_facts(stop, "fr")

    told = [(one.title, one.name, one.count, one.registered) for one in facts.attendance.categories]
    assert told == [
        ("En activité, sur 25", "En activité", 15, 25),
        ("À la retraite", "À la retraite", FEW, FEW),
        ("Invitée ou invité", "Invitée ou invité", FEW, FEW),
    ]
    assert facts.figures[0].value == 30


def test_facts_count_people_by_day_and_hour_on_moroccan_clocks(stop: Stop) -> None:
    first, second = followup.stop_facts(stop, "fr").attendance.days

    assert (first.total, [(one.hour, one.count) for one in first.hours]) == (
        30,
        [(9, 20), (10, 10)],
    )
    assert (second.total, second.hours) == (0, ())


def test_person_who_came_twice_is_one_person_and_two_arrivals(stop: Stop) -> None:
    people(stop, "press", 5)
    person = makers.make_registration(stop)
    for day in stop.days:
        makers.make_arrival(person, day=day.date, arrived_at=makers.at(day.date, "09:00"))

    headcount = followup.headcount(stop)

    assert headcount.came == 40  # 38, rounded
    assert headcount.days[1].total is None


def test_page_and_paper_stay_as_they_were_until_five_more_people_came(stop: Stop) -> None:
    before = followup.stop_facts(stop, "fr")
    people(stop, "serving", 1)  # the eighteenth: rounded, the newcomer would be seen at once
    people(stop, "retired", 1, wall="10:05")
    people(stop, "press", 2, wall="11:05")
    after = followup.stop_facts(stop, "fr")

    assert (after.attendance, after.figures, after.people) == (
        before.attendance,
        before.figures,
        before.people,
    )
    people(stop, "serving", 1)
    assert followup.stop_facts(stop, "fr").attendance.categories[0].count == 20


def test_arrival_taken_back_is_not_counted(app: Flask) -> None:
    stop = makers.make_stop()
    people(stop, "serving", 20)
    for number in range(10):
        undone = makers.make_arrival(makers.make_registration(stop, f"Person {number}"))
        makers.save(ArrivalUndo(arrival_id=undone.id, undone_at=clock.now(), staff_id=None))

    assert (followup.headcount(stop).came, followup.headcount(stop).registered) == (20, 30)


def test_person_who_withdrew_is_not_counted_as_registered(app: Flask) -> None:
    stop = makers.make_stop()
    people(stop, "serving", 20, 10)
    for _ in range(10):
        person = makers.make_registration(stop)
        makers.save(Withdrawal(registration_id=person.id, withdrawn_at=clock.now()))

    assert followup.headcount(stop).registered == 30


def test_facts_tell_questions_with_answers_and_states(app: Flask) -> None:
    stop = makers.make_stop()
    answered = makers.make_question(stop, "Répondue ?", state="answered", me_too=42)
    makers.make_answer(answered)
    makers.make_promise(stop, item_id=answered.id, due=clock.today() - timedelta(days=1))
    makers.make_question(stop, "Ouverte ?", me_too=3)
    makers.make_question(stop, "Secrète ?", state="received")
    makers.make_question(stop, "Refusée ?", state="rejected")

    (housing,) = followup.stop_facts(stop, "fr").services

    assert (housing.title, housing.asked, housing.answered) == ("Logement", 2, 1)
    assert [(one.text, one.supporters, one.state, one.answer) for one in housing.questions] == [
        ("Répondue ?", 42, "late", "Livraison au mois de mai."),
        ("Ouverte ?", 0, "none", ""),
    ]


def test_facts_tell_what_is_owed_late_first(app: Flask) -> None:
    stop = makers.make_stop()
    makers.make_promise(stop)
    makers.make_promise(stop, due=date(2025, 3, 1))
    makers.make_question(stop)

    owed = followup.stop_facts(stop, "fr").owed

    assert [(one.state, one.office, one.state_text) for one in owed] == [
        ("late", "Service du logement", "En retard"),
        ("none", "Service du logement", "Prévu"),
        ("none", "La fondation", "Attend une réponse"),
    ]
    assert (owed[0].due, owed[2].text) == ("1er mars 2025", "Répondre à 1 question")


def test_facts_show_suggestions_by_state_and_no_unread_text(app: Flask) -> None:
    stop = makers.make_stop()
    makers.make_suggestion(stop, "Une navette", state="declined", reason="Elle existe.")
    makers.make_suggestion(stop, "Pas lue", state="received")

    states = followup.stop_facts(stop, "fr").suggestions

    assert [(one.title, one.count, one.texts) for one in states] == [
        ("Non retenue", 1, ("Une navette (Motif\u00a0: Elle existe.)",)),
        ("En lecture", FEW, ()),
    ]


def test_facts_tell_the_agenda_as_held(app: Flask) -> None:
    stop = makers.make_stop(first_day=date(2026, 11, 20))
    makers.make_session(stop, "11:00", "12:00", is_withdrawn=True)
    makers.make_session(stop, "09:30", "11:00")
    makers.make_session(stop, "08:00", "08:30", is_internal=True)

    (day,) = followup.stop_facts(stop, "fr").agenda

    assert day.title == "vendredi 20 novembre 2026"
    assert [(row.time, row.withdrawn) for row in day.rows] == [("09:30", False), ("11:00", True)]


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_facts_speak_their_language_whatever_the_page_does(
    app: Flask, stop: Stop, lang: str
) -> None:
    with app.test_request_context("/ar/"):
        facts = followup.stop_facts(stop, lang)  # type: ignore[arg-type]

    assert facts.method[0].label == {"ar": "الحضور", "fr": "Présences"}[lang]
    assert facts.title == {"ar": "محطة وجدة", "fr": "Étape d’Oujda"}[lang]


def test_facts_cost_the_same_with_one_and_three(app: Flask, queries: Callable[[], Any]) -> None:
    stop, counts = makers.make_stop(), []
    for number in (1, 2):
        for _ in range(number):
            people(stop, "serving", 2)
            question = makers.make_question(stop, state="answered", me_too=9)
            makers.make_answer(question)
            makers.make_promise(stop, item_id=question.id)
            makers.make_suggestion(stop)
            makers.make_session(stop)
        db.session.expunge_all()
        fresh = db.session.get(Stop, stop.id)
        followup.stop_facts(fresh, "fr")  # what is told for the first time is written down
        with queries() as seen:
            followup.stop_facts(fresh, "fr")
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_paper_tells_the_figures_and_no_small_group(
    stop: Stop, as_staff: Callable[..., Browser]
) -> None:
    question = makers.make_question(
        stop, "Quand ouvrent les demandes ?", state="answered", me_too=31
    )
    makers.make_answer(question)
    makers.make_promise(stop, item_id=question.id)

    answer = as_staff("feedback").get(f"{PAGE}.pdf")
    text = words(answer.data)

    assert answer.mimetype == "application/pdf"
    for part in ("30 personnes venues", "inscrits : 50", "1 question montrée", "100 %"):
        assert part in text
    assert text.index("Quand ouvrent les demandes ?") < text.index("Livraison au mois de mai.")
    assert "Publier la liste des bénéficiaires" in text
    assert "Invitée ou invité" in text
    assert re.search(r"invité\W+[1-4]\b", text) is None
    assert len(pypdfium2.PdfDocument(answer.data)) >= 4


def test_paper_prints_markup_as_text(app: Flask, as_staff: Callable[..., Browser]) -> None:
    evil = "<script>alert(1)</script>"
    makers.make_question(makers.make_stop(), evil)

    pdf = as_staff("feedback").get(f"{PAGE}.pdf").data

    assert evil in words(pdf)
    assert b"/JavaScript" not in pdf


def test_paper_is_noted(app: Flask, as_staff: Callable[..., Browser]) -> None:
    makers.make_stop()

    as_staff("feedback").get(f"{PAGE}.pdf")

    (entry,) = db.session.query(AuditEntry).filter_by(action="followup.summary")
    assert (entry.stop_key, entry.subject) == ("oujda-2025", "fr")


def test_page_shows_the_protected_figures(stop: Stop, as_staff: Callable[..., Browser]) -> None:
    page = pages.read(as_staff("feedback").get(PAGE))

    assert page.all("ul.figures")[0].startswith("30 personnes venues")
    assert "En activité 15 / 25" in page.main
    assert "Invitée ou invité non montré / non montré" in page.main
    assert [link for link in page.links if link.endswith(".pdf")] == [
        "/ar/staff/stops/oujda-2025/summary.pdf",
        "/fr/staff/stops/oujda-2025/summary.pdf",
    ]


def test_page_tells_questions_with_their_answers_and_the_texts_of_staff(
    app: Flask, as_staff: Callable[..., Browser]
) -> None:
    stop, who = makers.make_stop(), makers.make_staff().id
    makers.make_answer(makers.make_question(stop, "Quand ?", state="answered", me_too=31))
    for block in ("attendance", "questions", "outlook"):
        closing.save_text(stop, block, "fr", f"Bloc {block}", number=0, staff_id=who)
    makers.make_arrival(makers.make_registration(stop))

    page = pages.read(as_staff("feedback").get(PAGE)).main

    assert "Quand ?Livraison au mois de mai." in page
    assert [f"Bloc {one}" in page for one in ("attendance", "questions", "outlook")] == [True] * 3


def test_page_says_so_when_nothing_is_there(app: Flask, as_staff: Callable[..., Browser]) -> None:
    makers.make_stop()

    page = pages.read(as_staff("feedback").get(PAGE))

    for text in ("Personne n’est encore entré", "Pas encore de question", "Rien ne reste dû"):
        assert text in page.main


@pytest.mark.parametrize(
    ("role", "stop_key", "status"),
    [
        ("organiser", None, 200),
        ("feedback", "oujda-2025", 200),
        ("feedback", "fes-2025", 403),
        ("moderator", None, 403),
        ("gate", None, 403),
    ],
)
def test_summary_opens_by_role_and_stop(
    app: Flask,
    as_staff: Callable[..., Browser],
    role: str,
    stop_key: str | None,
    status: int,
) -> None:
    makers.make_stop()
    browser = as_staff(role, stop_key)

    assert [browser.get(one).status_code for one in (PAGE, f"{PAGE}.pdf")] == [status] * 2


@pytest.mark.parametrize(("housing", "named"), [(1, False), (2, True)])
def test_overview_names_the_first_subject_when_it_leads(
    stop: Stop, housing: int, named: bool
) -> None:
    makers.make_service("health")
    makers.make_question(stop, service_code="health")
    for _number in range(housing):
        makers.make_question(stop)

    overview = followup.stop_facts(stop, "fr").overview

    assert ("Sujet le plus fréquent\u00a0: Logement." in overview) == named
