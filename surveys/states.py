"""The lives of a questionnaire, a campaign and an answer sheet."""

from django.db import models
from django.utils.translation import pgettext_lazy

from kernel.lifecycle import Lifecycle, Move


class QuestionKind(models.TextChoices):
    """What kind of answer a question takes."""

    SHORT = "short", pgettext_lazy("question", "short text")
    LONG = "long", pgettext_lazy("question", "long text")
    ONE = "one", pgettext_lazy("question", "one choice")
    SEVERAL = "several", pgettext_lazy("question", "several choices")
    SCALE = "scale", pgettext_lazy("question", "scale")
    NUMBER = "number", pgettext_lazy("question", "number")
    DATE = "date", pgettext_lazy("question", "date")
    YES_NO = "yes_no", pgettext_lazy("question", "yes or no")
    MATRIX = "matrix", pgettext_lazy("question", "table of choices")
    RANKING = "ranking", pgettext_lazy("question", "ranking")
    PEOPLE = "people", pgettext_lazy("question", "choice of people")
    FILE = "file", pgettext_lazy("question", "file")


class Side(models.TextChoices):
    """Who answers a questionnaire."""

    MENTEE = "mentee", pgettext_lazy("answers", "mentees")
    MENTOR = "mentor", pgettext_lazy("answers", "mentors")
    BOTH = "both", pgettext_lazy("answers", "mentees and mentors")
    GUARDIAN = "guardian", pgettext_lazy("answers", "parents")
    STAFF = "staff", pgettext_lazy("answers", "staff of the school")


class Aim(models.TextChoices):
    """What a questionnaire is for; proofs and comparisons look at it."""

    APPLICATION = "application", pgettext_lazy("questionnaire", "application, fills the card")
    THIRD_PARTY = "third_party", pgettext_lazy("questionnaire", "information from third parties")
    MEETING = "meeting", pgettext_lazy("questionnaire", "sheet after the group meeting")
    FEEDBACK = "feedback", pgettext_lazy("questionnaire", "feedback")
    PULSE = "pulse", pgettext_lazy("questionnaire", "pulse of one question")
    BEFORE = "satisfaction_before", pgettext_lazy("questionnaire", "satisfaction, before")
    AFTER = "satisfaction_after", pgettext_lazy("questionnaire", "satisfaction, after")
    QUALITY = "quality", pgettext_lazy("questionnaire", "quality of the programme")
    TEST = "test", pgettext_lazy("questionnaire", "test of training")
    OTHER = "other", pgettext_lazy("questionnaire", "something else")


class Prefill(models.TextChoices):
    """What the base already knows, so that nobody types it again."""

    NAME = "name", pgettext_lazy("prefill", "name of the person")
    CLASS = "class", pgettext_lazy("prefill", "class of the person")
    PARTNER = "partner", pgettext_lazy("prefill", "the other side of the pair")


class QuestionnaireState(models.TextChoices):
    """An answered version is never changed; a new one is made."""

    DRAFT = "draft", pgettext_lazy("questionnaire", "draft")
    PUBLISHED = "published", pgettext_lazy("questionnaire", "published")
    RETIRED = "retired", pgettext_lazy("questionnaire", "retired")


QUESTIONNAIRE_LIFE = Lifecycle(
    {
        "publish": Move(frozenset({QuestionnaireState.DRAFT}), QuestionnaireState.PUBLISHED),
        "retire": Move(frozenset({QuestionnaireState.PUBLISHED}), QuestionnaireState.RETIRED),
    }
)


class CampaignState(models.TextChoices):
    """Whether answers are taken."""

    DRAFT = "draft", pgettext_lazy("campaign", "draft")
    OPEN = "open", pgettext_lazy("campaign", "open")
    CLOSED = "closed", pgettext_lazy("campaign", "closed")


CAMPAIGN_LIFE = Lifecycle(
    {
        "open": Move(frozenset({CampaignState.DRAFT, CampaignState.CLOSED}), CampaignState.OPEN),
        "close": Move(frozenset({CampaignState.OPEN}), CampaignState.CLOSED),
    }
)


class Privacy(models.TextChoices):
    """Who can tell whose answers they are; fixed after the first answer."""

    NAMED = "named", pgettext_lazy("campaign", "with names")
    CONFIDENTIAL = "confidential", pgettext_lazy("campaign", "confidential")
    ANONYMOUS = "anonymous", pgettext_lazy("campaign", "anonymous")


class SheetState(models.TextChoices):
    """Whether the person has handed the sheet in."""

    BEGUN = "begun", pgettext_lazy("answer sheet", "begun")
    SUBMITTED = "submitted", pgettext_lazy("answer sheet", "submitted")


SHEET_LIFE = Lifecycle(
    {"submit": Move(frozenset({SheetState.BEGUN, SheetState.SUBMITTED}), SheetState.SUBMITTED)}
)
