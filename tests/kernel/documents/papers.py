"""Papers for the tests: one with every block, and one that says whatever a test wants."""

from datetime import date

from kernel.documents import paper as p

WORDS = "<b>жирно</b> & «кавычки» {{ settings.SECRET_KEY }} =1+1"


def saying(*texts):
    return p.Paper(title="Справка", blocks=tuple(p.Paragraph(text) for text in texts))


def every_block():
    approval = p.Approval(post="Начальник отдела", name="П. П. Белов", word="СОГЛАСОВАНО")
    return p.Paper(
        title="Приказ № 41",
        stamp="ПРОЕКТ",
        footer="Приказ № 41",
        font_size=13,
        blocks=(
            p.Letterhead("Муниципальное учреждение", "МБОУ", "Департамент", ("ИНН 1",)),
            approval,
            p.Approvals(
                approval,
                p.Approval(
                    "Директор", "А. П. Лис", on=date(2026, 9, 1), note="Утверждено в системе"
                ),
            ),
            p.Requisites("ПРИКАЗ", "41", date(2026, 10, 25), "г. Заречный"),
            p.Subject("О закреплении пар"),
            p.Heading("Раздел", level=1),
            p.Heading("Часть", level=3),
            p.Paragraph("ПРИКАЗЫВАЮ:", spread=True),
            p.NumberedList(
                (
                    p.Point(
                        "Закрепить.",
                        (p.Point("Первое.", (p.Point("Глубоко."),)), p.Point("Второе.")),
                    ),
                    p.Point(
                        ("Назначить ", p.Mark("Соловья И. П."), p.Text(" куратором", italic=True))
                    ),
                )
            ),
            p.BulletList(("раз", "два")),
            p.Table(
                (p.Column("№", 5, "center"), p.Column("Имя", 40)),
                (p.Span("Группа"), ("1", "Әхмәтов"), ("2", p.Mark("Швеца"))),
                caption="Таблица",
                column_numbers=True,
            ),
            p.Signature("Директор", "А. П. Лис"),
            p.Acquaintance(("И. П. Соловей",)),
            p.Blank("Я,", hint="фамилия", count=2),
            p.Choices((p.Choice("да", ticked=True), p.Choice("нет"))),
            p.QR("https://example.invalid/41", caption="Проверка"),
            p.PageBreak(),
            p.Paragraph(WORDS),
        ),
    )
