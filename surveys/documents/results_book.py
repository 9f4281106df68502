"""The results of a campaign as a workbook: figures and free texts, never a name."""

from kernel.russian import counted
from kernel.spreadsheets import Sheet, write
from surveys.queries.results import Results


def as_xlsx(found: Results) -> bytes:
    """A sheet of figures and a sheet of texts."""
    figures = [
        (result.question.text, label, count, result.mean or "", result.median or "")
        for result in found.results
        for label, count in result.bars
    ]
    texts = [(result.question.text, text) for result in found.results for text in result.texts]
    answered = counted(found.sheet_count, "ответ", "ответа", "ответов")
    return write(
        [
            Sheet(
                title="Показатели",
                columns=("Вопрос", "Вариант", f"Всего: {answered}", "Среднее", "Медиана"),
                rows=figures,
            ),
            Sheet(title="Свободные ответы", columns=("Вопрос", "Ответ"), rows=texts),
        ]
    )
