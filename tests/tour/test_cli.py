"""The commands for stop files, poster and programme: what they say, write and refuse."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from caravan.settings import ROOT
from caravan.tour.models import Release, Stop
from tests import makers, pages
from tests.conftest import Browser
from tests.press import papers

EVENTS = ROOT / "events"
OUJDA = "2025-02-07-oujda-2025.toml"
Run = Callable[..., Result]


@pytest.fixture
def events(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the real folder, which the commands then take for theirs."""
    folder = tmp_path / "events"
    shutil.copytree(EVENTS, folder)
    settings = replace(app.config["SETTINGS"], events=folder)
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    return folder


@pytest.fixture
def run(app: Flask, events: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("stops", "check")` runs the command as `flask stops check` does, in English."""
    monkeypatch.setenv("LC_ALL", "C")
    return lambda *words: app.test_cli_runner().invoke(args=[str(word) for word in words])


def real_stops() -> list[Path]:
    return sorted(EVENTS.glob("2*.toml"))


def test_check_passes_the_real_files(run: Run) -> None:
    result = run("stops", "check")
    assert (result.exit_code, result.output) == (0, f"No fault. Stop files: {len(real_stops())}.\n")


def test_check_lists_every_fault_with_file_line_and_key(run: Run, events: Path) -> None:
    file = events / OUJDA
    text = file.read_text().replace("opens = 08:30:00", "opens = 8", 1)
    file.write_text(text.replace('kind = "bank"', 'kind = "bankk"'))
    result = run("stops", "check")
    *faults, last = result.stderr.splitlines()
    line = text.splitlines().index("opens = 8") + 1
    assert faults[0].startswith(f"{file}:{line}: day[1].opens: ")
    assert [fault.split(": ")[1] for fault in faults] == ["day[1].opens", "partner[2].kind"]
    assert last == f"Error: 2 faults in 1 of {len(real_stops()) + 1} files."  # the agreements too
    assert result.exit_code == 1


@pytest.mark.parametrize("command", ["check", "publish"])
def test_command_lists_texts_that_mix_directions(run: Run, events: Path, command: str) -> None:
    file = events / OUJDA
    text = file.read_text().replace('title.ar = "الغداء"', 'title.ar = "الغداء, ثم 14:00-15:00"')
    file.write_text(text.replace('name.fr = "Salle 2"', 'name.fr = "Salle2"'))
    result = run("stops", command, file)
    *faults, last = result.stderr.splitlines()
    line = text.splitlines().index('title.ar = "الغداء, ثم 14:00-15:00"') + 1
    place = f"{file}:{line}: session[12].title.ar: "
    assert faults[0].startswith(f"{place}In an Arabic line 14:00-15:00")
    assert len(faults) == 2
    assert last.startswith("Error: 2 texts to be mended.")
    assert (result.exit_code, makers.count(Stop)) == (1, 0)


def test_check_points_at_what_may_be_meant_so(run: Run, events: Path) -> None:
    file = events / OUJDA
    file.write_text(file.read_text().replace('name.fr = "Salle 2"', 'name.fr = "Salle2"'))
    result = run("stops", "check", file)
    assert result.exit_code == 0
    assert result.stderr.startswith(f"Look at this: {file}:")


@pytest.mark.parametrize(
    ("terminal", "sentences", "last"),
    [
        (
            "ar_MA.UTF-8",
            ["لا وجود ل atlantis في لائحة ولايات الأمن.", "عدد حروف النص 5000، والحد الأقصى 200."],
            "Error: خطآن. الملفات المعنية: 1 من أصل ملف واحد. لم يُنشر أي شيء.",
        ),
        (
            "fr_FR.UTF-8",
            [
                "La liste des préfectures n’a pas atlantis.",
                "Le texte a 5000 lettres, 200 au plus sont possibles.",
            ],
            "Error: 2 fautes. Fichiers en faute\xa0: 1 sur 1 fichier. Rien n’a été publié.",
        ),
    ],
)
def test_faults_are_told_in_the_language_of_the_terminal(
    run: Run,
    events: Path,
    monkeypatch: pytest.MonkeyPatch,
    terminal: str,
    sentences: list[str],
    last: str,
) -> None:
    monkeypatch.setenv("LC_ALL", terminal)
    file = events / OUJDA
    text = file.read_text().replace('prefecture = "oujda"', 'prefecture = "atlantis"')
    file.write_text(text.replace('title.fr = "Étape d’Oujda"', f'title.fr = "{"x" * 5000}"'))
    *faults, summary = run("stops", "publish", file).stderr.splitlines()

    assert [fault.split(": ", 2)[2] for fault in faults] == sentences
    assert summary == last
    assert makers.count(Stop) == 0


def test_check_reads_only_the_named_file(run: Run, events: Path) -> None:
    (events / "2025-01-31-fes-2025.toml").write_text("format = 9")
    assert run("stops", "check", events / OUJDA).output == "No fault. Stop files: 1.\n"


def test_check_reads_the_commented_example_when_named(run: Run, events: Path) -> None:
    assert run("stops", "check", events / "example.toml").exit_code == 0


def test_check_stops_at_a_broken_catalogue(run: Run, events: Path) -> None:
    (events / "services.toml").write_text("[[service]]\ncode = 'housing'\n")
    result = run("stops", "check")
    assert f"{events / 'services.toml'}:1: service[1].name: This key is missing." in result.stderr
    assert result.stderr.endswith("in services.toml; the stops were not read.\n")
    assert result.exit_code == 1


def test_check_names_the_missing_catalogue(run: Run, events: Path) -> None:
    (events / "prefectures.toml").unlink()
    result = run("stops", "check")
    assert result.stderr == f"Error: {events / 'prefectures.toml'}: there is no such file.\n"


def test_check_finds_two_files_with_one_key(run: Run, events: Path) -> None:
    shutil.copy(events / OUJDA, events / "2025-02-09-twin.toml")
    twin = f"{events / '2025-02-09-twin.toml'}:1: key: oujda-2025 is already the key of"
    assert twin in run("stops", "check").stderr


def test_check_reads_both_files_when_they_have_one_name(run: Run, events: Path) -> None:
    (events / "other").mkdir()
    broken = events / "other" / OUJDA
    broken.write_text("key = 1\n")

    assert f"{broken}:1: key: " in run("stops", "check", broken, events / OUJDA).stderr


def test_publish_writes_the_real_folder_once(run: Run) -> None:
    count = len(real_stops())
    first, again = run("stops", "publish"), run("stops", "publish")
    assert first.output.splitlines()[-1] == f"Published: {count}. Unchanged: 0."
    assert again.output == f"Published: 0. Unchanged: {count}.\n"
    assert makers.count(Stop) == makers.count(Release) == count


def test_publish_tells_what_changed(run: Run, events: Path) -> None:
    run("stops", "publish", events / OUJDA)
    text = (events / OUJDA).read_text()
    (events / OUJDA).write_text(text.replace("القاعة 2", "القاعة 1"))
    output = run("stops", "publish", events / OUJDA).output.splitlines()
    assert output[0] == "oujda-2025: release 2"
    assert output[1] == "  «القاعة 2» صار اسمه: «القاعة 1»."


def test_publish_changes_nothing_when_one_file_is_broken(run: Run, events: Path) -> None:
    (events / OUJDA).write_text("key = 3")
    result = run("stops", "publish")
    assert result.exit_code == 1
    assert result.stderr.endswith("Nothing was published.\n")
    assert makers.count(Stop) == 0


def test_export_gives_the_file_back(run: Run, events: Path, tmp_path: Path) -> None:
    run("stops", "publish")
    out = tmp_path / "out.toml"
    assert run("stops", "export", "oujda-2025", "-o", out).exit_code == 0
    assert out.read_bytes() == (events / OUJDA).read_bytes()
    assert run("stops", "publish", out).output == "Published: 0. Unchanged: 1.\n"


def test_export_names_the_unknown_stop(run: Run, tmp_path: Path) -> None:
    result = run("stops", "export", "nowhere", "-o", tmp_path / "out.toml")
    assert result.exit_code == 1
    assert result.stderr == "Error: No stop with the key nowhere is published.\n"


def test_poster_is_written(run: Run, tmp_path: Path) -> None:
    makers.make_stop()
    result = run("poster", "oujda-2025", "-o", tmp_path / "poster.pdf")
    assert (result.exit_code, result.output) == (0, "")
    assert (tmp_path / "poster.pdf").read_bytes()[:5] == b"%PDF-"


def test_poster_names_the_folder_that_is_missing(run: Run, tmp_path: Path) -> None:
    makers.make_stop()
    result = run("poster", "oujda-2025", "-o", tmp_path / "none" / "poster.pdf")
    assert result.exit_code == 1
    assert result.stderr.endswith("poster.pdf: No such file or directory.\n")


@pytest.mark.parametrize(("words", "pages"), [((), 2), (("--shape", "a3"), 1)])
def test_programme_is_written_in_its_shape(
    run: Run, tmp_path: Path, words: tuple[str, ...], pages: int
) -> None:
    makers.make_session(makers.make_stop())
    result = run("programme", "oujda-2025", "-o", tmp_path / "out.pdf", *words)
    assert (result.exit_code, result.output) == (0, "")
    assert papers.page_count((tmp_path / "out.pdf").read_bytes()) == pages


def test_programme_refuses_an_unknown_shape(run: Run, tmp_path: Path) -> None:
    makers.make_stop()
    result = run("programme", "oujda-2025", "-o", tmp_path / "out.pdf", "--shape", "a4")
    assert result.exit_code == 2
    assert "'a4' is not one of 'a3', 'a5', 'large'." in result.stderr


def test_programme_names_the_unknown_stop(run: Run, tmp_path: Path) -> None:
    result = run("programme", "nowhere", "-o", tmp_path / "out.pdf")
    assert (result.exit_code, result.stderr) == (
        1,
        "Error: No stop with the key nowhere is published.\n",
    )


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_every_real_stop_has_its_page(run: Run, client: Browser, lang: str) -> None:
    run("stops", "publish")
    for file in real_stops():
        key = file.stem[len("2025-02-07-") :]
        answer = client.get(f"/{lang}/stops/{key}")
        page = pages.read(answer)
        assert page.status == 200
        assert page.heading
        assert len(answer.data) < 15_000 * len(page.all("//h3[starts-with(@id,'d20')]"))
