"""The site on a busy morning, and the way to each of its pages."""

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from playwright.sync_api import Page

from caravan.accounts import actions as accounts
from caravan.kernel import outbox
from caravan.registration import actions as registration
from caravan.registration.capacity.models import Waiting
from caravan.registration.models import Registration
from caravan.registration.rights import actions as rights
from caravan.tour import actions as tour_actions
from caravan.tour import queries as tour
from caravan.tour.agreements import actions as register
from caravan.tour.models import Stop
from caravan.tour.offers import actions as offers
from caravan.tour.offers import queries as offered
from caravan.tour.offers.rows import plan_of
from caravan.tour.plan_json import mark_of
from caravan.tour.stop_plan import StopPlan
from caravan.voice import actions as voice
from caravan.voice import queries as said
from caravan.voice.moderation import actions as moderation
from caravan.voice.screen import queries as hall
from tests import makers, offer_makers

KEY = "oujda-2025"
IN_RAMADAN = tour_actions.NewStop(KEY, "laayoune", date(2025, 3, 7), "communication-days", "2")


@dataclass(frozen=True)
class Facts:
    """What the addresses of pages are made from, by name."""

    stop: Stop
    staff_id: int
    names: dict[str, str]


def fill() -> Facts:
    """People, questions in every state, answers, promises and suggestions at Oujda."""
    stop = tour.get_stop(KEY)
    staff = makers.make_staff()
    fatima = makers.make_registration(stop, latin_name="FATIMA ZAHRA BENALI", companions=2)
    inside = makers.make_registration(stop, "عبد الرحمان الإدريسي", category="retired")
    gone = makers.make_registration(stop, "محمد المنصوري", category="guest")
    elsewhere = makers.make_registration(tour.get_stop("fes-2025"), "سعاد العلوي")
    makers.make_arrival(inside, gate="2")
    registration.withdraw(gone, now=makers.clock.now())
    _ask_about_data(fatima, stop)
    _plan(staff.id)
    tour_actions.plan_stop(IN_RAMADAN, staff_id=staff.id)
    return Facts(
        stop,
        staff.id,
        {
            "stop": f"/stops/{KEY}",
            "south": "/staff/agreements/south-2025",
            "north": "/staff/agreements/north-2025",
            "desk": f"/staff/stops/{KEY}",
            "ticket": f"/tickets/{fatima.code}",
            "gone": f"/tickets/{gone.code}",
            "waits": f"/tickets/{_wait(elsewhere.stop_id)}",
            "link": f"/staff/welcome/{accounts.make_link(staff.id)}",
            **_links(stop),
            "new": fatima.entry_code,
            "inside": inside.entry_code,
            "elsewhere": elsewhere.entry_code,
            "follow": fatima.follow_code,
            "shift": str(_offer(stop)),
            **_say(stop, fatima.follow_code),
        },
    )


def _links(stop: Stop) -> dict[str, str]:
    """The pages of the hall, each with its token."""
    screen = voice.open_screen(stop)
    tablet, queue = hall.tablet_token(screen), hall.queue_token(screen, "builder")
    return {
        "screen": f"/stops/{KEY}/screen?token={screen.token}",
        "speaker": f"/stops/{KEY}/speaker?token={tablet}",
        "queue": f"/stops/{KEY}/partner-questions/builder?token={queue}",
    }


def _wait(stop_id: int) -> str:
    """The ticket's code of somebody who waits for a place."""
    waits = makers.make_registration(makers.db.session.get_one(Stop, stop_id), "نزهة العلوي")
    since = makers.clock.now()
    makers.save(Waiting(registration_id=waits.id, stop_id=stop_id, since=since))
    return waits.code


def _ask_about_data(person: Registration, stop: Stop) -> None:
    """A request that waits, one that is late, and a message that was refused."""
    for days in (1, 12):
        asked = makers.clock.now() - timedelta(days=days)
        rights.ask(person, "correct", "عدد المرافقين ثلاثة", now=asked)
    about = outbox.About("reminder", outbox.SMS, outbox.person_mark(person.code))
    mail = outbox.Mail("+212612345678", "ar", "", "غدا")
    outbox.queue(mail, once_key="refused", stop_key=stop.key, about=about)
    if taken := outbox.take(outbox.SMS):
        outbox.mark_failed(taken, "HTTP 503")


def _offer(stop: Stop) -> int:
    """Offers that hold, end soon and are over, and shifts with faults; gives the id of a shift."""
    for days in (5, 90, -5):
        until = makers.clock.today() + timedelta(days=days)
        offer_makers.make_offer(code=f"loan{days}", audience=["widow", "guest"], until=until)
    offer_makers.make_offer(code="loan", service="housing_loans", stops=[stop.key])
    offer_makers.make_shift(stop, "builder", "09:00", "12:00")
    offer_makers.make_shift(stop, "gone", "09:00", "12:00", phone="+212612345678")
    return offer_makers.make_shift(stop, "bank", "08:30", "12:00").id


