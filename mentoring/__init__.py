"""The Django project: settings, addresses, the Celery app and the one table of wiring."""

from mentoring.celery import app as celery_app

__all__ = ["celery_app"]
