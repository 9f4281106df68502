"""How plans change and spread: templates of those above, amendments, versions, remarks."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organization, User
from accounts.states import LEVELS_ABOVE
from kernel.models import IssuedDocument
from roadmap.models.plan import Roadmap
from roadmap.states import OPEN_AMENDMENTS, AmendmentState, Answer


class RoadmapTemplateQuerySet(models.QuerySet["RoadmapTemplate"]):
    """Questions about templates."""

    def visible_to(self, membership: Membership) -> Self:
        """Show one's own templates, and the published ones of those above."""
        own = Q(organization_id=membership.organization_id)
        has_version = Exists(TemplateVersion.objects.filter(template=OuterRef("pk")))
        published = Q(has_version, withdrawn_at=None)
        return self.filter(own | (published & _above(membership, "organization")))

    def offered(self) -> Self:
        """Keep those that schools may still take."""
        return self.filter(withdrawn_at=None)


class RoadmapTemplate(models.Model):
    """A plan that a region or a municipality offers to the organizations below.

    `content` is the working text, written like that of a draft; schools see published versions.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="roadmap_templates")
    title = models.CharField(_("title"), max_length=400)
    about = models.TextField(_("for whom it is"), blank=True)
    kinds = models.JSONField(_("kinds of organizations"), default=list)
    content = models.JSONField(default=dict)
    source_name = models.CharField(_("made from"), max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = RoadmapTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("roadmap template")

    def __str__(self) -> str:
        return self.title

    @property
    def stages(self) -> list[dict[str, Any]]:
        """The stages of the working text."""
        return list(self.content.get("stages", []))


class TemplateVersionQuerySet(models.QuerySet["TemplateVersion"]):
    """Questions about published versions."""

    def visible_to(self, membership: Membership) -> Self:
        """Show the versions of one's own templates and of those of the bodies above."""
        own = Q(template__organization_id=membership.organization_id)
        return self.filter(own | _above(membership, "template__organization")).select_related(
            "template__organization"
        )


