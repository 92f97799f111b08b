"""The worker that attendees' browsers keep: what it names is there, and all that pages need."""

import json
import re
from typing import Any

from caravan.settings import ROOT
from tests import makers, pages
from tests.conftest import Browser

WORKER = "/offline-worker.js"
IMPORTED = re.compile(r'^import .*?"(\.[^"]+)";$', re.MULTILINE)


def files(client: Browser) -> list[str]:
    """The addresses that the worker keeps."""
    named = re.search(r"^const FILES = (.*);$", client.get(WORKER).text, re.MULTILINE)
    assert named is not None
    return json.loads(named.group(1))


def test_worker_names_files_that_are_there(client: Browser) -> None:
    answers = {address: client.get(address) for address in files(client)}
    for answer in answers.values():
        answer.close()

    assert {one for one, answer in answers.items() if answer.status_code != 200} == set()


def test_worker_keeps_all_that_the_pages_of_a_stop_name(client: Browser) -> None:
    stop = makers.make_stop()
    makers.make_session(stop)
    day = stop.first_day.isoformat()
    named: set[Any] = set()
    for part in ("", f"/days/{day}", "/calendar", "/changes"):
        tree = pages.read(client.get(f"/ar/stops/oujda-2025{part}")).tree
        named.update(tree.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src"))

    assert named - set(files(client)) == set()


def test_worker_keeps_the_drawings_that_its_style_sheets_name(client: Browser) -> None:
    kept = [address.partition("?")[0] for address in files(client)]
    sheets = [ROOT / address.lstrip("/") for address in kept if address.endswith(".css")]
    drawings = {
        "/static/img/" + name
        for sheet in sheets
        for name in re.findall(r"img/([\w-]+\.svg)", sheet.read_text())
    }

    assert drawings - set(kept) == set()


def test_worker_is_looked_at_again_at_each_visit_and_not_sent_twice(client: Browser) -> None:
    first = client.get(WORKER)
    again = client.get(WORKER, headers={"If-None-Match": first.headers["ETag"]})

    assert (first.mimetype, first.headers["Cache-Control"]) == ("text/javascript", "no-cache")
    assert (again.status_code, again.data) == (304, b"")


def test_offline_page_says_what_to_do(client: Browser) -> None:
    answer = client.get("/ar/offline")

    page = pages.read(answer)
    assert page.heading == "هذه الصفحة تحتاج إلى الشبكة"
    assert page.all("//main//a") == ["إعادة المحاولة", "المحطة وبرنامجها", "كل المحطات"]
    assert "Set-Cookie" not in answer.headers


def test_worker_keeps_every_module_that_a_kept_one_imports(client: Browser) -> None:
    kept = {address.partition("?")[0].removeprefix("/") for address in files(client)}
    imported = {
        (ROOT / module).parent.joinpath(name).resolve().relative_to(ROOT).as_posix()
        for module in kept
        if module.endswith(".js")
        for name in IMPORTED.findall((ROOT / module).read_text())
    }
    assert "static/js/registration/send.js" in imported
    assert imported - kept == set()
