"""The Celery app. It wakes work up; what there is to do stands in the database."""

import os

from celery import Celery

import kernel.broker  # noqa: F401 -- registers the embedded transport

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentoring.settings.one_computer")

app = Celery("mentoring")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add("mentoring.signs_of_life:SignOfLife")
