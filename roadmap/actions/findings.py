"""Decide about what the linter has found: mend it, leave it as it is, take that back."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel import journal
from kernel.refusals import Refusal
from roadmap.actions.amendments import unsent
from roadmap.actions.plans import NotEditable
from roadmap.actions.wording import refuse_to_lose, write_wording
from roadmap.checking import findings_of, findings_of_draft
from roadmap.linting import PLAN_KEY, Change, Finding, Part, Rewrite
from roadmap.linting.content import changed
from roadmap.linting.undoing import ChangedSinceError, undone, what_was_done
from roadmap.models import Amendment, Draft, FindingDecision, Roadmap
from roadmap.states import FindingAnswer
from roadmap.wording import with_keys, wording_of


class FindingGone(Refusal):
    """The plan does not say any more what was found."""


class NotMended(Refusal):
    """What was mended cannot be taken back."""


class NoReason(Refusal):
    """What stays as it is has a reason."""


@transaction.atomic
def mend_finding(
    roadmap: Roadmap, *, mark: str, by: Membership, today: date, now: datetime
) -> FindingDecision:
    """Make the change that the linter suggests; it can be taken back."""
    fresh = _editable(roadmap)
    before = wording_of(fresh)
    finding = _found(fresh, mark, today=today)
    if not finding.changes:
        raise FindingGone(_("There is nothing to apply here: correct the activity by hand."))
    write_wording(fresh, with_keys(changed(before, finding.changes)), today=today)
    decision = _decide(
        fresh,
        finding,
        answer=FindingAnswer.MENDED,
        change=what_was_done(before, wording_of(fresh)),
        by=by,
        now=now,
    )
    journal.record("mend_finding", fresh, by=by, code=finding.code, place=decision.place)
    return decision


@transaction.atomic
def leave_finding(
    roadmap: Roadmap, *, mark: str, reason: str, by: Membership, today: date, now: datetime
) -> FindingDecision:
    """Leave what was found as it is, and say why; the director reads it."""
    if not reason.strip():
        raise NoReason(_("Write why it stays as it is: the director will read it."))
    fresh = Roadmap.objects.select_for_update(of=("self",)).get(pk=roadmap.pk)
    finding = _found(fresh, mark, today=today)
    try:
        with transaction.atomic():
            decision = _decide(
                fresh, finding, answer=FindingAnswer.LEFT, reason=reason.strip(), by=by, now=now
            )
    except IntegrityError as twice:
        raise FindingGone(_("This was decided already.")) from twice
    journal.record("leave_finding", fresh, by=by, code=finding.code, place=decision.place)
    return decision


@transaction.atomic
def take_back_decision(decision: FindingDecision, *, by: Membership, today: date) -> None:
    """Undo what was mended, or look again at what was left as it is."""
    kept = FindingDecision.objects.select_for_update(of=("self",)).filter(pk=decision.pk).first()
    if kept is None:
        return
    if kept.answer == FindingAnswer.MENDED:
        fresh = _editable(kept.roadmap)
        try:
            wording = undone(wording_of(fresh), kept.change)
        except ChangedSinceError as changed_since:
            raise NotMended(
                _("The same words were changed again since: correct the activity by hand.")
            ) from changed_since
        write_wording(fresh, wording, today=today)
    journal.record("take_back_decision", kept.roadmap, by=by, code=kept.code, place=kept.place)
    kept.delete()


@transaction.atomic
def mend_draft(draft: Draft, *, mark: str, by: Membership, day: date | None = None) -> bool:
    """Make the suggested change in the preview; tell whether it still stood there.

    `day` is when the paper was approved, where that is what was found to be missing.
    """
    fresh = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    found = {finding.mark: finding for finding in findings_of_draft(fresh)}.get(mark)
    if found is None:
        return False
    changes = dated(found, day)
    if not changes:
        return False
    Draft.objects.filter(pk=fresh.pk).update(content=changed(fresh.content, changes))
    journal.record("mend_finding", fresh, by=by, code=found.code)
    return True


def dated(finding: Finding, day: date | None) -> tuple[Change, ...]:
    """What is changed: as suggested, or the day of approval that somebody knows."""
    if finding.quotes[0].part is not Part.APPROVAL:
        return finding.changes
    return (Rewrite(PLAN_KEY, Part.APPROVAL, day.isoformat()),) if day else ()


@transaction.atomic
def mend_amendment(amendment: Amendment, *, mark: str, by: Membership, today: date) -> bool:
    """Make the suggested change in the working copy, where the difference shows it."""
    fresh = unsent(amendment)
    found = findings_of(fresh.roadmap, fresh.content, today=today)
    finding = next((each for each in found if each.mark == mark), None)
    if finding is None or not finding.changes:
        return False
    content = with_keys(changed(fresh.content, finding.changes))
    refuse_to_lose(fresh.roadmap, content)
    Amendment.objects.filter(pk=fresh.pk).update(content=content)
    journal.record("mend_finding", fresh, by=by, code=finding.code)
    return True


def _editable(roadmap: Roadmap) -> Roadmap:
    """Hold the roadmap while its text changes, and refuse once it has been sent."""
    fresh = Roadmap.objects.select_for_update(of=("self",)).get(pk=roadmap.pk)
    if not fresh.is_editable:
        raise NotEditable(
            _("The roadmap is “%(state)s”: its text cannot be changed now.")
            % {"state": fresh.get_state_display()}
        )
    return fresh


def _found(roadmap: Roadmap, mark: str, *, today: date) -> Finding:
    """Find it again: the plan may have changed since the page was shown."""
    for finding in findings_of(roadmap, wording_of(roadmap), today=today):
        if finding.mark == mark:
            return finding
    raise FindingGone(_("The plan has changed: there is nothing to say about this any more."))


def _decide(
    roadmap: Roadmap,
    finding: Finding,
    *,
    answer: str,
    by: Membership,
    now: datetime,
    reason: str = "",
    change: dict[str, object] | None = None,
) -> FindingDecision:
    places = dict.fromkeys(quote.place for quote in finding.quotes if quote.place)
    return FindingDecision.objects.create(
        roadmap=roadmap,
        mark=finding.mark,
        code=finding.code,
        place=", ".join(places)[:120],
        quote="\n".join(quote.text for quote in finding.quotes),
        answer=answer,
        reason=reason,
        change=change or {},
        decided_at=now,
        decided_by_id=by.user_id,
    )
