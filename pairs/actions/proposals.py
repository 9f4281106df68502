"""Proposing pairs: by matching, by hand; changing and taking back what was proposed."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kernel import jobs, journal
from kernel.actors import Actor
from kernel.calendar import today_in
from kernel.models import Job
from kernel.refusals import Refusal
from pairs import candidates, matching, reasons
from pairs.actions.queue import keep_in_queue
from pairs.models import MatchingRun, Pair
from pairs.states import PAIR_LIFE, PairState
from participants.models import MentorProfile, Person
from participants.queries import require_consent
from participants.states import Purpose
from roadmap.models import Programme

MATCH = "pairs.match"


class AlreadyPaired(Refusal):
    """The mentee has got an open pair meanwhile."""


def want_matching(programme: Programme, *, by: Actor, now: datetime) -> Job:
    """Ask for proposals for everybody who is free; asked twice, it is one job."""
    return jobs.want(MATCH, by=by, key=f"programme:{programme.pk}", now=now, programme=programme.pk)


def run_matching(run: jobs.Run, *, solve: matching.Solve) -> dict[str, Any]:
    """Read the people, compute, and keep what was proposed. A repeated run changes nothing."""
    programme = Programme.objects.select_related("organization__parent").get(
        pk=run.params["programme"]
    )
    now = run.now()
    today = today_in(programme.organization.time_zone, now)
    run.step(0, 3, _("Reading the cards"))
    pool = candidates.pool(programme, today=today)
    run.step(
        1,
        3,
        _("Comparing %(mentees)d mentees with %(mentors)d mentors")
        % {
            "mentees": len(pool.mentees),
            "mentors": len(pool.mentors),
        },
    )
    proposal = matching.propose(
        [mentee.side for mentee in pool.mentees],
        [mentor.side for mentor in pool.mentors],
        pool.forms,
        solve=solve,
    )
    run.step(2, 3, _("Keeping the proposals"))
    kept = keep_proposal(programme, proposal, job=run.job, by=run.by, now=now, today=today)
    run.step(3, 3, _("Done"))
    return dict(kept.report)


@transaction.atomic
def keep_proposal(
    programme: Programme,
    proposal: matching.Proposal,
    *,
    job: Job,
    by: Actor | None,
    now: datetime,
    today: date,
) -> MatchingRun:
    """Keep the proposed pairs and put the others into the queue; once for each job.

    Places are counted again under the lock of the mentors, because the world may have changed
    while the proposal was computed: who lost a place waits in the queue.
    """
    done = MatchingRun.objects.filter(job=job).first()
    if done is not None:
        return done
    run = MatchingRun.objects.create(
        programme=programme, job=job, made_at=now, made_by_id=by.user_id if by else None
    )
    free = lock_places({verdict.mentor for verdict in proposal.pairs})
    waiting = list(proposal.unmatched)
    made = 0
    for verdict in proposal.pairs:
        has_place = free[verdict.mentor] > 0
        if not has_place or _create(programme, verdict, by=by, now=now, run=run) is None:
            taken = matching.Why("places_taken")
            waiting.append(matching.Unmatched(verdict.mentee, taken, (verdict.mentor,)))
            continue
        free[verdict.mentor] -= 1
        made += 1
    for unmatched in waiting:
        reason = reasons.keep_reason(unmatched.why, unmatched.mentors)
        keep_in_queue(programme, mentee_id=unmatched.mentee, reason=reason, by=by, today=today)
    run.report = {"proposed": made, "without": len(waiting)}
    run.save(update_fields=["report"])
    journal.record("match", run, by=by, **run.report)
    return run


@transaction.atomic
def propose_pair(
    programme: Programme,
    *,
    mentee: Person,
    mentor: Person,
    by: Actor,
    now: datetime,
    today: date,
    reason: str = "",
) -> Pair:
    """Put two people forward as a pair by hand. Warnings are kept, obstacles refuse."""
    lock_places({mentor.pk})
    verdict = _verdict(programme, mentee=mentee, mentor=mentor, today=today)
    pair = _create(programme, verdict, by=by, now=now, hand_reason=reason, is_by_hand=True)
    if pair is None:
        raise AlreadyPaired(_("This mentee has just got a proposed pair. Look at the list again."))
    return pair


@transaction.atomic
def change_pair(
    pair: Pair, *, mentor: Person, reason: str, by: Actor, now: datetime, today: date
) -> Pair:
    """Give the mentee of a proposed pair another mentor; who did it and why is kept.

    The old proposal is rejected and stays in the history; a pair in an order that is already
    on its way stays as it is.
    """
    refuse_if_in_order(pair)
    lock_places({pair.mentor_id, mentor.pk})
    verdict = _verdict(
        pair.programme, mentee=pair.mentee, mentor=mentor, today=today, without={pair.pk}
    )
    PAIR_LIFE.move(pair, "reject", by=by, ended_on=today, end_reason=reason)
    changed = _create(
        pair.programme,
        verdict,
        by=by,
        now=now,
        hand_reason=reason,
        is_by_hand=True,
        replaces=pair,
        goal=pair.goal,
    )
    if changed is None:
        raise AlreadyPaired(_("This mentee has just got a proposed pair. Look at the list again."))
    return changed


@transaction.atomic
def reject_pair(pair: Pair, *, reason: str, by: Actor, today: date) -> Pair:
    """Take a proposal back; the mentee goes on waiting in the queue."""
    refuse_if_in_order(pair)
    rejected = PAIR_LIFE.move(pair, "reject", by=by, ended_on=today, end_reason=reason)
    keep_in_queue(
        pair.programme,
        mentee_id=pair.mentee_id,
        reason=reasons.keep_reason(matching.Why("rejected"), [pair.mentor_id]),
        by=by,
        today=today,
    )
    return rejected


@transaction.atomic
def reject_pairs(pairs: Iterable[Pair], *, reason: str, by: Actor, today: date) -> int:
    """Take several proposals back at once."""
    return len([reject_pair(pair, reason=reason, by=by, today=today) for pair in pairs])


def refuse_if_in_order(pair: Pair) -> None:
    """A pair that stands in an order is not touched: first the order is discarded."""
    if pair.order_id is not None and pair.state == PairState.PROPOSED:
        raise reasons.PairRefused(
            _("The pair stands in a draft order. Discard the order first, then change the pair.")
        )


def _verdict(
    programme: Programme,
    *,
    mentee: Person,
    mentor: Person,
    today: date,
    without: Collection[int] = (),
) -> matching.Verdict:
    """Judge the two as they are now; refuse with the first obstacle, naming the paper."""
    for person in (mentee, mentor):
        require_consent(person, Purpose.TAKING_PART, today)
    pool = candidates.pool(
        programme, today=today, mentees={mentee.pk}, mentors={mentor.pk}, without=without
    )
    if not pool.mentees or not pool.mentors:
        raise AlreadyPaired(
            _("One of the two is not available: has an open pair already or has left.")
        )
    verdict = pool.judge.verdict(pool.mentees[0].side, pool.mentors[0].side)
    if verdict.obstacles:
        raise reasons.PairRefused(reasons.obstacle(verdict.obstacles[0]))
    return verdict


def lock_places(mentors: set[int]) -> dict[int, int]:
    """Lock the mentors until the end of the transaction and count their free places."""
    locked = MentorProfile.objects.select_for_update().filter(person__in=mentors).order_by("pk")
    capacity = {profile.person_id: profile.capacity for profile in locked}
    taken = candidates.taken_places(mentors)
    return {pk: max(0, capacity.get(pk, 0) - taken.get(pk, 0)) for pk in mentors}


def _create(
    programme: Programme,
    verdict: matching.Verdict,
    *,
    by: Actor | None,
    now: datetime,
    **facts: Any,
) -> Pair | None:
    """Write the pair; nothing when the mentee has an open one (the constraint decides)."""
    try:
        with transaction.atomic():
            pair = Pair.objects.create(
                programme=programme,
                mentee_id=verdict.mentee,
                mentor_id=verdict.mentor,
                form_id=verdict.form or 0,
                score=verdict.score,
                reasons=reasons.keep_reasons(verdict),
                proposed_at=now,
                proposed_by_id=by.user_id if by else None,
                **facts,
            )
    except IntegrityError:
        return None
    journal.record("propose", pair, by=by, score=verdict.score, **_told(facts))
    return pair


def _told(facts: dict[str, Any]) -> dict[str, Any]:
    return {"reason": facts["hand_reason"]} if facts.get("hand_reason") else {}
