"""The words of the language of deadlines, with all their forms.

A word is a pair (kind, value). Everything that is not here is prose.
"""

from collections.abc import Iterable, Iterator

from roadmap.deadlines.values import Rhythm

Meaning = tuple[str, int | str]

_ADJECTIVE = (
    "ый ого ому ым ом ая ой ую ое ые ых ыми ий его ему им ем яя ей юю ее ие их ими ою"
).split()
_SOFT_NOUN = "ь я ю ем е и ей ям ями ях".split()
_HARD_NOUN = ["", *"а у ом е ы ов ам ами ах".split()]
_FEMININE = ["", *"а ы у е ой ам ами ах и".split()]


def _forms(stem: str, endings: Iterable[str]) -> Iterator[str]:
    return (stem + ending for ending in endings)


_MONTHS: tuple[tuple[int, str, tuple[str, ...], str], ...] = (
    (1, "январ", tuple(_SOFT_NOUN), "янв янвр"),
    (2, "феврал", tuple(_SOFT_NOUN), "фев февр"),
    (3, "март", ("", "а", "у", "ом", "е", "ы"), "мар мрт"),
    (4, "апрел", tuple(_SOFT_NOUN), "апр"),
    (5, "ма", ("й", "я", "ю", "ем", "е", "и"), ""),
    (6, "июн", tuple(_SOFT_NOUN), "июн"),
    (7, "июл", tuple(_SOFT_NOUN), "июл"),
    (8, "август", ("", "а", "у", "ом", "е", "ы"), "авг"),
    (9, "сентябр", tuple(_SOFT_NOUN), "сен сент сентяб"),
    (10, "октябр", tuple(_SOFT_NOUN), "окт октяб"),
    (11, "ноябр", tuple(_SOFT_NOUN), "ноя нояб"),
    (12, "декабр", tuple(_SOFT_NOUN), "дек декаб"),
)

_SEASONS: tuple[tuple[int, str], ...] = (
    (12, "зима зимы зиме зиму зимой зимою"),
    (3, "весна весны весне весну весной весною"),
    (6, "лето лета лету летом лете"),
    (9, "осень осени осенью"),
)
_SEASON_STEMS: tuple[tuple[int, str], ...] = (
    (12, "зимн"),
    (3, "весенн"),
    (6, "летн"),
    (9, "осенн"),
)

_ORDINALS = (
    "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат "
    "тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат"
).split()
_THIRD = "ий ье ьего ьему ьим ьем ья ьей ью ьи ьих".split()
_CARDINALS: tuple[tuple[int, str], ...] = (
    (1, "один одного одному одним одном одна одной одну одно единожды"),
    (2, "два двух двум двумя две обе оба"),
    (3, "три трех трем тремя"),
    (4, "четыре четырех четырем"),
    (5, "пять пяти"),
    (6, "шесть шести"),
    (7, "семь семи"),
    (8, "восемь восьми"),
    (9, "девять девяти"),
    (10, "десять десяти"),
    (12, "двенадцать двенадцати"),
    (14, "четырнадцать четырнадцати"),
    (15, "пятнадцать пятнадцати"),
    (20, "двадцать двадцати"),
    (30, "тридцать тридцати"),
)

_WEEKDAYS: tuple[tuple[int, str], ...] = (
    (1, "понедельник понедельника понедельнику понедельники понедельникам понедельников пн"),
    (2, "вторник вторника вторнику вторники вторникам вторников вт"),
    (3, "среда среду среды среде средам ср"),
    (4, "четверг четверга четвергу четверги четвергам четвергов чт"),
    (5, "пятница пятницу пятницы пятнице пятницам пятниц пт"),
    (6, "суббота субботу субботы субботе субботам суббот сб"),
    (7, "воскресенье воскресенья воскресенью воскресеньям воскресений вс"),
)

# How often, in one word. The stems take adverb and adjective endings.
DAILY = "daily"
_RHYTHMS: tuple[tuple[str, str], ...] = (
    (Rhythm.YEARLY, "ежегодн"),
    (Rhythm.HALF_YEARLY, "полугодов ежеполугодн полугодичн"),
    (Rhythm.QUARTERLY, "ежеквартальн поквартальн ежечетвертн"),
    (Rhythm.MONTHLY, "ежемесячн помесячн"),
    (Rhythm.WEEKLY, "еженедельн понедельн"),
    (Rhythm.CUSTOM, "периодическ эпизодическ"),
    (DAILY, "ежедневн"),
)

