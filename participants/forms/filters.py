"""The filters of the lists; they live in the address."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participants.connections import lent
from participants.models import Person, PersonQuerySet
from participants.queries.lists import MISSING, SELECTS, classes_of, forms_of, with_status
from participants.queries.soon import BIRTHDAY, EXPIRING, with_register_status
from participants.queries.training import with_training
from participants.states import (
    LEARNERS,
    ConsentStatus,
    InterviewDecision,
    PersonKind,
    Purpose,
    TrainingStanding,
)

_PAIR = [("yes", _("has a pair")), ("no", _("has no pair"))]
_CONSENT = [(MISSING, _("no valid consent")), *ConsentStatus.choices]
_STATUS = [("left", _("has left")), ("archive", _("in the archive"))]
_WITHOUT = {
    "entry": (_("sign-in"), Q(user=None)),
    "contacts": (_("phone and e-mail"), Q(phone="", email="")),
    "birth": (_("date or year of birth"), Q(birth_year=None)),
    "service": (
        pgettext_lazy("without", "years of service"),
        Q(experience_years=None, kind=PersonKind.EMPLOYEE),
    ),
    "guardian": (_("representative"), Q(guardians=None, kind__in=LEARNERS)),
}
_REGISTER = [
    *_CONSENT,
    (EXPIRING, _("its term ends within a month")),
    (BIRTHDAY, _("a birthday is near, another signature is needed")),
]
_TRAINED = [("yes", _("trained")), ("no", _("not trained")), ("learning", _("learns"))]
_INTERVIEW = [*InterviewDecision.choices, ("none", _("no interview yet"))]
_PARTS = [
    ("mentee", _("mentees")),
    ("mentor", _("mentors")),
    ("none", _("without a part")),
    ("archive", _("in the archive")),
]


class PeopleFilter(django_filters.FilterSet):
    """What the three lists of people have in common."""

    today: date
    part: str = "mentee"

    class_name = django_filters.ChoiceFilter(label=_("Class or group"))
    consent = django_filters.ChoiceFilter(
        label=_("Consent to take part"),
        choices=_CONSENT,
        method="by_consent",
    )
    without = django_filters.ChoiceFilter(
        label=_("Without"),
        choices=[(name, words) for name, (words, _lacks) in _WITHOUT.items()],
        method="by_lack",
        empty_label=_("does not matter"),
    )

    class Meta:
        model = Person
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "class_name" in self.filters:
            names = classes_of(self.request.membership)
            self.filters["class_name"].extra["choices"] = [(name, name) for name in names]
        if "form" in self.filters:
            self.filters["form"].extra["choices"] = forms_of(self.request.membership)
        if lent().paired is None:
            self.filters.pop("pair", None)

    def by_consent(self, people: PersonQuerySet, _name: str, value: str) -> PersonQuerySet:
        """Keep one derived status."""
        return with_status(people, value, purpose=Purpose.TAKING_PART, today=self.today)

    def by_pair(self, people: PersonQuerySet, _name: str, value: str) -> PersonQuerySet:
        """Keep those with or without an open pair."""
        paired = lent().paired
        if paired is None:
            return people
        inside = Q(pk__in=paired(self.part))
        return people.filter(inside if value == "yes" else ~inside)

    def by_lack(self, people: PersonQuerySet, _name: str, value: str) -> PersonQuerySet:
        """Keep those whose card lacks something."""
        return people.filter(_WITHOUT[value][1])


class PartFilter(PeopleFilter):
    """What the lists of mentees and mentors have in common: who takes part is shown first."""

    status = django_filters.ChoiceFilter(
        label=_("In the programme"),
        choices=_STATUS,
        method="leave",
        empty_label=_("takes part now"),
    )

    def leave(self, people: PersonQuerySet, _name: str, _value: str) -> PersonQuerySet:
        """Whose turn it is, `filter_queryset` says."""
        return people

    def filter_queryset(self, queryset: PersonQuerySet) -> PersonQuerySet:
        """Show those who take part, unless somebody else was asked for."""
        status = self.form.cleaned_data.get("status")
        if status == "archive":
            shown = queryset.filter(archived_at__isnull=False)
        else:
            shown = queryset.kept().filter(**{f"{self.part}__left_on__isnull": status != "left"})
        narrowed: PersonQuerySet = super().filter_queryset(shown)
        return narrowed


class MenteesFilter(PartFilter):
    """Filters of the base of mentees."""

    part = "mentee"

    form = django_filters.ChoiceFilter(label=_("Wished form"), field_name="mentee__wished_form")
    pair = django_filters.ChoiceFilter(label=_("Pair"), choices=_PAIR, method="by_pair")


class MentorsFilter(PartFilter):
    """Filters of the base of mentors."""

    part = "mentor"

    form = django_filters.ChoiceFilter(label=_("Wished form"), field_name="mentor__forms")
    kind = django_filters.ChoiceFilter(label=_("Who"), choices=PersonKind.choices)
    trained = django_filters.ChoiceFilter(
        label=_("Training"), choices=_TRAINED, method="by_training"
    )
    interview = django_filters.ChoiceFilter(
        label=_("Interview"), choices=_INTERVIEW, method="by_interview"
    )
    pair = django_filters.ChoiceFilter(label=_("Pair"), choices=_PAIR, method="by_pair")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.request.membership.role not in SELECTS:
            self.filters.pop("interview")

    def by_interview(self, people: PersonQuerySet, _name: str, value: str) -> PersonQuerySet:
        """Keep those whose latest interview ended so, or those whom nobody talked with."""
        return people.filter(Q(("interview", None if value == "none" else value)))

    def by_training(self, people: PersonQuerySet, _name: str, value: str) -> PersonQuerySet:
        """Keep the trained ones, the others, or those of the others who learn now."""
        if value == TrainingStanding.LEARNING:
            return with_training(people, value)
        return people.filter(mentor__trained_on__isnull=value == "no")


class EverybodyFilter(PeopleFilter):
    """Filters of the list of all people."""

    kind = django_filters.ChoiceFilter(label=_("Who"), choices=PersonKind.choices)
    part = django_filters.ChoiceFilter(
        label=_("Part in the programme"), choices=_PARTS, method="by_part"
    )

    def by_part(self, people: PersonQuerySet, _name: str, value: str) -> PersonQuerySet:
        """Keep one part, or those who have none."""
        mentee = Q(mentee__isnull=False, mentee__left_on=None)
        mentor = Q(mentor__isnull=False, mentor__left_on=None)
        chosen = {
            "mentee": mentee,
            "mentor": mentor,
            "none": ~mentee & ~mentor,
            "archive": Q(archived_at__isnull=False),
        }
        return people.filter(chosen[value])


class BaseFilter(django_filters.FilterSet):
    """The filter of an official base: who takes part now, and who did once."""

    today: date
    part: str

    takes_part = django_filters.ChoiceFilter(
        label=_("In the programme"),
        choices=[("now", _("takes part now")), ("left", _("has left"))],
        method="by_part",
        empty_label=_("all years"),
    )

    class Meta:
        model = Person
        fields: list[str] = []

    def by_part(self, people: PersonQuerySet, _name: str, value: str) -> PersonQuerySet:
        """Keep those who are in the programme, or those who were."""
        return people.filter(**{f"{self.part}__left_on__isnull": value == "now"})


class ConsentsFilter(django_filters.FilterSet):
    """Filters of the register of consents."""

    today: date
    shown_purpose: str

    purpose = django_filters.ChoiceFilter(
        label=_("For what"),
        choices=Purpose.choices,
        method="leave",
        empty_label=None,
        null_label=None,
    )
    status = django_filters.ChoiceFilter(label=_("Status"), choices=_REGISTER, method="by_status")
    class_name = django_filters.ChoiceFilter(label=_("Class or group"))
    part = django_filters.ChoiceFilter(
        label=_("Part in the programme"), choices=_PARTS[:2], method="by_part"
    )

    class Meta:
        model = Person
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = classes_of(self.request.membership)
        self.filters["class_name"].extra["choices"] = [(name, name) for name in names]

    def leave(self, people: PersonQuerySet, _name: str, _value: str) -> PersonQuerySet:
        """The purpose chooses what is shown, not whom."""
        return people

    def by_status(self, people: PersonQuerySet, _name: str, value: str) -> PersonQuerySet:
        """Keep one derived status."""
        return with_register_status(people, value, purpose=self.shown_purpose, today=self.today)

    def by_part(self, people: PersonQuerySet, _name: str, value: str) -> PersonQuerySet:
        """Keep mentees or mentors."""
        return people.filter(**{f"{value}__isnull": False, f"{value}__left_on": None})


def set_for(
    filters: type[django_filters.FilterSet], **facts: Any
) -> type[django_filters.FilterSet]:
    """Make a filter set that knows what the address does not say: the day, the purpose shown."""
    return type(filters.__name__, (filters,), facts)
