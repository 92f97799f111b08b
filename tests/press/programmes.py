"""Made-up programmes: two days of a stop, and as many sessions in as many rooms as wanted."""

import ctypes
from dataclasses import replace

import pypdfium2
from pypdfium2 import raw

from caravan.press.programme import Programme, ProgrammeDay, Session, Shape, draw
from caravan.press.words import Pair
from tests.press import samples

URL = "https://caravane.example/s/oujda-2025"
NOWHERE = Pair("")
HALL = Pair("القاعة الكبرى", "Grande salle")
RECEPTION = Session(
    "08:30",
    "09:30",
    Pair("الاستقبال والشارات وقسائم السؤال", "Accueil, badges, feuillets de question"),
    Pair("البهو", "Hall"),
)
OPENING = Session(
    "09:30",
    "10:15",
    Pair("الافتتاح وكلمة المؤسسة", "Ouverture et mot de la Fondation"),
    HALL,
    Pair("مدير المؤسسة", "Le directeur de la Fondation"),
)
VISIT = Session(
    "10:15",
    "12:30",
    Pair("جولة الأروقة", "Visite des stands"),
    Pair("الرواق", "Galerie"),
    is_withdrawn=True,
)
PRAYER = Session("12:30", "14:45", Pair("صلاة الجمعة والغداء", "Prière et déjeuner"), is_pause=True)
LOANS = Session("09:30", "11:00", Pair("القروض والسكن", "Prêts et logement"), HALL)
FRIDAY = ProgrammeDay(
    Pair("الجمعة", "Vendredi"),
    Pair("7 فبراير 2025", "7 février 2025"),
    (RECEPTION, OPENING, VISIT, PRAYER),
)
SATURDAY = ProgrammeDay(
    Pair("السبت", "Samedi"), Pair("8 فبراير 2025", "8 février 2025"), (RECEPTION, LOANS)
)
PROGRAMME = Programme(
    series=samples.SERIES,
    city=Pair("وجدة", "Oujda"),
    venue=Pair("ولاية أمن وجدة", "Préfecture de police d’Oujda"),
    days=(FRIDAY, SATURDAY),
    url=URL,
    printed_address=URL.removeprefix("https://"),
    release=3,
    published=Pair("5 فبراير 2025 على الساعة 14:05", "5 février 2025 à 14:05"),
    city_zgh="ⵡⵓⵊⴷⴰ",
)
EMPTY = replace(PROGRAMME, days=tuple(replace(day, sessions=()) for day in PROGRAMME.days))


def crowded(days: int = 3, sessions: int = 60, rooms: int = 4) -> Programme:
    """Sessions side by side in several rooms, each with a number of its own in its title."""
    weekdays = [FRIDAY.weekday, SATURDAY.weekday, Pair("الأحد", "Dimanche")]
    dates = [Pair(f"{7 + at} فبراير 2025", f"{7 + at} février 2025") for at in range(days)]
    numbers = iter(range(1, days * sessions + 1))
    held = tuple(
        ProgrammeDay(
            weekdays[day],
            dates[day],
            tuple(_session(next(numbers), rooms) for _ in range(sessions)),
        )
        for day in range(days)
    )
    return replace(PROGRAMME, days=held)


def _session(number: int, rooms: int) -> Session:
    hour, minute = divmod(number // rooms % 60 * 10 + 510, 60)
    starts, room = f"{hour:02}:{minute:02}", number % rooms + 1
    title = Pair(f"الفقرة {number} عن السكن والصحة", f"Séance {number} sur le logement")
    return Session(starts, "19:00", title, Pair(f"القاعة {room}", f"Salle {room}"))


def printed(programme: Programme, shape: Shape) -> bytes:
    return draw(programme, shape, made_at=samples.MADE_AT)


def type_sizes(pdf: bytes) -> set[float]:
    """Every size of type in points that the text of a file is set in."""
    found, size = set[float](), ctypes.c_float()
    for page in pypdfium2.PdfDocument(pdf):
        for text in page.get_objects([raw.FPDF_PAGEOBJ_TEXT]):
            raw.FPDFTextObj_GetFontSize(text, size)
            found.add(round(size.value, 1))
    return found
