"""Reading a page as a person does: its heading, alerts, links, forms and text."""

from dataclasses import dataclass
from typing import Any

from lxml import html


@dataclass(frozen=True)
class Form:
    """A form on a page: where it goes and what it sends when nothing is changed."""

    action: str
    method: str
    fields: dict[str, str]


@dataclass(frozen=True)
class Page:
    """An answer that is a whole page."""

    tree: Any
    status: int

    @property
    def title(self) -> str:
        return _words(self.tree.find(".//title"))

    @property
    def heading(self) -> str:
        return _words(self.tree.find(".//h1"))

    @property
    def alerts(self) -> list[str]:
        return [_words(one) for one in self.tree.xpath("//*[@role='alert']")]

    @property
    def text(self) -> str:
        return _words(self.tree.find(".//body"))

    @property
    def main(self) -> str:
        return _words(self.tree.find(".//main"))

    @property
    def links(self) -> list[str]:
        return [str(link) for link in self.tree.xpath("//a/@href")]

    @property
    def forms(self) -> list[Form]:
        return [_form(form) for form in self.tree.xpath("//form")]

    def form(self, *names: str) -> Form:
        """The first form that has all the fields `names`."""
        return next(form for form in self.forms if set(names) <= set(form.fields))

    def all(self, selector: str) -> list[str]:
        """The texts of every element that the CSS-like `tag.class` or XPath `selector` finds."""
        return [_words(one) for one in self.tree.xpath(_xpath(selector))]


def read(response: Any) -> Page:
    """The page in `response`, after checking what every page must have: lang, dir, one h1."""
    tree = html.document_fromstring(response.get_data(as_text=True))
    root = tree if tree.tag == "html" else tree.getroottree().getroot()
    assert root.get("dir") == ("rtl" if root.get("lang") == "ar" else "ltr")
    assert len(tree.xpath("//h1")) == 1
    return Page(tree, response.status_code)


def _form(form: Any) -> Form:
    fields = {name: value or "" for name, value in form.form_values() if name}
    named = {one.name: fields.get(one.name, "") for one in form.inputs if one.name}
    return Form(form.action or "", form.method, named)


def _xpath(selector: str) -> str:
    if selector.startswith("/"):
        return selector
    tag, _, name = selector.partition(".")
    has_class = f"[contains(concat(' ', @class, ' '), ' {name} ')]" if name else ""
    return f"//{tag or '*'}{has_class}"


def _words(element: Any) -> str:
    return " ".join(element.text_content().split()) if element is not None else ""
