"""The files of `events/` read together: the catalogue first, then every stop, with every fault."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import ngettext
from caravan.tour import agenda_file, parity
from caravan.tour.agreements import register_file
from caravan.tour.agreements.plan import AgreementPlan
from caravan.tour.catalogue import FILES, Catalogue, read_catalogue
from caravan.tour.faults import BadFile, Fault
from caravan.tour.stop_plan import StopPlan
from caravan.tour.toml_lines import Document

AGREEMENTS = "agreements.toml"


@dataclass(frozen=True)
class StopFile:
    """A stop file without fault: its path, its text, what it says."""

    path: Path
    text: str
    plan: StopPlan


@dataclass(frozen=True)
class Folder:
    """What can be published: the catalogue files as they stand, agreements, and the stops."""

    catalogue: dict[str, bytes]
    agreements: tuple[AgreementPlan, ...]
    stops: list[StopFile]


class BadFolder(Exception):
    """Files that cannot be published; `lines` tell every fault with file, line and key.

    Lines and summary are in the language that is spoken (`i18n.speaking`) while the files are read.
    """

    def __init__(self, lines: Sequence[str], summary: str) -> None:
        self.lines = list(lines)
        super().__init__(summary)


def read_folder(events: Path, files: Sequence[Path] = ()) -> Folder:
    """The files `files` (without any: agreements and every stop of `events`) and the catalogue.

    The catalogue is that of `events`, unless `files` name another. A folder need not have a
    register of agreements. Raises BadFolder.
    """
    named = {file.name: file for file in files}
    catalogue = [named.get(name, events / name) for name in FILES]
    missing = [str(file) for file in catalogue if not file.is_file()]
    if missing:
        raise BadFolder([], _("%(files)s: there is no such file.", files=", ".join(missing)))
    texts = {file.name: file.read_bytes() for file in catalogue}
    known = _known(texts, catalogue)
    paths = dict.fromkeys(files) if files else sorted(events.glob("*.toml"))
    others = [path for path in paths if path not in catalogue]
    registers = [path for path in others if path.name == AGREEMENTS]
    chosen = [
        path
        for path in others
        if path not in registers and (files or agenda_file.is_stop_file(path.name))
    ]
    return Folder(texts, *_read_all(registers, chosen, known))


def _known(texts: dict[str, bytes], paths: list[Path]) -> Catalogue:
    try:
        return read_catalogue(texts)
    except BadFile as bad:
        path = next(path for path in paths if path.name == bad.source)
        lines = _lines(path, bad.faults)
        summary = _(
            "%(faults)s in %(file)s; the stops were not read.",
            faults=_faults(len(lines)),
            file=bad.source,
        )
        raise BadFolder(lines, summary) from bad


def _read_all(
    registers: list[Path], paths: list[Path], known: Catalogue
) -> tuple[tuple[AgreementPlan, ...], list[StopFile]]:
    lines: list[str] = []
    agreements: tuple[AgreementPlan, ...] = ()
    for path in registers:
        try:
            agreements += register_file.read(
                path.read_bytes(), source=path.name, organisations=known.organisations
            )
        except BadFile as bad:
            lines += _lines(path, bad.faults)
    stops: dict[str, StopFile] = {}
    for path in paths:
        try:
            stop = _read_stop(path, known)
        except BadFile as bad:
            lines += _lines(path, bad.faults)
            continue
        if twin := stops.get(stop.plan.key):
            taken = _("%(key)s is already the key of %(file)s.", key=stop.plan.key, file=twin.path)
            lines.append(f"{path}:1: key: {taken}")
        stops[stop.plan.key] = stop
    if lines:
        raise BadFolder(lines, _summary(lines, len(registers) + len(paths)))
    return agreements, list(stops.values())


def refuse_mixed(folder: Folder) -> list[str]:
    """Lines that tell each text that may not be right; those that cannot be are refused.

    Raises BadFolder with all of the latter, each with its file, line and key.
    """
    found = [(file, one) for file in folder.stops for one in parity.find(file.plan)]
    lines: dict[str, list[str]] = {"blocks": [], "look": []}
    for file, finding in found:
        line = Document(file.text).line_of(finding.path)
        told = f"{finding.key}: {_(finding.message, **finding.params)}"
        lines[finding.severity].append(f"{file.path}:{line}: {told}")
    if blocking := lines["blocks"]:
        summary = ngettext(
            "%(num)s text to be mended.", "%(num)s texts to be mended.", len(blocking)
        )
        raise BadFolder(blocking, summary)
    return lines["look"]


def _read_stop(path: Path, known: Catalogue) -> StopFile:
    text = path.read_bytes()
    plan = agenda_file.read(text, source=path.name, known=known)
    return StopFile(path, text.decode("utf-8-sig"), plan)


def _lines(path: Path, faults: Sequence[Fault]) -> list[str]:
    """Each fault with file, line and key, in the language that is spoken."""
    return [
        ": ".join(
            part
            for part in (f"{path}:{fault.line}", fault.key, _(fault.message, **fault.params))
            if part
        )
        for fault in faults
    ]


def _summary(lines: Sequence[str], read: int) -> str:
    return _(
        "%(faults)s in %(broken)s of %(files)s.",
        faults=_faults(len(lines)),
        broken=len({line.partition(":")[0] for line in lines}),
        files=ngettext("%(num)s file", "%(num)s files", read),
    )


def _faults(number: int) -> str:
    return ngettext("%(num)s fault", "%(num)s faults", number)
