"""A school takes a new version of a template item by item, or declines with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel import journal
from kernel.refusals import Refusal
from roadmap.actions.amendments import open_amendment
from roadmap.actions.roadmaps import today_of
from roadmap.actions.wording import write_wording
from roadmap.following import Item, items_of, taken, tied
from roadmap.models import Activity, Amendment, Roadmap, Stage, TemplateDecision, TemplateVersion
from roadmap.states import AMENDABLE, OPEN_AMENDMENTS, Answer
from roadmap.wording import Wording, pk_of, rows_of, wording_of

ABOUT_LIMIT = 300


class NotNow(Refusal):
    """The text waits for a decision; nothing is taken into it meanwhile."""


class NoReason(Refusal):
    """What is declined is declined with a reason."""


@dataclass(frozen=True)
class Choice:
    """What the curator says about one item."""

    answer: Answer
    reason: str = ""
    keeps_days: bool = False


@transaction.atomic
def decide_items(
    roadmap: Roadmap,
    version: TemplateVersion,
    *,
    choices: Mapping[str, Choice],
    by: Membership,
    now: datetime,
) -> Amendment | None:
    """Take or decline items of a version.

    What is taken goes into the text of a roadmap that may be edited, else into its working copy,
    which the director approves. Once every item is decided, the school follows the version.
    """
    fresh = Roadmap.objects.select_for_update(of=("self",)).get(pk=roadmap.pk)
    amendment = fresh.amendments.filter(state__in=OPEN_AMENDMENTS).first()
    ours = amendment.content if amendment else wording_of(fresh)
    base = base_of(fresh, version)
    items = [each for each in items_of(ours, version.content, base) if each.key in choices]
    _check(items, choices)
    wanted = [item for item in items if choices[item.key].answer == Answer.TAKEN]
    if wanted:
        amendment = _working_copy(fresh, amendment, by=by, now=now)
        keeps = [item.key for item in wanted if choices[item.key].keeps_days]
        ours = taken(ours, version.content, wanted, base=base, keeps_days=keeps)
        _keep_text(fresh, amendment, ours, version, now=now)
    _decide(fresh, version, items, choices, amendment, by=by, now=now)
    _follow(fresh, amendment, version, ours, base)
    return amendment if wanted else None


def undecided(
    roadmap: Roadmap, version: TemplateVersion, ours: Mapping[str, Any]
) -> tuple[list[Item], dict[str, TemplateDecision]]:
    """The items that wait for an answer, and the answers that were given."""
    decisions = {
        each.key: each for each in TemplateDecision.objects.filter(roadmap=roadmap, version=version)
    }
    items = items_of(ours, version.content, base_of(roadmap, version))
    return [item for item in items if item.key not in decisions], decisions


def base_of(roadmap: Roadmap, version: TemplateVersion) -> Mapping[str, Any] | None:
    """The version that the school follows now, when it is one of the same template."""
    follows = roadmap.template_version
    if follows is None or follows.template_id != version.template_id:
        return None
    content: Mapping[str, Any] = follows.content
    return content


def _working_copy(
    roadmap: Roadmap, amendment: Amendment | None, *, by: Membership, now: datetime
) -> Amendment | None:
    """Where the text may be changed now: none beside a draft, a working copy beside what runs."""
    if roadmap.is_editable:
        return None
    if not roadmap.is_in_force:
        raise NotNow(
            _("The roadmap is “%(state)s”: nothing can be taken into it now.")
            % {"state": roadmap.get_state_display()}
        )
    if amendment is not None and amendment.state not in AMENDABLE:
        raise NotNow(
            _("Other changes are “%(state)s”. Take them back or wait for the decision first.")
            % {"state": amendment.get_state_display()}
        )
    return amendment or open_amendment(roadmap, by=by, now=now)


def _check(items: list[Item], choices: Mapping[str, Choice]) -> None:
    for item in items:
        choice = choices[item.key]
        if choice.answer == Answer.DECLINED and not choice.reason.strip():
            raise NoReason(_("Write why you decline: %(title)s") % {"title": item.title[:120]})


def _keep_text(
    roadmap: Roadmap,
    amendment: Amendment | None,
    ours: Wording,
    version: TemplateVersion,
    *,
    now: datetime,
) -> None:
    if amendment is None:
        write_wording(roadmap, ours, today=today_of(roadmap, now))
        return
    reason = amendment.reason or _("Version %(number)d of the template “%(title)s”.") % {
        "number": version.number,
        "title": version.template.title,
    }
    Amendment.objects.filter(pk=amendment.pk).update(content=ours, reason=reason)


def _decide(
    roadmap: Roadmap,
    version: TemplateVersion,
    items: list[Item],
    choices: Mapping[str, Choice],
    amendment: Amendment | None,
    *,
    by: Membership,
    now: datetime,
) -> None:
    for item in items:
        choice = choices[item.key]
        TemplateDecision.objects.update_or_create(
            roadmap=roadmap,
            version=version,
            key=item.key,
            defaults={
                "about": item.title[:ABOUT_LIMIT],
                "answer": choice.answer,
                "reason": choice.reason.strip() if choice.answer == Answer.DECLINED else "",
                "amendment": amendment if choice.answer == Answer.TAKEN else None,
                "decided_at": now,
                "decided_by_id": by.user_id,
            },
        )
        said = {"version": version.pk, "about": item.title[:120]}
        if choice.answer == Answer.TAKEN:
            journal.record("take_item", roadmap, by=by, **said)
        else:
            journal.record("decline_item", roadmap, by=by, **said)


def _follow(
    roadmap: Roadmap,
    amendment: Amendment | None,
    version: TemplateVersion,
    ours: Wording,
    base: Mapping[str, Any] | None,
) -> None:
    """Once nothing waits for an answer, note that the school follows the version.

    Where taken items wait in a working copy, that is noted when it is in force.
    """
    waiting, _decisions = undecided(roadmap, version, ours)
    if waiting:
        return
    known = tied(ours, version.content, base)
    _tie_rows(roadmap, known)
    if amendment is None:
        Roadmap.objects.filter(pk=roadmap.pk).update(template_version=version)
        return
    pending = TemplateDecision.objects.filter(
        roadmap=roadmap, version=version, amendment=amendment, answer=Answer.TAKEN
    )
    Amendment.objects.filter(pk=amendment.pk).update(content=known)
    if pending.exists():
        Amendment.objects.filter(pk=amendment.pk).update(template_version=version)
    else:
        Roadmap.objects.filter(pk=roadmap.pk).update(template_version=version)


def _tie_rows(roadmap: Roadmap, ours: Mapping[str, Any]) -> None:
    """Mark which activities stand for which rows of the template."""
    for stage in ours["stages"]:
        Stage.objects.filter(roadmap=roadmap, pk=pk_of(stage["key"]) or 0).update(
            template_key=stage.get("template_key", "")
        )
    for _there, row in rows_of(ours):
        Activity.objects.filter(stage__roadmap=roadmap, pk=pk_of(row["key"]) or 0).update(
            template_key=row.get("template_key", "")
        )
