"""The words by which the journal tells of questionnaires."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from kernel.history import Told
from surveys.models import Campaign


def names_of_campaigns(numbers: Iterable[int]) -> dict[int, str]:
    """What the campaigns are called."""
    return {one.pk: one.title for one in Campaign.objects.filter(pk__in=numbers)}


TOLD = Told(
    title=_("Questionnaires"),
    words={
        "make_questionnaire": _("A questionnaire was begun"),
        "copy_questionnaire": _("A questionnaire was copied"),
        "make_version": _("A new version of a questionnaire was begun"),
        "change_questionnaire": _("A draft of a questionnaire was changed"),
        "drop_questionnaire": _("A draft of a questionnaire was thrown away"),
        "publish": _("A questionnaire was published"),
        "retire": _("A questionnaire was taken out of use"),
        "offer_people": _("The list of those who can be chosen was set"),
        "plan_campaign": _("A campaign was planned"),
        "open": _("A campaign was opened"),
        "close": _("A campaign was closed"),
        "remind_waiting": _("Those who had not answered were reminded"),
        "open_box": _("Anonymous answers were counted"),
        "change_campaign": _("A campaign was changed"),
        "make_posters": _("Posters of classes were made"),
        "renew_posters": _("Posters of classes were renewed"),
        "lock_poster": _("A poster was locked: somebody was guessing its PIN"),
        "refuse_to_answer": _("Somebody chose not to answer"),
        "submit": _("Answers were sent"),
        "accept_answers": _("Answers were carried over to the card"),
    },
    pages={
        "surveys.questionnaire": "questionnaire",
        "surveys.campaign": "campaign",
        "surveys.answersheet": "answer-sheet",
    },
    names={"surveys.campaign": names_of_campaigns},
)
