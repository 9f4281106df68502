"""Who may do what with questionnaires and answers. This file is the whole answer."""

from typing import Any

from accounts.models import Membership
from accounts.states import Role
from kernel.access import Rule, both, declare, role_is
from surveys.models import AnswerSheet, Campaign, Question, Questionnaire, Section
from surveys.states import CAMPAIGN_LIFE, QUESTIONNAIRE_LIFE, Privacy, SheetState

ASKS = (Role.CURATOR, Role.PSYCHOLOGIST)
KNOWS = (*ASKS, Role.DIRECTOR)
LIBRARY = (*KNOWS, Role.MUNICIPALITY, Role.REGION)
BUILDS = (*ASKS, Role.MUNICIPALITY, Role.REGION)


def knows_answers(membership: Membership, sheet: AnswerSheet) -> bool:
    """Named answers: curator and psychologist; the director sees figures only."""
    del sheet
    return membership.role in ASKS


def sees_figures(membership: Membership, campaign: Campaign) -> bool:
    """The director sees figures, except of a confidential campaign."""
    return membership.role in ASKS or campaign.privacy == Privacy.NAMED


def is_own(membership: Membership, subject: Questionnaire | Question | Section) -> bool:
    """Build what belongs to one's own organization, never what is shipped or comes from above."""
    found = subject if isinstance(subject, Questionnaire) else subject.questionnaire
    return found.organization_id == membership.organization_id


def is_draft(_membership: Membership, subject: Questionnaire | Question | Section) -> bool:
    """Only a draft is changed."""
    found = subject if isinstance(subject, Questionnaire) else subject.questionnaire
    return found.is_draft


def can_publish(_membership: Membership, questionnaire: Questionnaire) -> bool:
    """The life of the questionnaire lets it happen now."""
    return QUESTIONNAIRE_LIFE.allows(questionnaire, "publish")


def can_retire(_membership: Membership, questionnaire: Questionnaire) -> bool:
    """The life of the questionnaire lets it happen now."""
    return QUESTIONNAIRE_LIFE.allows(questionnaire, "retire")


def allows(move: str) -> Any:
    """The life of the campaign lets it happen now."""
    return lambda _membership, campaign: CAMPAIGN_LIFE.allows(campaign, move)


def is_not_counted(_membership: Membership, campaign: Campaign) -> bool:
    """Once the box of anonymous answers is open, the campaign stands as it is."""
    return campaign.box_opened_on is None


def can_be_opened(membership: Membership, campaign: Campaign) -> bool:
    """It is planned or closed, and its anonymous answers have not been counted."""
    return allows("open")(membership, campaign) and is_not_counted(membership, campaign)


def is_submitted(_membership: Membership, sheet: AnswerSheet) -> bool:
    """Only what was handed in is carried over to the card."""
    return sheet.state == SheetState.SUBMITTED


declare(
    {
        "surveys.library": Rule(role_is(*LIBRARY)),
        "surveys.questionnaire": Rule(role_is(*LIBRARY)),
        "surveys.make": Rule(role_is(*BUILDS)),
        "surveys.copy": Rule(role_is(*BUILDS)),
        "surveys.build": Rule(both(role_is(*BUILDS), is_own), when=is_draft),
        "surveys.publish": Rule(both(role_is(*BUILDS), is_own), when=can_publish),
        "surveys.version": Rule(
            both(role_is(*BUILDS), is_own), when=lambda _membership, one: not one.is_draft
        ),
        "surveys.retire": Rule(both(role_is(*BUILDS), is_own), when=can_retire),
        "surveys.campaigns": Rule(role_is(*KNOWS)),
        "surveys.plan": Rule(role_is(*ASKS)),
        "surveys.campaign": Rule(role_is(*KNOWS)),
        "surveys.change": Rule(role_is(*ASKS), when=is_not_counted),
        "surveys.open": Rule(role_is(*ASKS), when=can_be_opened),
        "surveys.close": Rule(role_is(*ASKS), when=allows("close")),
        "surveys.posters": Rule(role_is(*ASKS), when=allows("close")),
        "surveys.remind": Rule(role_is(*ASKS), when=allows("close")),
        "surveys.results": Rule(both(role_is(*KNOWS), sees_figures)),
        "surveys.changes": Rule(role_is(*KNOWS)),
        "surveys.sheet": Rule(knows_answers),
        "surveys.answer_file": Rule(role_is(*ASKS)),
        "surveys.accept": Rule(
            lambda membership, _sheet: membership.role == Role.CURATOR, when=is_submitted
        ),
        "surveys.mine": Rule(
            role_is(Role.MENTEE, Role.MENTOR, Role.GUARDIAN, Role.PARTNER, *KNOWS)
        ),
        "surveys.answer": Rule(lambda _membership, _invitation: True),
    }
)
