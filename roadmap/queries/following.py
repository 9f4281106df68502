"""Templates as pages show them: what is offered to a school, who follows which version."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

import django_filters
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Membership, Organization
from accounts.states import OrganizationKind
from kernel.calendar import SchoolYear
from kernel.listing import Column
from roadmap.actions.following import base_of, undecided
from roadmap.following import Item
from roadmap.models import (
    Amendment,
    Roadmap,
    RoadmapTemplate,
    TemplateDecision,
    TemplateVersion,
)
from roadmap.queries.editor import locked_in
from roadmap.states import EDITABLE, IN_FORCE, Answer, RoadmapState
from roadmap.wording import wording_of

NONE = "none"
COLUMNS = (
    Column("school", _("Organization"), sort="short_name"),
    Column("above", _("Subordinate to"), sort=("parent__short_name", "short_name")),
    Column("version", pgettext_lazy("template", "Version"), sort="version_number", kind="number"),
    Column("state", _("Roadmap"), sort="roadmap_state"),
    Column("taken", pgettext_lazy("items", "Taken"), sort="taken_count", kind="number"),
    Column("declined", pgettext_lazy("items", "Declined"), sort="declined_count", kind="number"),
)


@dataclass(frozen=True)
class ComparePage:
    """A version of a template beside the roadmap of a school."""

    roadmap: Roadmap
    version: TemplateVersion
    follows: TemplateVersion | None
    items: list[Item]
    decisions: list[TemplateDecision]
    locked: frozenset[str]

    @property
    def is_first(self) -> bool:
        """Tell whether the school followed no version of this template before."""
        return self.follows is None

    @property
    def can_take(self) -> bool:
        """Tell whether the text may be changed now, directly or through changes."""
        return self.roadmap.state in EDITABLE | IN_FORCE


@dataclass(frozen=True)
class VersionRow:
    """A version with how many organizations follow it."""

    version: TemplateVersion
    follower_count: int


def compare_page(roadmap: Roadmap, version: TemplateVersion) -> ComparePage:
    """Collect what waits for an answer, and the answers that were given."""
    amendment = Amendment.objects.open().filter(roadmap=roadmap).first()
    ours = amendment.content if amendment else wording_of(roadmap)
    items, decisions = undecided(roadmap, version, ours)
    return ComparePage(
        roadmap=roadmap,
        version=version,
        follows=roadmap.template_version if base_of(roadmap, version) else None,
        items=items,
        decisions=sorted(decisions.values(), key=lambda each: each.pk),
        locked=locked_in(roadmap),
    )


def newer_version(roadmap: Roadmap) -> TemplateVersion | None:
    """The latest version of the template that a roadmap follows, when there is a later one."""
    follows = roadmap.template_version
    if follows is None or roadmap.state == RoadmapState.CLOSED:
        return None
    later = TemplateVersion.objects.filter(
        template_id=follows.template_id, number__gt=follows.number, template__withdrawn_at=None
    )
    return later.select_related("template").order_by("-number").first()


def latest_versions(membership: Membership, *, kind: str = "") -> list[TemplateVersion]:
    """The latest version of every template that is offered to an organization of a kind."""
    offered = RoadmapTemplate.objects.visible_to(membership).offered()
    latest = (
        TemplateVersion.objects.filter(template=OuterRef("template"))
        .order_by("-number")
        .values("number")[:1]
    )
    found = (
        TemplateVersion.objects.visible_to(membership)
        .filter(template__in=offered, number=Subquery(latest))
        .order_by("template__title", "pk")
    )
    return [each for each in found if not kind or kind in each.template.kinds]


def own_roadmap_to_compare(membership: Membership) -> Roadmap | None:
    """The latest roadmap of one's own organization into which something may be taken."""
    own = Roadmap.objects.visible_to(membership).filter(
        programme__organization_id=membership.organization_id
    )
    return own.exclude(state=RoadmapState.CLOSED).order_by("-programme__year").first()