def _plan(staff_id: int) -> None:
    """A draft that may not be published, one that may, a second release, an address."""

    def break_it(plan: StopPlan) -> StopPlan:
        first, second, *others = plan.sessions
        halved = replace(first, title={"ar": "الاستقبال, من 8-9"})
        changed = replace(second, speakers=second.speakers[:1], withdrawn=True)
        return replace(plan, sessions=(halved, changed, *others), seats=300)

    tour_actions.change_draft(KEY, break_it, staff_id=staff_id)
    tour_actions.add_contact(KEY, ("partner", "bank"), "desk@bank.example", "fr", staff_id=staff_id)
    for key, seats in (("fes-2025", 300), ("tangier-2024", 200)):
        change = functools.partial(replace, seats=seats, host={"ar": "الوالي", "fr": "Le préfet"})
        tour_actions.change_draft(key, change, staff_id=staff_id)
    headline = {"ar": "مقاعد أكثر.", "fr": "Plus de places."}
    tour_actions.publish_draft("fes-2025", number=1, staff_id=staff_id, headline=headline)


def _say(stop: Stop, follow_code: str) -> dict[str, str]:
    """Questions and suggestions; gives the ids of one that waits for an answer and of a promise."""
    mark = said.follow_mark(stop.id, follow_code)
    makers.make_question(stop, "هل يشمل التأمين الأبناء؟", state="received", service_code="health")
    answered = makers.make_question(stop, state="answered", follow_mark=mark, me_too=42)
    makers.make_answer(answered)
    promise = makers.make_promise(stop, item_id=answered.id)
    makers.make_question(stop, "Quand ouvrent les inscriptions ?", language="fr", me_too=3)
    waiting = makers.make_question(stop, "كيف أطلب قرض السكن؟", me_too=7, follow_mark=mark)
    makers.make_question(stop, "من نجح؟", state="rejected", reason="يخص شخصا بعينه")
    makers.make_suggestion(stop)
    idea = makers.make_suggestion(stop, "Un bus depuis Jerada", language="fr", state="studied")
    _moderate(stop, waiting.id)
    private = makers.make_question(stop, "ملفي مرفوض", state="received", follow_mark=mark)
    moderation.make_private(private.id, makers.make_staff().id)
    return {"asked": waiting.id, "promise": promise.id, "private": private.id, "idea": idea.id}


def _moderate(stop: Stop, question_id: str) -> None:
    """Labels, a former wording, a star, a group and hints beside the question and another one."""
    staff_id = makers.make_staff().id
    member = makers.make_question(stop, "Comment demander le prêt ?", language="fr")
    moderation.group(question_id, {member.id: None}, staff_id)
    moderation.edit(question_id, "كيف يُطلب قرض السكن؟", staff_id)
    moderation.set_labels(question_id, ["health"], staff_id)
    moderation.set_star(stop, question_id, starred=True)
    makers.make_question(stop, "رُفض ملفي أيها الحمار", state="received")


@dataclass(frozen=True)
class Visit:
    """How a page is reached: its address, who looks, the answer, what is done before and there."""

    address: str
    role: str = ""
    status: int = 200
    before: Callable[[Facts], Any] | None = None
    act: Callable[[Page, Facts], Any] | None = None


def send_empty(page: Page, _facts: Facts) -> None:
    """Send the page's main form as it stands."""
    with page.expect_navigation():
        page.locator("main form.form button, main form button").last.click()


def empty(page: Page, _facts: Facts) -> None:
    """Send another wording that says nothing."""
    page.fill("#body", "")
    with page.expect_navigation():
        page.locator("main form.form button").first.click()


def save_second(page: Page, _facts: Facts) -> None:
    """Save a partner that somebody else has changed since the page was opened."""
    plan = plan_of(offered.get_entry("organisations", "bank"))
    other = replace(plan, kind="credit" if plan.kind == "bank" else "bank")
    offers.save("organisations", other, seen=mark_of(plan), staff_id=makers.make_staff().id)
    page.fill("#name_ar", "بنك آخر")
    send_empty(page, _facts)


def scan(name: str) -> Callable[[Page, Facts], None]:
    """Send the entry code of that person as the gate does without scripts: a page of its own."""

    def act(page: Page, facts: Facts) -> None:
        page.fill("#code", facts.names[name])
        with page.expect_navigation():
            page.evaluate("document.querySelector('#typed').submit()")

    return act


