"""Rules about words: who, when at all, what is missing, what is said twice, papers and law."""

import pytest
from django.utils import translation

from tests.roadmap.linting.plans import COMPLETE, a_plan, a_plan_of, found, quoted, said


@pytest.fixture(autouse=True)
def _in_russian():
    with translation.override("ru"):
        yield


def shared_by(*responsible):
    return a_plan_of({"Дела": [[f"Дело {at}", "май", who] for at, who in enumerate(responsible)]})


def test_an_earlier_measurement_under_another_name_is_enough():
    rows = [
        ["Диагностика затруднений молодых педагогов", "сентябрь"],
        ["Итоговая диагностика затруднений", "май"],
    ]

    assert found(a_plan(rows), "closing-without-opening") == []


def test_one_person_with_more_than_two_fifths_is_found():
    plan = shared_by(
        *["О. П. Лугова"] * 3, "Лугова О.П., А. А. Ким", "Лугова О. П.", *["Совет"] * 5
    )

    (finding,) = found(plan, "overload")

    assert quoted([finding]) == [["О. П. Лугова"]]
    assert finding.message == "О. П. Лугова отвечает за большую часть плана: 5 из 10 (50 %)."


@pytest.mark.parametrize(
    "responsible",
    [
        ["О. П. Лугова"] * 4 + ["А. А. Ким"] * 6 + ["Совет"] * 5,
        ["Куратор"] * 10,
        ["Классные руководители"] * 10,
        ["Управление образования"] * 10,
        ["О. П. Лугова"] * 9,
    ],
)
def test_a_fair_share_a_role_of_many_and_a_short_plan_are_left_alone(responsible):
    assert found(shared_by(*responsible), "overload") == []


def test_a_post_that_one_person_holds_is_that_person():
    plan = shared_by(*["Заместитель директора по ВР"] * 6, *["Куратор"] * 4)

    assert quoted(found(plan, "overload")) == [["Заместитель директора по ВР"]]


def test_what_others_usually_do_is_handed_over():
    rows = [
        ["Закрепление пар приказом", "октябрь", "О. П. Лугова"],
        *[[f"Дело {at}", "май", "О. П. Лугова"] for at in range(9)],
    ]

    (finding,) = found(a_plan_of({"Формирование пар": rows}), "overload")

    assert said(finding) == ["Директор"]


@pytest.mark.parametrize("nobody", ["", "—", " - "])
def test_an_activity_without_anybody_responsible_is_found(nobody):
    plan = a_plan([["Обучение наставников", "октябрь", nobody]])

    (finding,) = found(plan, "no-responsible")

    assert quoted([finding]) == [["Обучение наставников"]]
    assert said(finding) == ["Куратор"]


def test_a_plan_without_the_column_is_told_once():
    plan = a_plan_of({"Дела": [[f"Дело {at}", "май", ""] for at in range(9)]})

    assert quoted(found(plan, "no-responsible")) == [["Дорожная карта школы"]]


def test_where_everybody_is_named_nobody_is_missing():
    assert found(a_plan(), "no-responsible") == []


@pytest.mark.parametrize(
    ("title", "deadline", "instead"),
    [
        ("Обучение наставников", "по мере необходимости", "ежегодно 10–20 октября"),
        ("Анкетирование потенциальных наставников", "ноябрь 2020 г., далее - по мере необходимости",
         "ноябрь 2020 г., далее – ежегодно с 20 сентября по 12 октября"),
        ("Популяризация роли наставника", "постоянно", "в течение учебного года"),
        ("Проведение заключительной встречи наставника и наставляемого",
         "в зависимости от продолжительности программы", "ежегодно до 10 июня"),
    ],
)  # fmt: skip
def test_a_deadline_that_names_no_day_is_found(title, deadline, instead):
    plan = a_plan_of({"Дела": [[title, deadline, "Куратор"], ["Опрос", "май", "Куратор"]]})

    (finding,) = found(plan, "needs-date")

    assert quoted([finding]) == [[deadline]]
    assert said(finding) == [instead]


