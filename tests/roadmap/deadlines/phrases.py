"""Makes phrases that schools could write, and spoils them as copying does."""

from hypothesis import strategies as st

MONTHS = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()
GENITIVE = (
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
)
LOOK_ALIKES = str.maketrans("асеорхукмтвнАСЕОРХКМТВН", "aceopxykmtbhACEOPXKMTBH")
DASHES = "-–—‑−"

years = st.integers(2010, 2035)
months = st.sampled_from(MONTHS)


@st.composite
def days(draw, *, year=None):
    """A day in one of the spellings."""
    month, day = draw(st.integers(1, 12)), draw(st.integers(1, 28))
    year = draw(st.none() | years) if year is None else year
    form = draw(st.sampled_from(["words", "figures", "short"]))
    if form == "words":
        return f"{day} {GENITIVE[month - 1]}" + (f" {year} г." if year else "")
    if year:
        return (
            f"{day:02d}.{month:02d}.{year}"
            if form == "figures"
            else f"{day}.{month:02d}.{year % 100:02d}"
        )
    return f"{day:02d}.{month:02d}"


@st.composite
def ranges(draw):
    """Days or months from one to another."""
    first, last = sorted(draw(st.lists(st.integers(1, 12), min_size=2, max_size=2, unique=True)))
    year = draw(years)
    return draw(
        st.sampled_from(
            [
                f"{MONTHS[first - 1]}-{MONTHS[last - 1]} {year} г.",
                f"с 5 {GENITIVE[first - 1]} по 20 {GENITIVE[last - 1]}",
                f"05.{first:02d}-20.{last:02d}.{year}",
                f"с 1 по 15 {GENITIVE[first - 1]} {year} года",
                f"{MONTHS[first - 1]} {year} – {MONTHS[last - 1]} {year + 1}",
            ]
        )
    )


rhythms = st.sampled_from(
    [
        "ежегодно",
        "ежемесячно",
        "ежеквартально",
        "еженедельно",
        "1 раз в полугодие",
        "2 раза в год",
        "не реже 1 раза в месяц",
        "каждую четверть",
        "по пятницам",
        "раз в две недели",
        "ежедневно",
        "до 25 числа каждого месяца",
        "1 и 15 числа каждого месяца",
        "до 5 и 20 числа ежемесячно",
        "с 1 по 5 и с 15 по 20 число каждого месяца",
        "второй и четвертый четверг месяца",
        "последняя пятница месяца",
        "3 раза в год",
        "до 10 числа месяца, следующего за отчетным кварталом",
    ]
)
others = st.sampled_from(
    [
        "в течение учебного года",
        "в течение года",
        "постоянно",
        "весь период",
        "по мере необходимости",
        "по запросу",
        "по плану работы школы",
        "по завершении программы",
        "после встречи",
        "в течение 7 дней со дня подписания",
        "I квартал",
        "II полугодие",
        "III декада мая",
        "2021-2024 гг.",
        "2022/2023 учебный год",
        "конец мая",
        "осень 2021",
        "1-2 неделя сентября",
    ]
)


@st.composite
def parts(draw):
    """One part of a deadline."""
    day, month = draw(days()), draw(months)
    return draw(
        st.one_of(
            st.sampled_from(
                [day, f"до {day}", f"не позднее {day}", f"с {day}", month, f"в срок до {day}"]
            ),
            ranges(),
            rhythms,
            others,
            rhythms.map(lambda rhythm: f"{rhythm}, {month}"),
            st.just(f"ежегодно до {day}"),
            st.lists(months, min_size=2, max_size=4, unique=True).map(", ".join),
        )
    )


@st.composite
def phrases(draw):
    """A whole deadline cell."""
    part = draw(parts())
    if draw(st.booleans()):
        return f"{part}, далее {draw(st.sampled_from(['', '- ', '– ']))}{draw(parts())}"
    return part


@st.composite
def spoilt(draw, phrase):
    """The same phrase with noise that does not change what it says."""
    noise = draw(st.sets(st.sampled_from(["case", "spaces", "latin", "dashes", "lines", "nbsp"])))
    if "case" in noise:
        phrase = draw(st.sampled_from([phrase.upper(), phrase.capitalize()]))
    if "latin" in noise:
        letters = draw(st.lists(st.booleans(), min_size=len(phrase), max_size=len(phrase)))
        phrase = "".join(
            char.translate(LOOK_ALIKES) if swap else char
            for char, swap in zip(phrase, letters, strict=True)
        )
    if "dashes" in noise:
        phrase = phrase.replace("-", draw(st.sampled_from(DASHES)))
    if "spaces" in noise:
        phrase = "  " + phrase.replace(" ", "   ") + " "
    if "lines" in noise:
        phrase = phrase.replace(" ", "\n", 1)
    return phrase.replace(" ", "\u00a0") if "nbsp" in noise else phrase
