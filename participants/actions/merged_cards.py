"""Two cards become one: what the card itself says, its parts, its family, its user."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from django.db.models import Model, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.actions.invitations import readdress_invitations
from accounts.actions.memberships import end_role, grant_role
from accounts.models import Membership, User
from accounts.rules import may_appoint
from kernel.pieces import Text
from participants.actions.people import PersonFacts, columns_of
from participants.merging import FORMER, KEPT, CannotMerge, Difference, Merge, MergedPart
from participants.models import (
    DifferentPeople,
    Guardian,
    MenteeProfile,
    MentorProfile,
    Person,
    PlaceEvent,
)

Profile = MenteeProfile | MentorProfile
PROFILES: tuple[type[Profile], ...] = (MenteeProfile, MentorProfile)
CARD_FIELDS = tuple(field.name for field in fields(PersonFacts))
# What a part of the programme remembers of itself, not a word of the person.
OF_THE_PART = frozenset({"id", "person", "entered_on", "left_on", "left_reason"})
USER = "user"


def obstacles(kept: Person, former: Person) -> Sequence[Text]:
    """A child and the one who represents it are two people."""
    family = Guardian.objects.filter(
        Q(child=kept, guardian=former) | Q(child=former, guardian=kept)
    )
    if not family.exists():
        return ()
    return [
        _("One of the two represents the other: %(one)s and %(other)s are different people.")
        % {"one": kept.name.full, "other": former.name.full}
    ]


def differences(kept: Person, former: Person) -> Sequence[Difference]:
    """What the cards and the parts say differently, and whose sign-in stays."""
    found = _different(kept, former, CARD_FIELDS, prefix="")
    for model in PROFILES:
        ours, theirs = _profile(model, kept), _profile(model, former)
        if ours and theirs:
            found += _different(ours, theirs, _said_by(model), prefix=f"{model._meta.model_name}.")
    if kept.user and former.user:
        found.append(Difference(USER, _("Signs in as"), kept.user.username, former.user.username))
    return found


def move(merge: Merge) -> None:
    """Move all of it; the parts and links that both cards have become one."""
    for model in PROFILES:
        _merge_profiles(merge, model)
    _merge_family(merge)
    either_side = Q(first=merge.former) | Q(second=merge.former)
    DifferentPeople.objects.filter(either_side).delete()
    known = PlaceEvent.objects.filter(person=merge.kept, school_year__isnull=False)
    PlaceEvent.objects.filter(
        person=merge.former, school_year__in=known.values("school_year")
    ).delete()
    readdress_invitations(
        merge.kept.organization_id, person=merge.former.pk, to_person=merge.kept.pk
    )
    _merge_users(merge)
    _merge_facts(merge)


PART = MergedPart(move=move, obstacles=obstacles, differences=differences)


def _merge_facts(merge: Merge) -> None:
    """Write what was chosen; the date of birth brings its year along."""
    said = {
        name: getattr(merge.former if merge.takes(name) else merge.kept, name)
        for name in CARD_FIELDS
    }
    for name, value in columns_of(PersonFacts(**said)).items():
        setattr(merge.kept, name, value)
    if merge.former.archived_at is None:
        merge.kept.archived_at = None
    merge.kept.entered_at = min(merge.kept.entered_at, merge.former.entered_at)
    merge.kept.save()


def _merge_users(merge: Merge) -> None:
    kept, former = merge.kept, merge.former
    staying, leaving = kept.user, former.user
    if leaving is None:
        return
    if staying is None or merge.takes(USER):
        staying, leaving = leaving, staying
    Person.objects.filter(pk=former.pk).update(user=None)
    former.user, kept.user = None, staying
    kept.save(update_fields=["user"])
    if leaving is not None:
        _hand_roles_over(merge, leaving, staying)


def _hand_roles_over(merge: Merge, leaving: User, staying: User) -> None:
    """The account without a card has no role here any more; the other one has them all."""
    organization = merge.kept.organization
    here = Membership.objects.filter(organization=organization).current(merge.today)
    has = set(here.filter(user=staying).values_list("role", flat=True))
    for role in here.filter(user=leaving).order_by("pk"):
        if not may_appoint(merge.by, role.role, organization):
            raise CannotMerge(
                _(
                    "The account “%(account)s” has the role “%(role)s” here, which is not yours"
                    " to take away. Let this account stay."
                )
                % {"account": leaving.username, "role": role.get_role_display()}
            )
        end_role(role, by=merge.by, now=merge.now, today=merge.today, reason="two cards became one")
        if role.role not in has:
            grant_role(
                staying,
                organization=organization,
                role=role.role,
                by=merge.by,
                since_on=merge.today,
                post=role.post,
                class_name=role.class_name,
            )


def _merge_profiles(merge: Merge, model: type[Profile]) -> None:
    """A part that both have is one part: since the earlier day, and in force if either is."""
    ours, theirs = _profile(model, merge.kept), _profile(model, merge.former)
    if ours is None or theirs is None:
        return
    for name in _said_by(model):
        if merge.takes(f"{model._meta.model_name}.{name}"):
            setattr(ours, name, getattr(theirs, name))
    ours.entered_on = min(ours.entered_on, theirs.entered_on)
    if ours.left_on and (theirs.left_on is None or theirs.left_on > ours.left_on):
        ours.left_on, ours.left_reason = theirs.left_on, theirs.left_reason
    ours.save()
    for many in model._meta.many_to_many:
        getattr(ours, many.name).add(*getattr(theirs, many.name).all())
    theirs.delete()


def _merge_family(merge: Merge) -> None:
    """Links move; one that both have stays once, confirmed if either was."""
    for mine, other in (("child", "guardian"), ("guardian", "child")):
        known = {
            getattr(link, f"{other}_id"): link
            for link in Guardian.objects.filter(**{mine: merge.kept})
        }
        for link in Guardian.objects.filter(**{mine: merge.former}).order_by("pk"):
            same = known.get(getattr(link, f"{other}_id"))
            if same is None:
                Guardian.objects.filter(pk=link.pk).update(**{mine: merge.kept})
                continue
            confirmed = same.confirmed_at or link.confirmed_at
            authority = same.authority or link.authority
            Guardian.objects.filter(pk=same.pk).update(confirmed_at=confirmed, authority=authority)
            link.delete()


def _profile(model: type[Profile], person: Person) -> Any:
    return model._base_manager.filter(person=person).first()


def _said_by(model: type[Profile]) -> tuple[str, ...]:
    names = (field.name for field in model._meta.concrete_fields)
    return tuple(name for name in names if name not in OF_THE_PART)


def _different(
    ours: Model, theirs: Model, names: Sequence[str], *, prefix: str
) -> list[Difference]:
    """Name by name what the two say differently; what only one of them says is usual."""
    return [
        Difference(
            name=f"{prefix}{name}",
            label=_label(ours, name),
            kept=_shown(ours, name),
            former=_shown(theirs, name),
            usual=FORMER if _is_empty(getattr(ours, name)) else KEPT,
        )
        for name in names
        if getattr(ours, name) != getattr(theirs, name)
    ]


def _label(record: Model, name: str) -> str:
    field: Any = record._meta.get_field(name)
    return capfirst(str(field.verbose_name))


def _is_empty(value: object) -> bool:
    return value is None or value == ""


def _shown(record: Model, name: str) -> str:
    """A value as a person reads it; nothing where nothing is known."""
    value = getattr(record, name)
    if _is_empty(value):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    named = getattr(record, f"get_{name}_display", None)
    if named is not None:
        return str(named())
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)
