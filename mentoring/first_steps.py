"""The five steps from an empty school to a running year, for the home page of its curator."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.models import Invitation, Membership, Organization
from accounts.states import Role
from kernel.pieces import Task, Tone
from participants.models import Consent, Person

TEAM = (Role.DIRECTOR, Role.PSYCHOLOGIST, Role.CLASS_TEACHER)


@dataclass(frozen=True)
class FirstStep:
    """One step: what to do, the verb of its button, where it is done, whether it is."""

    text: str | Promise
    verb: str | Promise
    url_name: str
    is_done: bool
    is_mine: bool = True


def first_steps(membership: Membership, *, has_roadmap: bool) -> list[Task]:
    """List the steps; the first that the curator can do and has not done is the one to do now."""
    steps = list(_steps(membership, has_roadmap=has_roadmap))
    current = next((step for step in steps if step.is_mine and not step.is_done), None)
    return [_task(step, is_current=step is current) for step in steps]


def has_colleague(membership: Membership, *roles: Role) -> bool:
    """Tell whether somebody acts in one of these roles, or is invited to."""
    wanted = {"organization_id": membership.organization_id, "role__in": roles}
    return (
        Membership.objects.filter(**wanted).exists() or Invitation.objects.filter(**wanted).exists()
    )


def has_consents(membership: Membership) -> bool:
    """Tell whether the first consent has come: from then on the year runs by itself."""
    return Consent.objects.filter(person__organization_id=membership.organization_id).exists()


def has_requisites(school: Organization) -> bool:
    """Tell whether the papers of the organization know its head and its address."""
    return bool(school.head_last_name and school.address)


def _steps(membership: Membership, *, has_roadmap: bool) -> Iterator[FirstStep]:
    school = membership.organization
    yield FirstStep(
        gettext_lazy("Open the programme: upload last year's roadmap or take a template"),
        gettext_lazy("Open the programme"),
        "roadmap" if has_roadmap else "open-programme",
        has_roadmap,
    )
    yield FirstStep(
        gettext_lazy("Invite the director, the psychologist and class teachers"),
        gettext_lazy("Invite"),
        "invite",
        has_colleague(membership, *TEAM),
    )
    yield FirstStep(
        gettext_lazy("Ask the director to fill in the requisites: they are printed on papers"),
        gettext_lazy("Look at the requisites"),
        "organization",
        has_requisites(school),
        is_mine=False,
    )
    yield FirstStep(
        gettext_lazy("Enter the people: from Excel or by hand"),
        gettext_lazy("Enter the people"),
        "mentees",
        Person.objects.filter(organization=school, mentee__isnull=False).exists(),
    )
    yield FirstStep(
        gettext_lazy("Collect consents and open the first questionnaire"),
        gettext_lazy("Collect consents"),
        "consents",
        has_consents(membership),
    )


def _task(step: FirstStep, *, is_current: bool) -> Task:
    if step.is_done:
        note, tone, icon = pgettext("step", "done"), Tone.GOOD, "circle-check"
    elif is_current:
        note, tone, icon = _("do this now"), Tone.ACCENT, "arrow-right"
    else:
        note, tone, icon = "", Tone.IDLE, "circle"
    action = _("Look") if step.is_done else step.verb
    return Task(step.text, reverse(step.url_name), action, note, tone, icon)
