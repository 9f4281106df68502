"""A notice is a row that is owed, claimed, proven; sent once."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organization, User
from notices.states import Delivery, MailState


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Questions about notices."""

    def visible_to(self, membership: Membership) -> Self:
        """Show one's own, in whatever role."""
        return self.filter(recipient_id=membership.user_id)

    def due(self, now: datetime) -> Self:
        """Keep those whose hour has come."""
        return self.filter(due_at__lte=now)

    def unread(self) -> Self:
        """Keep those not yet opened."""
        return self.filter(read_at=None)

    def to_mail(self, now: datetime) -> Self:
        """Keep those whose e-mail is owed now; one that has failed waits for its next attempt."""
        ripe = Q(next_attempt_at=None) | Q(next_attempt_at__lte=now)
        return self.due(now).filter(ripe, mail_state=MailState.OWED).order_by("due_at", "pk")


class Notice(models.Model):
    """Something a person should learn. The constraint removes doubles, whoever promises twice."""

    recipient = models.ForeignKey(User, models.CASCADE, related_name="notices")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    mail_state = models.CharField(max_length=8, choices=MailState, default=MailState.NONE)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=300, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        constraints = [
            models.UniqueConstraint(fields=["recipient", "kind", "key"], name="notice_owed_once"),
            models.CheckConstraint(
                condition=Q(mail_state=MailState.SENT, sent_at__isnull=False)
                | (~Q(mail_state=MailState.SENT) & Q(sent_at=None)),
                name="notice_sent_at_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "read_at", "due_at"], name="notice_unread"),
            models.Index(fields=["mail_state", "due_at"], name="notice_to_mail"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"


class NoticePreference(models.Model):
    """How a person wants to be told."""

    user = models.OneToOneField(User, models.CASCADE, related_name="notice_preference")
    delivery = models.CharField(
        _("e-mail"), max_length=8, choices=Delivery, default=Delivery.AT_ONCE
    )

    class Meta:
        verbose_name = _("notice preference")

    def __str__(self) -> str:
        return f"{self.user_id} {self.delivery}"