@pytest.mark.parametrize(
    ("title", "deadline"),
    [("Консультации для наставников", "по мере необходимости"), ("Ведение реестра пар", "постоянно"),
     ("Психологическая поддержка", "по запросу"), ("Участие в конкурсах", "по плану региона"),
     ("Опрос", "в течение года"), ("Опрос", "ежегодно сентябрь (дополнительно по запросу)"),
     ("Опрос", "по завершении итоговой встречи"), ("Работа пар", "постоянно до конца программы")],
)  # fmt: skip
def test_what_has_a_day_or_cannot_have_one_is_left_alone(title, deadline):
    assert found(a_plan([[title, deadline]]), "needs-date") == []


def test_in_a_year_that_is_dated_nothing_more_is_asked():
    rows = [["Обучение наставников", "ноябрь 2026 г., далее по мере необходимости"]]

    assert found(a_plan(rows, year=2026), "needs-date") == []
    assert len(found(a_plan(rows, year=2027), "needs-date")) == 1


def test_a_missing_deadline_is_found_by_the_activity():
    (finding,) = found(a_plan([["Обучение наставников", "—"]]), "needs-date")

    assert quoted([finding]) == [["Обучение наставников"]]


@pytest.mark.parametrize(
    ("deadline", "instead"),
    [
        ("ежеквартально до 10 числа, следующего за отчетным 2020-2024г.г.",
         ["ежеквартально до 10 числа месяца, следующего за отчётным 2020-2024г.г."]),
        ("до ___ октября 2026", []),
        ("31.02.2027", []),
        ("с 25.10.2026 по 15.10.2026", []),
    ],
)  # fmt: skip
def test_a_deadline_that_cannot_be_understood_is_found(deadline, instead):
    (finding,) = found(a_plan([["Сдать сведения", deadline]]), "unclear-deadline")

    assert quoted([finding]) == [[deadline]]
    assert said(finding) == instead


@pytest.mark.parametrize(
    "deadline",
    ["ежеквартально до 10 числа месяца, следующего за отчётным", "до 5 ноября", "по графику",
     "в течение 3 дней после встречи", "", "до 10 числа, следующего за отчётным кварталом"],
)  # fmt: skip
def test_a_deadline_that_is_understood_is_left_alone(deadline):
    assert found(a_plan([["Сдать сведения", deadline]]), "unclear-deadline") == []


@pytest.mark.parametrize(
    ("place", "step"),
    [(0, "приказ о запуске программы, положение и назначение куратора"),
     (1, "информирование родителей"), (2, "сбор согласий на обработку персональных данных"),
     (3, "приказ о закреплении пар и групп")],
)  # fmt: skip
def test_an_obligatory_step_that_is_missing_is_found_and_offered(place, step):
    rows = [row for at, row in enumerate(COMPLETE) if at != place]

    (finding,) = found(a_plan_of({"Мероприятия года": rows}), "obligatory-step-missing")

    assert finding.message == f"В плане нет шага: {step}."
    assert quoted([finding]) == [["Мероприятия года"]]
    assert [type(change).__name__ for change in finding.changes] == ["Insert"]


@pytest.mark.parametrize(
    "title", ["Дорожная карта школы", "Муниципальная дорожная карта наставничества"]
)
def test_a_complete_plan_and_that_of_an_authority_lack_no_step(title):
    rows = COMPLETE if "школы" in title else [["Совещание", "май", "Отдел"]]

    assert found(a_plan_of({"Дела": rows}, title=title), "obligatory-step-missing") == []


def test_teachers_who_mentor_teachers_inform_no_parents():
    title = "Дорожная карта наставничества педагогических работников школы"
    rows = [row for at, row in enumerate(COMPLETE) if at != 1]

    assert found(a_plan_of({"Дела": rows}, title=title), "obligatory-step-missing") == []


