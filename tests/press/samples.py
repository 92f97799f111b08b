"""Made-up facts for the printed pieces: offices only, and figures that add up."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from caravan.press.summary.facts import (
    AgendaDay,
    AgendaRow,
    Attendance,
    CategoryCount,
    DayCount,
    FactTable,
    Figure,
    Hidden,
    HourCount,
    MethodLine,
    Owed,
    Question,
    ServiceQuestions,
    StopSummary,
    Suggestions,
)
from caravan.press.words import Pair

MADE_AT = datetime(2025, 2, 8, 19, 40, tzinfo=ZoneInfo("Africa/Casablanca"))
FEW = Hidden("أقل من 5")
SERIES = Pair("الأيام التواصلية الجهوية", "Journées régionales de communication")


def hours(*counts: int | Hidden) -> tuple[HourCount, ...]:
    """Arrivals from eight o'clock on."""
    return tuple(HourCount(8 + at, count) for at, count in enumerate(counts))


def question(text: str, answer: str = "", supporters: int = 0) -> Question:
    if answer:
        return Question(text, supporters, "full", "أُجيب في الحين", answer)
    return Question(text, supporters, "none", "ينتظر الجواب")


HEALTH = ServiceQuestions(
    "الصحة",
    52,
    38,
    (
        Question(
            "متى تُنشر لائحة المصحات المتعاقدة بالجهة الشرقية؟",
            42,
            "half",
            "وعد · 28 فبراير 2025",
            "تُنشر اللائحة على صفحة المؤسسة وبمقر ولاية الأمن، وتُحيَّن في أول كل شهر.",
        ),
        question(
            "هل يشمل التكفل بالنظارات أبناء المتقاعدين؟",
            "نعم، ما داموا مسجلين في ملف المنخرط. يكفي الإدلاء بوصفة طبية لم يمر عليها ثلاثة أشهر.",
            31,
        ),
        question("هل يمكن فتح مصحة خاصة بالشرطة في وجدة؟", supporters=19),
    ),
)
HOUSING = ServiceQuestions(
    "السكن",
    47,
    31,
    (
        question(
            "أين وصلت الودادية السكنية بعين بني مطار؟",
            "انتهت دراسة الأرض. يُعرض التصميم على المستفيدين في لقاء بمقر ولاية الأمن.",
            38,
        ),
        question("Peut-on déposer un dossier sans aller à Rabat ?", "نعم، كل يوم أربعاء.", 35),
    ),
)
LOANS = ServiceQuestions("القروض", 29, 24, (question("هل يجوز الجمع بين قرضين؟", "يجوز.", 22),))
LEISURE = ServiceQuestions("الترفيه والاصطياف", 24, FEW, (question("متى يُفتح التسجيل؟"),))
TRANSPORT = ServiceQuestions("النقل", FEW, FEW, (question("هل من تخفيض في القطار؟"),))

ATTENDANCE = Attendance(
    (
        DayCount(
            "الجمعة 7 فبراير",
            830,
            hours(145, 370, 235, 65, 10, 0, 60, 90, FEW),
            "صلاة الجمعة والغداء بين 12:30 و14:00",
        ),
        DayCount("السبت 8 فبراير", 720, hours(110, 315, 140, 55, 20, FEW, 40, 35, FEW)),
    ),
    (
        CategoryCount("مزاولون", 640),
        CategoryCount("متقاعدون", 305),
        CategoryCount("ذوو الحقوق", 180),
        CategoryCount("شركاء", FEW),
    ),
    "وصل ستة من كل عشرة قبل العاشرة صباحا. لم يتعدّ الانتظار عند الباب 6 دقائق يوم الجمعة.",
    "الأعداد مقربة إلى 5. لا تُطبع خانة أقل من 5.",
)
OWED = (
    Owed(
        "تسليم مفاتيح قاعة الرياضة للعائلات",
        "محطة فاس",
        "مصلحة الشراكات",
        "31 يناير 2025",
        "late",
        "تأخر 8 أيام",
    ),
    Owed(
        "نشر لائحة المصحات المتعاقدة بالجهة الشرقية وتحيينها كل شهر",
        "الصحة",
        "مصلحة التغطية الصحية",
        "28 فبراير 2025",
        "half",
        "جارٍ",
    ),
    Owed(
        "مداومة أسبوعية لملفات السكن بمقر ولاية أمن وجدة",
        "السكن",
        "مصلحة السكن",
        "10 مارس 2025",
        "none",
        "لم يبدأ",
    ),
)
DONE = FactTable(
    "ما أُنجز",
    ("ما التزمنا به", "لفائدة", "المكتب", "أُنجز يوم", "ما يدل عليه"),
    (
        (
            "طاولة للقروض مع البنوك الثلاثة الشريكة",
            "القروض",
            "مصلحة الشراكات",
            "8 فبراير 2025",
            "عُقدت الطاولة في اليوم الثاني",
        ),
    ),
)
AGENDA = (
    AgendaDay(
        "الجمعة 7 فبراير",
        (
            AgendaRow("08:30", "الاستقبال والشارات وقسائم السؤال", "البهو"),
            AgendaRow("09:30", "الافتتاح وكلمة المؤسسة", "القاعة الكبرى"),
            AgendaRow("10:15", "جولة الأروقة", "الرواق", withdrawn=True),
            AgendaRow("11:00", "جلسة عامة: الخدمات وأسئلتكم", "القاعة الكبرى"),
            AgendaRow("12:30", "صلاة الجمعة والغداء"),
            AgendaRow(
                "15:00",
                "مكاتب الإنصات والحالات الاجتماعية",
                "المكاتب 1 إلى 4",
                state_text="نُقلت من 14:30",
            ),
        ),
    ),
    AgendaDay("السبت 8 فبراير", (AgendaRow("09:30", "ورشتان: القروض والسكن", "القاعتان أ وب"),)),
)
METHOD = (
    MethodLine("عدّ الحضور", "يُعدّ من مُسحت تذكرته عند الباب، ومن دخل مرتين في اليوم عُدّ مرة واحدة."),
    MethodLine("من سأل؟", "لا يحفظ النظام من سأل. ولا نعد بالحماية ممن يراكم تكتبون."),
    MethodLine("ما حُجب", "لا تُنشر خانة أقل من 5، وتُحجب خانة ثانية حتى لا يُستنتج العدد المحجوب."),
)