def versions_of(template: RoadmapTemplate) -> list[VersionRow]:
    """The versions of a template, the latest first, each with its followers."""
    versions = template.versions.annotate(
        follower_count=Count("roadmaps", filter=~Q(roadmaps__state=RoadmapState.CLOSED))
    ).order_by("-number")
    return [VersionRow(each, each.follower_count) for each in versions]  # type: ignore[attr-defined]


def followers(
    template: RoadmapTemplate, membership: Membership, *, today: date
) -> QuerySet[Organization]:
    """Every organization below that the template is for, with the version that it follows."""
    year = SchoolYear.of(today).start
    roadmaps = Roadmap.objects.filter(
        programme__organization=OuterRef("pk"), programme__year=year
    ).exclude(state=RoadmapState.DRAFT)
    decisions = TemplateDecision.objects.filter(
        version__template=template,
        roadmap__programme__organization=OuterRef("pk"),
        roadmap__programme__year=year,
    )
    of_template = roadmaps.filter(template_version__template=template)
    return (
        Organization.objects.visible_to(membership)
        .filter(kind__in=template.kinds, closed_on=None)
        .exclude(pk=membership.organization_id)
        .select_related("parent")
        .annotate(
            roadmap_pk=Subquery(roadmaps.values("pk")[:1]),
            roadmap_state=Subquery(roadmaps.values("state")[:1]),
            version_number=Subquery(of_template.values("template_version__number")[:1]),
            taken_count=_counted(decisions.filter(answer=Answer.TAKEN)),
            declined_count=_counted(decisions.filter(answer=Answer.DECLINED)),
        )
    )


def declined(
    template: RoadmapTemplate, membership: Membership, *, limit: int = 100
) -> list[TemplateDecision]:
    """What was declined and why, by the organizations one sees."""
    below = Organization.objects.visible_to(membership)
    return list(
        TemplateDecision.objects.filter(
            version__template=template,
            answer=Answer.DECLINED,
            roadmap__programme__organization__in=below,
        )
        .select_related("version", "roadmap__programme__organization")
        .annotate(school=F("roadmap__programme__organization__short_name"))
        .order_by("-decided_at", "-pk")[:limit]
    )


def kinds_below(organization: Organization) -> list[tuple[str, str]]:
    """The kinds of organizations for which an authority makes templates."""
    above = {OrganizationKind.REGION}
    if organization.kind == OrganizationKind.MUNICIPALITY:
        above.add(OrganizationKind.MUNICIPALITY)
    return [(kind.value, str(kind.label)) for kind in OrganizationKind if kind not in above]


class FollowerFilter(django_filters.FilterSet):
    """Which version, and whether something was declined."""

    follows = django_filters.ChoiceFilter(
        label=pgettext_lazy("template", "Version"),
        method="by_version",
        choices=[("any", _("follow one")), (NONE, _("follow none"))],
    )
    declined = django_filters.ChoiceFilter(
        label=_("Declined items"),
        method="has_declined",
        choices=[("1", _("there are some")), ("0", _("there are none"))],
    )

    class Meta:
        model = Organization
        fields: ClassVar[list[str]] = []

    def by_version(self, schools: Any, _name: str, value: str) -> Any:
        """Keep those that follow some version, or none."""
        return schools.filter(version_number__isnull=value == NONE)

    def has_declined(self, schools: Any, _name: str, value: str) -> Any:
        """Keep those that have declined something, or nothing."""
        return (
            schools.filter(declined_count__gt=0)
            if value == "1"
            else schools.filter(declined_count=0)
        )


def _counted(decisions: QuerySet[TemplateDecision]) -> Coalesce:
    """Count within a subquery, 0 where there is none."""
    grouped = (
        decisions.order_by()
        .values("roadmap__programme__organization")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return Coalesce(Subquery(grouped, output_field=IntegerField()), Value(0))