def test_a_plan_without_reports_is_told_of_both():
    plan = a_plan_of({"Дела": [["Опрос", "май", "Куратор"]]})

    assert len(found(plan, "quarterly-report-missing")) == 1
    assert len(found(plan, "annual-report-missing")) == 1


@pytest.mark.parametrize(
    "row",
    [["Предоставление информации о выполнении дорожной карты", "ежеквартально", "Куратор"],
     ["Мониторинг хода программы", "декабрь, май", "Куратор"],
     ["Квартальный отчёт", "до 10 октября", "Куратор"]],
)  # fmt: skip
def test_a_report_within_the_year_is_enough(row):
    assert found(a_plan_of({"Дела": [row]}), "quarterly-report-missing") == []


def test_a_quarterly_report_and_a_celebration_do_not_sum_up_the_year():
    rows = [
        ["Отправить квартальный отчёт", "ежеквартально"],
        ["Торжественное мероприятие для подведения итогов программы", "июнь"],
    ]

    assert len(found(a_plan_of({"Дела": rows}), "annual-report-missing")) == 1


@pytest.mark.parametrize(
    "title", ["Подведение итогов программы", "Мониторинг качества реализации", "Итоговый отчёт"]
)
def test_a_summing_up_of_the_year_is_enough(title):
    assert found(a_plan_of({"Дела": [[title, "май"]]}), "annual-report-missing") == []


def test_an_appendix_that_is_not_there_is_found():
    title = "Сдать показатели (согласно приложению 2 к настоящему приказу)"

    (finding,) = found(a_plan([[title, "май"]]), "missing-appendix")

    assert quoted([finding]) == [[title]]
    assert said(finding) == ["Сдать показатели"]


@pytest.mark.parametrize(
    "title",
    ["Сдать показатели по приложению № 4", "Изучить приложение 1 к письму Минпросвещения",
     "Завести мобильное приложение", "Сдать показатели"],
)  # fmt: skip
def test_an_appendix_that_is_there_or_of_another_paper_is_left_alone(title):
    plan = a_plan([[title, "май"]], around=("Приложение № 4", "Показатели"))

    assert found(plan, "missing-appendix") == []


@pytest.mark.parametrize(
    ("words", "now"),
    [
        ("Оформить приказы по ГОСТ Р 7.0.97-2016", ["Оформить приказы по ГОСТ Р 7.0.97-2025"]),
        ("Получить согласие по ст. 358.1 ТК РФ", ["Получить согласие по ст. 351.8 ТК РФ"]),
        ("Изучить национальный проект «Образование»", []),
        ("Раздать анкеты с согласием на обработку персональных данных", []),
    ],
)
def test_a_norm_that_is_out_of_force_is_found(words, now):
    (finding,) = found(a_plan([[words, "май"]], year=2026), "outdated-law")

    assert quoted([finding]) == [[words]]
    assert said(finding) == now


@pytest.mark.parametrize(
    "words",
    ["Оформить приказы по ГОСТ Р 7.0.97-2025", "Изучить распоряжение Р-145", "Изучить 152-ФЗ",
     "Собрать анкеты и отдельно согласия на обработку персональных данных"],
)  # fmt: skip
def test_a_norm_in_force_is_left_alone(words):
    assert found(a_plan([[words, "май"]], year=2026), "outdated-law") == []


def test_what_was_in_force_when_the_plan_was_is_no_mistake():
    rows = [["Оформить приказы по ГОСТ Р 7.0.97-2016", "до 15.05.2023"]]

    assert found(a_plan(rows), "outdated-law") == []
    assert (
        len(found(a_plan([[rows[0][0], "до 15.05.2023, далее ежегодно май"]]), "outdated-law")) == 1
    )


