"""Roadmaps that wait for a signature, and how many are agreed."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership, Organization
from accounts.states import LEVELS_ABOVE, Role
from kernel.approvals import Waiting
from roadmap.models import Programme, Roadmap
from roadmap.proofs import Progress
from roadmap.states import RoadmapState


def waiting_for_signature(membership: Membership) -> list[Waiting]:
    """The roadmaps that wait for this person: to approve in one's own, to agree in those below."""
    seen = Roadmap.objects.visible_to(membership).with_organization().select_related("submitted_by")
    if membership.role == Role.DIRECTOR:
        own = Q(state=RoadmapState.SUBMITTED, programme__organization_id=membership.organization_id)
    elif membership.role in LEVELS_ABOVE:
        here = membership.organization_id
        own = Q(state=RoadmapState.SUBMITTED, programme__organization_id=here) | Q(
            state=RoadmapState.APPROVED, programme__organization__parent_id=here
        )
    else:
        return []
    mine = Q(made_by=membership.user_id) | Q(submitted_by=membership.user_id)
    found = seen.filter(own).exclude(mine & Q(state=RoadmapState.SUBMITTED)).order_by("pk")
    return [_waiting(roadmap) for roadmap in found]


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
