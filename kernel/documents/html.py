"""A paper as HTML: for the page that previews it, and for the printer of PDF."""

import base64
from io import BytesIO
from typing import Any

import segno
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from kernel.documents import paper as p
from kernel.russian import date_words

UNCONFIRMED = "Формы имён, отмеченные знаком «?», ещё не подтверждены."
PEN_DATE = "«____» ______________ 20___ г."
_QR_SCALE = 6


def as_html(paper: p.Paper) -> str:
    """Draw the whole paper as one page of HTML. Every text is escaped by the template."""
    return render_to_string("kernel/paper.html", _context(paper))


def as_fragment(paper: p.Paper) -> SafeString:
    """Draw the sheets alone, to stand inside a page of ours."""
    return render_to_string("kernel/paper_sheet.html", _context(paper))


def qr_png(text: str) -> str:
    """Draw a code as a data address, which the page and the printer may read."""
    stream = BytesIO()
    segno.make(text, error="m").save(stream, kind="png", scale=_QR_SCALE, border=2)
    return "data:image/png;base64," + base64.b64encode(stream.getvalue()).decode()


def _context(paper: p.Paper) -> dict[str, Any]:
    return {
        "paper": paper,
        "blocks": [_block(block) for block in paper.blocks],
        "unconfirmed": UNCONFIRMED if p.marks(paper) else "",
    }


def _block(block: p.Block) -> dict[str, Any]:
    """Say which template draws the block, and what it needs besides the block itself."""
    kind = type(block).__name__.lower()
    return {
        "kind": kind,
        "template": f"kernel/paper/{kind}.html",
        "block": block,
        **_MORE.get(type(block), _nothing)(block),
    }


def _nothing(_block: Any) -> dict[str, Any]:
    return {}


def _approval(block: p.Approval) -> dict[str, Any]:
    return {"date": date_words(block.on) if block.on else PEN_DATE}


def _approvals(block: p.Approvals) -> dict[str, Any]:
    return {"sides": [_block(block.left), _block(block.right)]}


def _requisites(block: p.Requisites) -> dict[str, Any]:
    return {"date": date_words(block.on) if block.on else PEN_DATE}


def _paragraph(block: p.Paragraph) -> dict[str, Any]:
    return {"runs": _runs(block.runs)}


def _numbered(block: p.NumberedList) -> dict[str, Any]:
    return {"points": _points(block.points, start=block.start)}


def _points(
    points: tuple[p.Point, ...], *, start: int = 1, above: str = ""
) -> list[dict[str, Any]]:
    return [
        {"label": label, "runs": _runs(point.runs), "points": _points(point.points, above=label)}
        for label, point in p.labelled(points, start=start, above=above)
    ]


def _bullets(block: p.BulletList) -> dict[str, Any]:
    return {"points": [_runs(runs) for runs in block.points]}


def _table(block: p.Table) -> dict[str, Any]:
    total = sum(column.width for column in block.columns) or 1
    columns = [
        {"column": column, "percent": f"{100 * column.width / total:.2f}%"}
        for column in block.columns
    ]
    return {"columns": columns, "rows": [_row(place, block) for place in range(len(block.rows))]}


def _row(place: int, table: p.Table) -> dict[str, Any]:
    row = table.rows[place]
    if isinstance(row, p.Span):
        return {"span": len(table.columns), "quiet": row.quiet, "runs": _runs(row.runs)}
    return {
        "cells": [
            {
                "runs": _runs(runs),
                "align": column.align,
                "height": p.cell_height(table.rows, place, number),
            }
            for number, (runs, column) in enumerate(zip(row, table.columns, strict=True))
            if not isinstance(runs, p.Above)
        ]
    }


def _signature(block: p.Signature) -> dict[str, Any]:
    return {"date": date_words(block.on) if block.on else ""}


def _blank(block: p.Blank) -> dict[str, Any]:
    return {"more": range(block.count - 1)}


def _qr(block: p.QR) -> dict[str, Any]:
    return {"picture": qr_png(block.text)}


def _runs(runs: p.Runs) -> list[dict[str, str]]:
    return [
        {"text": run, "tag": ""} if isinstance(run, str) else {"text": run.text, "tag": _tag(run)}
        for run in p.runs_of(runs)
    ]


def _tag(run: p.Text | p.Mark) -> str:
    if isinstance(run, p.Mark):
        return "mark"
    return "b" if run.bold else "i" if run.italic else "u" if run.underline else ""


_MORE: dict[type, Any] = {
    p.Approval: _approval,
    p.Approvals: _approvals,
    p.Requisites: _requisites,
    p.Paragraph: _paragraph,
    p.NumberedList: _numbered,
    p.BulletList: _bullets,
    p.Table: _table,
    p.Signature: _signature,
    p.Blank: _blank,
    p.QR: _qr,
}
