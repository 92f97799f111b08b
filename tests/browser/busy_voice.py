"""The pages of asking on a busy morning: what comes back, what is shown before, the rounds."""

from typing import Any

from playwright.sync_api import Page

from tests.browser.busy import Facts, Visit, send_empty, unfold


def ask(body: str) -> Any:
    """Fill the form of a question and send it."""

    def act(page: Page, _facts: Facts) -> None:
        page.fill("[name=body]", body)
        page.locator("[name=service]").first.check(force=True)
        for field in page.locator("[name=channel]").all()[:1]:
            field.check(force=True)
        with page.expect_navigation():
            page.locator("main form.form button:not([name])").last.click()

    return act


def send_read(page: Page, facts: Facts) -> None:
    """Write a question down, and send it once it was read back."""
    ask("واش كاين شي عرض جديد للأسنان؟")(page, facts)
    with page.expect_navigation():
        page.locator("main form.reading .primary").click()


ATTENDEE = {
    "question sent": Visit("/{lang}{stop}/questions", act=ask("فين كيدفع الملف ديال الحج؟")),
    "question with similar ones": Visit(
        "/{lang}{stop}/questions", act=ask("wach kifach ntlb l9ard d sakan")
    ),
    "what is promised": Visit("/{lang}{stop}/questions", act=unfold),
    "suggestion sent": Visit("/{lang}{stop}/suggestions", act=ask("حافلة من جرادة كل سبت")),
    "kiosk: question": Visit("/{lang}{stop}/kiosk/question"),
    "kiosk: question with errors": Visit("/{lang}{stop}/kiosk/question", act=send_empty),
    "kiosk: question sent": Visit(
        "/{lang}{stop}/kiosk/question", act=ask("متى يفتح مركز الاصطياف؟")
    ),
    "kiosk: similar ones": Visit(
        "/{lang}{stop}/kiosk/question", act=ask("wach kifach ntlb l9ard d sakan")
    ),
    "suggestion with similar ones": Visit(
        "/{lang}{stop}/suggestions", act=ask("Un bus de Jerada à Oujda chaque samedi")
    ),
    "kiosk: suggestion": Visit("/{lang}{stop}/kiosk/suggestion"),
    "kiosk: suggestion sent": Visit("/{lang}{stop}/kiosk/suggestion", act=ask("مكتبة للأبناء")),
    "kiosk: follow": Visit("/{lang}{stop}/kiosk/follow"),
    "kiosk: follow with errors": Visit("/{lang}{stop}/kiosk/follow", act=send_empty),
}
STAFF = {
    "rounds": Visit("/{lang}{desk}/rounds", "moderator"),
    "rounds with errors": Visit("/{lang}{desk}/rounds", "moderator", act=send_empty),
    "rounds of a stop without any": Visit("/{lang}/staff/stops/fes-2025/rounds", "organiser"),
    "entering": Visit("/{lang}{desk}/entering", "gate"),
    "entering with errors": Visit("/{lang}{desk}/entering", "gate", act=send_empty),
    "entering: read back": Visit(
        "/{lang}{desk}/entering", "gate", act=ask("wach kifach ntlb l9ard d sakan")
    ),
    "entering: sent": Visit("/{lang}{desk}/entering", "gate", act=send_read),
    "entering a suggestion": Visit("/{lang}{desk}/entering/suggestion", "gate"),
    "entering a suggestion: sent": Visit(
        "/{lang}{desk}/entering/suggestion", "gate", act=send_read
    ),
    "entering outside the days": Visit("/{lang}/staff/stops/fes-2025/entering", "organiser"),
}
