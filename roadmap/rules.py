"""Who may do what with programmes and roadmaps. This file is the whole answer.

A school's roadmap is kept by its curator, approved by its director and agreed by the body above;
an authority keeps its own in the same way, and nobody approves what they have made.
"""

from typing import Any

from django.utils import timezone

from accounts.models import Membership
from accounts.states import LEVELS_ABOVE, STAFF, Role
from kernel.access import Rule, declare, role_is
from kernel.calendar import today_in
from roadmap.models import (
    Activity,
    AgreementDemand,
    Comment,
    Draft,
    Evidence,
    FindingDecision,
    Leave,
    Programme,
    Roadmap,
    Stage,
)
from roadmap.states import (
    ACTIVITY_LIFE,
    EDITABLE,
    IN_FORCE,
    ROADMAP_LIFE,
    FindingAnswer,
    RoadmapState,
)

KEEPERS = frozenset({Role.CURATOR, *LEVELS_ABOVE})
ASSIGNERS = frozenset({*KEEPERS, Role.DIRECTOR})
ADDS_EVIDENCE = frozenset({*KEEPERS, Role.DIRECTOR, Role.PSYCHOLOGIST})

Subject = Programme | Roadmap | Stage | Activity | Draft | Evidence | Comment | FindingDecision

sees_roadmaps = role_is(*STAFF, *LEVELS_ABOVE, Role.MENTOR)
lists_roadmaps = role_is(*STAFF, *LEVELS_ABOVE)
opens_programmes = role_is(*KEEPERS)
signs = role_is(Role.DIRECTOR, *LEVELS_ABOVE)


def keeps(membership: Membership, subject: Subject) -> bool:
    """The one who runs the programme of this very organization."""
    own = membership.organization_id == subject.organization_id
    return own and membership.role in KEEPERS


def roadmap_of(subject: Any) -> Roadmap:
    """Find the plan that a stage or an activity stands in."""
    return subject if isinstance(subject, Roadmap) else subject.roadmap


def is_editable(_membership: Membership, subject: Any) -> bool:
    """The text may change until it is sent for approval."""
    return roadmap_of(subject).state in EDITABLE


def is_in_force(_membership: Membership, subject: Any) -> bool:
    """The plan runs the year."""
    return roadmap_of(subject).state in IN_FORCE


def is_not_closed(_membership: Membership, roadmap: Roadmap) -> bool:
    """The year is not over for the plan."""
    return roadmap.state != RoadmapState.CLOSED


def can_be_taken_back(_membership: Membership, decision: FindingDecision) -> bool:
    """What was mended is taken back while the text may change, what was left at any time."""
    is_left = decision.answer == FindingAnswer.LEFT
    return is_left or decision.roadmap.is_editable


def is_not_own_work(membership: Membership, roadmap: Roadmap) -> bool:
    """Nobody approves what they have made or sent themselves."""
    return membership.user_id not in {roadmap.made_by_id, roadmap.submitted_by_id}


def heads(membership: Membership, roadmap: Roadmap) -> bool:
    """The director of the school; in an authority, any of its people."""
    own = membership.organization_id == roadmap.organization_id
    return own and membership.role in {Role.DIRECTOR, *LEVELS_ABOVE}


def approves(membership: Membership, roadmap: Roadmap) -> bool:
    """The head, unless it is their own work."""
    return heads(membership, roadmap) and is_not_own_work(membership, roadmap)


def agrees(membership: Membership, roadmap: Roadmap) -> bool:
    """The body directly above the organization."""
    above = roadmap.programme.organization.parent_id
    return membership.role in LEVELS_ABOVE and membership.organization_id == above


def returns(membership: Membership, roadmap: Roadmap) -> bool:
    """Whoever may approve or agree may send it back instead."""
    return approves(membership, roadmap) or agrees(membership, roadmap)


def can_be_returned(membership: Membership, roadmap: Roadmap) -> bool:
    """The body above returns only what the director has approved, where it asked to agree."""
    if agrees(membership, roadmap):
        return can_be_agreed(membership, roadmap)
    return ROADMAP_LIFE.allows(roadmap, "return")


def can_be_agreed(membership: Membership, roadmap: Roadmap) -> bool:
    """The director has approved it, and the body above has asked to agree to roadmaps."""
    if not ROADMAP_LIFE.allows(roadmap, "agree"):
        return False
    demand = AgreementDemand.objects.of(membership.organization_id)
    return bool(demand and demand.asks_for_agreement)


def answers_for(membership: Membership, activity: Activity) -> bool:
    """One of the people in charge, or whoever stands in for one who is away."""
    people = activity.responsible.all()
    if any(person.user_id == membership.user_id for person in people):
        return True
    today = today_in(membership.organization.time_zone, timezone.now())
    stands_in = Leave.objects.on(today).filter(deputy__user=membership.user_id)
    return stands_in.filter(person__in=[person.pk for person in people]).exists()


def helps(membership: Membership, activity: Activity) -> bool:
    """One of those who help."""
    people = activity.helpers.all()
    return any(person.user_id == membership.user_id for person in people)


def carries_out(membership: Membership, activity: Activity) -> bool:
    """The one who runs the programme, or somebody responsible for the activity."""
    return keeps(membership, activity) or answers_for(membership, activity)


