"""Templates of a region or a municipality: made, worded, published as versions, pushed."""

import copy
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership, Organization, User
from accounts.states import Role
from kernel import journal
from kernel.calendar import today_in
from kernel.jobs import Run, job, want
from kernel.refusals import Refusal
from notices.actions import owe
from roadmap.models import Roadmap, RoadmapTemplate, TemplateVersion
from roadmap.states import RoadmapState
from roadmap.wording import Wording, count_of, kept, new_key, rows_of

PUSH = "roadmap.push_version"
BATCH = 50
KIND = "template_pushed"


class NothingNew(Refusal):
    """The working text says what the latest version says."""


class EmptyTemplate(Refusal):
    """There is nothing in it to offer."""


@transaction.atomic
def make_template(
    wording: Mapping[str, Any],
    *,
    title: str,
    about: str,
    kinds: Iterable[str],
    source_name: str,
    by: Membership,
    now: datetime,
) -> RoadmapTemplate:
    """Begin a template with the words of another plan; its rows get keys of their own."""
    template = RoadmapTemplate.objects.create(
        organization_id=by.organization_id,
        title=title,
        about=about,
        kinds=sorted(kinds),
        content={**with_own_keys(wording), "title": title},
        source_name=source_name[:200],
        made_at=now,
        made_by_id=by.user_id,
    )
    journal.record("make_template", template, by=by, source=source_name)
    return template


@transaction.atomic
def word_template(
    template: RoadmapTemplate,
    *,
    content: Mapping[str, Any],
    about: str,
    kinds: Iterable[str],
    by: Membership,
) -> RoadmapTemplate:
    """Keep the working text; schools see it once it is published."""
    fresh = RoadmapTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    fresh.content, fresh.title = dict(content), content["title"]
    fresh.about, fresh.kinds = about, sorted(kinds)
    fresh.save(update_fields=["content", "title", "about", "kinds"])
    journal.record("word_template", fresh, by=by, activities=count_of(content))
    return fresh


@transaction.atomic
def publish_template(
    template: RoadmapTemplate, *, note: str, by: Membership, now: datetime, is_pushed: bool = False
) -> TemplateVersion:
    """Publish the working text as the next version: its words never change again."""
    fresh = RoadmapTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    content = kept(fresh.content)
    if not content["stages"]:
        raise EmptyTemplate(_("There are no activities in the template. Add at least one."))
    latest = fresh.versions.order_by("-number").first()
    if latest is not None and latest.content == content:
        raise NothingNew(
            _("The text is the same as in version %(number)d.") % {"number": latest.number}
        )
    version = TemplateVersion.objects.create(
        template=fresh,
        number=latest.number + 1 if latest else 1,
        content=content,
        note=note.strip(),
        published_at=now,
        published_by_id=by.user_id,
    )
    journal.record("publish_template", version, by=by, number=version.number)
    if is_pushed:
        push_version(version, by=by, now=now)
    return version


@transaction.atomic
def push_version(version: TemplateVersion, *, by: Membership, now: datetime) -> None:
    """Tell the organizations below of a version; a worker does it, pressed twice it tells once."""
    TemplateVersion.objects.filter(pk=version.pk).update(pushed_at=now)
    journal.record("push_version", version, by=by, number=version.number)
    want(PUSH, by=by, key=str(version.pk), title=str(version), now=now, version_id=version.pk)


@transaction.atomic
def withdraw_template(template: RoadmapTemplate, *, by: Membership, now: datetime) -> None:
    """Offer the template no longer; those who follow it keep what they have."""
    RoadmapTemplate.objects.filter(pk=template.pk).update(withdrawn_at=now)
    journal.record("withdraw_template", template, by=by)


@transaction.atomic
def offer_template(template: RoadmapTemplate, *, by: Membership) -> None:
    """Offer a template again that was withdrawn."""
    RoadmapTemplate.objects.filter(pk=template.pk).update(withdrawn_at=None)
    journal.record("offer_template", template, by=by)


@job(PUSH, title=gettext_lazy("Telling organizations of a new version of a template"))
def tell_of_version(run: Run) -> dict[str, Any]:
    """Tell the curators of every fitting organization below; told twice, it stays one notice."""
    version = TemplateVersion.objects.select_related("template__organization").get(
        pk=run.params["version_id"]
    )
    wanted = (
        Organization.objects.within(version.organization_id)
        .filter(kind__in=version.template.kinds, closed_on=None)
        .exclude(pk=version.organization_id)
        .order_by("pk")
    )
    count = wanted.count()
    for done in range(0, count, BATCH):
        run.step(done, count, gettext_lazy("Telling organizations"))
        _tell_some(version, list(wanted[done : done + BATCH]), now=run.now())
    run.step(count, count)
    return {"organizations": count}


def with_own_keys(wording: Mapping[str, Any]) -> Wording:
    """The same words under new keys, so that two templates never speak of the same row."""
    made: Wording = copy.deepcopy(kept(wording))
    for stage in made["stages"]:
        stage["key"], stage["template_key"] = new_key(), ""
    for _stage, row in rows_of(made):
        row["key"], row["template_key"], row["is_wanted"] = new_key(), "", True
    return made


def _tell_some(
    version: TemplateVersion, organizations: list[Organization], *, now: datetime
) -> None:
    keepers = _keepers(organizations, now=now)
    roadmaps = _roadmaps(organizations)
    for organization in organizations:
        roadmap = roadmaps.get(organization.pk)
        owe(
            kind=KIND,
            to=keepers.get(organization.pk, []),
            organization=organization,
            subject=_("New version of the template: %(title)s") % {"title": version.template.title},
            text=version.note,
            url=reverse("compare-template", args=[roadmap, version.pk])
            if roadmap
            else reverse("template-version", args=[version.pk]),
            key=str(version.pk),
            now=now,
        )


def _keepers(organizations: list[Organization], *, now: datetime) -> dict[int, list[User]]:
    """The people who run the programmes, by organization."""
    found: dict[int, list[User]] = {}
    memberships = Membership.objects.filter(
        organization__in=organizations,
        role__in=[Role.CURATOR, Role.MUNICIPALITY],
        user__is_active=True,
    ).select_related("user", "organization")
    for each in memberships:
        if each.is_current(today_in(each.organization.time_zone, now)):
            found.setdefault(each.organization_id, []).append(each.user)
    return found


def _roadmaps(organizations: list[Organization]) -> dict[int, int]:
    """The latest roadmap of each organization that is not history."""
    rows = (
        Roadmap.objects.filter(programme__organization__in=organizations)
        .exclude(state=RoadmapState.CLOSED)
        .order_by("programme__year")
        .values_list("programme__organization_id", "pk")
    )
    return dict(rows)
