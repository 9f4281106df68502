"""What the kernel keeps: the journal, long work, issued papers and the language's memory."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kernel.russian.cases import Case, Gender
from kernel.states import OPEN, JobState


class JournalQuerySet(models.QuerySet["JournalEntry"]):
    """Questions about the journal."""

    def visible_to(self, membership: Any) -> Self:
        """Show the lines of the organization the person acts for."""
        return self.filter(tenant_id=membership.organization_id)


class JournalEntry(models.Model):
    """One line of history. Written by actions, never edited.

    `people` holds the numbers of people whose data a page showed, as `,12,13,`.
    """

    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    tenant_id = models.BigIntegerField(null=True, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=20, blank=True)
    people = models.TextField(blank=True)
    written_at = models.DateTimeField(auto_now_add=True)
    details = models.JSONField(default=dict)

    objects = JournalQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal entry")
        indexes = [
            models.Index(fields=["tenant_id", "-written_at"], name="journal_by_tenant"),
            models.Index(fields=["subject"], name="journal_by_subject"),
            models.Index(
                fields=["tenant_id", "-id"], condition=~Q(verb="view"), name="journal_deeds"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.verb} {self.subject}"

    @property
    def people_numbers(self) -> list[int]:
        """The people whose data the page showed."""
        return [int(number) for number in self.people.split(",") if number]


class JobQuerySet(models.QuerySet["Job"]):
    """Questions about long work."""

    def visible_to(self, membership: Any) -> Self:
        """Show the work that this person started in this role's organization, no other."""
        return self.filter(started_by_id=membership.user_id, tenant_id=membership.organization_id)

    def open(self) -> Self:
        """Keep the work that is not finished."""
        return self.filter(state__in=OPEN)


class Job(models.Model):
    """A piece of long work: what is wanted, how far it is, what came of it.

    The row is the truth; Celery only wakes somebody up. While it runs, the worker holds a lease
    that each step renews; when the lease is over, anybody may take the job again. `attempt` is
    the fence: a worker that lost its lease can write nothing more.
    """

    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    key = models.CharField(max_length=120, blank=True)
    params = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WANTED)
    tenant_id = models.BigIntegerField(null=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="jobs"
    )
    role = models.CharField(max_length=20, blank=True)
    wanted_at = models.DateTimeField()
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_until_at = models.DateTimeField(null=True, blank=True)
    done_count = models.PositiveIntegerField(default=0)
    total_count = models.PositiveIntegerField(default=0)
    step = models.CharField(max_length=200, blank=True)
    kept = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    file = models.FileField(upload_to="jobs/%Y/%m", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    error = models.TextField(blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(state__in=OPEN) & ~Q(key=""),
                name="job_one_open_per_key",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, finished_at__isnull=True)
                | (~Q(state__in=OPEN) & Q(finished_at__isnull=False)),
                name="job_finished_exactly_when_closed",
            ),
        ]
        indexes = [models.Index(fields=["state", "lease_until_at"], name="job_to_sweep")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"

    @property
    def is_open(self) -> bool:
        """Tell whether there is still something to wait for."""
        return self.state in OPEN

    @property
    def percent(self) -> int:
        """How far the work is, 0 to 100."""
        if self.state == JobState.DONE:
            return 100
        return min(99, self.done_count * 100 // self.total_count) if self.total_count else 0


class ConfirmedForm(models.Model):
    """A form of a name or post that a person has read and found right, in one organization.

    `text` is the nominative; `gender` is empty for posts. What stands here wins over the library.
    """

    tenant_id = models.BigIntegerField()
    text = models.CharField(max_length=310)
    gender = models.CharField(max_length=6, choices=Gender, blank=True)
    case = models.CharField(max_length=13, choices=Case)
    form = models.CharField(max_length=310)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("confirmed form of a name")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "text", "gender", "case"], name="confirmed_form_one_a_case"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.case}"


class CalendarDay(models.Model):
    """A day on which the country works or rests otherwise than the shipped calendar says."""

    on = models.DateField(unique=True)
    works = models.BooleanField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("day of the production calendar")

    def __str__(self) -> str:
        return f"{self.on:%d.%m.%Y}"


class NumberCounter(models.Model):
    """The last number given to a kind of paper by an organization in a year."""

    tenant_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("counter of numbers")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "kind", "year"], name="number_counter_one_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"


class IssuedDocumentQuerySet(models.QuerySet["IssuedDocument"]):
    """Questions about issued papers."""

    def visible_to(self, membership: Any) -> Self:
        """Show the papers of the organization the person acts for."""
        return self.filter(tenant_id=membership.organization_id)


class IssuedDocument(models.Model):
    """A paper that left the system: its number and everything it says, for ever.

    It is printed again from `facts`; `facts_sha256` tells whether anybody touched them.
    """

    tenant_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    number_text = models.CharField(max_length=40)
    key = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=300)
    on = models.DateField()
    facts = models.JSONField()
    facts_sha256 = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = IssuedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("issued document")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "kind", "year", "number"],
                name="issued_document_number_once",
            ),
            models.UniqueConstraint(
                fields=["tenant_id", "kind", "key"],
                condition=~Q(key=""),
                name="issued_document_key_once",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.number_text}"


class DocumentTemplate(models.Model):
    """The wording of a kind of paper, as an organization or a region wants it.

    A change is a new version; papers already issued keep their own words in their facts.
    """

    tenant_id = models.BigIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    body = models.TextField()
    source = models.TextField(blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("wording of a document")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "kind", "version"], name="document_template_version_once"
            ),
            models.UniqueConstraint(
                fields=["kind", "version"],
                condition=Q(tenant_id__isnull=True),
                name="document_template_shared_version_once",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} v{self.version}"


class Heartbeat(models.Model):
    """The last sign of life of a part of the installation: one row a part, written over."""

    part = models.CharField(max_length=20, unique=True)
    beaten_at = models.DateTimeField()

    class Meta:
        verbose_name = _("sign of life")

    def __str__(self) -> str:
        return f"#{self.pk} {self.part}"
