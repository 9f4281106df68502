"""With what a backup is closed: the password of the environment, else the installation's secret."""

import os

from django.conf import settings

VARIABLE = "BACKUP_PASSWORD"


def password() -> str:
    """The password that closes and opens backups."""
    return os.environ.get(VARIABLE) or str(settings.SECRET_KEY)


def is_own() -> bool:
    """Tell whether a password was chosen for backups."""
    return bool(os.environ.get(VARIABLE))