def edit_meanwhile(page: Page, facts: Facts) -> None:
    """Somebody else saves the site that this page has open; then it is sent with another name."""
    lang = page.evaluate("document.documentElement.lang")
    theirs = {"kind": "city", "name_ar": "السمارة", "name_fr": f"Smara ({lang})"}
    edit = register.Edit({**theirs, "told_by": ["article"]}, page.input_value("#base"))
    register.save_row("south-2025", "sites", "smara", edit, staff_id=facts.staff_id)
    page.fill("[name=name_fr]", "Es-Semara")
    with page.expect_navigation():
        page.click("main form .primary")


def unfold(page: Page, _facts: Facts) -> None:
    """Open what is folded."""
    for folded in page.locator("details > summary").all():
        folded.click()


def ask_empty(page: Page, facts: Facts) -> None:
    """Send the folded form of a request as it stands."""
    unfold(page, facts)
    with page.expect_navigation():
        page.locator("form[action$=requests] button").click()


ATTENDEE = {
    "home": Visit("/{lang}/"),
    "stop": Visit("/{lang}{stop}"),
    "stop to come": Visit("/{lang}/stops/kenitra-2025"),
    "stop with a choice": Visit("/{lang}{stop}?audience=widow&room=main", act=unfold),
    "stop with nothing chosen": Visit("/{lang}{stop}?service=housing&room=stands"),
    "day of a stop": Visit("/{lang}{stop}/days/2025-02-07"),
    "calendar": Visit("/{lang}{stop}/calendar"),
    "stop in the past": Visit("/{lang}/stops/tangier-2024"),
    "changes": Visit("/{lang}{stop}/changes"),
    "no changes": Visit("/{lang}/stops/kenitra-2025/changes"),
    "services": Visit("/{lang}/services"),
    "service": Visit("/{lang}/services/housing"),
    "service without an offer": Visit("/{lang}/services/sport"),
    "stands": Visit("/{lang}{stop}/stands"),
    "no stands": Visit("/{lang}/stops/kenitra-2025/stands"),
    "stand": Visit("/{lang}{stop}/stands/bank"),
    "ticket": Visit("/{lang}{ticket}"),
    "withdrawal": Visit("/{lang}{ticket}/withdrawal"),
    "my data": Visit("/{lang}{ticket}/data", act=unfold),
    "my data with errors": Visit("/{lang}{ticket}/data", act=ask_empty),
    "my data withdrawn": Visit("/{lang}{gone}/data"),
    "erasure": Visit("/{lang}{ticket}/erasure"),
    "ticket withdrawn": Visit("/{lang}{gone}"),
    "questions": Visit("/{lang}{stop}/questions"),
    "question with errors": Visit("/{lang}{stop}/questions", act=send_empty),
    "suggestions": Visit("/{lang}{stop}/suggestions"),
    "answers": Visit("/{lang}{stop}/answers"),
    "no answers": Visit("/{lang}/stops/kenitra-2025/answers"),
    "follow": Visit("/{lang}/follow"),
    "follow with an unknown code": Visit("/{lang}/follow?code=1234567890", status=422),
    "what became of it": Visit("/{lang}/follow?code={follow}"),
    "no network": Visit("/{lang}/offline"),
    "privacy": Visit("/{lang}/privacy"),
    "agreements": Visit("/{lang}/agreements"),
    "agreement": Visit("/{lang}/agreements/south-2025"),
    "agreement with a delivery": Visit("/{lang}/agreements/north-2025"),
    "agreement without sites": Visit("/{lang}/agreements/east-2025"),
    "not found": Visit("/{lang}/stops/nowhere", status=404),
}
STAFF = {
    "sign-in": Visit("/{lang}/staff/sign-in"),
    "welcome": Visit("/{lang}{link}"),
    "stops": Visit("/{lang}/staff/stops", "organiser"),
    "stop": Visit("/{lang}{desk}", "organiser"),
    "stands": Visit("/{lang}{desk}/stands", "organiser"),
    "no stands": Visit("/{lang}/staff/stops/kenitra-2025/stands", "organiser"),
    "shift": Visit("/{lang}{desk}/stands/shifts/{shift}", "organiser"),
    "shift with errors": Visit("/{lang}{desk}/stands", "organiser", act=send_empty),
    "partners": Visit("/{lang}/staff/partners", "organiser"),
    "services": Visit("/{lang}/staff/services", "organiser"),
    "offer": Visit("/{lang}/staff/catalogue/offers/loan", "organiser"),
    "offer with errors": Visit("/{lang}/staff/catalogue/offers", "organiser", act=send_empty),
    "new service": Visit("/{lang}/staff/catalogue/services", "organiser"),
    "partner saved second": Visit(
        "/{lang}/staff/catalogue/organisations/bank", "organiser", act=save_second
    ),
    "publication that is blocked": Visit("/{lang}{desk}/publication", "organiser"),
    "publication": Visit("/{lang}/staff/stops/tangier-2024/publication", "organiser"),
    "publication of nothing": Visit("/{lang}/staff/stops/fes-2025/publication", "organiser"),
    "draft to be let go": Visit("/{lang}{desk}/draft/removal", "organiser"),
    "releases": Visit("/{lang}/staff/stops/fes-2025/releases?earlier=1&later=2", "organiser"),
    "release": Visit("/{lang}/staff/stops/fes-2025/releases/1", "organiser"),
    "contacts": Visit("/{lang}{desk}/contacts", "organiser"),
    "contacts with errors": Visit("/{lang}{desk}/contacts", "organiser", act=send_empty),
    "badges": Visit("/{lang}{desk}/badges", "organiser"),
    "questions": Visit("/{lang}{desk}/questions", "moderator"),
    "suggestions": Visit("/{lang}{desk}/suggestions", "moderator"),
    "one question": Visit("/{lang}{desk}/questions/{asked}", "moderator"),
    "one question, empty": Visit("/{lang}{desk}/questions/{asked}", "moderator", 200, act=empty),
    "private question": Visit("/{lang}{desk}/questions/{private}", "moderator"),
    "one suggestion": Visit("/{lang}{desk}/suggestions/{idea}", "moderator"),
    "answers": Visit("/{lang}{desk}/answers", "feedback"),
    "answer": Visit("/{lang}{desk}/answers/{asked}", "feedback"),
    "answer with errors": Visit("/{lang}{desk}/answers/{asked}", "feedback", act=send_empty),
    "promise": Visit("/{lang}{desk}/promises/{promise}", "feedback"),
    "summary": Visit("/{lang}{desk}/summary", "organiser"),
    "team": Visit("/{lang}/staff/team", "organiser"),
    "agreements": Visit("/{lang}/staff/agreements", "organiser"),
    "agreements with errors": Visit("/{lang}/staff/agreements", "organiser", act=send_empty),
    "agreement": Visit("/{lang}{south}", "organiser"),
    "agreement: a row": Visit("/{lang}{south}/facilities/gym", "organiser"),
    "agreement: a new row with errors": Visit("/{lang}{south}/sites", "organiser", act=send_empty),
    "agreement: two at once": Visit("/{lang}{south}/sites/smara", "organiser", act=edit_meanwhile),
    "agreement: a delivery": Visit("/{lang}{north}/deliveries/tangier/gym", "organiser"),
    "planner": Visit("/{lang}/staff/tour", "organiser"),
    "planner as a list": Visit("/{lang}/staff/tour?view=list", "organiser"),
    "new stop": Visit("/{lang}/staff/tour/new-stop", "organiser"),
    "new stop with errors": Visit("/{lang}/staff/tour/new-stop", "organiser", act=send_empty),
    "plan": Visit("/{lang}{desk}/plan", "organiser"),
    "plan of a new stop": Visit("/{lang}/staff/stops/laayoune-2025/plan", "organiser"),
    "plan with errors": Visit("/{lang}{desk}/plan", "organiser", act=send_empty),
    "tours": Visit("/{lang}/staff/tour/tours", "organiser"),
    "tour": Visit("/{lang}/staff/tour/tours/communication-days", "organiser"),
    "edition": Visit("/{lang}/staff/tour/tours/communication-days/editions/2", "organiser"),
    "commands": Visit("/{lang}/staff/tour/commands", "organiser"),
    "command": Visit("/{lang}/staff/tour/commands/one/oujda", "organiser"),
    "new command": Visit("/{lang}/staff/tour/commands/new?after=sale", "organiser"),
    "dates": Visit("/{lang}/staff/tour/dates", "organiser"),
    "dates with errors": Visit("/{lang}/staff/tour/dates", "organiser", act=send_empty),
    "lunar date": Visit("/{lang}/staff/tour/dates/feasts/ramadan/1446", "organiser"),
    "avoided date": Visit("/{lang}/staff/tour/dates/avoided/open-days", "organiser"),
    "gate": Visit("/gate/oujda-2025", "gate"),
    "gate: come in": Visit("/gate/oujda-2025", "gate", act=scan("new")),
    "gate: look twice": Visit("/gate/oujda-2025", "gate", act=scan("inside")),
    "gate: stop": Visit("/gate/oujda-2025", "gate", act=scan("elsewhere")),
    "gate: search": Visit("/gate/oujda-2025/people?q=عبد", "gate"),
    "not allowed": Visit("/{lang}{desk}/people", "gate", status=403),
}
