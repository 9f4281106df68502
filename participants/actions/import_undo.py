"""Taking a loaded file back: within a week, all of it or nothing, never over later work.

While it loads, a file leaves a trace: which cards, parts and representatives it made, and what
the cards that it changed said before. Each keeps a fingerprint of what the loading wrote; where
a card says something else now, somebody has worked with it and nothing is taken back.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel import jobs, journal
from kernel.actors import Actor
from kernel.models import JournalEntry
from kernel.refusals import Refusal
from participants.actions.import_parts import Parts, part_model
from participants.checked_rows import PARTS
from participants.models import Guardian, MenteeProfile, MentorProfile, PeopleImport, Person
from participants.resources import STORED
from participants.states import IMPORT_LIFE, ImportState

AT_ONCE = 300
SHOWN = 20
_PRINT_LENGTH = 16
_OWN_PARTS: tuple[type[models.Model], ...] = (MenteeProfile, MentorProfile)


class CannotUndo(Refusal):
    """The file was not loaded, the week is over, or somebody has worked with its people since."""


def before_of(people: Iterable[Person]) -> dict[str, dict[str, Any]]:
    """What cards say before a file changes them, by their numbers."""
    return {str(person.pk): {name: getattr(person, name) for name in STORED} for person in people}


def keep_trace(
    brought: PeopleImport,
    *,
    made: Collection[int],
    before: Mapping[str, Any],
    parts: Parts,
    entry: JournalEntry,
) -> None:
    """Write down what the loading wrote. In its transaction."""
    profile = part_model(brought.profile)
    cards = {*made, *parts.cards, *map(int, before)}
    brought.trace = {
        "entry": entry.pk,
        "made": sorted({*made, *parts.cards}),
        "before": before,
        "parts_made": sorted(parts.made),
        "parts_before": parts.before,
        "guardians": sorted(parts.links),
        "archived": brought.trace.get("archived", []),
        "cards_after": _prints(Person, "pk", cards, STORED),
        "parts_after": (
            _prints(
                profile,
                "person_id",
                {*parts.made, *map(int, parts.before)},
                PARTS[brought.profile],
            )
            if profile
            else {}
        ),
    }
    brought.save(update_fields=["trace"])


def obstacles(brought: PeopleImport, *, now: datetime) -> list[str]:
    """Say what keeps the file from being taken back; nothing when it can be."""
    if brought.state != ImportState.APPLIED or "made" not in brought.trace:
        return [_("This file is not loaded, there is nothing to take back.")]
    until = brought.undo_until_at
    if until is None or now > until:
        return [_("The week in which a loaded file can be taken back is over.")]
    return _touched(brought)


@transaction.atomic
def want_undo(brought: PeopleImport, *, by: Membership, now: datetime) -> PeopleImport:
    """Take a short file back at once and a long one by a job."""
    if _size(brought) <= AT_ONCE:
        undo_load(brought, by=by, now=now)
        return brought
    if said := obstacles(brought, now=now):
        raise CannotUndo(" ".join(said[:SHOWN]))
    job = jobs.want(
        "participants.undo_people",
        by=by,
        now=now,
        key=str(brought.pk),
        title=_("Taking back “%(file)s”") % {"file": brought.file_name},
        brought=brought.pk,
    )
    PeopleImport.objects.filter(pk=brought.pk).update(job_id=job.pk)
    return brought


@transaction.atomic
def undo_load(brought: PeopleImport, *, by: Actor | None, now: datetime) -> dict[str, int]:
    """Take back all that the file wrote: new cards go, changed ones say what they said before.

    Run twice, it takes back once. Cards that were archived from the preview come back.
    """
    fresh = PeopleImport.objects.select_for_update(of=("self",)).get(pk=brought.pk)
    if fresh.state == ImportState.UNDONE:
        return _counted(fresh)
    trace = fresh.trace
    numbers = [*trace.get("made", ()), *map(int, trace.get("before", ()))]
    list(Person.objects.select_for_update(of=("self",)).filter(pk__in=numbers).order_by("pk"))
    said = obstacles(fresh, now=now)
    if said:
        raise CannotUndo(" ".join(said[:SHOWN]))
    undone = IMPORT_LIFE.move(
        fresh, "undo_load", by=by, counts={**fresh.counts, **_numbers(trace)}, trace={}
    )
    _put_back(undone, trace, by=by)
    return _counted(undone)


def _put_back(brought: PeopleImport, trace: Mapping[str, Any], *, by: Actor | None) -> None:
    profile = part_model(brought.profile)
    if profile:
        profile._base_manager.filter(person__in=trace["parts_made"]).delete()
        _restore(profile, "person_id", trace["parts_before"], PARTS[brought.profile])
    Guardian.objects.filter(pk__in=trace["guardians"]).delete()
    Person.objects.filter(pk__in=trace["made"]).delete()
    _restore(Person, "pk", trace["before"], STORED)
    for person in Person.objects.filter(pk__in=trace.get("archived", ())).order_by("pk"):
        if person.archived_at is not None:
            Person.objects.filter(pk=person.pk).update(archived_at=None)
            journal.record("restore_person", person, by=by)


def _restore(
    model: type[models.Model], key: str, before: Mapping[str, Any], columns: Sequence[str]
) -> None:
    found = {str(getattr(one, key)): one for one in model._base_manager.filter(
        **{f"{key}__in": [int(number) for number in before]}
    )}  # fmt: skip
    for number, said in before.items():
        for name, value in said.items():
            field: Any = model._meta.get_field(name)
            setattr(found[number], name, field.to_python(value))
    model._base_manager.bulk_update(found.values(), columns, batch_size=500)


def _touched(brought: PeopleImport) -> list[str]:
    """Name the people with whom somebody has worked since the loading, and what was done."""
    reasons = _cards_changed(brought.trace)
    for number in _parts_changed(brought):
        reasons.setdefault(number, _("the part in the programme has been changed since"))
    for number, what in _added_since(brought).items():
        reasons.setdefault(number, _("added since: %(what)s") % {"what": what})
    for number in _worked_with(brought):
        reasons.setdefault(number, _("the card has been worked with since"))
    names = {one.pk: one.name.full for one in Person.objects.filter(pk__in=reasons)}
    return sorted(f"{names.get(number, number)}: {why}." for number, why in reasons.items())


def _cards_changed(trace: Mapping[str, Any]) -> dict[int, str]:
    now_said = _prints(Person, "pk", map(int, trace["cards_after"]), STORED)
    changed = {}
    for number, said in trace["cards_after"].items():
        if number not in now_said:
            changed[int(number)] = _("the card is no longer there")
        elif now_said[number] != said:
            changed[int(number)] = _("the card has been changed since")
    return changed


def _parts_changed(brought: PeopleImport) -> list[int]:
    profile, after = part_model(brought.profile), brought.trace["parts_after"]
    if profile is None:
        return []
    now_said = _prints(profile, "person_id", map(int, after), PARTS[brought.profile])
    return [int(number) for number, said in after.items() if now_said.get(number) != said]


def _added_since(brought: PeopleImport) -> dict[int, str]:
    """What has been tied to the cards that the file made: consents, pairs, answers and the like."""
    trace = brought.trace
    made = trace["made"]
    added: dict[int, str] = {}
    for relation in Person._meta.get_fields(include_hidden=True):
        if relation.concrete or not (relation.one_to_many or relation.one_to_one):
            continue
        model: Any = relation.related_model
        name = relation.field.name  # type: ignore[union-attr]
        rows = model._base_manager.filter(**{f"{name}__in": made})
        if model is Guardian:
            rows = rows.exclude(pk__in=trace["guardians"], confirmed_at=None)
        if model in _OWN_PARTS and model is part_model(brought.profile):
            rows = rows.exclude(person__in=trace["parts_made"])
        for number in rows.values_list(name, flat=True):
            added[number] = str(model._meta.verbose_name)
    return added


def _worked_with(brought: PeopleImport) -> set[int]:
    """The made cards about which the journal tells a deed after the loading."""
    trace = brought.trace
    deeds = JournalEntry.objects.filter(
        tenant_id=brought.organization_id,
        pk__gt=trace["entry"],
        subject__startswith="participants.person:",
    ).exclude(verb=journal.VIEW)
    numbers = {int(said.partition(":")[2]) for said in deeds.values_list("subject", flat=True)}
    return numbers & set(trace["made"])


def _prints(
    model: type[models.Model], key: str, numbers: Iterable[int], columns: Sequence[str]
) -> dict[str, str]:
    rows = model._base_manager.filter(**{f"{key}__in": list(numbers)}).values_list(key, *columns)
    return {str(number): _print(said) for number, *said in rows}


def _print(said: Sequence[Any]) -> str:
    text = json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:_PRINT_LENGTH]


def _size(brought: PeopleImport) -> int:
    return sum(_numbers(brought.trace).values()) if brought.trace.get("made") is not None else 0


def _numbers(trace: Mapping[str, Any]) -> dict[str, int]:
    return {"removed": len(trace["made"]), "restored": len(trace["before"])}


def _counted(brought: PeopleImport) -> dict[str, int]:
    return {name: brought.counts.get(name, 0) for name in ("removed", "restored")}
