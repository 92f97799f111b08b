"""The open form's work is done by the browser itself, and nobody needs it to register."""

import re

import pytest
from playwright.sync_api import expect

from caravan.kernel import work as rules
from tests.browser.conftest import Site, Visitors

pytestmark = pytest.mark.browser

FORM = "/ar/stops/oujda-2025/register"


def test_browser_does_the_work_while_people_type(visitor: Visitors) -> None:
    page = visitor("ar")
    page.goto(FORM)
    expect(page.locator("input[name=work_answer]")).to_have_value(re.compile("."), timeout=60_000)

    task = page.locator("input[name=work]").input_value()
    assert rules.is_solved(task, page.locator("input[name=work_answer]").input_value())


def test_browser_without_scripts_registers_all_the_same(visitor: Visitors, site: Site) -> None:
    context = visitor("ar").context.browser.new_context(  # type: ignore[union-attr]
        java_script_enabled=False, base_url=site.url
    )
    page = context.new_page()
    page.goto(FORM)
    page.get_by_label("الاسم الكامل").fill("فاطمة الزهراء")
    page.locator("input[value=retired]").check()
    page.locator("input[name=consent]").check()
    page.get_by_role("button", name="تأكيد التسجيل").click()

    expect(page.locator(".ticket")).to_be_visible()
    context.close()