_SHORT_RHYTHMS: tuple[tuple[str, str], ...] = (
    (Rhythm.YEARLY, "ежегод ежег"),
    (Rhythm.QUARTERLY, "ежекварт ежекв"),
    (Rhythm.MONTHLY, "ежемес ежемесяч"),
    (Rhythm.WEEKLY, "еженед еженедел"),
    (DAILY, "ежедн"),
)

# Plain lists: kind, value, forms.
_PLAIN: tuple[tuple[str, int | str, str], ...] = (
    (
        "QUARTER",
        "quarter",
        "квартал квартала квартале кварталу кварталом кварталы кварталов кварталах кв",
    ),
    ("TERM", "term", "четверть четверти четвертью четвертей четвертях четв"),
    ("TRIMESTER", "trimester", "триместр триместра триместре триместры триместров триместру"),
    ("HALF", "half", "полугодие полугодия полугодии полугодию полугодием полугодий пг"),
    ("SEMESTER", "semester", "семестр семестра семестре семестры семестров семестру"),
    ("BY_UNIT", "quarter", "кварталам"),
    ("BY_UNIT", "term", "четвертям"),
    ("BY_UNIT", "trimester", "триместрам"),
    ("BY_UNIT", "half", "полугодиям"),
    ("BY_UNIT", "semester", "семестрам"),
    ("BY_UNIT", "month", "месяцам"),
    ("BY_UNIT", "week", "неделям"),
    ("HALF_YEAR", "half", "полгода полугода"),
    ("WEEK", "week", "неделя недели неделе неделю неделей недель неделях нед"),
    ("DECADE", "decade", "декада декады декаде декаду декадой декадах декад"),
    ("HALF_PART", "half", "половина половины половине половину половиной"),
    ("YEAR_WORD", "year", "год года году годом годе годы годов годах гг г лет годам"),
    ("MONTH_WORD", "month", "месяц месяца месяце месяцу месяцем месяцы месяцев месяцах мес"),
    ("DAY_WORD", "day", "день дня дню днем дней дни днях дням сутки суток сут дн"),
    ("HOUR", "hour", "час часа часов часам часу ч мин минут"),
    ("EDGE", "start", "начало начала начале началу началом"),
    ("EDGE", "middle", "середина середины середине середину"),
    ("EDGE", "end", "конец конца конце концу концом окончания завершения"),
    ("NUMBER", "", "число числа числу числе числах чисел числам чис"),
    ("TIMES", 1, "раз раза разу р"),
    ("TIMES", 2, "дважды"),
    ("TIMES", 3, "трижды"),
    ("FROM", "", "с со от начиная"),
    ("TO", "", "по"),
    ("UNTIL", "", "до"),
    ("TOWARD", "", "к ко"),
    ("IN", "", "в во на за"),
    ("AT", "", "при"),
    ("NOT", "", "не"),
    ("LATE", "", "позднее позже поздее"),
    ("EARLY", "", "ранее раньше"),
    ("RATE_WORD", "", "реже менее меньше чаще более минимум максимум"),
    ("DURING", "", "течение течении протяжении протяжение продолжение продолжении теч"),
    ("DURING", "glued", "втечение втечении"),
    ("WHOLE", "", "весь всего всей все всю целый целого круглый"),
    (
        "ALWAYS",
        "",
        "постоянно систематически регулярно непрерывно круглогодично бессрочно повседневно",
    ),
    ("ALWAYS", "", "систематично планомерно пост"),
    ("ALWAYS_BASIS", "", "постоянной регулярной систематической непрерывной плановой"),
    ("BASIS", "", "основе основа"),
    ("SCHOOL", "", "уч учеб"),
    ("AND", "", "и или также а"),
    ("THEN", "", "далее затем потом впоследствии дальнейшем последующем последующие последующих"),
    ("THEN", "", "последующим последующей"),
    ("MEASURE", "", "мере меру"),
    ("NEED", "по мере необходимости", "необходимости необходимость необходимостью надобности"),
    (
        "NEED",
        "по мере необходимости",
        "потребности потребность потребностям потребностей необходимо",
    ),
    ("NEED", "по мере необходимости", "ситуативно необход необх необходим"),
    ("DEMAND", "по запросу", "запросу запросам запроса запросов запрос требованию требованиям"),
    ("DEMAND", "по запросу", "обращению обращениям обращения обращений заявке заявкам заявок"),
    ("DEMAND", "по запросу", "желанию заявлению заявлениям просьбе вызову"),
    ("STRETCH", "", "период периода периоде периоду периодом срока времени время"),
    ("FILLER", "", "срок сроки сроком включительно чем как бы хотя примерно ориентировочно около"),
    ("FILLER", "", "приблизительно проведения исполнения реализации выполнения крайний позднейший"),
    ("FILLER", "", "сразу это именно дополнительно обязательно плюс"),
    ("REPORT", "", "отчетным отчетного отчетном отчетной отчетный отчетному"),
    ("AFTER", "", "после"),
    ("BEFORE", "", "перед накануне через спустя"),
    ("RELATIVE", "", "согласно соответствии зависимости одновременно параллельно совместно"),
    ("RELATIVE", "", "незамедлительно своевременно оперативно индивидуально"),
    ("RELATIVE_NOUN", "", "ходе рамках процессе момент момента моменту даты дате случае связи"),
    ("RELATIVE_NOUN", "", "педсовете совете собрании собраниях совещании совещаниях заседании"),
    ("RELATIVE_NOUN", "", "заседаниях конференции семинаре линейке"),
    ("RELATIVE_NOUN", "", "рабочем установленные установленном этапе этапах каникулярное"),
    ("HOLIDAYS", "", "каникулы каникул каникулах каникулам"),
)

