"""What is asked of the journal: the filters of its page, and why it is taken out."""

from datetime import date, timedelta
from typing import Any

import django_filters
from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.journal import WATCHED
from accounts.states import Role
from kernel import history
from kernel.access import may
from kernel.calendar import local_moment
from kernel.models import JournalEntry

DIGITS = 12
Lines = QuerySet[JournalEntry]


def _day_field(label: Any, method: str) -> django_filters.DateFilter:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return django_filters.DateFilter(label=label, method=method, widget=widget)


class JournalFilter(django_filters.FilterSet):
    """Filters above the journal; they live in the address."""

    what = django_filters.ChoiceFilter(label=_("What"), method="by_room")
    whose = django_filters.CharFilter(label=_("Whose data"), method="by_person", max_length=100)
    since = _day_field(_("From the day"), "from_day")
    until = _day_field(_("Until the day"), "to_day")

    class Meta:
        model = JournalEntry
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        watched = [
            (history.VIEW, _("Who looked at personal data")),
            (history.DENIED, _("Refusals")),
        ]
        rooms = [(name, told.title) for name, told in history.lent().rooms.items()]
        may_watch = may(self.request.membership, "accounts.journal_views")
        self.filters["what"].extra["choices"] = [*(watched if may_watch else []), *rooms]

    def by_room(self, lines: Lines, _name: str, value: str) -> Lines:
        """Keep the deeds of one room, or the looks at personal data."""
        if value in WATCHED:
            return lines.filter(verb=value)
        return lines.filter(subject__startswith=f"{value}.")

    def by_person(self, lines: Lines, _name: str, value: str) -> Lines:
        """Keep what was done with people of this name, and who saw them."""
        membership, lent = self.request.membership, history.lent()
        if value.isascii() and value.isdigit() and len(value) <= DIGITS:
            numbers = [int(value)]
        elif membership.role == Role.ADMIN:
            numbers = []
        else:
            numbers = lent.people_called(membership, value)
        about = Q(subject__in=[f"{lent.person}:{number}" for number in numbers])
        for number in numbers:
            about |= Q(people__contains=f",{number},")
        return lines.filter(about)

    def from_day(self, lines: Lines, _name: str, value: date) -> Lines:
        """Keep what was written on the day or later, by the clock of the organization."""
        return lines.filter(written_at__gte=self._midnight(value))

    def to_day(self, lines: Lines, _name: str, value: date) -> Lines:
        """Keep what was written on the day or earlier."""
        return lines.filter(written_at__lt=self._midnight(value + timedelta(days=1)))

    def _midnight(self, day: date) -> Any:
        return local_moment(day, 0, self.request.membership.organization.time_zone)


class ExportReason(forms.Form):
    """Why the journal is taken out: that goes into the journal itself."""

    reason = forms.CharField(label=_("Why it is needed"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
