"""The results of a campaign as a workbook: in words, in codes, and free texts; never a name."""

from kernel.pieces import share
from kernel.russian import counted
from kernel.spreadsheets import Sheet, write
from surveys.queries.results import Results


def as_xlsx(found: Results) -> bytes:
    """A sheet of figures in words, the same in codes, and a sheet of texts."""
    answered = counted(found.sheet_count, "ответ", "ответа", "ответов")
    words = [
        (
            result.question.text,
            str(label),
            count,
            share(count, result.answered),
            "" if result.mean is None else result.mean,
            "" if result.median is None else result.median,
        )
        for result in found.results
        for label, count in result.bars
    ]
    codes = [
        (result.question.code, result.question.kind, result.question.construct, code, count)
        for result in found.results
        for code, count in result.codes
    ]
    texts = [
        (result.question.code, result.question.text, text)
        for result in found.results
        for text in result.texts
    ]
    return write(
        [
            Sheet(
                title="Показатели",
                columns=(
                    "Вопрос",
                    "Вариант",
                    f"Всего: {answered}",
                    "Доля, %",
                    "Среднее",
                    "Медиана",
                ),
                rows=words,
            ),
            Sheet(
                title="Коды",
                columns=("Код вопроса", "Вид", "Конструкт", "Код ответа", "Сколько"),
                rows=codes,
            ),
            Sheet(title="Свободные ответы", columns=("Код вопроса", "Вопрос", "Ответ"), rows=texts),
        ]
    )
