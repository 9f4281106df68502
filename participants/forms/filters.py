"""The filters of the lists; they live in the address."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participants.connections import lent
from participants.models import Person, PersonQuerySet
from participants.queries.lists import MISSING, classes_of, forms_of, with_status
from participants.states import ConsentStatus, PersonKind, Purpose

_PAIR = [("yes", _("has a pair")), ("no", _("has no pair"))]
_CONSENT = [(MISSING, _("no valid consent")), *ConsentStatus.choices]
_TRAINED = [("yes", _("trained")), ("no", _("not trained"))]
_PARTS = [
    ("mentee", _("mentees")),
    ("mentor", _("mentors")),
    ("none", _("without a part")),
    ("archive", _("in the archive")),
]


class PeopleFilter(django_filters.FilterSet):
    """What the three lists of people have in common."""

    today: date

    class_name = django_filters.ChoiceFilter(label=_("Class or group"))
    consent = django_filters.ChoiceFilter(
        label=_("Consent to take part"),
        choices=_CONSENT,
        method="by_consent",
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
        inside = Q(pk__in=paired())
        return people.filter(inside if value == "yes" else ~inside)


class MenteesFilter(PeopleFilter):
    """Filters of the base of mentees."""

    form = django_filters.ChoiceFilter(label=_("Wished form"), field_name="mentee__wished_form")
    pair = django_filters.ChoiceFilter(label=_("Pair"), choices=_PAIR, method="by_pair")


class MentorsFilter(PeopleFilter):
    """Filters of the base of mentors."""

    class_name = None
    kind = django_filters.ChoiceFilter(label=_("Who"), choices=PersonKind.choices)
    trained = django_filters.ChoiceFilter(
        label=_("Training"), choices=_TRAINED, method="by_training"
    )
    pair = django_filters.ChoiceFilter(label=_("Pair"), choices=_PAIR, method="by_pair")

    def by_training(self, people: PersonQuerySet, _name: str, value: str) -> PersonQuerySet:
        """Keep the trained ones, or the others."""
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
    status = django_filters.ChoiceFilter(label=_("Status"), choices=_CONSENT, method="by_status")
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
        return with_status(people, value, purpose=self.shown_purpose, today=self.today)

    def by_part(self, people: PersonQuerySet, _name: str, value: str) -> PersonQuerySet:
        """Keep mentees or mentors."""
        return people.filter(**{f"{value}__isnull": False, f"{value}__left_on": None})


def set_for(
    filters: type[django_filters.FilterSet], **facts: Any
) -> type[django_filters.FilterSet]:
    """Make a filter set that knows what the address does not say: the day, the purpose shown."""
    return type(filters.__name__, (filters,), facts)