def arabic_summary() -> StopSummary:
    """A stop of two days with every part filled and three hidden counts."""
    return StopSummary(
        lang="ar",
        series=SERIES,
        title="وجدة",
        other_titles=("Oujda", "ⵡⵓⵊⴷⴰ"),
        prefecture="ولاية أمن وجدة",
        dates="7 و8 فبراير 2025",
        venue="القاعة الكبرى",
        prepared="أُعدّ يوم 8 فبراير 2025 على الساعة 19:40",
        figures=(
            Figure(1240, "شخصا حضروا", "منهم 310 حضروا اليومين"),
            Figure(186, "سؤالا طُرح", "28 منها على الورق"),
            Figure("76 %", "أُجيب عنها في الحين", "141 سؤالا من 186"),
            Figure(FEW, "اقتراحات", "لا تُطبع الأعداد الصغيرة"),
        ),
        overview="جمعت محطة وجدة على مدى يومين منخرطي المؤسسة من المزاولين والمتقاعدين. "
        "كانت الصحة والسكن أول ما سُئل عنه: أكثر من نصف الأسئلة. "
        "أُجيب عن ثلاثة أرباعها في عين المكان.",
        attendance=ATTENDANCE,
        services=(HEALTH, HOUSING, LOANS, LEISURE, TRANSPORT),
        questions_note="استُقبل أصحاب الوضعيات الشخصية في مكاتب الإنصات.",
        suggestions=(
            Suggestions("مقبول", "full", 1, ("تعليق لوائح المستفيدين بكل مفوضية.",)),
            Suggestions("قيد الدراسة", "half", FEW, ("نقل مجاني للمتقاعدين من الدوائر البعيدة.",)),
        ),
        owed=OWED,
        done=DONE,
        agenda=AGENDA,
        method=METHOD,
        signatures=("مدير المؤسسة", "والي أمن وجدة"),
        answers_url="https://caravane.example/ar/stops/oujda-2025/answers",
        answers_address="caravane.example/s/oujda-2025",
        mark="تجربة: الأرقام مصنوعة",
    )


def french_summary() -> StopSummary:
    """The same stop in French, whose texts are longer; the questions stay as they were asked."""
    arabic = arabic_summary()
    promises = (
        ("Remettre les clés de la salle de sport aux familles", "Service des partenariats"),
        ("Publier et tenir à jour la liste des cliniques", "Service de la couverture médicale"),
        ("Une permanence chaque semaine pour les dossiers", "Service du logement"),
    )
    return replace(
        arabic,
        lang="fr",
        title="Oujda",
        other_titles=("وجدة", "ⵡⵓⵊⴷⴰ"),
        dates="7 et 8 février 2025",
        overview="Pendant deux jours, l’étape d’Oujda a réuni les adhérents de la fondation, en "
        "activité et à la retraite. La santé et le logement ont été les premiers sujets : plus de "
        "la moitié des questions. Les trois quarts ont reçu une réponse sur place. Les autres "
        "l’auront par écrit, à la page des réponses, avant la fin du mois de mars.",
        attendance=replace(
            arabic.attendance,
            text="Six personnes sur dix sont arrivées avant dix heures du matin. L’attente à la "
            "porte n’a pas dépassé 6 minutes le vendredi, ni 4 minutes le samedi.",
            note="Les nombres sont arrondis à 5. Les groupes de moins de 5 ne sont pas montrés.",
        ),
        owed=tuple(
            replace(item, text=text, office=office, due="28 février 2025", owed_to="Santé")
            for item, (text, office) in zip(arabic.owed, promises, strict=False)
        ),
    )


def empty_summary() -> StopSummary:
    """A stop of which nothing is known but where and when."""
    full = arabic_summary()
    blank = StopSummary(
        full.lang, full.series, full.title, (), full.prefecture, full.dates, "", full.prepared
    )
    return replace(blank, figures=(Figure(0, "شخصا حضروا"), Figure(0, "سؤالا طُرح")))
