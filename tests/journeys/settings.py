"""One computer's settings for the journeys: static files are read where they lie."""

from mentoring.settings.one_computer import *  # noqa: F403 -- settings are stacked, Django's own idiom
from mentoring.settings.one_computer import STORAGES

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
