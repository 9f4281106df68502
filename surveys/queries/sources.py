"""Where results come from: the answers of a campaign, with the groups that may be told apart."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When

from surveys.actions.anonymous import MENTEE, MENTOR
from surveys.models import AnonymousAnswer, Answer, AnswerSheet, Campaign
from surveys.small_groups import EVERYBODY, Group, shown_as
from surveys.states import Privacy, SheetState

Answers = QuerySet[Any]


@dataclass(frozen=True)
class Source:
    """The answers of one campaign, whichever way they are kept."""

    campaign: Campaign

    @property
    def is_anonymous(self) -> bool:
        """Tell whether the answers lie loose."""
        return self.campaign.privacy == Privacy.ANONYMOUS

    @property
    def is_named(self) -> bool:
        """Tell whether small groups may be shown."""
        return self.campaign.privacy == Privacy.NAMED

    @cached_property
    def sheet_count(self) -> int:
        """How many have answered."""
        if self.is_anonymous:
            in_box = self.campaign.invitations.filter(answered_on__isnull=False).count()
            return self.campaign.box_count or in_box
        return AnswerSheet.objects.filter(
            invitation__campaign=self.campaign, state=SheetState.SUBMITTED
        ).count()

    @property
    def answers(self) -> Answers:
        """Every answer that counts, with the role and the class of who gave it."""
        if self.is_anonymous:
            loose = AnonymousAnswer.objects.filter(campaign=self.campaign)
            return loose.annotate(of_role=F("role"), of_class=F("class_name"))
        person = "sheet__invitation__person"
        role = Case(
            When(**{f"{person}__mentee__isnull": False}, then=Value(MENTEE)),
            When(**{f"{person}__mentor__isnull": False}, then=Value(MENTOR)),
            default=Value(""),
            output_field=CharField(),
        )
        return Answer.objects.filter(
            sheet__invitation__campaign=self.campaign, sheet__state=SheetState.SUBMITTED
        ).annotate(of_role=role, of_class=F(f"{person}__class_name"))

    @cached_property
    def counts(self) -> Mapping[int, Counter[Group]]:
        """How many of each group answered each question."""
        found: dict[int, Counter[Group]] = defaultdict(Counter)
        rows = self.answers.values_list("question_id", "of_role", "of_class").order_by()
        for question, role, class_name, count in rows.annotate(count=Count("pk")):
            found[question][Group(role, class_name)] = count
        return found

    @cached_property
    def places(self) -> Mapping[int, Mapping[Group, Group]]:
        """Under which group the answers of each group are shown, question by question.

        Loose answers were put together when the box was opened, named ones need no hiding.
        """
        if self.is_named or self.is_anonymous:
            return {question: {one: one for one in said} for question, said in self.counts.items()}
        fewest = self.campaign.fewest
        return {question: shown_as(said, fewest) for question, said in self.counts.items()}

    @cached_property
    def groups(self) -> list[Group]:
        """The groups that results can be asked for."""
        found = {place for said in self.places.values() for place in said.values()}
        return sorted(found) if found - {EVERYBODY} else []

    def shown(self, group: Group | None) -> Mapping[int, int]:
        """How many answers each question shows; a question of too few shows nothing."""
        sums = {
            question: sum(
                count for one, count in said.items() if group in (None, self.places[question][one])
            )
            for question, said in self.counts.items()
        }
        least = 1 if self.is_named else self.campaign.fewest
        return {question: count for question, count in sums.items() if count >= least}

    def only(self, group: Group | None) -> Answers:
        """The answers that may be shown."""
        wanted = Q(question_id__in=list(self.shown(group)))
        if group is None:
            return self.answers.filter(wanted)
        if self.is_named or self.is_anonymous:
            return self.answers.filter(wanted, of_role=group.role, of_class=group.class_name)
        members = Q(pk__in=[])
        for question, said in self.places.items():
            for one, place in said.items():
                if place == group:
                    members |= Q(question_id=question, of_role=one.role, of_class=one.class_name)
        return self.answers.filter(wanted, members)
