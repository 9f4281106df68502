"""What people who carry an activity out tell each other about it."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership, User
from kernel import journal
from kernel.calendar import today_in
from notices.actions import owe
from roadmap.models import Activity, Comment
from roadmap.people import StandIns

SUBJECT_LENGTH = 100


@transaction.atomic
def add_comment(activity: Activity, *, text: str, by: Membership, now: datetime) -> Comment:
    """Say something about an activity; whoever has to do with it is told."""
    comment = Comment.objects.create(
        activity=activity, text=text.strip(), author_id=by.user_id, written_at=now
    )
    # The journal stays when a comment is removed: it keeps no word of it.
    journal.record("add_comment", comment, by=by, activity=activity.pk)
    said = {"name": by.user.name.short, "title": activity.title[:SUBJECT_LENGTH]}
    owe(
        kind="activity_comment",
        to=_readers(activity, without=by.user_id, now=now),
        organization=activity.organization_id,
        subject=_("%(name)s about “%(title)s”") % said,
        text=comment.text,
        url=reverse("activity", args=[activity.pk]),
        key=str(comment.pk),
        now=now,
    )
    return comment


@transaction.atomic
def remove_comment(comment: Comment, *, by: Membership) -> None:
    """Take a comment away."""
    journal.record("remove_comment", comment, by=by, activity=comment.activity_id)
    comment.delete()


def _readers(activity: Activity, *, without: int, now: datetime) -> list[User]:
    """Who is in charge or stands in, who helps, and who has spoken before."""
    organization = activity.roadmap.programme.organization
    people = [*activity.responsible.all(), *activity.helpers.all()]
    there = StandIns.on(today_in(organization.time_zone, now), organization).all_instead_of(people)
    users = {person.user_id for person in (*people, *there)}
    users |= set(Comment.objects.filter(activity=activity).values_list("author_id", flat=True))
    found = User.objects.filter(
        pk__in=users - {without}, memberships__organization_id=activity.organization_id
    )
    return list(found.filter(is_active=True).distinct().order_by("pk"))
