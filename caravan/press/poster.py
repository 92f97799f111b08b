"""The A3 poster at the door: one act, to register by code or address. Arabic over French."""

from dataclasses import dataclass
from datetime import datetime

from reportlab.lib.units import mm

from caravan.press import pictos
from caravan.press.axis import Axis, length
from caravan.press.ornaments import code, lockup, panel
from caravan.press.sheet import A3, GOLD, INK, LINE, MIST, MUTED, NAVY, OCHRE, WHITE, open_document
from caravan.press.styles import plex
from caravan.press.words import FOUNDATION, Pair

MARGIN = 16.0
FULL = 297 - 2 * MARGIN
CODE = 138.0
"""Width in mm of the code's modules: by 0.8 mm a module at half a metre, read from about 2.5 m."""
FACTS = FULL - CODE - 20
ADDRESS = 188.0
GLOW = "#f2d675"

STEPS = (
    ("scan", Pair("صوّروا الرمز", "Scannez le code")),
    ("form", Pair("املؤوا 4 خانات", "Remplissez 4 cases")),
    ("ticket", Pair("احتفظوا بالتذكرة", "Gardez le billet")),
)
PROMISE = Pair("في أقل من دقيقة", "en moins d’une minute")
TYPE_IT = Pair("أو اكتبوا العنوان", "ou tapez l’adresse")
NO_PHONE = Pair("بدون هاتف؟ مكتب الاستقبال يسجّلكم", "Sans téléphone ? L’accueil vous inscrit.")
NEVER = Pair(
    "لن نطلب منكم أبدا كلمة سر ولا بطاقة بنكية.",
    "Nous ne demandons jamais ni mot de passe ni carte bancaire.",
)
POSTER = "ملصق"
NOTHING = Pair("")


@dataclass(frozen=True)
class PosterFacts:
    """What one stop's poster says. Dates and hours are printed as given.

    `url` goes into the code, `printed_address` is the same without its scheme, short enough to be
    typed. `serial` («3/12») is for the round that looks for false posters; `note` one more line.
    """

    series: Pair
    headline: Pair
    city: Pair
    dates: Pair
    venue: Pair
    hours: Pair
    url: str
    printed_address: str
    city_zgh: str = ""
    weekdays: str = ""
    host: str = ""
    serial: str = ""
    note: Pair = NOTHING


def draw(facts: PosterFacts, *, made_at: datetime, one_ink: bool = False) -> bytes:
    """The poster as a PDF of one A3 page; with `one_ink` all in black, without the large solid."""
    title = f"{facts.headline.ar} · {facts.city.ar}"
    document = open_document(title, FOUNDATION.ar, "ar", A3, made_at)
    axis = Axis(document.canvas, A3[1] / mm, A3[0] / mm - MARGIN, rtl=True, one_ink=one_ink)
    lockup(axis, FULL, 14, facts.series, 1.36)
    _headline(axis, facts.headline)
    code(axis, facts.url, FULL - CODE, 150, CODE, "Q")
    _city(axis, facts)
    _when_and_where(axis, facts)
    _address(axis, facts.printed_address)
    _steps(axis)
    _foot(axis, facts)
    document.show_page()
    return document.bytes()


def _headline(axis: Axis, headline: Pair) -> None:
    """What to do, on the only solid of the sheet."""
    on = INK if axis.one_ink else WHITE
    panel(axis, 36, (FULL, 96), 24)
    axis.box(0, 132, (FULL, 2.4), GOLD)
    axis.fill_box(headline.ar, 10, 43, (245, 53), plex(138, 700, on), most=1)
    axis.text(headline.fr, 10, 120, plex(64, 600, on), fit=170)
    axis.text(PROMISE.ar, FULL - 10, 114, plex(22, 600, INK if axis.one_ink else GLOW), "end")
    axis.text(PROMISE.fr, FULL - 10, 122.4, plex(15, 400, on), "end")


def _city(axis: Axis, facts: PosterFacts) -> None:
    city, city_too = facts.city.sides(arabic_first=True)
    axis.fill_box(city, 0, 147, (FACTS, 41), plex(112, 700, NAVY))
    french = axis.text(city_too, 0, 202, plex(40, 600, NAVY), fit=FACTS)
    tifinagh = plex(24, 400, MUTED)
    if length(facts.city_zgh, tifinagh) < FACTS - french - 4:
        axis.text(facts.city_zgh, FACTS, 201.6, tifinagh, "end")
    axis.across(0, FACTS, 208.5, GOLD, 0.9)


