"""The fixed words of the printed pieces in Arabic and French, and how each writes numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Lang = Literal["ar", "fr"]
LANGS: tuple[Lang, Lang] = ("ar", "fr")
Labels = Mapping[str, str]


@dataclass(frozen=True)
class Pair:
    """One text in Arabic and in French; an empty side is left out of the print."""

    ar: str
    fr: str = ""

    def sides(self, arabic_first: bool) -> tuple[str, str]:
        """Both sides, the language of the page first; one text for both is given once."""
        first, second = (self.ar, self.fr) if arabic_first else (self.fr, self.ar)
        return (first, second) if first and first != second else (first or second, "")

    def of(self, lang: Lang) -> str:
        """The side of a language, or the other one where that is empty."""
        return (self.ar or self.fr) if lang == "ar" else (self.fr or self.ar)


FOUNDATION_NAME = Pair(
    "مؤسسة محمد السادس للأعمال الاجتماعية", "Fondation Mohammed VI des œuvres sociales"
)
FOUNDATION_OF_WHOM = Pair("لموظفي الأمن الوطني", "du personnel de la Sûreté nationale")
FOUNDATION = Pair(
    f"{FOUNDATION_NAME.ar} {FOUNDATION_OF_WHOM.ar}", f"{FOUNDATION_NAME.fr} {FOUNDATION_OF_WHOM.fr}"
)

_AR: Labels = {
    "summary": "حصيلة المحطة",
    "overview": "الخلاصة",
    "overview_empty": "لم يُسجَّل في هذه المحطة شيء بعد.",
    "first_owed": "أول ما نلتزم به",
    "first_owed_note": "القائمة كاملة في باب «ما بقي علينا»",
    "first_owed_empty": "لا يبقى علينا شيء من هذه المحطة اليوم.",
    "attendance": "الحضور",
    "by_hour": "الوصول ساعة بساعة",
    "by_hour_note": "الزمن يسير من اليمين إلى اليسار",
    "by_day": "حسب اليوم",
    "by_category": "حسب الفئة",
    "present": "حاضرا",
    "attendance_empty": "لم يُسجَّل أي حضور في هذه المحطة.",
    "categories_empty": "لا توجد أعداد حسب الفئة.",
    "questions": "الأسئلة وأجوبتها",
    "by_service": "الأسئلة حسب الخدمة",
    "by_service_note": "كم سؤالا، وكم أُجيب عنه",
    "questions_empty": "لم يُنشر أي سؤال في هذه المحطة.",
    "questions_note": "عن هذه القائمة",
    "answered": "أُجيب عنه",
    "waiting": "ينتظر الجواب",
    "undivided": "غير مفصَّل",
    "asked": "الأسئلة",
    "asked_too": "سأل مثله",
    "ahead": "الاقتراحات والالتزامات",
    "suggestions": "الاقتراحات",
    "suggestions_count": "العدد",
    "suggestions_empty": "لم يُقدَّم أي اقتراح في هذه المحطة.",
    "owed": "ما بقي علينا",
    "owed_what": "ما التزمنا به",
    "owed_to": "لفائدة",
    "owed_office": "المكتب",
    "owed_due": "قبل",
    "owed_state": "الحال",
    "owed_empty": "لا يبقى علينا شيء من هذه المحطة اليوم.",
    "agenda": "البرنامج كما جرى",
    "agenda_empty": "لم يُنشر برنامج لهذه المحطة.",
    "withdrawn": "أُلغيت",
    "method": "كيف أُعد هذا التقرير",
    "method_empty": "لم تُكتب ملاحظة عن طريقة إعداد هذا التقرير.",
    "answers_today": "الأجوبة والالتزامات كما هي اليوم",
    "signature": "التاريخ والتوقيع",
    "digest": "بصمة هذه النسخة الموقعة (SHA-256)",
    "you_asked": "سألتم",
    "we_answered": "أجبنا",
    "we_will": "سنفعل",
    "wall_more": "باقي الأجوبة، والالتزامات كما هي اليوم",
    "wall_ways": "برقم المتابعة: في الصفحة، أو في مكتب الاستقبال، أو في المحطة المقبلة.",
    "wall_empty": "لم يُنشر أي جواب بعد.",
    "no_promise": "لا التزام بعد هذا الجواب.",
    "hall_answer": "أُجيب عنه في القاعة.",
    "continued": "(تتمة)",
    "ticket": "تذكرة الحضور",
    "ticket_number": "رقم التذكرة",
    "ticket_hint": "يكفي هذا الرقم إن لم يُقرأ الرمز.",
    "waiting_list": "لائحة الانتظار",
    "waiting_hint": "لا مكان بعد: اسألوا مكتب الاستقبال قبل الدخول.",
    "stub": "وصل المتابعة",
    "stub_number": "رقم المتابعة",
    "stub_ways": "به ترون الجواب: في الصفحة، أو في مكتب الاستقبال، أو في المحطة المقبلة.",
    "stub_secret": "لا اسم على هذا الوصل. من يحمله يرى الأجوبة، فاحفظوه.",
    "programme": "البرنامج",
    "programme_now": "البرنامج المحيَّن وأسئلتكم",
    "programme_ahead": "كل جديد يُنشر في العنوان أسفله.",
    "day_empty": "لا فقرة منشورة لهذا اليوم.",
    "until": "إلى",
    "release": "الإصدار",
    "desk_helps": "بدون هاتف: مكتب الاستقبال في خدمتكم.",
    "survey": "استطلاع رأيكم",
    "survey_hint": "علامة واحدة لكل سؤال. كل الأسئلة اختيارية. دون اسم.",
    "survey_code": "رمز هذه الورقة",
    "survey_note": "به تُحسب الورقة مرة واحدة. سُحب بالقرعة، ولا أحد يعرف لمن أُعطي.",
}

_FR: Labels = {
    "summary": "Bilan de l’étape",
    "overview": "L’essentiel",
    "overview_empty": "Rien n’est encore enregistré pour cette étape.",
    "first_owed": "Nos premiers engagements",
    "first_owed_note": "La liste entière est sous « Ce que nous devons encore »",
    "first_owed_empty": "À ce jour, rien ne reste dû au titre de cette étape.",
    "attendance": "La participation",
    "by_hour": "Arrivées heure par heure",
    "by_hour_note": "Le temps va de gauche à droite",
    "by_day": "Par jour",
    "by_category": "Par catégorie",
    "present": "présents",
    "attendance_empty": "Aucune présence n’est enregistrée pour cette étape.",
    "categories_empty": "Il n’y a pas de nombres par catégorie.",
    "questions": "Les questions et leurs réponses",
    "by_service": "Questions par service",
    "by_service_note": "Combien de questions, combien de réponses",
    "questions_empty": "Aucune question n’a été publiée pour cette étape.",
    "questions_note": "Sur cette liste",
    "answered": "répondues",
    "waiting": "en attente",
    "undivided": "sans détail",
    "asked": "Questions",
    "asked_too": "Même question",
    "ahead": "Suggestions et engagements",
    "suggestions": "Les suggestions",
    "suggestions_count": "Nombre",
    "suggestions_empty": "Aucune suggestion n’a été déposée pour cette étape.",
    "owed": "Ce que nous devons encore",
    "owed_what": "Engagement",
    "owed_to": "Au profit de",
    "owed_office": "Bureau",
    "owed_due": "Avant le",
    "owed_state": "État",
    "owed_empty": "À ce jour, rien ne reste dû au titre de cette étape.",
    "agenda": "Le programme tel qu’il s’est tenu",
    "agenda_empty": "Aucun programme n’a été publié pour cette étape.",
    "withdrawn": "annulée",
    "method": "Comment ce compte rendu a été établi",
    "method_empty": "Aucune note n’a été écrite sur la façon d’établir ce compte rendu.",
    "answers_today": "Réponses et engagements à ce jour",
    "signature": "Date et signature",
    "digest": "Empreinte de cette version signée (SHA-256)",
    "you_asked": "Vous avez demandé",
    "we_answered": "Nous avons répondu",
    "we_will": "Nous ferons",
    "wall_more": "Les autres réponses, et les engagements à ce jour",
    "wall_ways": "Avec le numéro de suivi : sur la page, à l’accueil ou à la prochaine étape.",
    "wall_empty": "Aucune réponse n’est encore publiée.",
    "no_promise": "Cette réponse n’engage à rien d’autre.",
    "hall_answer": "Répondu dans la salle.",
    "continued": "(suite)",
    "ticket": "Billet d’entrée",
    "ticket_number": "Numéro du billet",
    "ticket_hint": "Ce numéro suffit si le code n’est pas lu.",
    "waiting_list": "Liste d’attente",
    "waiting_hint": "Pas encore de place : demandez à l’accueil avant d’entrer.",
    "stub": "Talon de suivi",
    "stub_number": "Numéro de suivi",
    "stub_ways": "Il donne la réponse : sur la page, à l’accueil, ou à la prochaine étape.",
    "stub_secret": "Ce talon ne porte pas de nom. Qui le tient voit les réponses : gardez-le.",
    "programme": "Programme",
    "programme_now": "Programme à jour et questions",
    "programme_ahead": "Toute nouvelle paraît à l’adresse ci-dessous.",
    "day_empty": "Aucune séance n’est publiée pour ce jour.",
    "until": "à",
    "release": "Version",
    "desk_helps": "Sans téléphone : adressez-vous à l’accueil.",
    "survey": "Votre avis",
    "survey_hint": "Une croix par question. Toutes sont facultatives. Sans nom.",
    "survey_code": "Code de cette feuille",
    "survey_note": "Il compte la feuille une seule fois. Tiré au sort : nul ne sait qui l’a reçue.",
}


def labels(lang: Lang) -> Labels:
    """The fixed words of a language, by key; both languages have the same keys."""
    return _AR if lang == "ar" else _FR


def number(value: int, lang: Lang) -> str:
    """A count with its thousands parted: a dot in Arabic, a narrow fixed space in French."""
    return f"{value:,}".replace(",", "." if lang == "ar" else "\u202f")
