"""What people choose about notices."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from notices.states import Delivery


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
