"""Shifts on screen: add, change, take out; warnings; for those who prepare the stop."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from caravan.kernel.clock import today
from caravan.tour.models import Stop
from caravan.tour.offers import queries as stands
from tests import makers, offer_makers, pages
from tests.conftest import Browser

DESK = "/ar/staff/stops/oujda-2025/stands"
As = Callable[..., Browser]


def next_tuesday() -> date:
    return today() + timedelta(days=(1 - today().weekday()) % 7 + 7)


@pytest.fixture
def stop(app: Any) -> Stop:
    """One day, a Tuesday ahead, with a bank at A-04 and an insurer at B-05, 08:30 to 18:00."""
    stop = makers.make_stop(days=1, first_day=next_tuesday())
    makers.make_partner(stop, key="bank", stand="A-04")
    makers.make_partner(stop, key="insurer", stand="B-05", name={"ar": "تأمين", "fr": "Assureur"})
    return stop


def typed(stop: Stop, **values: Any) -> dict[str, Any]:
    return {
        "partner": "bank",
        "day": stop.first_day.isoformat(),
        "starts": "08:30",
        "ends": "12:00",
        "who": "person",
        "representative": "فاطمة الزهراء بنعلي",
        "phone": "06 12 34 56 78",
        **values,
    }


def test_shift_keeps_a_first_name_and_an_initial(as_staff: As, stop: Stop) -> None:
    browser = as_staff("organiser", stop.key)
    assert browser.fill(DESK, typed(stop)).status_code == 303
    (row,) = stands.shifts_of(stop.id)
    assert (row.representative, row.phone) == ("فاطمة ب.", "+212612345678")
    page = pages.read(browser.get(DESK))
    assert page.all("//*[@id='bank']//tbody//th") == ["فاطمة ب."]
    assert "tel:+212612345678" in page.links


def test_office_is_kept_as_it_is(as_staff: As, stop: Stop) -> None:
    office = typed(stop, who="office", representative="وكالة وجدة المركز", phone="")
    as_staff().fill(DESK, office)
    assert stands.shifts_of(stop.id)[0].representative == "وكالة وجدة المركز"


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"ends": "08:00"}, "ends", "تنتهي قبل أن تبدأ."),
        ({"starts": "8 صباحا"}, "starts", "هذه ليست ساعة."),
        ({"starts": ""}, "starts", "اكتبوا ساعة."),
        ({"representative": " "}, "representative", "اكتبوا من يمثل الشريك."),
        ({"representative": "ن" * 61}, "representative", "النص طويل: 60 حرف على الأكثر."),
        ({"phone": "06 12"}, "phone", "عدد الأرقام المكتوبة 4"),
        ({"day": "2020-01-01"}, "day", "اختاروا من اللائحة."),
        ({"partner": "nobody"}, "partner", "اختاروا من اللائحة."),
    ],
)
def test_fault_stands_beside_its_field(
    as_staff: As, stop: Stop, wrong: dict[str, str], field: str, said: str
) -> None:
    page = pages.read(as_staff().fill(DESK, typed(stop, **wrong)))
    assert page.status == 422
    assert page.all(f"//*[@id='{field}-error']")[0].startswith(said)
    assert stands.shifts_of(stop.id) == []


def test_hours_without_anybody_are_told_once_shifts_are_planned(as_staff: As, stop: Stop) -> None:
    makers.make_session(stop, "12:00", "13:00", kind="pause")
    browser = as_staff()
    before = pages.read(browser.get(DESK))
    offer_makers.make_shift(stop, "bank", "08:30", "15:00")
    after = pages.read(browser.get(DESK))
    assert before.all("//*[@class='alert warn']") == []
    assert after.all("//*[@class='alert warn']//h2") == ["رواقان فيهما ساعات بدون أحد"]
    assert after.all("//*[@id='bank']//li//bdi") == ["من 15:00 إلى 18:00"]
    assert after.all("//*[@id='insurer']//li//bdi") == ["من 08:30 إلى 12:00", "من 13:00 إلى 18:00"]


def test_person_at_two_stands_is_told(as_staff: As, stop: Stop) -> None:
    for stand in ("bank", "insurer"):
        offer_makers.make_shift(stop, stand, "08:30", "18:00")
    alert = pages.read(as_staff().get(DESK)).all("//*[@class='alert warn']")
    assert len(alert) == 1
    assert alert[0].startswith("\u2068فاطمة ب.\u2069 في رواقين في وقت واحد")
    assert alert[0].endswith("من 08:30 إلى 18:00: A-04، B-05")


def test_day_that_is_over_is_not_warned_of(as_staff: As, app: Any) -> None:
    stop = makers.make_stop(days=1, first_day=today() - timedelta(days=3))
    makers.make_partner(stop, key="bank")
    offer_makers.make_shift(stop, "bank", "09:00", "10:00")
    assert pages.read(as_staff().get(DESK)).all("//*[@class='alert warn']") == []


def test_shift_of_a_partner_who_left_can_still_be_taken_out(as_staff: As, stop: Stop) -> None:
    offer_makers.make_shift(stop, "gone", "09:00", "10:00")
    offer_makers.make_shift(stop, "bank", "09:00", "10:00", day=date(2020, 1, 1))
    browser = as_staff()
    page = pages.read(browser.get(DESK))
    assert page.all("//h2[.='لم تعد في هذه المحطة']/../..//tbody//td[1]") == ["A-04", "gone"]
    shift = stands.shifts_of(stop.id)[1]
    removal = f"{DESK}/shifts/{shift.id}/removal"
    form = next(
        one
        for one in pages.read(browser.get(f"{DESK}/shifts/{shift.id}")).forms
        if one.action == removal
    )
    assert browser.post(removal, data=form.fields).status_code == 303
    assert [one.partner for one in stands.shifts_of(stop.id)] == ["bank"]


def test_second_editor_sees_the_difference_and_chooses(as_staff: As, stop: Stop) -> None:
    shift = offer_makers.make_shift(stop, "bank", "08:30", "12:00")
    address = f"{DESK}/shifts/{shift.id}"
    browser = as_staff()
    mine = pages.read(browser.get(address)).form("starts")
    as_staff().fill(address, {"ends": "13:00"}, having=("starts",))

    page = pages.read(browser.post(address, data={**mine.fields, "starts": "09:00"}))
    assert page.status == 409
    assert page.all("//*[@class='clash']//dd") == ["08:30", "09:00", "13:00", "12:00"]

    again = {**page.form("starts").fields, "taken": ["ends"]}
    browser.post(address, data=again)
    (row,) = stands.shifts_of(stop.id)
    assert (f"{row.starts:%H:%M}", f"{row.ends:%H:%M}") == ("09:00", "13:00")


def test_stop_without_partners_says_what_to_do(as_staff: As) -> None:
    makers.make_stop()
    assert "لا شريك في هذه المحطة بعد" in pages.read(as_staff().get(DESK)).main


@pytest.mark.parametrize("role", ["gate", "moderator", "feedback"])
def test_shifts_are_for_those_who_prepare_the_stop(as_staff: As, stop: Stop, role: str) -> None:
    assert as_staff(role, stop.key).get(DESK).status_code == 403


def test_shift_of_another_stop_is_not_found(as_staff: As, stop: Stop) -> None:
    other = makers.make_stop("fes-2025")
    shift = offer_makers.make_shift(other, "bank", "09:00", "10:00")
    assert as_staff("organiser", stop.key).get(f"{DESK}/shifts/{shift.id}").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_desk_asks_as_often_for_three_rows_as_for_one(
    as_staff: As, queries: Callable[[], Any], stop: Stop, rows: int
) -> None:
    for number in range(rows):
        makers.make_partner(stop, key=f"more-{number}")
        offer_makers.make_shift(stop, f"more-{number}", "09:00", "10:00")
    browser = as_staff()
    browser.get(DESK)
    with queries() as seen:
        assert browser.get(DESK).status_code == 200
    assert len([one for one in seen if "staff" not in one]) == 6


def test_shift_at_an_hour_when_the_stop_is_closed_is_marked(as_staff: As, stop: Stop) -> None:
    offer_makers.make_shift(stop, "bank", "03:00", "05:00")
    offer_makers.make_shift(stop, "bank", "08:30", "18:00")
    page = pages.read(as_staff("organiser", stop.key).get(DESK))
    hours = page.all("//*[@id='bank']//tbody//td[2]")
    assert [("خارج ساعات اليوم" in one) for one in hours] == [True, False]
