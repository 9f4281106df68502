"""The roadmaps of four real schools, where they lie beside the project, open a programme."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from roadmap.actions import drafts, programmes
from roadmap.models import Activity
from tests import people

pytestmark = pytest.mark.django_db

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
NOW = datetime(2026, 9, 10, 9, tzinfo=UTC)
LEAST = {"omsk-school-7": 20, "koskino-school": 15, "sevastopol-college": 15, "chukotka-region": 15}


@pytest.mark.parametrize("name", LEAST)
def test_a_text_copied_from_word_becomes_a_roadmap_of_dates(name):
    file = SEEDS / f"{name}.txt"
    if not file.exists():
        pytest.skip("the texts of schools are not on this computer")
    curator = people.curator()

    draft = drafts.read_file(
        year=2026, name=file.name, content=file.read_bytes(), by=curator, now=NOW
    )
    drafts.move_dates(draft, by=curator)
    draft.refresh_from_db()
    plan = programmes.open_programme(draft, by=curator, now=NOW, today=date(2026, 9, 10))

    planned = Activity.objects.filter(stage__roadmap=plan)
    assert plan.stages.count() >= 5
    assert planned.count() >= LEAST[name]
    assert planned.filter(is_understood=True).count() >= planned.count() / 2
    assert all(one.deadline_text for one in planned.filter(is_understood=False))
