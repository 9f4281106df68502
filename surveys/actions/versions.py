"""Versions: what was published is never changed, a new version takes its place."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel import journal
from kernel.refusals import Refusal
from surveys.actions.building import locked
from surveys.actions.contents import write_content
from surveys.content import Content, content_of
from surveys.faults import faults_of
from surveys.models import Questionnaire
from surveys.states import QUESTIONNAIRE_LIFE, QuestionnaireState


class NotReady(Refusal):
    """The questionnaire has faults that would puzzle those who answer."""


class DraftExists(Refusal):
    """One draft of the next version at a time, or two would follow the same one."""


@transaction.atomic
def make_questionnaire(content: Content, *, by: Membership) -> Questionnaire:
    """Begin a questionnaire of one's own, empty or filled from a file."""
    made = _make(by, code=_free_code(by, "own"), content=content)
    journal.record("make_questionnaire", made, by=by)
    return made


@transaction.atomic
def copy_questionnaire(questionnaire: Questionnaire, *, by: Membership) -> Questionnaire:
    """Take a questionnaire over as a draft of one's own; its later versions will be offered."""
    content = content_of(questionnaire)
    code = _free_code(by, questionnaire.code)
    made = _make(by, code=code, content=content, origin=questionnaire)
    journal.record("copy_questionnaire", made, by=by)
    return made


@transaction.atomic
def make_version(
    questionnaire: Questionnaire, *, by: Membership, origin: Questionnaire | None = None
) -> Questionnaire:
    """Begin the next version as a draft: from this one, or from what the origin says now."""
    versions = Questionnaire.objects.select_for_update(of=("self",)).filter(
        organization=questionnaire.organization, code=questionnaire.code
    )
    if any(each.state == QuestionnaireState.DRAFT for each in versions):
        raise DraftExists(_("The next version has been begun already. Go on with that draft."))
    made = _make(
        by,
        code=questionnaire.code,
        content=content_of(origin or questionnaire),
        version=(versions.aggregate(last=Max("version"))["last"] or 0) + 1,
        origin=origin or questionnaire.origin,
    )
    journal.record("make_version", made, by=by, version=made.version)
    return made


def _make(by: Membership, *, content: Content, **facts: Any) -> Questionnaire:
    made = Questionnaire.objects.create(
        organization_id=by.organization_id, **{**content.facts, **facts}
    )
    write_content(made, content)
    return made


def _free_code(by: Membership, wanted: str) -> str:
    """The wanted code, with a number where one's own organization uses it already."""
    own = Questionnaire.objects.filter(organization_id=by.organization_id)
    taken = set(own.values_list("code", flat=True))
    code, number = wanted, 1
    while code in taken:
        number += 1
        code = f"{wanted}-{number}"
    return code


@transaction.atomic
def publish(questionnaire: Questionnaire, *, by: Membership) -> Questionnaire:
    """Let it be asked with, here and in the schools below. Raises NotReady while it has faults."""
    fresh = locked(questionnaire)
    faults = faults_of(fresh)
    if faults:
        raise NotReady(str(faults[0].text))
    published = QUESTIONNAIRE_LIFE.move(fresh, "publish", by=by)
    retire_older(published, by=by)
    return published


def retire_older(questionnaire: Questionnaire, *, by: Membership | None) -> None:
    """Take the older versions out of use; campaigns that ask with them go on."""
    older = Questionnaire.objects.filter(
        organization=questionnaire.organization,
        code=questionnaire.code,
        version__lt=questionnaire.version,
        state=QuestionnaireState.PUBLISHED,
    )
    for each in older:
        QUESTIONNAIRE_LIFE.move(each, "retire", by=by)


@transaction.atomic
def retire(questionnaire: Questionnaire, *, by: Membership) -> Questionnaire:
    """Take a questionnaire out of use; campaigns that ask with it go on."""
    return QUESTIONNAIRE_LIFE.move(questionnaire, "retire", by=by)


@transaction.atomic
def drop_draft(questionnaire: Questionnaire, *, by: Membership) -> None:
    """Throw a draft away; nobody has answered it."""
    fresh = locked(questionnaire)
    journal.record("drop_questionnaire", fresh, by=by, title=fresh.title)
    fresh.delete()
