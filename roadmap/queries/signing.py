"""Roadmaps and changes to them that wait for a signature, and how many roadmaps are agreed."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership, Organization
from accounts.states import LEVELS_ABOVE, Role
from kernel.approvals import Waiting
from roadmap.models import AgreementDemand, Amendment, Programme, Roadmap
from roadmap.proofs import Progress
from roadmap.states import AmendmentState, RoadmapState


def waiting_for_signature(membership: Membership) -> list[Waiting]:
    """What waits for this person: to approve in one's own, to agree in those below."""
    if membership.role != Role.DIRECTOR and membership.role not in LEVELS_ABOVE:
        return []
    return [*_roadmaps(membership), *_amendments(membership)]


def _roadmaps(membership: Membership) -> list[Waiting]:
    here = membership.organization_id
    own = Q(state=RoadmapState.SUBMITTED, programme__organization_id=here)
    demand = AgreementDemand.objects.of(here) if membership.role in LEVELS_ABOVE else None
    if demand is not None and demand.asks_for_agreement:
        own |= Q(state=RoadmapState.APPROVED, programme__organization__parent_id=here)
    mine = Q(made_by=membership.user_id) | Q(submitted_by=membership.user_id)
    seen = Roadmap.objects.visible_to(membership).with_organization().select_related("submitted_by")
    found = seen.filter(own).exclude(mine & Q(state=RoadmapState.SUBMITTED)).order_by("pk")
    return [_waiting(roadmap) for roadmap in found]


def _amendments(membership: Membership) -> list[Waiting]:
    here = membership.organization_id
    own = Q(state=AmendmentState.SUBMITTED, roadmap__programme__organization_id=here)
    below = Q(state=AmendmentState.APPROVED, roadmap__programme__organization__parent_id=here)
    mine = Q(opened_by=membership.user_id) | Q(submitted_by=membership.user_id)
    seen = Amendment.objects.visible_to(membership).select_related("submitted_by")
    found = seen.filter(own | below).exclude(mine & Q(state=AmendmentState.SUBMITTED))
    return [_waiting_changes(amendment) for amendment in found.order_by("pk")]


def _waiting_changes(amendment: Amendment) -> Waiting:
    roadmap = amendment.roadmap
    is_for_agreement = amendment.state == AmendmentState.APPROVED
    sender = amendment.submitted_by
    return Waiting(
        kind=_("Changes to a roadmap"),
        title=_("%(title)s, %(year)s")
        % {"title": roadmap.title, "year": roadmap.programme.school_year.label},
        url=reverse("amendment", args=[amendment.pk]),
        since=amendment.approved_at if is_for_agreement else amendment.submitted_at,
        who=str(roadmap.programme.organization)
        if is_for_agreement
        else (sender.name.short if sender else ""),
    )


def agreed_progress(programme: Programme) -> Progress:
    """How many organizations below have an agreed roadmap: a proof for those above."""
    schools = Organization.objects.within(programme.organization_id).educational()
    agreed = Roadmap.objects.filter(
        programme__organization__in=schools,
        programme__year=programme.year,
        state__in=[RoadmapState.AGREED, RoadmapState.CLOSED],
    )
    address = f"{reverse('roadmaps')}?year={programme.year}"
    return Progress(agreed.count(), schools.count(), address)


def _waiting(roadmap: Roadmap) -> Waiting:
    organization = roadmap.programme.organization
    sender = roadmap.submitted_by
    is_for_agreement = roadmap.state == RoadmapState.APPROVED
    return Waiting(
        kind=_("Roadmap"),
        title=_("%(title)s, %(year)s")
        % {"title": roadmap.title, "year": roadmap.programme.school_year.label},
        url=reverse("review-roadmap", args=[roadmap.pk]),
        since=roadmap.approved_at if is_for_agreement else roadmap.submitted_at,
        who=str(organization) if is_for_agreement else (sender.name.short if sender else ""),
    )
