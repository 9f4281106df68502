"""What a recipient does with notices: read them, choose how to be told."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from kernel.actors import Actor
from notices.models import Notice, NoticePreference
from notices.states import Delivery


@transaction.atomic
def read_notice(notice: Notice, *, by: Actor, now: datetime) -> None:
    """The recipient has opened it."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=now)


@transaction.atomic
def read_all(*, recipient: User, by: Actor, now: datetime) -> None:
    """The recipient has seen all that are due."""
    Notice.objects.filter(recipient=recipient).due(now).unread().update(read_at=now)


@transaction.atomic
def choose_delivery(*, user: User, by: Actor, delivery: Delivery) -> None:
    """The person chooses how to be told; from now on."""
    NoticePreference.objects.update_or_create(user=user, defaults={"delivery": delivery})
