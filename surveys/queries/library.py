"""The library of questionnaires: one's own, those of the levels above, those that are shipped."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.functional import Promise

from accounts.models import Membership
from surveys.actions.building import Place, places_of
from surveys.branches import in_words
from surveys.content import content_of
from surveys.difference import Change, difference
from surveys.models import Question, Questionnaire, QuestionnaireQuerySet
from surveys.states import Aim, QuestionnaireState


@dataclass(frozen=True)
class Library:
    """What one may ask with, and what one is building."""

    drafts: Sequence[Questionnaire]
    own: Sequence[Questionnaire]
    of_above: Sequence[Questionnaire]
    shipped: Sequence[Questionnaire]

    @property
    def shipped_by_aim(self) -> list[tuple[str | Promise, list[Questionnaire]]]:
        """The shipped ones by what they are for, in the order of the year."""
        by_aim = [
            (aim.label, [one for one in self.shipped if one.purpose == aim.value]) for aim in Aim
        ]
        return [(label, found) for label, found in by_aim if found]


def library_of(membership: Membership) -> Library:
    """Everything in one query, by where it comes from."""
    found = list(
        Questionnaire.objects.visible_to(membership)
        .exclude(state=QuestionnaireState.RETIRED)
        .select_related("organization")
        .annotate(question_count=Count("questions"))
        .order_by("side", "title", "pk")
    )
    own = [one for one in found if one.organization_id == membership.organization_id]
    above = [one for one in found if one.organization_id is not None and one not in own]
    return Library(
        drafts=[one for one in own if one.is_draft],
        own=[one for one in own if not one.is_draft],
        of_above=above,
        shipped=[one for one in found if one.organization_id is None],
    )


@dataclass(frozen=True)
class Line:
    """A question in the builder."""

    question: Question
    condition: str


@dataclass(frozen=True)
class Stand:
    """A section in the builder, or the space before the first heading."""

    place: Place
    condition: str
    lines: Sequence[Line]

    @property
    def key(self) -> int:
        """The number of the section; nought before the first heading."""
        return self.place.section.pk if self.place.section else 0


def stands_of(questionnaire: Questionnaire) -> list[Stand]:
    """The questionnaire as the builder shows it, with the conditions in words."""
    places = places_of(questionnaire)
    questions = [question for place in places for question in place.questions]
    return [
        Stand(
            place,
            in_words(place.section.show_if, questions) if place.section else "",
            [Line(one, in_words(one.show_if, questions)) for one in place.questions],
        )
        for place in places
    ]


def versions_of(questionnaire: Questionnaire, membership: Membership) -> QuestionnaireQuerySet:
    """The versions of a questionnaire that one sees, the newest first."""
    return (
        Questionnaire.objects.visible_to(membership)
        .filter(organization=questionnaire.organization, code=questionnaire.code)
        .order_by("-version")
    )


def newer_of_origin(questionnaire: Questionnaire) -> Questionnaire | None:
    """The version that has been published where this one was copied from, if there is one."""
    origin = questionnaire.origin
    if origin is None:
        return None
    newer = Questionnaire.objects.published().filter(
        organization=origin.organization, code=origin.code, version__gt=origin.version
    )
    return newer.order_by("-version").first()


def changes_between(before: Questionnaire, after: Questionnaire) -> list[Change]:
    """What is different between two questionnaires."""
    return difference(content_of(before), content_of(after))
