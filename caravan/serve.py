"""What `make run` and `make demo` do: migrate, publish, make a first organiser, serve."""

import gc
import logging
import resource
import socket
import sys
from datetime import timedelta

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from caravan import application
from caravan.accounts import actions as accounts
from caravan.accounts import queries as people
from caravan.demo import actions as rehearsal
from caravan.demo.plan import rehearse
from caravan.demo.rules import spoken_of
from caravan.kernel.clock import today
from caravan.kernel.db import db, transaction
from caravan.kernel.i18n import speaking
from caravan.kernel.migrations import bring_up_to_date
from caravan.kernel.refusal import Refusal
from caravan.kernel.terminal import terminal_language
from caravan.kernel.turns import STREAMS
from caravan.settings import BadSetting, Settings
from caravan.tour import actions as tour
from caravan.tour import agenda_file
from caravan.tour import queries as stops
from caravan.tour.agreements import actions as register
from caravan.tour.agreements.cli import tell_loaded
from caravan.tour.folder import BadFolder, Folder, read_folder

FIRST = "organiser@caravan.local"
REHEARSAL = "rehearsal"
_ATTENDEES, _SEED = 300, 1
# Kept open by one process: the phones of a full hall and more. Granian counts connections here, not
# requests: whoever comes after them waits until somebody leaves.
CONNECTIONS = 4096


def serve() -> None:
    """Bring the database up to date, publish `events/`, and answer requests until stopped."""
    app = _opened()
    _check_free(app.config["SETTINGS"])
    with app.app_context():
        bring_up_to_date(app)
        _publish(_folder(app))
        _greet(app.config["SETTINGS"])
    _listen(app)


def demo() -> None:
    """The same, with a rehearsal stop that is taking place today, full of invented people."""
    app = _opened()
    _check_free(app.config["SETTINGS"])
    with app.app_context():
        bring_up_to_date(app)
        folder = _folder(app)
        _publish(folder)
        _rehearse(folder)
        _greet(app.config["SETTINGS"])
    _listen(app)


def _opened() -> Flask:
    try:
        return application()
    except BadSetting as bad:
        sys.exit(f"Caravan: {bad}")


def _check_free(settings: Settings) -> None:
    """End here when somebody listens already: the workers would share the port with them.

    Every second visitor would then be answered from another database.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # one that just ended may stay
        try:
            trial.bind((settings.host, settings.port))
        except OSError as fault:
            at = f"{settings.host}:{settings.port}"
            sys.exit(f"Caravan: {at}: {fault.strerror}. Choose another PORT or HOST.")


def _folder(app: Flask) -> Folder:
    try:
        with speaking(terminal_language()):
            return read_folder(app.config["SETTINGS"].events)
    except BadFolder as bad:
        sys.exit("\n".join([*bad.lines, f"Caravan: {bad}"]))


def _publish(folder: Folder) -> None:
    """Publish what is new in the folder; a file that may not be published ends the start."""
    with transaction():
        tour.load_catalogue(folder.catalogue)
        tell_loaded(register.load(folder.agreements))
        for file in folder.stops:
            try:
                tour.publish(file.plan, text=file.text, only_new=True)
            except Refusal as refusal:
                sys.exit(f"Caravan: {file.path}: {refusal} (flask stops check tells more)")


def _rehearse(folder: Folder) -> None:
    """The stop of the folder with most sessions again, until today, with invented people."""
    long = [file.plan for file in folder.stops if len(file.plan.days) > 1]
    model = max(long, key=lambda plan: (len(plan.sessions), plan.first_day))
    first_day = today() - timedelta(days=len(model.days) - 1)
    plan = rehearse(model, REHEARSAL, first_day, spoken_of())
    tour.publish(plan, text=agenda_file.write(plan))
    stop = stops.get_stop(REHEARSAL)
    print(f"Caravan: inviting {_ATTENDEES} invented people …", flush=True)
    rehearsal.fill(stop, attendees=_ATTENDEES, seed=_SEED)


def _greet(settings: Settings) -> None:
    """Tell where to go and, until somebody used it, how to sign in first."""
    print(f"Caravan: {settings.public_url}")
    if link := _first_link():
        print(f"First organiser ({FIRST}), once within a day: {link}")
    sys.stdout.flush()


def _first_link() -> str | None:
    """The sign-in link of the first organiser; None once somebody has opened the account."""
    first = people.find_by_email(FIRST)
    if first is None and people.has_opened_account():
        return None
    first = first or accounts.add_staff(FIRST, "organiser", None)
    if first.totp_confirmed:
        return None
    token = accounts.make_link(first.id)
    with speaking("ar"):
        return people.link_address(token)


def _listen(app: Flask) -> None:
    """Answer requests; a worker that dies is started again.

    The workers are forks that share this application until they write to it: what is frozen here is
    not looked through for rubbish there, and so stays one copy for all of them. Connections to the
    database are not shared.
    """
    settings: Settings = app.config["SETTINGS"]
    with app.app_context():
        db.engine.dispose()
    _allow_files(2 * CONNECTIONS)
    gc.freeze()
    server = Granian(
        "wsgi:app",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=settings.threads + STREAMS,  # kernel/turns.py gives them their turns
        backlog=2 * CONNECTIONS,
        backpressure=CONNECTIONS,
        respawn_failed_workers=True,
        log_access=False,  # who asked for which page is nobody's business (docs/anonymity.md)
        log_level=LogLevels.warning,
    )
    # It warns of so many threads: most of them only hold a stream, and the others take turns.
    logging.getLogger("_granian").addFilter(lambda said: "Python threads" not in said.getMessage())
    server.serve()


def _allow_files(number: int) -> None:
    """Each connection is an open file, of which systems allow a process 1,024 unless it asks."""
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = number if most == resource.RLIM_INFINITY else min(number, most)
    if allowed != resource.RLIM_INFINITY and allowed < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
