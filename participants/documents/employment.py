"""Papers of an employee who mentors an employee: the written consent, the draft of an agreement.

Article 351.8 of the Labour Code wants the employee's written consent, and content, term, form and
pay in the employment contract or an additional agreement. The articles are put in here, not typed.
"""

from dataclasses import dataclass
from datetime import date

from kernel.documents import paper as p
from kernel.russian import PersonName, decline_name
from kernel.russian.cases import Case
from participants.models import Person

ARTICLE = "статьи 351.8 Трудового кодекса Российской Федерации"
NOTICE = "три рабочих дня"
LINE = "_" * 28


@dataclass(frozen=True)
class EmploymentFacts:
    """Everything the two papers say; what only the sides can agree on is left for the pen."""

    organization: str
    short_name: str
    place: str
    head_post: str
    head: str
    head_genitive: str
    employee: str
    employee_short: str
    post: str
    until: date


def employment_facts(person: Person, *, until: date) -> EmploymentFacts:
    """Collect the facts of an employee and of the organization."""
    organization = person.organization
    head = organization.head_name
    return EmploymentFacts(
        organization=organization.full_name,
        short_name=organization.short_name,
        place=organization.place,
        head_post=organization.head_post or "директор",
        head=head.short if head.last else "",
        head_genitive=_genitive(head),
        employee=person.name.full,
        employee_short=person.name.short,
        post=person.post,
        until=until,
    )


def labour_consent(facts: EmploymentFacts) -> p.Paper:
    """The written consent of the employee to mentor colleagues."""
    return p.Paper(
        "Согласие работника на наставничество",
        (
            p.Heading("СОГЛАСИЕ", level=1),
            p.Paragraph(
                "работника на выполнение работы по наставничеству в сфере труда",
                align="center",
                indent=False,
            ),
            p.Blank("Я,", hint="фамилия, имя, отчество", value=facts.employee),
            p.Blank("должность", hint="по трудовому договору", value=facts.post),
            p.Paragraph(
                f"на основании {ARTICLE} даю {facts.organization} согласие на выполнение по"
                " поручению работодателя работы по наставничеству: помогать другому работнику"
                " овладевать навыками работы на рабочем месте по его профессии (должности)."
            ),
            p.Paragraph("Мне известно, что:", indent=False, keep_with_next=True),
            p.NumberedList(
                (
                    p.Point(
                        "содержание, сроки и форма этой работы, а также выплаты за неё"
                        " указываются в трудовом договоре или дополнительном соглашении к нему;"
                    ),
                    p.Point(
                        "я вправе досрочно отказаться от наставничества, а работодатель —"
                        " досрочно отменить поручение, предупредив другую сторону об этом не"
                        f" менее чем за {NOTICE}."
                    ),
                )
            ),
            p.Blank("Дата", hint="число, месяц, год"),
            p.Blank("Подпись", hint="подпись, фамилия и инициалы"),
        ),
        font_size=13,
    )


def additional_agreement(facts: EmploymentFacts) -> p.Paper:
    """The draft of an additional agreement: content, term, form and pay are agreed by the sides."""
    return p.Paper(
        "Дополнительное соглашение о наставничестве",
        (
            p.Heading("ДОПОЛНИТЕЛЬНОЕ СОГЛАШЕНИЕ № ______", level=1),
            p.Paragraph(f"к трудовому договору от {LINE} № ________", align="center", indent=False),
            p.Paragraph(
                f"{facts.place or LINE}, «____» ______________ 20___ г.",
                align="center",
                indent=False,
            ),
            p.Paragraph(
                f"{facts.organization} в лице руководителя ({facts.head_post})"
                f" {facts.head_genitive or LINE}, действующего на основании устава, (работодатель)"
                f" и {facts.employee or LINE} (работник; должность: {facts.post or LINE}) на"
                f" основании {ARTICLE} и письменного согласия работника договорились о следующем."
            ),
            p.NumberedList(_points(facts)),
            p.Signature(facts.head_post, facts.head),
            p.Signature("Работник", facts.employee_short),
            p.Paragraph(
                "Второй экземпляр получил работник: ____________________ (дата, подпись)",
                indent=False,
                small=True,
            ),
        ),
        font_size=13,
        stamp="ПРОЕКТ",
    )


def _points(facts: EmploymentFacts) -> tuple[p.Point, ...]:
    return (
        p.Point(
            "Содержание. Работник по поручению работодателя помогает работнику"
            f" {LINE} (фамилия, имя, отчество, должность) овладевать навыками работы:"
            f" {LINE}{LINE}."
        ),
        p.Point(f"Срок. Работа по наставничеству выполняется с {LINE} по {facts.until:%d.%m.%Y}."),
        p.Point(f"Форма. {LINE} (очно, дистанционно; на рабочем месте, на занятиях и иное)."),
        p.Point(
            f"Оплата. За работу по наставничеству работнику выплачивается {LINE} (размер и"
            " порядок; учитываются содержание и объём работы)."
        ),
        p.Point(
            "Досрочное прекращение. Работник вправе отказаться от наставничества, а работодатель"
            " отменить поручение досрочно, предупредив другую сторону не менее чем за"
            f" {NOTICE}."
        ),
        p.Point(
            "Остальные условия трудового договора не изменяются. Соглашение составлено в двух"
            " экземплярах и действует со дня подписания."
        ),
    )


def _genitive(head: PersonName) -> str:
    return decline_name(head, Case.GENITIVE) if head.last else ""
