"""Answering: drafts are kept, the submission is one, nothing is lost after the thanks."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel import journal
from kernel.calendar import today_in
from kernel.refusals import Refusal
from kernel.russian import date_words
from notices.actions import owe
from surveys.actions.anonymous import drop_in_box
from surveys.kinds import is_empty, stored
from surveys.models import Answer, AnswerSheet, Campaign, Invitation, Question
from surveys.states import SHEET_LIFE, CampaignState, Privacy, SheetState

Given = Mapping[str, Any]
# SQLite has one writer; Django knows no shared lock.
SHARED = "SELECT 1 FROM surveys_campaign WHERE id = %s FOR SHARE"


class NoDraft(Refusal):
    """What is not sent yet is kept in named and confidential campaigns only."""


class NotTakingAnswers(Refusal):
    """The campaign has not opened yet, or is over."""


@transaction.atomic
def save_draft(
    invitation: Invitation, given: Given, *, by: Membership | None, now: datetime
) -> AnswerSheet:
    """Keep what was typed so far; required questions may still be empty. Safe to repeat.

    A sheet that has been handed in keeps its answers: a late draft of another window is dropped.
    There is no draft of an anonymous sheet: it would stand beside the name.
    """
    del by
    campaign = _locked_campaign(invitation)
    require_open(campaign, now=now)
    if campaign.privacy == Privacy.ANONYMOUS:
        raise NoDraft(_("Anonymous answers are not kept before they are sent."))
    sheet = _sheet(invitation, now=now)
    if sheet.state == SheetState.BEGUN:
        _write(sheet, given)
    return sheet


@transaction.atomic
def submit_answers(
    invitation: Invitation, given: Given, *, by: Membership | None, now: datetime
) -> AnswerSheet | None:
    """Hand the sheet in. Sent twice, it is one sheet; sent again before closing, it replaces.

    An anonymous sheet falls into the box: no line of the journal, no moment, nothing to return.
    """
    campaign = _locked_campaign(invitation)
    today = today_in(campaign.programme.organization.time_zone, now)
    require_open(campaign, now=now)
    if campaign.privacy == Privacy.ANONYMOUS:
        drop_in_box(invitation, _stored(campaign, given), today=today)
        _tell_of_answers(campaign, now=now)
        return None
    sheet = _sheet(invitation, now=now)
    _write(sheet, given)
    changes = {"submitted_at": sheet.submitted_at or now, "accepted_at": None}
    submitted = SHEET_LIFE.move(sheet, "submit", by=by, **changes)
    first = Invitation.objects.filter(pk=invitation.pk, answered_on=None)
    if first.update(answered_on=today, refused_at=None):
        _tell_of_answers(campaign, now=now)
    return submitted


@transaction.atomic
def refuse_to_answer(invitation: Invitation, *, by: Membership | None, now: datetime) -> None:
    """Nobody has to answer: no more reminders, and the draft is gone. One may still answer."""
    campaign = _locked_campaign(invitation)
    require_open(campaign, now=now)
    asked = Invitation.objects.filter(pk=invitation.pk, answered_on=None, refused_at=None)
    if asked.update(refused_at=now):
        AnswerSheet.objects.filter(invitation=invitation, state=SheetState.BEGUN).delete()
        journal.record("refuse_to_answer", campaign, by=by)


def _stored(campaign: Campaign, given: Given) -> dict[str, dict[str, Any]]:
    questions = Question.objects.filter(
        questionnaire=campaign.questionnaire_id, code__in=list(given)
    )
    return {
        question.code: stored(question, given[question.code])
        for question in questions
        if not is_empty(given[question.code])
    }


def _tell_of_answers(campaign: Campaign, *, now: datetime) -> None:
    """Owe those who are to be told a notice a day, not one an answer."""
    owe(
        kind="answers",
        to=campaign.told.all(),
        organization=campaign.organization_id,
        subject=_("Answers have come: %(title)s") % {"title": campaign.title},
        url=reverse("campaign", args=[campaign.pk]),
        key=f"{campaign.pk}-{today_in(campaign.programme.organization.time_zone, now)}",
        now=now,
        email=False,
    )


def _locked_campaign(invitation: Invitation) -> Campaign:
    """Read the campaign as it stays until the end of this transaction.

    Whoever closes or changes it waits for those who are answering, and they for nobody else: the
    lock is shared. It comes before that of the invitation, in the order of everybody's locks.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(SHARED, [invitation.campaign_id])
    Invitation.objects.select_for_update().get(pk=invitation.pk)
    return Campaign.objects.select_related("programme__organization").get(pk=invitation.campaign_id)


def _sheet(invitation: Invitation, *, now: datetime) -> AnswerSheet:
    sheet, _made = AnswerSheet.objects.get_or_create(
        invitation=invitation, defaults={"begun_at": now}
    )
    return sheet


def require_open(campaign: Campaign, *, now: datetime) -> None:
    """Refuse when the campaign is not taking answers at the moment, and say when it does."""
    zone = ZoneInfo(campaign.programme.organization.time_zone)
    if campaign.state == CampaignState.DRAFT:
        raise NotTakingAnswers(_("The questionnaire is not open yet."))
    if campaign.opens_at > now:
        raise NotTakingAnswers(
            _("The questionnaire is not open yet. It opens on %(day)s at %(time)s.")
            % said_moment(campaign.opens_at.astimezone(zone))
        )
    is_over = campaign.closes_at is not None and campaign.closes_at <= now
    if is_over and campaign.closes_at is not None:
        raise NotTakingAnswers(
            _("The questionnaire closed on %(day)s at %(time)s: answers are no longer taken.")
            % said_moment(campaign.closes_at.astimezone(zone))
        )
    if campaign.state == CampaignState.CLOSED:
        raise NotTakingAnswers(_("The questionnaire is closed: answers are no longer taken."))


def said_moment(moment: datetime) -> dict[str, str]:
    """A day and an hour as a sentence says them."""
    return {"day": date_words(moment.date()), "time": f"{moment:%H:%M}"}


def _write(sheet: AnswerSheet, given: Given) -> None:
    questions = Question.objects.filter(
        questionnaire__campaigns__invitations__sheet=sheet, code__in=list(given)
    )
    for question in questions:
        _write_one(sheet, question, given[question.code])


def _write_one(sheet: AnswerSheet, question: Question, value: Any) -> None:
    answered = Answer.objects.filter(sheet=sheet, question=question)
    for name in answered.exclude(file="").values_list("file", flat=True):
        transaction.on_commit(partial(default_storage.delete, name))
    if is_empty(value):
        answered.delete()
        return
    Answer.objects.update_or_create(
        sheet=sheet, question=question, defaults=stored(question, value)
    )


@transaction.atomic
def mark_accepted(sheet: AnswerSheet, *, by: Membership, now: datetime) -> None:
    """The curator has carried the proposals over to the card."""
    AnswerSheet.objects.filter(pk=sheet.pk).update(accepted_at=now)
    journal.record("accept_answers", sheet, by=by)