_NEXT = "следующ будущ предстоящ"
_THIS = "текущ нынешн нов"
_TAILS = (
    "реализации действия программы программ проекта наставничества обучения работы срока периода "
    "внедрения мероприятий мероприятия дорожной карты модели целевой учебы взаимодействия "
    "подготовки сопровождения деятельности плана системы методологии осуществления функционирования"
)


def _month_words() -> Iterator[tuple[str, Meaning]]:
    for number, stem, endings, short in _MONTHS:
        for word in (*_forms(stem, endings), *short.split()):
            yield word, ("MONTH", number)


def _season_words() -> Iterator[tuple[str, Meaning]]:
    for number, words in _SEASONS:
        for word in words.split():
            yield word, ("SEASON", number)
    for number, stem in _SEASON_STEMS:
        for word in _forms(stem, _ADJECTIVE):
            yield word, ("SEASON_ADJECTIVE", number)


def _number_words() -> Iterator[tuple[str, Meaning]]:
    for number, stem in enumerate(_ORDINALS, 1):
        for ending in _THIRD if stem == "трет" else _ADJECTIVE:
            yield stem + ending, ("NUMERAL", number)
    for word in _forms("тридцат", _ADJECTIVE):
        yield word, ("NUMERAL", 30)
    for number, words in _CARDINALS:
        for word in words.split():
            yield word, ("NUMERAL", number)
    for word in _forms("последн", _ADJECTIVE):
        yield word, ("NUMERAL", -1)
    for number, roman in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1):
        yield roman, ("NUMERAL", number)


def _weekday_words() -> Iterator[tuple[str, Meaning]]:
    for number, words in _WEEKDAYS:
        for word in words.split():
            yield word, ("WEEKDAY", number)


def _rhythm_words() -> Iterator[tuple[str, Meaning]]:
    for rhythm, words in _SHORT_RHYTHMS:
        for word in words.split():
            yield word, ("RHYTHM", str(rhythm))
    for rhythm, stems in _RHYTHMS:
        for stem in stems.split():
            for word in (*_forms(stem, _ADJECTIVE), stem + "о", stem + "и"):
                yield word, ("RHYTHM", str(rhythm))


def _adjectives() -> Iterator[tuple[str, Meaning]]:
    for kind, stems in (
        ("SCHOOL", "учебн"),
        ("CALENDAR", "календарн"),
        ("NEXT", _NEXT),
        ("THIS", _THIS),
        ("EVERY", "кажд"),
    ):
        for stem in stems.split():
            for word in _forms(stem, _ADJECTIVE):
                yield word, (kind, "")
    yield "этого", ("THIS", "")


def _plain_words() -> Iterator[tuple[str, Meaning]]:
    for kind, value, words in _PLAIN:
        for word in words.split():
            yield word, (kind, value)


LEXICON: dict[str, Meaning] = {
    **dict(_number_words()),
    **dict(_season_words()),
    **dict(_weekday_words()),
    **dict(_rhythm_words()),
    **dict(_adjectives()),
    **dict(_month_words()),
    **dict(_plain_words()),
}

# Words that may follow «весь период» without changing what it says.
TAILS = frozenset(_TAILS.split())

# Words whose damage is worth repairing: long, and rarely close to another word.
_SOUND_KINDS = frozenset(
    "MONTH RHYTHM DURING NEED QUARTER HALF ALWAYS SCHOOL YEAR_WORD TERM MONTH_WORD WEEK HALF_YEAR "
    "THEN DEMAND EVERY".split()
)
SOUND: frozenset[str] = frozenset(
    word for word, (kind, _) in LEXICON.items() if kind in _SOUND_KINDS
)
