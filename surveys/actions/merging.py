"""Two cards of one person become one: who was asked twice was asked once."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from kernel.russian import date_words
from participants.merging import FORMER, KEPT, Difference, Merge, MergedPart
from participants.models import Person
from surveys.models import Invitation


def differences(kept: Person, former: Person) -> Sequence[Difference]:
    """Where both cards have answered, somebody chooses whose answers stay."""
    return [
        Difference(
            name=_name(ours),
            label=_("Answers: %(campaign)s") % {"campaign": ours.campaign.title},
            kept=_answered(ours),
            former=_answered(theirs),
            usual=FORMER if _later(theirs, ours) else KEPT,
        )
        for ours, theirs in _asked_twice(kept, former)
        if ours.answered_on and theirs.answered_on
    ]


def move(merge: Merge) -> None:
    """Of two invitations to one campaign the answered one stays, of two answers the chosen."""
    for ours, theirs in _asked_twice(merge.kept, merge.former):
        if ours.answered_on and theirs.answered_on:
            leaving = ours if merge.takes(_name(ours)) else theirs
        else:
            leaving = ours if _said_more(theirs, ours) else theirs
        leaving.delete()
    Invitation.objects.filter(person=merge.former).update(person=merge.kept)


PART = MergedPart(move=move, differences=differences)


def _asked_twice(kept: Person, former: Person) -> Iterator[tuple[Invitation, Invitation]]:
    asked = Invitation.objects.select_related("campaign", "sheet")
    theirs = {one.campaign_id: one for one in asked.filter(person=former)}
    for ours in asked.filter(person=kept, campaign__in=theirs).order_by("pk"):
        yield ours, theirs[ours.campaign_id]


def _said_more(one: Invitation, other: Invitation) -> bool:
    """Tell whether the first says more: an answer, else a refusal, else a draft."""
    return _weight(one) > _weight(other)


def _weight(invitation: Invitation) -> tuple[bool, bool, bool]:
    has_draft = hasattr(invitation, "sheet")
    return invitation.answered_on is not None, invitation.refused_at is not None, has_draft


def _later(one: Invitation, other: Invitation) -> bool:
    return bool(one.answered_on and other.answered_on and one.answered_on > other.answered_on)


def _answered(invitation: Invitation) -> str:
    day = invitation.answered_on
    return _("answered on %(day)s") % {"day": date_words(day)} if day else ""


def _name(invitation: Invitation) -> str:
    return f"answers.{invitation.campaign_id}"
