"""Make one card of two, or write down that two people only look alike."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel import journal
from kernel.pieces import Text
from participants.actions import merged_cards, merged_papers
from participants.connections import lent
from participants.merging import CannotMerge, Difference, Merge, MergedPart
from participants.models import CardMerge, DifferentPeople, Person

OWN: Sequence[MergedPart] = (merged_cards.PART, merged_papers.PART)


def parts() -> Sequence[MergedPart]:
    """All who have a say, this room first."""
    return (*OWN, *lent().merging)


def obstacles(kept: Person, former: Person) -> list[Text]:
    """Why these two cards cannot become one; nothing when they can."""
    if kept.pk == former.pk or kept.organization_id != former.organization_id:
        return [_("These are not two cards of one organization.")]
    return [reason for part in parts() for reason in part.obstacles(kept, former)]


def differences(kept: Person, former: Person) -> list[Difference]:
    """All that a person has to choose between."""
    return [found for part in parts() for found in part.differences(kept, former)]


@transaction.atomic
def merge_people(
    kept: Person,
    former: Person,
    *,
    taken: frozenset[str],
    by: Membership,
    now: datetime,
    today: date,
) -> Person:
    """Make one card of two: all that hangs on the former card moves, and the former card goes.

    The former number leads to the kept card from now on.
    """
    merge = Merge(*_locked(kept, former), taken=taken, by=by, now=now, today=today)
    if reasons := obstacles(merge.kept, merge.former):
        raise CannotMerge(" ".join(str(reason) for reason in reasons))
    moved = what_hangs_on(merge.former)
    for part in parts():
        part.move(merge)
    _move_the_rest(merge)
    number = merge.former.pk
    merge.former.delete()
    CardMerge.objects.create(
        kept=merge.kept,
        former=number,
        taken=sorted(taken),
        moved={str(model._meta.label_lower): count for model, count in moved},
        merged_at=now,
        merged_by_id=by.user_id,
    )
    journal.record(
        "merge_people",
        merge.kept,
        by=by,
        former=number,
        fields=sorted(taken),
        moved={str(model._meta.label_lower): count for model, count in moved},
    )
    return merge.kept


@transaction.atomic
def tell_apart(one: Person, other: Person, *, by: Membership, now: datetime) -> None:
    """Two cards look alike and belong to two people: they are not offered any more."""
    first, second = sorted((one, other), key=lambda person: person.pk)
    _said, is_new = DifferentPeople.objects.get_or_create(
        first=first, second=second, defaults={"said_at": now, "said_by_id": by.user_id}
    )
    if is_new:
        journal.record("tell_apart", first, by=by, other=second.pk)


def what_hangs_on(person: Person) -> list[tuple[type[models.Model], int]]:
    """Which records name the person, and how many of each kind."""
    found: dict[type[models.Model], int] = {}
    for model, field in _references():
        if count := model._base_manager.filter(**{field: person}).count():
            found[model] = found.get(model, 0) + count
    return list(found.items())


def _locked(kept: Person, former: Person) -> tuple[Person, Person]:
    rows = Person.objects.select_for_update().filter(pk__in=[kept.pk, former.pk]).order_by("pk")
    found = {person.pk: person for person in rows}
    if len(found) != 2:  # noqa: PLR2004 -- two cards
        raise CannotMerge(_("One of the two cards is not there any more."))
    return found[kept.pk], found[former.pk]


def _references() -> list[tuple[type[models.Model], str]]:
    """Every column of the project that names a person."""
    return [
        (relation.related_model, relation.field.name)
        for relation in Person._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)
    ]


def _move_the_rest(merge: Merge) -> None:
    """What no room has spoken for goes over as it stands, or the merge is refused."""
    for model, field in _references():
        try:
            with transaction.atomic():
                rows = model._base_manager.filter(**{field: merge.former})
                rows.update(**{field: merge.kept})
        except IntegrityError as refused:
            raise CannotMerge(
                _("Both cards have “%(record)s”, and only one of the two can stay.")
                % {"record": capfirst(str(model._meta.verbose_name))}
            ) from refused
