"""Files of people for the tests. Every name is invented."""

from kernel.spreadsheets import Sheet, write

HEADS = ("ФИО", "Класс", "Дата рождения", "Родитель", "Телефон родителя")
PUPILS = (
    (
        "Зябликова Софья Андреевна",
        "7 «А»",
        "12.04.2013",
        "Зябликов Андрей Ильич",
        "8 900 000-11-22",
    ),
    ("Ёлкин Егор Львович", "7-а класс", "01.02.2013", "Ёлкина Вера Павловна", "+79000001133"),
)


def workbook(rows, heads=HEADS, *, notes=(), title="7А"):
    """A file as a school would send it."""
    return write([Sheet(title, heads, rows, notes=notes)])


def thirty():
    """A class of thirty."""
    return [
        (f"{name} Дарья Олеговна", "8Б", f"{day:02d}.05.2012", "", "")
        for day, name in enumerate(
            (f"Перепёлкин{ending}" for ending in "абвгдежзиклмнопрстуфхцчшщэюяёый"), start=1
        )
    ][:30]
