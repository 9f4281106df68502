"""What waits for an answer, and what was answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db.models import QuerySet

from accounts.models import User
from kernel.pages import address
from participants.models import Direction, Person
from participants.models.people import PersonQuerySet
from roadmap.models import Programme
from surveys.kinds import Offers, kind_of
from surveys.models import Answer, AnswerSheet, Campaign, Invitation, Question, Questionnaire
from surveys.states import QuestionKind


def to_answer(user: User, now: datetime) -> QuerySet[Invitation]:
    """The questionnaires that wait for a person who signs in."""
    return (
        Invitation.objects.filter(
            person__user=user,
            answered_on=None,
            refused_at=None,
            campaign__in=Campaign.objects.taking_answers(now),
        )
        .select_related("campaign", "person")
        .order_by("campaign__closes_at", "pk")
    )


def answered_by(user: User) -> QuerySet[Invitation]:
    """The questionnaires that a person has answered, the newest first."""
    return (
        Invitation.objects.filter(person__user=user, answered_on__isnull=False)
        .select_related("campaign", "person")
        .order_by("-answered_on")
    )


def directions_for(programme: Programme) -> list[Direction]:
    """The directory of directions that an organization chooses from."""
    offered = Direction.objects.offered_to(programme.organization)
    return cast("list[Direction]", list(offered))


def questions_of(campaign: Campaign) -> list[Question]:
    """The questions in their order, with their sections."""
    return asked_in(campaign.questionnaire)


def asked_in(questionnaire: Questionnaire) -> list[Question]:
    """The questions of a questionnaire in their order, with their sections."""
    return list(questionnaire.questions.select_related("section").order_by("position"))


def offers_of(campaign: Campaign) -> Offers:
    """What those who answer a campaign may choose from.

    A question of the kind «people» offers the mentors of the programme to mentees and the other
    way round, or those of them whom the curator has named; who left is not offered.
    """
    directions = directions_for(campaign.programme)
    if not offers_people(campaign):
        return Offers(directions)
    people, named = people_to_offer(campaign), campaign.offered.all()
    return Offers(directions, list(people.filter(pk__in=named) if named.exists() else people))


def offers_people(campaign: Campaign) -> bool:
    """Tell whether people are chosen in the questionnaire of a campaign."""
    return campaign.questionnaire.questions.filter(kind=QuestionKind.PEOPLE).exists()


def people_to_offer(campaign: Campaign) -> PersonQuerySet:
    """Everybody who can be put on the list of a campaign, by name."""
    side = "mentee" if campaign.questionnaire.side == "mentor" else "mentor"
    people = Person.objects.filter(
        organization_id=campaign.programme.organization_id,
        **{f"{side}__isnull": False, f"{side}__left_on": None},
    )
    return people.kept().order_by("sort_name", "pk")


def answers_of(sheet: AnswerSheet | None) -> list[Answer]:
    """The answers of a sheet, with their questions, in order."""
    if sheet is None:
        return []
    return list(sheet.answers.select_related("question").order_by("question__position"))


@dataclass(frozen=True)
class Shown:
    """An answer in words, beside its question."""

    question: Question
    words: str
    answer: Answer

    @property
    def file_url(self) -> str:
        """Where the file is, if a file was sent."""
        return address("answer-file", self.answer.pk) if self.answer.file else ""


def in_words(answers: list[Answer], offers: Offers) -> list[Shown]:
    """Say the answers as a person reads them."""
    return [
        Shown(answer.question, kind_of(answer.question).words(answer, offers), answer)
        for answer in answers
    ]
