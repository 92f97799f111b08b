"""XML as other programs read it: elements with texts, and the bytes of a whole file."""

import re
from xml.etree import ElementTree as ET

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Signs that no XML file may hold, not even escaped.
_UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def add(parent: ET.Element, name: str, text: str = "", /, **attributes: str) -> ET.Element:
    """A new element `name` at the end of `parent`."""
    said = {key: _sayable(value) for key, value in attributes.items()}
    element = ET.SubElement(parent, name, said)
    element.text = _sayable(text)
    return element


def write_file(root: ET.Element) -> bytes:
    """The file of `root`, in UTF-8 and saying so."""
    ET.indent(root)
    whole: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return whole


def _sayable(text: str) -> str:
    return _UNSAYABLE.sub("", text)
