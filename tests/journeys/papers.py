"""The files that people of the journey bring along. Every name is invented."""

from datetime import timedelta
from io import BytesIO

from openpyxl import Workbook

from tests.roadmap.reading import makers

SOON = 3
FRONT = [
    "УТВЕРЖДАЮ",
    "Директор МБОУ «Школа № 1»",
    "________________ А.С. Громова",
    "План внедрения целевой модели наставничества в МБОУ «Школа № 1»",
]
HEADINGS = ["№ п/п", "Мероприятие", "Сроки", "Ответственные"]


def day(moment):
    return f"{moment:%d.%m.%Y}"


def roadmap_rows(today):
    """A school's table: stages, numbered activities, deadlines as people write them."""
    late, soon = today - timedelta(days=1), today + timedelta(days=SOON)
    year = today.year if today.month >= 9 else today.year - 1
    return [
        HEADINGS,
        _stage("1", "Подготовка условий для запуска программы наставничества"),
        ["1.1", "Рассказать педагогам о программе", day(late), "А.С. Белкина"],
        [
            "1.2",
            "Собрать родителей и ответить на их вопросы",
            f"До {day(soon)}, далее ежегодно до 15.10",
            "А.С. Белкина",
        ],
        _stage("2", "Формирование базы наставляемых"),
        [
            "2.1",
            "Провести анкетирование учеников",
            f"15.10-30.10.{year}, далее ежегодно с 15.09 по 10.10",
            "Классные руководители",
        ],
        _stage("3", "Формирование базы наставников"),
        ["3.1", "Пригласить учителей и выпускников", "сентябрь", "А.С. Белкина"],
        _stage("4", "Отбор и обучение наставников"),
        ["4.1", "Провести занятия с наставниками", "ежегодно до 20 января", "Педагог-психолог"],
        _stage("5", "Формирование наставнических пар или групп"),
        ["5.1", "Познакомить наставников и наставляемых", "по особому графику", "А.С. Белкина"],
        _stage("6", "Организация работы наставнических пар или групп"),
        ["6.1", "Проводить встречи", f"до 15.05.{year + 1}", "Наставники"],
    ]


def _stage(number, title):
    return [number, f"{title} Результат: этап завершён", "", ""]


def roadmap_text(today):
    return makers.text(FRONT, roadmap_rows(today))


def roadmap_docx(today):
    return makers.docx(FRONT, roadmap_rows(today))


MENTEES_HEADINGS = [
    "№ п/п",
    "ФИО наставляемого",
    "Контактные данные для связи (данные представителя)",
    "Год рождения наставляемого",
    "Класс",
    "Основной запрос наставляемого",
]
SURNAMES = "Берёзкин Воронцов Голубев Дроздов Ежов Журавлёв Зимин Ильин Калинин Лебедев".split()
NAMES = ["Артём Олегович", "Денис Юрьевич", "Егор Ильич"]


def thirty_mentees(today):
    """Thirty mentees as a school keeps them in Excel, each with a mother."""
    book = Workbook()
    sheet = book.active
    sheet.append(["База наставляемых"])
    sheet.append(MENTEES_HEADINGS)
    people = [(surname, name) for name in NAMES for surname in SURNAMES]
    for number, (surname, name) in enumerate(people, start=1):
        mother = f"{surname}а Ольга Юрьевна, +7 900 555-00-{number:02d}"
        born = today.year - 12
        sheet.append([number, f"{surname} {name}", mother, born, "7Б", "Подтянуть алгебру"])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
