"""What consents ask of the curator today: papers that lack, that end soon, that were withdrawn."""

from collections import Counter
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from accounts.models import Membership
from kernel.pieces import Task, Tone
from kernel.russian import day_words
from participants.models import PersonQuerySet
from participants.queries import count_without_consent
from participants.queries.soon import BIRTHDAY, EXPIRING, ending_soon
from participants.queries.withdrawals import due_steps
from participants.states import Purpose


def consent_tasks(membership: Membership, people: PersonQuerySet, today: date) -> list[Task]:
    """The tasks about consents of those who take part; withdrawals first, the law counts days."""
    return [
        *_withdrawal_tasks(membership, today),
        *_missing_tasks(people, today),
        *_ending_tasks(people, today),
    ]


def _missing_tasks(people: PersonQuerySet, today: date) -> list[Task]:
    missing = count_without_consent(people, Purpose.TAKING_PART, today)
    if not missing:
        return []
    text = ngettext(
        "%(count)d participant has no valid consent",
        "%(count)d participants have no valid consent",
        missing,
    ) % {"count": missing}
    url = reverse("consents") + "?status=missing"
    return [Task(text, url, _("See who"), "", Tone.WARN, "file-warning")]


def _ending_tasks(people: PersonQuerySet, today: date) -> list[Task]:
    """Consents that a birthday or the end of a term takes away within a month."""
    soon = Counter(ending_soon(people, Purpose.TAKING_PART, today).values())
    words = {
        BIRTHDAY: ngettext_lazy(
            "%(count)d participant has a birthday soon and needs another signature",
            "%(count)d participants have a birthday soon and need another signature",
            "count",
        ),
        EXPIRING: ngettext_lazy(
            "The consent of %(count)d participant ends within a month",
            "The consents of %(count)d participants end within a month",
            "count",
        ),
    }
    return [
        Task(
            words[why] % {"count": soon[why]},
            f"{reverse('consents')}?status={why}",
            _("See who"),
            "",
            Tone.WARN,
            "calendar-clock",
        )
        for why in words
        if soon[why]
    ]


def _withdrawal_tasks(membership: Membership, today: date) -> list[Task]:
    """What the law wants done after withdrawals, with the nearest last day."""
    steps = due_steps(membership)
    if not steps:
        return []
    text = ngettext(
        "After withdrawals of consents %(count)d step is to be done",
        "After withdrawals of consents %(count)d steps are to be done",
        len(steps),
    ) % {"count": len(steps)}
    first = steps[0]
    note = _("overdue since %(day)s") if first.is_late(today) else _("until %(day)s")
    return [
        Task(
            text,
            reverse("withdrawals"),
            _("Open"),
            note % {"day": day_words(first.due_on)},
            Tone.BAD if first.is_late(today) else Tone.WARN,
            "undo-2",
        )
    ]