FIVE = {
    "Формирование базы наставляемых": [["Опрос", "май"]],
    "Формирование базы наставников": [["Опрос", "май"]],
    "Формирование пар": [["Опрос", "май"]],
}


def test_numbers_that_do_not_begin_with_one_or_skip_are_found():
    assert quoted(found(a_plan_of(FIVE, numbers=["2", "3", "4"]), "stage-order")) == [
        ["Формирование базы наставляемых"]
    ]
    (finding,) = found(a_plan_of(FIVE, numbers=["1", "2", "4"]), "stage-order")
    assert (quoted([finding]), said(finding)) == ([["Формирование пар"]], ["3"])


def test_a_stage_after_the_one_that_needs_it_is_found():
    stages = dict(reversed(FIVE.items()))

    findings = found(a_plan_of(stages), "stage-order")

    assert quoted(findings) == [
        ["Формирование пар", "Формирование базы наставников"],
        ["Формирование базы наставников", "Формирование базы наставляемых"],
    ]


@pytest.mark.parametrize(
    "numbers", [["1", "2", "3"], ["", "", ""], ["1", "1", "2"], ["I", "II", "III"]]
)
def test_stages_in_order_and_parts_of_several_plans_are_left_alone(numbers):
    assert found(a_plan_of(FIVE, numbers=numbers), "stage-order") == []


def test_an_approval_with_half_a_date_is_found():
    plan = a_plan(
        [["Опрос", "12.10.2020"]],
        approval="Утверждаю Директор А. Б. Ветрова « 12 » 2020 г.",
        around=("Утверждаю", "Директор А. Б. Ветрова", "« 12 » 2020 г."),
    )

    (finding,) = found(plan, "approval-incomplete")

    assert quoted([finding]) == [["« 12 » 2020 г."]]
    assert said(finding) == ["2020-10-12"]


@pytest.mark.parametrize(
    "line", ["«___» _________ 20__ г.", "«  » сентября 2026 г.", "____ 2026 г."]
)
def test_a_blank_in_the_date_of_approval_is_quoted(line):
    plan = a_plan(approval=f"Утверждаю {line}", around=("Утверждаю", line))

    (finding,) = found(plan, "approval-incomplete")

    assert (quoted([finding]), finding.changes) == ([[line]], ())


def test_a_whole_date_and_a_plan_without_approval_are_left_alone():
    whole = a_plan(approval="Утверждаю 30.08.2026", approved_on="2026-08-30")

    assert found(whole, "approval-incomplete") == []
    assert found(a_plan(), "approval-incomplete") == []


def test_two_activities_that_say_the_same_are_found():
    rows = [
        ["Проведение анкетирования потенциальных наставников", "сентябрь"],
        ["Организовать анкетирование потенциальных наставников", "до 20 сентября"],
    ]

    (finding,) = found(a_plan(rows, year=2026), "same-activity")

    assert quoted([finding]) == [[rows[0][0], rows[1][0]]]
    assert [type(change).__name__ for change in finding.changes] == ["Remove"]


@pytest.mark.parametrize(
    "other",
    [["Проведение анкетирования потенциальных наставников", "май"],
     ["Проведение анкетирования потенциальных наставляемых", "сентябрь"],
     ["Проведение повторного анкетирования потенциальных наставников", "сентябрь"],
     ["Проведение анкетирования потенциальных наставников за 2 квартал", "сентябрь"]],
)  # fmt: skip
def test_activities_that_differ_in_a_word_or_in_time_are_two(other):
    rows = [["Проведение анкетирования потенциальных наставников", "сентябрь"], other]

    assert found(a_plan(rows, year=2026), "same-activity") == []


def test_the_same_consents_of_both_sides_are_two_activities():
    rows = [["Сбор согласий на обработку персональных данных", "сентябрь"]]
    plan = a_plan_of(
        {"Формирование базы наставляемых": rows, "Формирование базы наставников": rows}
    )

    assert found(plan, "same-activity") == []
