"""Load the directories and wordings that are shipped with the product. Safe to run twice."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from participants.models import ConsentText, Course, Direction, MentoringForm
from participants.states import CourseKind, Purpose

DATA = Path(__file__).resolve().parents[1] / "data"
SOURCE_MARK = "# Источник:"
IN_FORCE_FROM = date(2025, 9, 1)


@transaction.atomic
def load_presets() -> int:
    """Bring the shipped entries up to date; return how many were added or changed.

    A wording that has changed becomes a new version: what was signed keeps its own.
    """
    return (
        _load_directions()
        + _load_forms()
        + _load_courses()
        + sum(_load_text(purpose) for purpose in Purpose)
    )


def _read(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return read


def _load_directions() -> int:
    return sum(
        _keep(Direction, code, {"name": name, "position": position})
        for position, (code, name) in enumerate(_read("directions.json")["directions"])
    )


def _load_forms() -> int:
    return sum(
        _keep(MentoringForm, form["code"], {"is_labour": False, **form, "position": position})
        for position, form in enumerate(_read("mentoring_forms.json")["forms"])
    )


def _load_courses() -> int:
    """Courses of before work share one test; the further one has none."""
    read = _read("courses.json")
    return sum(
        _keep(
            Course,
            course["code"],
            {
                **course,
                "questions": read["questions"] if course["kind"] == CourseKind.PRIMARY else [],
                "position": position,
            },
        )
        for position, course in enumerate(read["courses"])
    )


def _keep(model: type[Direction | MentoringForm | Course], code: str, said: dict[str, Any]) -> bool:
    known = model._base_manager.filter(organization=None, code=code)
    before = known.values(*said).first()
    if before == said:
        return False
    model._base_manager.update_or_create(organization=None, code=code, defaults=said)
    return True


def _load_text(purpose: Purpose) -> bool:
    source, body = _split((DATA / "consent_texts" / f"{purpose}.md").read_text(encoding="utf-8"))
    shipped = ConsentText.objects.filter(organization=None, purpose=purpose)
    latest = shipped.order_by("-version").first()
    if latest is not None and latest.body == body:
        return False
    ConsentText.objects.create(
        organization=None,
        purpose=purpose,
        version=latest.version + 1 if latest else 1,
        body=body,
        source=source,
        valid_from_on=IN_FORCE_FROM,
    )
    return True


def _split(text: str) -> tuple[str, str]:
    """Part the line that names the source from the wording."""
    first, _newline, rest = text.partition("\n")
    if not first.startswith(SOURCE_MARK):
        return "", text.strip()
    return first.removeprefix(SOURCE_MARK).strip()[:300], rest.strip()
