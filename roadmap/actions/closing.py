"""Close activities that the facts of the system prove, and choose what proves them."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel import journal
from kernel.calendar import today_in
from kernel.lifecycle import MoveRefused
from kernel.refusals import Refusal
from kernel.wake import wake
from roadmap import proofs
from roadmap.actions.activities import MovedMeanwhile, settle
from roadmap.actions.sweeping import for_each
from roadmap.dates import previous_window
from roadmap.models import Activity, Programme, Roadmap
from roadmap.models.plan import ActivityQuerySet
from roadmap.proofs import Progress, Proof
from roadmap.states import IN_FORCE


class UnknownProof(Refusal):
    """Activities are tied only to facts that the system counts."""


def look_again(organization_id: int) -> None:
    """Something that may prove an activity has changed: look once the deed is kept.

    Rooms above call it from their actions. The look may fail; beat comes by anyway.
    """
    wake("roadmap.close_proved", organization_id=organization_id)


def close_proved(*, now: datetime, organization_id: int | None = None) -> None:
    """Close what the facts have proved, wherever a roadmap is in force; safe to repeat.

    Each programme is its own transaction: trouble in one does not stop the others.
    """
    asks = _waiting().filter(stage__roadmap__programme=OuterRef("pk"))
    programmes = Programme.objects.filter(Exists(asks)).select_related("organization", "roadmap")
    if organization_id is not None:
        programmes = programmes.filter(organization_id=organization_id)
    for_each(programmes.order_by("pk"), partial(close_proved_of, now=now))


@transaction.atomic
def close_proved_of(programme: Programme, *, now: datetime) -> list[Activity]:
    """Close the activities of one programme that are proved and whose time has come."""
    today = today_in(programme.organization.time_zone, now)
    waiting = _waiting().of_programme(programme).select_related("stage__roadmap__programme")
    ripe = {
        activity: proof
        for activity in waiting.order_by("pk")
        if (proof := proofs.known(activity.proof_code)) and is_ripe(activity, proof, today)
    }
    measured = proofs.measured(programme, (activity.proof_code for activity in ripe))
    closed = []
    for activity, proof in ripe.items():
        progress = measured[activity.proof_code]
        if progress.is_complete and progress.total > activity.proved_total:
            closed += _close(activity, proof, progress, today=today)
    return closed


def is_ripe(activity: Activity, proof: Proof, today: date) -> bool:
    """Tell whether its time has come: a fact that grows counts on the last day, others at once.

    One that comes back is not closed for its next days before those before are over.
    """
    if proof.grows:
        return activity.due_on is not None and today >= activity.due_on
    before = previous_window(
        activity.deadline,
        year=activity.roadmap.programme.year,
        before=activity.due_on,
        shift=activity.roadmap.day_shift,
    )
    return before is None or today > before.end


@transaction.atomic
def choose_proofs(roadmap: Roadmap, *, chosen: Mapping[int, str], by: Membership) -> int:
    """Tie activities (by their numbers) to facts, or to none; return how many have changed.

    A person has chosen anew: what was undone before may close itself again.
    """
    changed = 0
    activities = Activity.objects.filter(stage__roadmap=roadmap, pk__in=chosen)
    for activity in activities.select_for_update(of=("self",)).order_by("pk"):
        code = chosen[activity.pk]
        if code and proofs.known(code) is None:
            raise UnknownProof(_("The system does not count this fact."))
        if activity.proof_code == code and activity.closes_itself:
            continue
        activity.proof_code, activity.closes_itself, activity.proved_total = code, True, 0
        activity.save(update_fields=["proof_code", "closes_itself", "proved_total"])
        journal.record("choose_proof", activity, by=by, proof=code)
        changed += 1
    if changed:
        look_again(roadmap.organization_id)
    return changed


def _waiting() -> ActivityQuerySet:
    return (
        Activity.objects.planned()
        .filter(stage__roadmap__state__in=IN_FORCE, closes_itself=True)
        .exclude(proof_code="")
    )


def _close(activity: Activity, proof: Proof, progress: Progress, *, today: date) -> list[Activity]:
    said = {"fact": str(proof.label), "words": progress.words}
    try:
        closed = settle(
            activity,
            by=None,
            today=today,
            note=_("Closed by the facts of the system: %(fact)s, %(words)s.") % said,
            closing_fact=activity.proof_code,
            proved_total=progress.total,
        )
    except (MoveRefused, MovedMeanwhile):
        # Somebody has closed it by hand meanwhile.
        return []
    journal.record(
        "close_by_fact",
        closed,
        by=None,
        fact=activity.proof_code,
        done=progress.done,
        total=progress.total,
    )
    return [closed]
