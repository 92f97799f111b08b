"""What the kinds of companions are called."""

from collections import Counter
from collections.abc import Iterable

from caravan.kernel.texts import lazy_gettext, ngettext
from caravan.registration.families import rules

KINDS = {
    rules.ADULT: lazy_gettext("Adult"),
    rules.MINOR: lazy_gettext("Child under 18"),
    rules.HELPER: lazy_gettext("Somebody who helps"),
}


def counted(family: Iterable[rules.Companion]) -> list[str]:
    """How many of each kind come along, in words ("2 adults"); nobody of a kind, no word."""
    number = Counter(one.kind for one in family)
    words = {
        rules.ADULT: ngettext("%(num)s adult", "%(num)s adults", number[rules.ADULT]),
        rules.MINOR: ngettext("%(num)s child", "%(num)s children", number[rules.MINOR]),
        rules.HELPER: ngettext("%(num)s helper", "%(num)s helpers", number[rules.HELPER]),
    }
    return [str(words[kind]) for kind in rules.KINDS if number[kind]]
