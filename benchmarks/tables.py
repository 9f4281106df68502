"""Draw a small table for a terminal."""

from collections.abc import Iterable, Sequence


def draw(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Align the columns; numbers with one or two digits after the point."""
    texts = [list(heads), *([_text(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in texts) for column in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in texts
    )


def _text(cell: object) -> str:
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)
