"""A roadmap without a table: headings are stages, numbered lines are activities."""

import re
from collections.abc import Sequence

from roadmap.reading.source import Paragraph, one_line
from roadmap.reading.splitting import actions, is_list
from roadmap.reading.stages import add_to, begins_with_label, speaks_of_stage, stage_of
from roadmap.reading.values import ReadItem, ReadStage

_HASH = re.compile(r"^#{1,6}\s+")
_STAGE_NUMBER = re.compile(r"^(?:\d{1,2}|[IVX]{1,5})[.)]\s")
_ITEM = re.compile(r"^(?P<number>\d{1,3}(?:\.\d{1,3})*)[.)]?\s+(?P<text>\S.*)$", re.DOTALL)
_RESULT = re.compile(
    r"^\W*(?:ожидаем\w+ )?результат\w*\s*(?:\*|_)*\s*(?:[IVX]+|\d+)?\s*этапа\W*"
    r"(?:является|явля\w+ся|станет|станут|должны стать|должен стать)?\s*[:–-]?\s*",
    re.IGNORECASE,
)
_FEWEST_STAGES = 2


def _heading(line: Paragraph) -> str | None:
    """Return the text of a heading that opens a stage."""
    text = _HASH.sub("", line.text).strip()
    is_marked = line.level > 0 or text != line.text
    letters = [char for char in text if char.isalpha()]
    is_upper = bool(letters) and sum(char.isupper() for char in letters) / len(letters) > 0.8  # noqa: PLR2004
    if _STAGE_NUMBER.match(text) and (is_marked or is_upper):
        return text
    if speaks_of_stage(text) and len(text) < 160 and (is_marked or _starts_stage(text)):  # noqa: PLR2004
        return text
    return None


def _starts_stage(text: str) -> bool:
    return bool(
        re.match(
            r"^(?:этап|раздел|блок)\s*№?\s*[\dIVX]|^[\dIVX]+\s*-?(?:й|ый)?\s*этап\b",
            text,
            re.IGNORECASE,
        )
    )


def _add(stage: ReadStage, text: str) -> None:
    """Take a line of a stage: its result, an activity, or the rest of one."""
    result = _RESULT.match(text)
    if result:
        stage.result = one_line(f"{stage.result} {text[result.end() :]}")
        return
    if begins_with_label(text):
        add_to(stage, text)
        return
    item = _ITEM.match(text)
    if item:
        stage.items.append(ReadItem(item["number"], one_line(item["text"]), "", "", ""))
    elif is_list(text) and not _is_open(stage):
        for _number, action in actions(text):
            stage.items.append(ReadItem("", action, "", "", ""))
    elif text.rstrip().endswith(":"):
        stage.items.append(ReadItem("", one_line(text), "", "", ""))
    elif is_list(text):
        _append(stage, text)


def _is_open(stage: ReadStage) -> bool:
    """Whether a list belongs to the line above it, which ended with a colon."""
    if not stage.items:
        return False
    text = stage.items[-1].text
    return text.endswith(":") or ": – " in text


def _append(stage: ReadStage, text: str) -> None:
    last = stage.items[-1]
    said = actions(text)[0][1]
    stage.items[-1] = ReadItem(last.number, f"{last.text} – {said}", "", "", "")


def read_outline(lines: Sequence[Paragraph]) -> tuple[list[str], list[ReadStage]]:
    """Return the lines before the first stage, and the stages."""
    front: list[str] = []
    stages: list[ReadStage] = []
    for line in lines:
        heading = _heading(line)
        if heading is not None:
            stages.append(stage_of("", heading))
        elif stages:
            _add(stages[-1], line.text)
        else:
            front.append(_HASH.sub("", line.text))
    if len(stages) < _FEWEST_STAGES or not any(stage.items for stage in stages):
        return [], []
    return front, stages
