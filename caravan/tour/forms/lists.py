"""The forms of rooms, speakers, partners and days, and of the facts of a stop."""

from caravan.kernel.texts import lazy_gettext as _l
from caravan.tour.forms import words
from caravan.tour.forms.parts import PartForm, choice, choices, figures, in_order, one_line, prose

_KEY_HINT = _l("For addresses and files; left empty, it is made from the French name.")


class HallForm(PartForm):
    """A room: a column of the agenda."""

    name_ar = one_line(_l("Name in Arabic"))
    name_fr = one_line(_l("Name in French"))
    name_en = one_line(_l("Name in English"))
    name_zgh = one_line(_l("Name in Tamazight"))
    seats = figures(_l("Seats"), _l("Where they were counted."))
    key = one_line(_l("Short name"), _KEY_HINT)


class SpeakerForm(PartForm):
    """An office that speaks."""

    name_ar = one_line(
        _l("Office in Arabic"),
        _l("An office, such as the director of the Foundation; never the name of a person."),
    )
    name_fr = one_line(_l("Office in French"))
    name_en = one_line(_l("Office in English"))
    name_zgh = one_line(_l("Office in Tamazight"))
    key = one_line(_l("Short name"), _KEY_HINT)


class PartnerForm(PartForm):
    """A partner with a stand."""

    name_ar = one_line(_l("Name in Arabic"))
    name_fr = one_line(_l("Name in French"))
    name_en = one_line(_l("Name in English"))
    name_zgh = one_line(_l("Name in Tamazight"))
    kind = choice(_l("Kind of partner"), words.PARTNER_KINDS)
    stand = one_line(_l("Stand"), _l("As on its sign: A-04."))
    organisation = choice(
        _l("In the list of partners"), {}, _l("Its offers are then shown at the stand.")
    )
    services = choices(_l("Services people can ask about there"))
    note_ar = prose(_l("The partner’s own words in Arabic"), _l("Shown as the partner’s."))
    note_fr = prose(_l("The partner’s own words in French"))
    note_en = prose(_l("The partner’s own words in English"))
    note_zgh = prose(_l("The partner’s own words in Tamazight"))
    key = one_line(_l("Short name"), _KEY_HINT)


class DayForm(PartForm):
    """A day with its hours, and its prayer block where it is a Friday."""

    date = figures(_l("Day"), _l("Its sessions move along when it changes."))
    opens = figures(_l("Doors open at"))
    closes = figures(_l("Doors close at"))
    prayer_starts = figures(
        _l("Prayer block begins at"), _l("On a Friday; left empty, from 12:30 to 14:45.")
    )
    prayer_ends = figures(_l("Prayer block ends at"))


class FactsForm(PartForm):
    """What is said of the stop itself."""

    title_ar = one_line(_l("Title in Arabic"))
    title_fr = one_line(_l("Title in French"))
    title_en = one_line(_l("Title in English"))
    title_zgh = one_line(_l("Title in Tamazight"))
    host_ar = one_line(_l("Host in Arabic"), _l("Who receives: an office, never a person."))
    host_fr = one_line(_l("Host in French"))
    host_en = one_line(_l("Host in English"))
    host_zgh = one_line(_l("Host in Tamazight"))
    venue_name_ar = one_line(_l("Venue in Arabic"))
    venue_name_fr = one_line(_l("Venue in French"))
    venue_name_en = one_line(_l("Venue in English"))
    venue_name_zgh = one_line(_l("Venue in Tamazight"))
    venue_address_ar = prose(_l("How to find it, in Arabic"))
    venue_address_fr = prose(_l("How to find it, in French"))
    venue_address_en = prose(_l("How to find it, in English"))
    venue_address_zgh = prose(_l("How to find it, in Tamazight"))
    seats = figures(_l("Seats"), _l("A line for the staff: nobody is turned away by it."))
    safety_limit = figures(
        _l("Safety limit"),
        _l("How many the hall may hold at most, companions included; later ones wait for a place."),
    )
    services = in_order(_l("Services, in this order"))
    status = choice(_l("State"), words.STATUSES)
    reason_ar = prose(
        _l("Reason in Arabic"), _l("Needed when cancelled or moved; everybody reads it.")
    )
    reason_fr = prose(_l("Reason in French"))
    reason_en = prose(_l("Reason in English"))
    reason_zgh = prose(_l("Reason in Tamazight"))
    team = one_line(
        _l("Team that travels"),
        _l("Its short name; two stops on the same day with one team are warned of."),
    )
    note_ar = prose(_l("Remark in Arabic"), _l("To the public, under the agenda."))
    note_fr = prose(_l("Remark in French"))
    note_en = prose(_l("Remark in English"))
    note_zgh = prose(_l("Remark in Tamazight"))
