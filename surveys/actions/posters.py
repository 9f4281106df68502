"""Posters of classes: made, renewed, and their PINs tried."""

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel import journal
from kernel.refusals import Refusal
from notices.actions import owe
from surveys.links import pin_fits
from surveys.models import Campaign, ClassPoster, Invitation
from surveys.states import SheetState


class PosterAnswer(TextChoices):
    """What a poster says to a PIN."""

    OPEN = "open"
    WRONG = "wrong"
    LOCKED = "locked"


class NotYours(Refusal):
    """The name on the list belongs to a sheet that somebody else has in hands."""


@transaction.atomic
def make_posters(campaign: Campaign, *, by: Membership) -> None:
    """Give every class of the campaign its poster; those that exist stay as they are."""
    names = set(campaign.invitations.values_list("person__class_name", flat=True)) - {""}
    if not names:
        raise Refusal(_("Nobody in this campaign has a class. Print slips with personal links."))
    ClassPoster.objects.bulk_create(
        (
            ClassPoster(campaign=campaign, class_name=name, nonce=secrets.token_hex(16))
            for name in sorted(names)
        ),
        ignore_conflicts=True,
    )
    journal.record("make_posters", campaign, by=by, classes=len(names))


@transaction.atomic
def renew_posters(campaign: Campaign, *, by: Membership) -> None:
    """Give every poster another link and another PIN: the former ones open nothing."""
    for poster in campaign.posters.select_for_update().order_by("pk"):
        poster.nonce, poster.wrong_count, poster.watched_since_at = secrets.token_hex(16), 0, None
        poster.save(update_fields=["nonce", "wrong_count", "watched_since_at"])
    journal.record("renew_posters", campaign, by=by)


def try_poster_pin(poster: ClassPoster, pin: str, *, now: datetime) -> PosterAnswer:
    """Check a PIN. A class that types it right at once waits for nobody."""
    if poster.is_locked(now):
        return PosterAnswer.LOCKED
    return PosterAnswer.OPEN if pin_fits(poster, pin) else _count_wrong(poster, now=now)


@transaction.atomic
def _count_wrong(poster: ClassPoster, *, now: datetime) -> PosterAnswer:
    fresh = ClassPoster.objects.select_for_update().get(pk=poster.pk)
    if not fresh.is_watched(now):
        fresh.wrong_count, fresh.watched_since_at = 0, now
    fresh.wrong_count += 1
    fresh.save(update_fields=["wrong_count", "watched_since_at"])
    if not fresh.is_locked(now):
        return PosterAnswer.WRONG
    _tell_of_guessing(fresh, now=now)
    return PosterAnswer.LOCKED


def _tell_of_guessing(poster: ClassPoster, *, now: datetime) -> None:
    journal.record("lock_poster", poster, by=None, channel="poster")
    campaign = poster.campaign
    if campaign.made_by is not None:
        owe(
            kind="poster",
            to=campaign.made_by,
            organization=campaign.organization_id,
            subject=_("Somebody guesses the PIN of the poster of %(name)s: %(title)s")
            % {"name": poster.class_name, "title": campaign.title},
            url=reverse("campaign", args=[campaign.pk]),
            key=f"{poster.pk}-{now:%Y-%m-%dT%H}",
            now=now,
        )


def require_free(invitation: Invitation, *, mine: int | None) -> None:
    """Refuse a name whose sheet was begun on another device: drafts are not for neighbours."""
    sheet = getattr(invitation, "sheet", None)
    if invitation.pk != mine and sheet is not None and sheet.state == SheetState.BEGUN:
        raise NotYours(
            _(
                "Somebody has begun this sheet on another device. If it was you, go on there; if "
                "not, tell the class teacher: a slip with a personal link helps."
            )
        )