class TemplateVersion(models.Model):
    """A template as it was published: its text never changes."""

    template = models.ForeignKey(RoadmapTemplate, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField()
    note = models.TextField(_("what is new"), blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    pushed_at = models.DateTimeField(null=True, blank=True)

    objects = TemplateVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a template")
        constraints = [
            models.UniqueConstraint(
                fields=["template", "number"], name="template_version_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.template} № {self.number}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.template.organization_id


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    """Questions about amendments."""

    def visible_to(self, membership: Membership) -> Self:
        """Show those of the roadmaps one may see; those above see none that is only prepared."""
        seen = self.filter(roadmap__in=Roadmap.objects.visible_to(membership))
        if membership.role in LEVELS_ABOVE:
            own = Q(roadmap__programme__organization_id=membership.organization_id)
            unsent = Q(state__in=[AmendmentState.DRAFT, AmendmentState.DROPPED])
            seen = seen.filter(own | ~unsent)
        return seen.select_related("roadmap__programme__organization")

    def open(self) -> Self:
        """Keep those that are neither in force nor dropped."""
        return self.filter(state__in=OPEN_AMENDMENTS)


class Amendment(models.Model):
    """Changes to an approved roadmap: a working copy beside the text that stands in force.

    A row of `content` that stands in the roadmap already has the number of its activity as key.
    `template_version` is the version of a template whose changes it brings.
    """

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=AmendmentState, default=AmendmentState.DRAFT)
    reason = models.TextField(_("why the roadmap is changed"), blank=True)
    content = models.JSONField()
    template_version = models.ForeignKey(
        TemplateVersion, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    comment = models.TextField(_("comment of the one who returned it"), blank=True)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("amendment")
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "number"], name="amendment_number_once"),
            models.UniqueConstraint(
                fields=["roadmap"],
                condition=Q(state__in=OPEN_AMENDMENTS),
                name="amendment_one_open_per_roadmap",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[AmendmentState.APPROVED, AmendmentState.APPLIED])
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="amendment_applied_only_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.roadmap} / {self.number}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.roadmap.organization_id

    @property
    def stages(self) -> list[dict[str, Any]]:
        """The stages of the working copy."""
        return list(self.content.get("stages", []))


class RoadmapVersionQuerySet(models.QuerySet["RoadmapVersion"]):
    """Questions about versions of roadmaps."""

    def visible_to(self, membership: Membership) -> Self:
        """Show the versions of the roadmaps one may see."""
        seen = Roadmap.objects.visible_to(membership)
        return self.filter(roadmap__in=seen).select_related(
            "roadmap__programme__organization", "approved_by", "agreed_by", "paper", "amendment"
        )


class RoadmapVersion(models.Model):
    """The text of a roadmap as it was approved, with the paper that prints it for ever."""

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField()
    amendment = models.OneToOneField(
        Amendment, models.PROTECT, null=True, blank=True, related_name="version"
    )
    approved_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    paper = models.ForeignKey(IssuedDocument, models.PROTECT, related_name="+")

    objects = RoadmapVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a roadmap")
        constraints = [
            models.UniqueConstraint(
                fields=["roadmap", "number"], name="roadmap_version_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.roadmap} № {self.number}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.roadmap.organization_id


class TemplateDecision(models.Model):
    """What a school has decided about one change that a version of a template brings."""

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="template_decisions")
    version = models.ForeignKey(TemplateVersion, models.CASCADE, related_name="decisions")
    key = models.CharField(max_length=40)
    about = models.CharField(max_length=300)
    answer = models.CharField(max_length=8, choices=Answer)
    reason = models.TextField(_("why it is declined"), blank=True)
    amendment = models.ForeignKey(
        Amendment, models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("decision about a change of a template")
        constraints = [
            models.UniqueConstraint(
                fields=["roadmap", "version", "key"], name="template_decision_once"
            ),
            models.CheckConstraint(
                condition=~Q(answer=Answer.DECLINED) | ~Q(reason=""),
                name="template_decision_declined_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.answer}"


class RemarkQuerySet(models.QuerySet["Remark"]):
    """Questions about remarks."""

    def visible_to(self, membership: Membership) -> Self:
        """Show all to the organization of the roadmap; to those above, what they wrote."""
        seen = Roadmap.objects.visible_to(membership)
        return self.filter(
            Q(roadmap__programme__organization_id=membership.organization_id)
            | Q(from_organization_id=membership.organization_id),
            roadmap__in=seen,
        ).select_related("roadmap__programme__organization", "amendment", "written_by")

    def unanswered(self) -> Self:
        """Keep those that the curator has not answered yet."""
        return self.filter(answered_at=None)


class Remark(models.Model):
    """What somebody who approves asks to correct at one activity.

    `key` is the activity's number, or that of its row in the working copy of `amendment`; `about`
    quotes it as it stood.
    """

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="remarks")
    amendment = models.ForeignKey(
        Amendment, models.CASCADE, null=True, blank=True, related_name="remarks"
    )
    key = models.CharField(max_length=40)
    about = models.CharField(max_length=300)
    text = models.TextField(_("remark"))
    from_organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="remark_answered_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.about[:60]}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.roadmap.organization_id


class AgreementDemandQuerySet(models.QuerySet["AgreementDemand"]):
    """Questions about what authorities agree to."""

    def of(self, organization_id: int | None) -> "AgreementDemand | None":
        """What an authority asks for; nobody above asks for nothing."""
        if organization_id is None:
            return None
        found = self.filter(organization_id=organization_id).first()
        return found or AgreementDemand(organization_id=organization_id)


class AgreementDemand(models.Model):
    """Which roadmaps of those below an authority wants to agree to; without a row, the first."""

    organization = models.OneToOneField(
        Organization, models.CASCADE, related_name="agreement_demand"
    )
    asks_for_agreement = models.BooleanField(
        _("we agree to the roadmaps of organizations below"), default=True
    )
    asks_after_amendments = models.BooleanField(
        _("we agree anew when an agreed roadmap is changed"), default=False
    )

    objects = AgreementDemandQuerySet.as_manager()

    class Meta:
        verbose_name = _("what an authority agrees to")

    def __str__(self) -> str:
        return f"#{self.pk} {self.organization}"


def _above(membership: Membership, path: str) -> Q:
    """Limit to the bodies above one's own organization."""
    own = membership.organization_id
    parents = Organization.objects.filter(children=own)
    grandparents = Organization.objects.filter(children__children=own)
    return Q(**{f"{path}__in": parents}) | Q(**{f"{path}__in": grandparents})