def _when_and_where(axis: Axis, facts: PosterFacts) -> None:
    """The days as large as they go, then hours and hall with their pictograms."""
    dates, dates_too = facts.dates.sides(arabic_first=True)
    axis.fill_box(dates, 0, 213, (FACTS, 23), plex(62, 700, INK))
    level = 243.6
    if facts.weekdays:
        axis.text(facts.weekdays, 0, level, plex(24, 600, INK), fit=FACTS)
        level += 8
    axis.text(dates_too, 0, level, plex(16, 400, MUTED), fit=FACTS)
    axis.across(0, FACTS, 256.5, LINE, 0.5)
    for name, level, text in (("clock", 260, facts.hours), ("place", 274.6, facts.venue)):
        pictos.draw(axis, name, 0, level, 11)
        _side_by_side(axis, text, level)
    axis.text(facts.host, 15, 291.4, plex(14, 400, MUTED), fit=FACTS - 15)


def _side_by_side(axis: Axis, text: Pair, level: float) -> None:
    """Arabic and French on one line, or one over the other where they are too long for that."""
    first, second = text.sides(arabic_first=True)
    large, small = plex(25, 600, INK), plex(16, 400, MUTED)
    room = FACTS - 15
    if length(first, large) + length(second, small) < room - 4:
        axis.text(first, 15, level + 8.6, large)
        axis.text(second, FACTS, level + 8.6, small, "end")
    else:
        axis.text(first, 15, level + 4.8, plex(19, 600, INK), fit=room)
        axis.text(second, 15, level + 10.6, plex(12, 400, MUTED), fit=room)


def _address(axis: Axis, address: str) -> None:
    """The way for a phone that does not read codes, in letters to be copied from afar."""
    axis.box(0, 300, (FULL, 25), MIST)
    axis.box(0, 300, (1.6, 25), NAVY)
    letters = plex(46, 700, NAVY)
    if length(address, letters) < 1.3 * ADDRESS:
        axis.text(TYPE_IT.ar, 7, 311, plex(20, 600, NAVY))
        axis.text(TYPE_IT.fr, 7, 319.4, plex(14, 400, MUTED))
        axis.text(address, FULL - 8, 317.6, letters, "end", "ltr", fit=ADDRESS)
    else:
        axis.text(TYPE_IT.ar, 7, 308, plex(16, 600, NAVY))
        axis.text(TYPE_IT.fr, FULL - 8, 308, plex(13, 400, MUTED), "end")
        axis.text(address, FULL - 8, 320.4, letters, "end", "ltr", fit=FULL - 15)


def _steps(axis: Axis) -> None:
    pitch = FULL / len(STEPS)
    for index, (name, text) in enumerate(STEPS):
        along = index * pitch + (5 if index else 0)
        pictos.draw(axis, name, along, 333.5, 22)
        axis.text(str(index + 1), along + 26, 343.4, plex(32, 700, OCHRE), base="ltr")
        axis.text(text.ar, along + 34, 343, plex(21, 700, INK), fit=pitch - 41)
        axis.text(text.fr, along + 26, 354, plex(16, 400, MUTED), fit=pitch - 33)
        if index:
            axis.down(index * pitch, 334, 23, LINE, 0.4)


def _foot(axis: Axis, facts: PosterFacts) -> None:
    """The way in without a phone, what is never asked, and the poster's own number."""
    axis.across(0, FULL, 364, NAVY, 0.5)
    pictos.draw(axis, "desk", 0, 368.5, 15)
    axis.text(NO_PHONE.ar, 20, 376, plex(21, 700, INK))
    axis.text(NO_PHONE.fr, 20, 383.6, plex(14, 400, MUTED))
    axis.text(facts.note.ar, FULL, 376, plex(14, 600, NAVY), "end", fit=105)
    axis.text(facts.note.fr, FULL, 383.6, plex(11, 400, MUTED), "end", fit=105)
    axis.across(0, FULL, 391, LINE, 0.4)
    axis.text(NEVER.ar, 0, 398.6, plex(16, 600, INK))
    axis.text(NEVER.fr, 0, 405, plex(11, 400, MUTED))
    if facts.serial:
        number = axis.text(facts.serial, FULL, 398.6, plex(11.5, 600, MUTED), "end", "ltr")
        axis.text(POSTER, FULL - number - 2, 398.6, plex(11, 400, MUTED), "end")
