"""Several actions in one row, apart and together again."""

from roadmap.splitting import are_parts, join, parts_of, split


def row(key, title, **facts):
    return {"key": key, "number": "1.1", "title": title, "is_wanted": True, **facts}


def test_sentences_are_offered_as_activities():
    assert parts_of(row("a", "Анализ полученных данных. Формирование базы наставляемых.")) == (
        "Анализ полученных данных",
        "Формирование базы наставляемых",
    )


def test_initials_and_short_remarks_do_not_make_two_activities():
    assert parts_of(row("a", "Совещание у О. В. Ивановой о ходе программы")) == ()
    assert parts_of(row("a", "Провести анкетирование участников. Да.")) == ()


def test_a_row_is_taken_apart_with_its_deadline():
    rows = [row("a", "Анализ полученных данных. Формирование базы.", deadline="октябрь")]

    assert split(rows, "a") == "a"

    assert [(each["title"], each["deadline"], each["number"]) for each in rows] == [
        ("Анализ полученных данных", "октябрь", "1.1"),
        ("Формирование базы", "октябрь", ""),
    ]


def test_those_of_one_cell_are_joined_again():
    rows = [
        row("a", "Издать приказ.", place="таблица 1, строка 2"),
        row("b", "Обновить положение", place="таблица 1, строка 2"),
        row("c", "Провести собрание", place="таблица 1, строка 3"),
    ]

    assert are_parts(rows, rows[0])
    assert join(rows, "b") == "a"

    assert [each["title"] for each in rows] == [
        "Издать приказ; Обновить положение",
        "Провести собрание",
    ]
    assert not are_parts(rows, rows[0])


def test_what_is_alone_in_its_cell_is_not_joined():
    rows = [row("a", "Издать приказ", place="таблица 1, строка 2"), row("b", "Другое")]

    assert (join(rows, "a"), join(rows, "b"), len(rows)) == ("", "", 2)