def assigns(membership: Membership, activity: Activity) -> bool:
    """The curator and the director of the organization."""
    own = membership.organization_id == activity.organization_id
    return own and membership.role in ASSIGNERS


def adds_evidence(membership: Membership, activity: Activity) -> bool:
    """Those who run the programme, who are in charge, and who help."""
    own = membership.organization_id == activity.organization_id
    runs = own and membership.role in ADDS_EVIDENCE
    return runs or helps(membership, activity) or answers_for(membership, activity)


def comments_on(membership: Membership, activity: Activity) -> bool:
    """The staff of the organization, and whoever has to do with the activity."""
    own = membership.organization_id == activity.organization_id
    works_here = own and membership.role in (*STAFF, *LEVELS_ABOVE)
    return works_here or helps(membership, activity) or answers_for(membership, activity)


def removes_comment(membership: Membership, comment: Comment) -> bool:
    """The one who wrote it, or the curator."""
    return comment.author_id == membership.user_id or keeps(membership, comment)


def may_set_leave_of(membership: Membership, person: Membership) -> bool:
    """One's own leave; the curator and the director enter anybody's of the organization."""
    own = membership.organization_id == person.organization_id
    return own and (membership.user_id == person.user_id or membership.role in ASSIGNERS)


def ends_leave(membership: Membership, leave: Leave) -> bool:
    """Whoever may enter a leave may end it."""
    return may_set_leave_of(membership, leave.person)


def takes_evidence(membership: Membership, evidence: Evidence) -> bool:
    """Whoever sees it may take the file; the regional centre sees titles only."""
    is_own = membership.organization_id == evidence.organization_id
    return is_own or membership.role != Role.REGION


def removes_evidence(membership: Membership, evidence: Evidence) -> bool:
    """The curator, or the one who added it."""
    return keeps(membership, evidence) or evidence.added_by_id == membership.user_id


def takes_folder(membership: Membership, roadmap: Roadmap) -> bool:
    """The one who runs the programme and the head: the folder holds every paper of the plan."""
    return keeps(membership, roadmap) or heads(membership, roadmap)


def is_open_to_work(_membership: Membership, roadmap: Roadmap) -> bool:
    """The plan is being made or runs the year; it neither waits for a decision nor is over."""
    return roadmap.state in EDITABLE | IN_FORCE


def is_carried_out(membership: Membership, activity: Activity) -> bool:
    """The plan is in force and the activity is still to be done."""
    return is_in_force(membership, activity) and activity.is_planned


def can(name: str) -> Any:
    """The roadmap stands where this move starts."""
    return lambda _membership, roadmap: ROADMAP_LIFE.allows(roadmap, name)


def can_be(name: str) -> Any:
    """The plan is in force and the activity stands where this move starts."""
    return lambda membership, activity: (
        is_in_force(membership, activity) and ACTIVITY_LIFE.allows(activity, name)
    )


declare(
    {
        "roadmap.open": Rule(opens_programmes),
        "roadmap.draft": Rule(keeps),
        "roadmap.list": Rule(lists_roadmaps),
        "roadmap.view": Rule(sees_roadmaps),
        "roadmap.templates": Rule(lists_roadmaps),
        "roadmap.edit": Rule(keeps, when=is_editable),
        "roadmap.set_reminders": Rule(keeps),
        "roadmap.submit": Rule(keeps, when=can("submit")),
        "roadmap.withdraw": Rule(keeps, when=can("withdraw")),
        "roadmap.review": Rule(returns),
        "roadmap.approve": Rule(approves, when=can("approve")),
        "roadmap.agree": Rule(agrees, when=can_be_agreed),
        "roadmap.return": Rule(returns, when=can_be_returned),
        "roadmap.export": Rule(lists_roadmaps),
        "roadmap.folder": Rule(takes_folder),
        "roadmap.approvals": Rule(signs),
        "roadmap.assign": Rule(assigns),
        "roadmap.complete": Rule(carries_out, when=can_be("complete")),
        "roadmap.skip": Rule(keeps, when=can_be("skip")),
        "roadmap.reopen": Rule(keeps, when=can_be("reopen")),
        "roadmap.add_evidence": Rule(adds_evidence),
        "roadmap.take_evidence": Rule(takes_evidence),
        "roadmap.remove_evidence": Rule(removes_evidence),
        "roadmap.today": Rule(sees_roadmaps),
        "roadmap.calendar_feed": Rule(sees_roadmaps),
        "roadmap.edit_table": Rule(keeps, when=is_open_to_work),
        "roadmap.choose_proofs": Rule(keeps),
        "roadmap.step_back": Rule(keeps, when=is_carried_out),
        "roadmap.check_data": Rule(role_is(Role.ADMIN)),
        "roadmap.check": Rule(lists_roadmaps),
        "roadmap.leave_finding": Rule(keeps, when=is_not_closed),
        "roadmap.take_back_decision": Rule(keeps, when=can_be_taken_back),
        "roadmap.comment": Rule(comments_on),
        "roadmap.remove_comment": Rule(removes_comment),
        "roadmap.leaves": Rule(sees_roadmaps),
        "roadmap.end_leave": Rule(ends_leave),
    }
)
