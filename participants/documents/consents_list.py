"""The register of consents as a sheet: exactly what the page shows, with what is missing."""

from collections.abc import Sequence
from datetime import date

from kernel.spreadsheets import Sheet, write
from participants.queries.register import RegisterLine

COLUMNS = (
    "Фамилия, имя, отчество",
    "Класс или должность",
    "Статус",
    "Чего не хватает",
    "Кто подписал",
    "Дата ответа",
    "Действует до",
)
WIDTHS = (36, 18, 20, 60, 40, 14, 14)


def register_xlsx(
    lines: Sequence[RegisterLine], *, organization: str, purpose: str, today: date
) -> bytes:
    """Write the lines in the order of the page."""
    rows = [
        (
            line.name,
            line.place,
            line.status,
            line.missing,
            line.signers,
            line.answered_on or "",
            line.expires_on or "",
        )
        for line in lines
    ]
    notes = (f"{organization}. Реестр согласий: {purpose}", f"{today:%d.%m.%Y}")
    return write([Sheet("Согласия", COLUMNS, rows, notes=notes, widths=WIDTHS)])
