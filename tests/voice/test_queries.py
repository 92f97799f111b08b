"""Which sessions people may have spoken about."""

from flask import Flask

from caravan.voice import queries
from tests import makers


def test_sessions_are_spoken_about_by_questions_and_suggestions(app: Flask) -> None:
    stop = makers.make_stop()
    makers.make_service("health")
    makers.make_session(stop, key="housing", services=["housing"])
    makers.make_session(stop, key="health", services=["health"])
    makers.make_session(stop, "15:00", "16:00", key="afternoon")
    assert queries.spoken_about(stop.id) == set()

    makers.make_question(stop, state="rejected", half_day="am")
    assert queries.spoken_about(stop.id) == {"housing"}

    makers.make_suggestion(stop, service_code="health", half_day="pm")
    assert queries.spoken_about(stop.id) == {"housing", "health", "afternoon"}


def test_what_waits_for_its_batch_is_told_by_no_session(app: Flask) -> None:
    stop = makers.make_stop()
    makers.make_session(stop, key="housing", services=["housing"])
    makers.make_question(stop, state="waiting")

    assert queries.spoken_about(stop.id) == set()


def test_sessions_of_another_stop_are_not_spoken_about(app: Flask) -> None:
    stop, other = makers.make_stop(), makers.make_stop("fes-2025")
    makers.make_session(other, key="housing", services=["housing"])
    makers.make_question(stop)
    assert queries.spoken_about(other.id) == set()
