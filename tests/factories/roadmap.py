"""Programmes, roadmaps, stages, activities: the least that is valid. Every name is invented."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from roadmap.dates import read_deadline
from roadmap.models import Activity, Draft, Programme, Roadmap, Stage
from roadmap.states import IN_FORCE, RoadmapState
from tests.factories.accounts import SchoolFactory

NOW = datetime(2026, 10, 20, 9, tzinfo=UTC)
TODAY = date(2026, 10, 20)


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme

    organization = factory.SubFactory(SchoolFactory)
    year = 2026
    opened_at = NOW
    remind_days = [1]


class RoadmapFactory(DjangoModelFactory):
    class Meta:
        model = Roadmap

    programme = factory.SubFactory(ProgrammeFactory)
    title = "Дорожная карта наставничества"


class StageFactory(DjangoModelFactory):
    class Meta:
        model = Stage

    roadmap = factory.SubFactory(RoadmapFactory)
    position = factory.Sequence(lambda n: n + 1)
    number = factory.LazyAttribute(lambda made: str(made.position))
    title = "Формирование базы наставляемых"


class ActivityFactory(DjangoModelFactory):
    class Meta:
        model = Activity

    stage = factory.SubFactory(StageFactory)
    position = factory.Sequence(lambda n: n + 1)
    number = "2.1"
    title = "Провести анкетирование"


def a_roadmap(*, by=None, state=RoadmapState.DRAFT, school=None, year=2026, **facts):
    """A roadmap of one stage; in force it is approved by a director who did not make it."""
    programme, _ = Programme.objects.get_or_create(
        organization=school or (by.organization if by else SchoolFactory()),
        year=year,
        defaults={"opened_at": NOW, "remind_days": [1]},
    )
    if state in IN_FORCE:
        from tests import people

        facts |= {"approved_at": NOW, "approved_by": people.director(programme.organization).user}
    made = RoadmapFactory(
        programme=programme,
        state=state,
        made_by=by.user if by else None,
        submitted_by=by.user if by and state == RoadmapState.SUBMITTED else None,
        submitted_at=NOW if state != RoadmapState.DRAFT else None,
        **facts,
    )
    StageFactory(roadmap=made, position=1)
    return made


def an_activity(roadmap, deadline="", *, responsible=(), today=TODAY, **facts):
    """An activity of the first stage whose days follow from its deadline."""
    reading = read_deadline(deadline, year=roadmap.programme.year)
    starts_on, due_on = reading.days_from(today)
    made = ActivityFactory(
        stage=roadmap.stages.first(),
        deadline_text=deadline,
        deadline=reading.deadline.to_dict(),
        is_understood=reading.is_understood,
        **{"starts_on": starts_on, "due_on": due_on, **facts},
    )
    made.responsible.set(responsible)
    return made


def a_draft(by, *, deadlines=("ежегодно до 10 октября",), year=2026, **facts):
    """What was read, with one stage and an activity for each deadline."""
    return Draft.objects.create(
        organization=by.organization,
        year=year,
        way_in="text",
        source_name="вставленный текст",
        made_at=NOW,
        made_by=by.user,
        content={
            "title": "Дорожная карта",
            "problems": [],
            "stages": [
                {
                    "number": "1",
                    "title": "Подготовка условий",
                    "goal": "",
                    "result": "",
                    "code": "preparation",
                    "activities": [
                        {
                            "number": f"1.{place}",
                            "title": f"Дело {place}",
                            "deadline": deadline,
                            "responsible": "Куратор",
                            "result": "",
                            "proof": "",
                            "is_wanted": True,
                        }
                        for place, deadline in enumerate(deadlines, start=1)
                    ],
                }
            ],
        },
        **facts,
    )
