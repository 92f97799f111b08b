"""What the rows of the register, their fields and their states are called, on pages and paper."""

from caravan.kernel.texts import lazy_gettext as _l

STATES = {
    "expected": _l("Expected"),
    "signed": _l("Signed"),
    "in_force": _l("In force"),
    "ended": _l("Ended"),
}
STATE_MARKS = {"expected": "coming", "signed": "half", "in_force": "now", "ended": "done"}
STAFF_STATES = {"expected": "off", "signed": "", "in_force": "ok", "ended": "off"}

SITE_KINDS = {
    "city": _l("City"),
    "command": _l("Command of the police"),
    "border_post": _l("Border post"),
}
DUTIES = {"finances": _l("Who finances"), "supervises": _l("Who supervises")}

DELIVERY_STATES = {
    "planned": _l("Planned"),
    "begun": _l("Begun"),
    "delivered": _l("Delivered"),
    "given_up": _l("Given up"),
}
# By the mark of rules.Line: "late" and "coming" depend on the day.
LINES = {
    "coming": _l("To be delivered"),
    "half": _l("Begun"),
    "kept": _l("Delivered"),
    "late": _l("Late"),
    "no": _l("Given up"),
}
LANGUAGES = {
    "ar": _l("Arabic"),
    "fr": _l("French"),
    "en": _l("English"),
    "zgh": _l("Tamazight"),
}
CHOICES = {
    ("stages", "state"): STATES,
    ("sites", "kind"): SITE_KINDS,
    ("duties", "kind"): DUTIES,
    ("variants", "lang"): LANGUAGES,
    ("deliveries", "state"): DELIVERY_STATES,
}

PARTS = {
    "sources": _l("Sources"),
    "stages": _l("States"),
    "parties": _l("Parties"),
    "variants": _l("Other names"),
    "aims": _l("Aims"),
    "sites": _l("Sites"),
    "facilities": _l("What is to be delivered"),
    "duties": _l("Who finances, who supervises"),
    "remarks": _l("Remarks"),
}
ADD = {
    "sources": _l("Add a source"),
    "stages": _l("Add a state"),
    "parties": _l("Add a party"),
    "variants": _l("Add another name"),
    "aims": _l("Add an aim"),
    "sites": _l("Add a site"),
    "facilities": _l("Add something to deliver"),
    "duties": _l("Add who finances or supervises"),
    "remarks": _l("Add a remark"),
}

FIELDS = {
    "address": _l("Publisher or address"),
    "day": _l("Day"),
    "draft": _l("Not shown to the public yet"),
    "key": _l("Key"),
    "kind": _l("Kind"),
    "lang": _l("Language"),
    "name": _l("Name"),
    "note": _l("Note"),
    "organisation": _l("Which of the partners it is"),
    "parties": _l("Parties"),
    "party": _l("Party"),
    "place": _l("Place of signature"),
    "published": _l("Appeared on"),
    "sites": _l("At which sites"),
    "state": _l("State"),
    "text": _l("Text"),
    "title": _l("Title"),
    "told_by": _l("Told by"),
}
HINTS = {
    "address": _l("Such as apdn.ma, or the office that keeps the document."),
    "organisation": _l("A partner is given texts to answer while such an agreement is in force."),
    "sites": _l("None, where the sources do not say."),
    "told_by": _l("Each fact names at least one source."),
}
DELIVERY_HINTS = {
    "day": _l("Planned: until which day. Otherwise: since which day."),
    "note": _l("What shows it, or why it was given up."),
    "told_by": _l("May stay empty: then it is told by whoever records it."),
}
