"""Small invented plans for the linter: a stage is its title, a row is its cells."""

from datetime import date

from roadmap.linting import Plan, PlanActivity, PlanStage, lint
from roadmap.stage_codes import code_of

TODAY = date(2026, 11, 24)
# Words with which no rule of completeness has anything to ask for.
COMPLETE = [
    ["Издать приказ о программе наставничества", "сентябрь", "Директор"],
    ["Рассказать родителям на собраниях", "сентябрь", "Классные руководители"],
    ["Собрать согласия участников на обработку персональных данных", "сентябрь", "Куратор"],
    ["Закрепить пары приказом", "ноябрь", "Директор"],
    ["Отчёт о ходе программы", "ежеквартально", "Куратор"],
    ["Подведение итогов года", "май", "Директор"],
]


def row(key, number, title, deadline="сентябрь", responsible="Куратор", **cells):
    return PlanActivity(key, number, title, deadline, responsible, **cells)


def a_plan(rows=(), *, title="Дорожная карта школы", stage="Мероприятия года", **facts):
    """A plan of one stage, complete but for what is said."""
    return a_plan_of({stage: [*COMPLETE, *rows]}, title=title, **facts)


def a_plan_of(stages, *, title="Дорожная карта школы", numbers=None, **facts):
    """A plan whose stages are `{title: [[title, deadline, responsible], …]}`."""
    numbers = numbers or [str(place) for place in range(1, len(stages) + 1)]
    return Plan(
        title=title,
        stages=tuple(
            PlanStage(
                key=f"s{at}",
                number=number,
                title=name,
                code=code_of(name),
                activities=tuple(
                    row(f"s{at}-a{place}", f"{number}.{place + 1}", *cells)
                    for place, cells in enumerate(rows)
                ),
            )
            for at, (number, (name, rows)) in enumerate(zip(numbers, stages.items(), strict=True))
        ),
        **facts,
    )


def found(plan, code, **options):
    """What one rule says about a plan."""
    return [each for each in lint(plan, today=TODAY, **options) if each.code == code]


def quoted(findings):
    """The quoted words of findings."""
    return [[quote.text for quote in finding.quotes] for finding in findings]


def said(finding):
    """The words that a change would set."""
    return [change.text for change in finding.changes]
