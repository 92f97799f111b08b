"""Forms of the catalogue: a service, a partner, an offer, each in both languages."""

from secrets import token_hex
from typing import Any

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Optional, Regexp

from caravan.kernel.forms import ChecksField, DayField, most, tidy, tidy_line
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import lazy_gettext as _l
from caravan.tour.catalogue import Service as ServicePlan
from caravan.tour.offers import words
from caravan.tour.offers.forms.fields import CHOOSE, SharedForm, lines, texts
from caravan.tour.offers.plan import (
    MOST_PAPERS,
    PAPER_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    OfferPlan,
    OrganisationPlan,
)
from caravan.tour.stop_plan import AUDIENCES, PARTNER_KINDS, Text

_CODE = r"^[a-z0-9]+([_-][a-z0-9]+)*\Z"
_AR, _FR = DataRequired(_l("Write it in Arabic.")), DataRequired(_l("Write it in French."))
_BOTH = _l("Write it in both languages, or in neither.")


def _code(limit: int) -> list[Any]:
    message = _l("Small Latin letters, digits and hyphens, such as new-bank.")
    return [DataRequired(message), most(limit), Regexp(_CODE, message=message)]


class EntryForm(SharedForm):
    """An entry of one of the lists; its code is asked for once and never changes."""

    code: Any

    def plan(self, standing: Any = None) -> Any:
        """What a valid form says; texts in further languages are those of `standing`."""
        raise NotImplementedError


