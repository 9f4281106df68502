"""The wordings of consents, as an organization wants them. What was signed keeps its own words."""

from datetime import date

from django.db import transaction

from accounts.models import Membership, Organization
from kernel import journal
from participants.models import ConsentText


@transaction.atomic
def change_text(
    organization: Organization,
    *,
    purpose: str,
    body: str,
    source: str,
    by: Membership,
    today: date,
) -> ConsentText:
    """Keep new words as a new version, in force from today."""
    Organization.objects.select_for_update().get(pk=organization.pk)
    latest = (
        ConsentText.objects.filter(organization=organization, purpose=purpose)
        .order_by("-version")
        .first()
    )
    text = ConsentText.objects.create(
        organization=organization,
        purpose=purpose,
        version=latest.version + 1 if latest else 1,
        body=body,
        source=source,
        valid_from_on=today,
    )
    journal.record(
        "change_consent_text", organization, by=by, purpose=purpose, version=text.version
    )
    return text
