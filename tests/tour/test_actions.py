"""Publishing: once, again, with changes; what it keeps, tells and refuses."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from flask import Flask

from caravan.kernel import versions
from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import db, transaction
from caravan.settings import ROOT
from caravan.tour import actions, agenda_file, queries, rules
from caravan.tour.catalogue import FILES
from caravan.tour.changes import SessionDropped
from caravan.tour.models import (
    AgendaSession,
    Edition,
    Partner,
    Prefecture,
    Release,
    Service,
    StopDay,
)
from caravan.tour.stop_plan import Day, PartnerPlan, StopPlan
from tests import makers, offer_makers
from tests.tour.stop_files import KNOWN, SHORT

EVENTS = ROOT / "events"
PLAN = agenda_file.read(SHORT, source="", known=KNOWN)
OPENING = PLAN.sessions[0]


@pytest.fixture(autouse=True)
def catalogue(app: Flask) -> None:
    makers.make_prefecture()
    makers.make_service()
    makers.make_tour()


def publish(plan: StopPlan, **options: object) -> actions.Published:
    return actions.publish(plan, text=agenda_file.write(plan), **options)  # type: ignore[arg-type]


def with_opening(**changes: object) -> StopPlan:
    return replace(PLAN, sessions=(replace(OPENING, **changes),))


def sessions() -> list[AgendaSession]:
    return queries.agenda(queries.get_stop(PLAN.key).id, internal=True)


def test_publish_writes_stop_days_and_sessions() -> None:
    published = publish(PLAN)
    stop = queries.get_stop("oujda-2027")
    assert (published.number, published.is_new, stop.release) == (1, True, 1)
    assert [(day.date, day.opens) for day in stop.days] == [(date(2027, 4, 9), time(8, 30))]
    assert [session.key for session in sessions()] == ["opening"]


def test_publish_changes_nothing_when_plan_stands() -> None:
    first = publish(PLAN)
    version = versions.version_of("stop:oujda-2027")
    again = publish(PLAN)
    versions.forget_all()
    assert (again.number, again.is_new) == (first.number, False)
    assert versions.version_of("stop:oujda-2027") == version
    assert makers.count(Release) == makers.count(AuditEntry) == 1


def test_publish_bumps_stop_and_tour() -> None:
    publish(PLAN)
    assert versions.version_of("stop:oujda-2027") == versions.version_of("tour") == 1


def test_publish_keeps_row_of_session_with_same_key() -> None:
    publish(PLAN)
    before = sessions()[0].id
    publish(with_opening(starts=time(9), title={"ar": "كلمة", "fr": "Mot"}))
    assert [(one.id, one.starts, one.title["fr"]) for one in sessions()] == [
        (before, time(9), "Mot")
    ]


def test_publish_tells_the_change_in_every_language() -> None:
    publish(PLAN)
    published = publish(with_opening(starts=time(9)))
    assert published.number == 2
    assert published.changes == {
        "ar": ["تبدأ فقرة «الافتتاح» على الساعة 09:00 بدل 09:30."],
        "fr": ["« Ouverture » commence à 09:00 au lieu de 09:30."],
        "en": ["Ouverture now begins at 09:00 instead of 09:30."],
    }


def test_publish_names_the_changed_session() -> None:
    publish(PLAN)
    publish(with_opening(starts=time(9)))
    change = queries.find_last_change(queries.get_stop(PLAN.key).id)
    assert change is not None
    assert (change.number, change.changes["sessions"]) == (2, ["opening"])


def test_last_change_is_missing_when_only_internal_things_changed() -> None:
    publish(PLAN)
    publish(replace(PLAN, seats=300))
    assert queries.find_last_change(queries.get_stop(PLAN.key).id) is None


def test_publish_drops_what_the_plan_no_longer_has() -> None:
    second = replace(OPENING, key="second")
    extra = Day(date(2027, 4, 10), time(8), time(12))
    publish(replace(PLAN, sessions=(OPENING, second), days=(*PLAN.days, extra)))
    publish(PLAN)
    assert [session.key for session in sessions()] == ["opening"]
    assert makers.count(StopDay) == 1


def test_publish_refuses_to_drop_a_session_that_people_spoke_about() -> None:
    publish(with_opening(services=("housing",)))
    makers.make_question(queries.get_stop(PLAN.key))
    with pytest.raises(SessionDropped):
        publish(replace(PLAN, sessions=()))
    assert [session.key for session in sessions()] == ["opening"]
    assert makers.count(Release) == 1


def test_publish_refuses_when_the_catalogue_is_missing() -> None:
    with pytest.raises(rules.CatalogueMissing):
        publish(replace(PLAN, services=("sport",)))
    assert makers.count(Release) == 0


def test_publish_names_the_partner_of_the_catalogue() -> None:
    bank = PartnerPlan("bank", "bank", PLAN.title, organisation="bank")
    with pytest.raises(rules.CatalogueMissing):
        publish(replace(PLAN, partners=(bank,)))
    offer_makers.make_organisation("bank")
    publish(replace(PLAN, partners=(bank,)))
    assert db.session.query(Partner).one().organisation == "bank"


def test_publish_audits_who_did_it() -> None:
    staff = makers.make_staff()
    publish(PLAN, staff_id=staff.id)
    entry = db.session.query(AuditEntry).one()
    assert (entry.action, entry.staff_id, entry.stop_key) == ("tour.publish", staff.id, PLAN.key)


INSTANTS = [
    (date(2025, 2, 7), datetime(2025, 2, 7, 8, 30, tzinfo=UTC)),
    (date(2026, 7, 1), datetime(2026, 7, 1, 8, 30, tzinfo=UTC)),
    (date(2026, 11, 22), datetime(2026, 11, 22, 9, 30, tzinfo=UTC)),
]


@pytest.mark.parametrize(("day", "instant"), INSTANTS)
def test_publish_derives_instants_from_wall_times(day: date, instant: datetime) -> None:
    session = replace(OPENING, day=day)
    publish(replace(PLAN, days=(Day(day, time(8), time(18)),), sessions=(session,)))
    assert sessions()[0].starts_at == instant


def test_internal_session_is_for_staff_only() -> None:
    publish(with_opening(internal=True))
    assert queries.agenda(queries.get_stop(PLAN.key).id) == []
    assert len(sessions()) == 1


def test_catalogue_is_loaded_once() -> None:
    files = {name: (EVENTS / name).read_bytes() for name in FILES}
    for _ in range(2):
        catalogue = actions.load_catalogue(files)
    versions.forget_all()
    assert versions.version_of("tour") == 1
    assert makers.count(Prefecture) == len(catalogue.prefectures)
    assert makers.count(Service) == len(catalogue.services)


def test_catalogue_is_taken_over_with_one_look_at_each_table(queries: Any) -> None:
    files = {name: (EVENTS / name).read_bytes() for name in FILES}
    with queries() as seen:
        catalogue = actions.load_catalogue(files)
    looks = [one for one in seen if one.startswith("SELECT") and "FROM services" in one]
    assert (len(looks), len(catalogue.services) > 3) == (1, True)


def test_catalogue_file_taken_over_once_leaves_what_was_edited_since() -> None:
    files = {name: (EVENTS / name).read_bytes() for name in FILES}
    actions.load_catalogue(files)
    with transaction() as writing:
        writing.get_one(Edition, ("communication-days", "2")).slogan = {"ar": "آخر", "fr": "Autre"}
    actions.load_catalogue(files)
    db.session.rollback()
    assert db.session.get_one(Edition, ("communication-days", "2")).slogan["fr"] == "Autre"


def test_publish_passes_by_what_stood_before_when_only_new_is_wanted() -> None:
    publish(PLAN)
    publish(with_opening(starts=time(9)))
    assert publish(PLAN, only_new=True).is_new is False
    assert sessions()[0].starts == time(9)
    assert publish(PLAN).number == 3


def test_catalogue_keeps_unread_tifinagh_to_itself() -> None:
    files = {name: (EVENTS / name).read_bytes() for name in FILES}
    catalogue = actions.load_catalogue(files)
    db.session.rollback()
    assert "zgh" in catalogue.prefectures["oujda"].name
    assert "zgh" not in db.session.get(Prefecture, "oujda").shown_city


def test_partners_keep_the_order_of_the_file() -> None:
    files = {name: (EVENTS / name).read_bytes() for name in FILES}
    known = actions.load_catalogue(files)
    file = EVENTS / "2025-02-07-oujda-2025.toml"
    publish(agenda_file.read(file.read_bytes(), source=file.name, known=known))
    stop = queries.get_stop("oujda-2025")
    assert [partner.key for partner in queries.partners_of(stop.id)] == [
        "builder",
        "bank",
        "insurer",
    ]
    assert queries.services_of(stop.id)[0].code == "housing"
    assert makers.count(Partner) == 3
