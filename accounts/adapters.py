"""How allauth behaves here: nobody signs up by oneself."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """People come by invitation or by a class card."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False
