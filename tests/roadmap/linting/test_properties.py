"""What holds for any plan: quotes stand in it, nothing breaks it, a suggestion mends it."""

from datetime import date

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from roadmap.deadlines import parse
from roadmap.linting import Part, Rewrite, lint
from roadmap.linting.content import changed, plan_of_content
from roadmap.templates_shipped import shipped
from tests.roadmap.deadlines.phrases import phrases

TODAY = date(2026, 11, 24)
# Plans are large: shrinking one takes minutes and shows little.
unhurried = settings(
    max_examples=80, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)

KNOWN = [
    activity["title"]
    for template in shipped().values()
    for stage in template.stages
    for activity in stage["activities"]
]
titles = st.one_of(
    st.sampled_from(KNOWN),
    st.sampled_from(
        ["Повторная диагностика участников", "Изучить ГОСТ Р 7.0.97-2016", "Обучение наставников",
         "Свод (приложение 2)", "Мониторинг влияния программы", "Популяризация роли наставника"]
    ),
    st.text(max_size=60),
)  # fmt: skip
deadlines = st.one_of(
    phrases(),
    st.sampled_from(
        ["постоянно", "по мере необходимости", "", "—", "октябрь-ноябрь", "до 25.10", "до 5 июля",
         "ноябрь 2020, далее по мере необходимости", "15.10-25.10.2020", "31.02.2027",
         "ежеквартально до 10 числа, следующего за отчетным", "12.10.2020"]
    ),
    st.text(max_size=30),
)  # fmt: skip
people = st.one_of(
    st.sampled_from(["Куратор", "О. П. Лугова", "Директор", "", "Совет школы"]),
    st.text(max_size=20),
)
rows = st.fixed_dictionaries(
    {
        "number": st.sampled_from(["", "1.1", "1", "2.3."]),
        "title": titles,
        "deadline": deadlines,
        "responsible": people,
        "result": st.sampled_from(["", "Приказ", "Отчёт"]),
    }
)
stages = st.fixed_dictionaries(
    {
        "number": st.sampled_from(["", "1", "2", "3", "IV"]),
        "title": st.one_of(
            st.sampled_from(["Формирование пар", "Завершение", ""]), st.text(max_size=30)
        ),
        "goal": st.just(""),
        "result": st.just(""),
        "code": st.sampled_from(["", "mentees", "mentors", "training", "pairs", "completion"]),
        "activities": st.lists(rows, max_size=8),
    }
)
contents = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["", "Дорожная карта школы", "Муниципальная дорожная карта"]),
        "stages": st.lists(stages, max_size=5),
        "around": st.lists(st.sampled_from(["Утверждаю", "«__» ____ 20__ г.", "Приложение 1"])),
        "approval": st.sampled_from(
            [None, {"text": "Утверждаю «12» 2020 г.", "on": ""}, {"text": "Утверждаю", "on": ""}]
        ),
    }
)
years = st.sampled_from([None, 2020, 2026])


def words_of(content):
    """Every cell and line that the plan was made of."""
    said = [content["title"], *content["around"], (content["approval"] or {}).get("text", "")]
    for stage in content["stages"]:
        said += [stage["title"], stage["number"]]
        for row in stage["activities"]:
            said += [row["title"], row["deadline"], row["responsible"], row["result"]]
    return said


@unhurried
@given(contents, years)
def test_every_finding_quotes_words_that_stand_in_the_plan(content, year):
    words = words_of(content)

    for finding in lint(plan_of_content(content, year=year), today=TODAY):
        assert finding.quotes
        for quote in finding.quotes:
            assert quote.text.strip()
            assert quote.text in words


@unhurried
@given(contents, years)
def test_every_suggested_deadline_is_one_that_the_language_understands(content, year):
    for finding in lint(plan_of_content(content, year=year), today=TODAY):
        assert finding.message
        assert finding.suggestion
        for change in finding.changes:
            if isinstance(change, Rewrite) and change.part is Part.DEADLINE:
                assert not parse(change.text).left_over or finding.code == "unclear-deadline"


@unhurried
@given(contents, years)
def test_what_is_suggested_mends_what_was_found(content, year):
    for finding in lint(plan_of_content(content, year=year), today=TODAY):
        if finding.changes:
            mended = plan_of_content(changed(content, finding.changes), year=year)
            marks = {each.mark for each in lint(mended, today=TODAY)}
            assert finding.mark not in marks or finding.code == "overload"


@unhurried
@given(contents, years)
def test_the_plan_that_was_given_stays_as_it_was(content, year):
    before = repr(content)

    for finding in lint(plan_of_content(content, year=year), today=TODAY):
        changed(content, finding.changes)

    assert repr(content) == before
