"""The lives of a questionnaire, a campaign and an answer sheet."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.lifecycle import Lifecycle, Move


class QuestionKind(models.TextChoices):
    """What kind of answer a question takes."""

    SHORT = "short", _("short text")
    LONG = "long", _("long text")
    ONE = "one", _("one choice")
    SEVERAL = "several", _("several choices")
    SCALE = "scale", _("scale")
    NUMBER = "number", _("number")
    DATE = "date", _("date")
    YES_NO = "yes_no", _("yes or no")


class QuestionnaireState(models.TextChoices):
    """An answered version is never changed; a new one is made."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    RETIRED = "retired", _("retired")


QUESTIONNAIRE_LIFE = Lifecycle(
    {
        "publish": Move(frozenset({QuestionnaireState.DRAFT}), QuestionnaireState.PUBLISHED),
        "retire": Move(frozenset({QuestionnaireState.PUBLISHED}), QuestionnaireState.RETIRED),
    }
)


class CampaignState(models.TextChoices):
    """Whether answers are taken."""

    DRAFT = "draft", _("draft")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


CAMPAIGN_LIFE = Lifecycle(
    {
        "open": Move(frozenset({CampaignState.DRAFT, CampaignState.CLOSED}), CampaignState.OPEN),
        "close": Move(frozenset({CampaignState.OPEN}), CampaignState.CLOSED),
    }
)


class Privacy(models.TextChoices):
    """Who can tell whose answers they are; fixed after the first answer."""

    NAMED = "named", _("with names")
    CONFIDENTIAL = "confidential", _("confidential")


class SheetState(models.TextChoices):
    """Whether the person has handed the sheet in."""

    BEGUN = "begun", _("begun")
    SUBMITTED = "submitted", _("submitted")


SHEET_LIFE = Lifecycle(
    {"submit": Move(frozenset({SheetState.BEGUN, SheetState.SUBMITTED}), SheetState.SUBMITTED)}
)
