"""The rooms that own users and sessions, without what they start when the product runs."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Users only: no rules, no tasks, no letters."""

    name = "accounts"


class Kernel(AppConfig):
    """Tables only."""

    name = "kernel"
