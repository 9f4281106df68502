"""Which wording of a consent is in force for an organization."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from kernel.refusals import Refusal
from participants.models import ConsentText
from participants.states import Purpose


class NoText(Refusal):
    """There is no wording for this purpose."""


def text_for(organization: Organization, purpose: str) -> ConsentText:
    """The latest wording of the organization itself, else of those above, else the shipped one."""
    parent = organization.parent
    nearness = {organization.pk: 3, organization.parent_id: 2}
    if parent is not None and parent.parent_id is not None:
        nearness[parent.parent_id] = 1
    places = [pk for pk in nearness if pk is not None]
    known = ConsentText.objects.filter(
        Q(organization=None) | Q(organization__in=places), purpose=purpose
    )
    found = max(
        known,
        key=lambda text: (
            nearness.get(text.organization_id, 0) if text.organization_id else 0,
            text.version,
        ),
        default=None,
    )
    if found is None:
        raise NoText(_("There is no wording of this consent. Run the loading of presets."))
    return found


def texts_of(organization: Organization) -> list[ConsentText]:
    """The wordings in force, one for each purpose."""
    return [text_for(organization, purpose) for purpose in Purpose]
