"""How allauth behaves here: nobody signs up by oneself, letters are owed, secrets are encrypted."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.translation import gettext_lazy as _

from accounts.actions import sign_in, users
from accounts.actions.letters import owe_letter
from accounts.models import User
from accounts.states import LetterKind
from accounts.step_up import signed_in_recently

APP = "allauth.account"
WRONG = _("Wrong e-mail, login name or password.")


class AccountAdapter(DefaultAccountAdapter):
    """People come by invitation or by a class card."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "incorrect_password": _("Wrong password."),
        "incorrect_code": _("The code is not valid. Enter a new one."),
        "too_many_login_attempts": _(
            "Too many failed attempts. Try again in 15 minutes, or reset the password by e-mail."
        ),
        "rate_limited": _("Too many attempts. Try again in 15 minutes."),
        "enter_current_password": _("Enter your current password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count failures by account, whether its e-mail or its login name was typed."""
        self._login_failed_rl_usage = ratelimit.consume(
            request, app=APP, action="login_failed", key=self._account_key(credentials)
        )
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """A blocked account is answered exactly as a wrong password."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None and not user.is_active:
            self.authentication_failed(request, **credentials)
            return None
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Keep the failure in the journal of the account it was aimed at."""
        sign_in.note_failure(_aimed_at(credentials), by=None)

    def post_login(self, request: HttpRequest, user: User, **facts: Any) -> HttpResponse:
        """Keep the sign-in in the journal."""
        sign_in.note_sign_in(user, by=None, channel="password")
        response: HttpResponse = super().post_login(request, user, **facts)
        return response

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Send somebody whose account was just blocked back to the door."""
        return HttpResponse(status=302, headers={"Location": reverse("account_login")})

    def set_password(self, user: User, password: str) -> None:
        """Set a password chosen by its owner; failed attempts are forgotten."""
        users.set_password(user, password, by=None, now=timezone.now())
        ratelimit.clear(context.request, app=APP, action="login_failed", key=f"user:{user.pk}")

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Owe the letter: the page answers as fast for an unknown address."""
        owe_letter(LetterKind.PASSWORD_RESET, to=user.email, user=user, by=None, now=timezone.now())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing else is sent from here: letters are rows of our own."""

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the profile."""
        return reverse("my-profile")

    def is_reauthentication_required(self, *, app: str, **facts: Any) -> bool:
        """Somebody who has just signed in need not type the password again."""
        return not signed_in_recently(context.request) and not did_recently_reauthenticate(
            context.request
        )

    def _account_key(self, credentials: dict[str, Any]) -> str:
        user = _aimed_at(credentials)
        return f"user:{user.pk}" if user else f"name:{_typed(credentials)}"


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are encrypted with the secret of the installation."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is not valid. Enter a new one."),
    }

    def encrypt(self, text: str) -> str:
        """Close a secret for the database."""
        return _locks().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret, also one closed before a change of the installation's secret."""
        return _locks().decrypt(encrypted_text.encode()).decode()


def _locks() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"second factor:" + force_bytes(key)).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def _typed(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email") or credentials.get("username") or "").lower()


def _aimed_at(credentials: dict[str, Any]) -> User | None:
    typed = _typed(credentials)
    found = Q(username=typed) | Q(email=typed) if typed else Q(pk=None)
    return User.objects.filter(found).order_by("pk").first()