class ServiceForm(EntryForm):
    """A field of the foundation's work."""

    code = StringField(_l("Short name in addresses"), _code(40), [tidy_line])
    name_ar = StringField(_l("Name in Arabic"), [_AR, most(200)], [tidy_line])
    name_fr = StringField(_l("Name in French"), [_FR, most(200)], [tidy_line])
    about_ar = TextAreaField(_l("What it is, in Arabic"), [most(500)], [lines, tidy])
    about_fr = TextAreaField(_l("What it is, in French"), [most(500)], [lines, tidy])
    pictogram = RadioField(
        _l("Picture"),
        [DataRequired(_l("Choose a picture."))],
        choices=[SelectChoice(key, words.PICTOGRAMS[key]) for key in words.PICTOGRAMS],
        validate_choice=False,
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Both languages or none, and a picture that is drawn."""
        fine = super().validate(extra_validators)
        return _paired(self.about_ar, self.about_fr) and fine

    @classmethod
    def told(cls, plan: ServicePlan) -> dict[str, Any]:
        return {
            **_both("name", plan.name),
            **_both("about", plan.about),
            "pictogram": plan.pictogram,
        }

    def plan(self, standing: ServicePlan | None = None) -> ServicePlan:
        return ServicePlan(
            code=standing.code if standing else self.code.data,
            name=texts(self.name_ar.data, self.name_fr.data, standing.name if standing else {}),
            about=texts(self.about_ar.data, self.about_fr.data, standing.about if standing else {}),
            pictogram=self.pictogram.data,
        )


class OrganisationForm(EntryForm):
    """A partner under contract."""

    code = StringField(_l("Short name in addresses"), _code(40), [tidy_line])
    kind = SelectField(
        _l("Kind"), choices=[SelectChoice(key, words.KINDS[key]) for key in PARTNER_KINDS]
    )
    name_ar = StringField(_l("Name in Arabic"), [_AR, most(TITLE_LENGTH)], [tidy_line])
    name_fr = StringField(_l("Name in French"), [_FR, most(TITLE_LENGTH)], [tidy_line])
    until = DayField(
        _l("Last day of the contract"),
        [Optional()],
        description=_l("After it, nothing of this partner is shown as an offer."),
    )

    @classmethod
    def told(cls, plan: OrganisationPlan) -> dict[str, Any]:
        return {"kind": plan.kind, **_both("name", plan.name), "until": plan.until}

    def plan(self, standing: OrganisationPlan | None = None) -> OrganisationPlan:
        return OrganisationPlan(
            code=standing.code if standing else self.code.data,
            kind=self.kind.data,
            name=texts(self.name_ar.data, self.name_fr.data, standing.name if standing else {}),
            until=self.until.data,
        )


class OfferForm(EntryForm):
    """What a partner offers: to whom, with which papers, until when, in the partner's words."""

    code = HiddenField(validators=[Regexp(_CODE)])
    partner = SelectField(_l("Partner"), invalid_choice_message=CHOOSE)
    service = SelectField(_l("Service"), invalid_choice_message=CHOOSE)
    title_ar = StringField(_l("Offer in Arabic"), [_AR, most(TITLE_LENGTH)], [tidy_line])
    title_fr = StringField(_l("Offer in French"), [_FR, most(TITLE_LENGTH)], [tidy_line])
    text_ar = TextAreaField(_l("Partner’s words, Arabic"), [most(TEXT_LENGTH)], [lines, tidy])
    text_fr = TextAreaField(_l("Partner’s words, French"), [most(TEXT_LENGTH)], [lines, tidy])
    audience = ChecksField(
        _l("Who may have it"),
        choices=[SelectChoice(key, words.AUDIENCES[key]) for key in AUDIENCES],
        description=_l("No tick: everybody."),
    )
    papers_ar = TextAreaField(_l("Papers needed, Arabic"), [Optional()], [lines, tidy])
    papers_fr = TextAreaField(_l("Papers needed, French"), [Optional()], [lines, tidy])
    until = DayField(
        _l("Last day on which it holds"), [Optional()], description=_l("Empty: no end.")
    )
    stops = ChecksField(_l("Only at these stops"), description=_l("No tick: at every stop."))

    @classmethod
    def new(cls, partner: str | None) -> "OfferForm":
        """The empty form, about that partner; its code makes a form sent twice one offer."""
        return cls(formdata=None, data={"code": f"offer-{token_hex(4)}", "partner": partner})

    def validate(self, extra_validators: Any = None) -> bool:
        """Both languages or none; as many papers in one language as in the other."""
        fine = super().validate(extra_validators)
        fine = _paired(self.text_ar, self.text_fr) and fine
        for field in (self.papers_ar, self.papers_fr):
            fine = _are_papers(field) and fine
        if len(_lines_of(self.papers_ar)) != len(_lines_of(self.papers_fr)):
            fault = _("Write as many lines in Arabic as in French: one paper a line.")
            self.papers_fr.errors = [*self.papers_fr.errors, fault]
            return False
        return fine

    @classmethod
    def told(cls, plan: OfferPlan) -> dict[str, Any]:
        papers = {lang: "\n".join(one[lang] for one in plan.papers) for lang in ("ar", "fr")}
        return {
            "partner": plan.partner,
            "service": plan.service,
            **_both("title", plan.title),
            **_both("text", plan.text),
            "audience": list(plan.audience),
            **_both("papers", papers),
            "until": plan.until,
            "stops": list(plan.stops),
        }

    def plan(self, standing: OfferPlan | None = None) -> OfferPlan:
        return OfferPlan(
            code=standing.code if standing else self.code.data,
            partner=self.partner.data,
            service=self.service.data,
            title=texts(self.title_ar.data, self.title_fr.data, standing.title if standing else {}),
            text=texts(self.text_ar.data, self.text_fr.data, standing.text if standing else {}),
            audience=tuple(self.audience.data or ()),
            papers=self._papers(standing.papers if standing else ()),
            until=self.until.data,
            stops=tuple(self.stops.data or ()),
        )

    def _papers(self, standing: tuple[Text, ...]) -> tuple[Text, ...]:
        """One paper a line; one that stood there keeps its further languages."""
        known = {paper["ar"]: paper for paper in standing}
        pairs = zip(_lines_of(self.papers_ar), _lines_of(self.papers_fr), strict=True)
        return tuple(texts(ar, fr, known.get(ar, {})) for ar, fr in pairs)


FORMS: dict[str, type[EntryForm]] = {
    "services": ServiceForm,
    "organisations": OrganisationForm,
    "offers": OfferForm,
}


def _both(name: str, text: Text) -> dict[str, str]:
    return {f"{name}_{lang}": text.get(lang, "") for lang in ("ar", "fr")}


def _paired(arabic: Any, french: Any) -> bool:
    """Whether both fields are filled or none; the empty one is told."""
    for empty, other in ((arabic, french), (french, arabic)):
        if other.data and not empty.data:
            empty.errors = [*empty.errors, str(_BOTH)]
            return False
    return True


def _lines_of(field: Any) -> list[str]:
    return [line.strip() for line in (field.data or "").split("\n") if line.strip()]


def _are_papers(field: Any) -> bool:
    """Whether no line is too long and they are not too many; the field is told."""
    named = _lines_of(field)
    if len(named) > MOST_PAPERS:
        fault = _("At most %(most)s papers can be named.", most=MOST_PAPERS)
    elif any(len(line) > PAPER_LENGTH for line in named):
        fault = _("A paper is too long: %(most)s signs at most.", most=PAPER_LENGTH)
    else:
        return True
    field.errors = [*field.errors, fault]
    return False
