"""Measuring a mentee: what is compared at the end must be entered at the start."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from kernel import journal
from kernel.calendar import SchoolYear
from kernel.refusals import Refusal
from participants.influence import BY_CODE
from participants.models import Measurement, Person


class MeasurementRefused(Refusal):
    """The value is not this person's to enter, or outside its scale."""


@transaction.atomic
def measure(
    person: Person,
    *,
    moment: str,
    values: Mapping[str, Decimal | None],
    by: Membership,
    today: date,
) -> int:
    """Keep what a role has measured; an emptied value is taken back. Values are not journalled."""
    year = SchoolYear.of(today).start
    changed = []
    for code, value in values.items():
        parameter = BY_CODE[code]
        if by.role not in parameter.measured_by:
            raise MeasurementRefused(_("This is measured by somebody else."))
        known = Measurement.objects.filter(person=person, year=year, moment=moment, parameter=code)
        before = known.values_list("value", flat=True).first()
        if before == value:
            continue
        if value is None:
            known.delete()
        elif not parameter.low <= value <= parameter.high:
            raise MeasurementRefused(_("The value is outside its scale."))
        else:
            Measurement.objects.update_or_create(
                person=person,
                year=year,
                moment=moment,
                parameter=code,
                defaults={"value": value, "measured_on": today, "measured_by": by.user},
            )
        changed.append(code)
    if changed:
        journal.record("measure", person, by=by, moment=moment, fields=sorted(changed))
    return len(changed)
