"""Invented names. No real person is meant; letters of all kinds are there on purpose."""

from dataclasses import dataclass
from random import Random

from accounts.states import Gender
from kernel.russian import PersonName

LAST = (
    "Абрикосов Березин Вересов Громов Дубравин Ельников Ёлкин Жаворонков Зимородков Иволгин "
    "Калинкин Ландышев Малинин Незабудкин Облепихин Перепёлкин Рябинкин Светлячков Тополев Ужов "
    "Филинов Хмелёв Цаплин Черешнев Шиповников Щеглов Юрьев-Полянский Яблонькин Заозёров "
    "Медуницын Ковылёв Стрижов Васильков Ручейков Соколов-Залесский Тростников Кедров Журавлин "
    "Лисичкин Буревестников Воробушкин Кленов Полыньков Росинкин Смородин"
).split()

FEMALE = (
    "Алина Варвара Вероника Дарья Евгения Злата Ирина Кира Лидия Майя Нина Ольга Полина Раиса "
    "Софья Таисия Ульяна Фаина Эмма Юлия Ярослава Алёна Гульнара Айгуль"
).split()

MALE = (
    "Артём Богдан Виктор Глеб Денис Егор Захар Игорь Кирилл Лев Максим Назар Олег Пётр Роман "
    "Степан Тимофей Фёдор Эдуард Юрий Ярослав Семён Рустам Ильдар Ренат"
).split()

FATHERS = (
    ("Алексеевич", "Алексеевна"),
    ("Борисович", "Борисовна"),
    ("Викторович", "Викторовна"),
    ("Григорьевич", "Григорьевна"),
    ("Ильич", "Ильинична"),
    ("Маратович", "Маратовна"),
    ("Николаевич", "Николаевна"),
    ("Петрович", "Петровна"),
    ("Сергеевич", "Сергеевна"),
    ("Фёдорович", "Фёдоровна"),
)
UNUSUAL = (
    PersonName(
        "Константинопольская-Верхнеозёрскозаречная", "Аполлинария", "Всеволодовна", Gender.FEMALE
    ),
    PersonName("Әхмәтҗанов", "Илдар", "", Gender.MALE),
    PersonName("Ким", "Ен Хи", "", Gender.FEMALE),
    PersonName("Мамедов", "Рауф", "Тофик оглы", Gender.MALE),
    PersonName("Швец", "Ярослав", "Ильич", Gender.MALE),
)


@dataclass
class Names:
    """A source of invented names that gives the same names for the same seed."""

    random: Random

    def any(self, gender: Gender | None = None) -> PersonName:
        """Invent a name."""
        chosen = gender or self.random.choice([Gender.FEMALE, Gender.MALE])
        female = chosen == Gender.FEMALE
        last = self.random.choice(LAST)
        return PersonName(
            "-".join(feminine(part) for part in last.split("-")) if female else last,
            self.random.choice(FEMALE if female else MALE),
            self.random.choice(FATHERS)[1 if female else 0],
            chosen,
        )


def feminine(last: str) -> str:
    """Make the feminine form of an invented last name."""
    if last.endswith(("ов", "ев", "ёв", "ин", "ын")):
        return f"{last}а"
    if last.endswith("ский"):
        return f"{last[:-2]}ая"
    return last
