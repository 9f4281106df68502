"""What people choose about notices."""

from typing import Any

import django_filters
from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Letter
from accounts.states import LetterKind, LetterState
from notices.models import Notice
from notices.states import Delivery, MailState

STATES = [choice for choice in MailState.choices if choice[0] != MailState.NONE]


class NoticeSettings(forms.Form):
    """How somebody wants their e-mail."""

    delivery = forms.ChoiceField(
        label=_("E-mail"),
        choices=Delivery.choices,
        widget=forms.RadioSelect,
        help_text=_("The bell at the top of each page shows every notice at once."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class MailFilter(django_filters.FilterSet):
    """The filter above the letters about notices."""

    mail_state = django_filters.ChoiceFilter(label=_("State"), choices=STATES)

    class Meta:
        model = Notice
        fields: list[str] = []


class LettersFilter(django_filters.FilterSet):
    """The filters above the letters about sign-in."""

    kind = django_filters.ChoiceFilter(label=_("Kind of letter"), choices=LetterKind.choices)
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=LetterState.choices, method="by_state"
    )

    class Meta:
        model = Letter
        fields: list[str] = []

    def by_state(self, letters: QuerySet[Letter], _name: str, value: str) -> QuerySet[Letter]:
        """The state follows from the moments."""
        chosen = {
            LetterState.WAITING: Q(sent_at=None, gave_up_at=None),
            LetterState.SENT: Q(sent_at__isnull=False),
            LetterState.GAVE_UP: Q(gave_up_at__isnull=False),
        }
        return letters.filter(chosen[LetterState(value)])
