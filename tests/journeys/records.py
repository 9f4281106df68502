"""What a journey asks about the records: the first people, notices, the journal, states."""

from datetime import datetime

from accounts.models import Membership
from accounts.states import Gender
from kernel.models import JournalEntry
from notices.models import Notice
from pairs.models import Meeting, Pair, PairOrder
from participants.models import Person
from reports.models import Report
from roadmap.actions.reminders import owe_deadline_reminders
from roadmap.models import Activity, Roadmap
from tests import people

NAMES = {
    "curator": ("Белкина", "Анна", "Сергеевна", Gender.FEMALE, "заместитель директора"),
    "director": ("Громова", "Анна", "Сергеевна", Gender.FEMALE, "директор"),
    "municipal": ("Сосновский", "Олег", "Петрович", Gender.MALE, "муниципальный куратор"),
    "regional": ("Кедрова", "Инна", "Львовна", Gender.FEMALE, "методист"),
}


def world():
    """A region, a municipality, a school in Omsk's time, and who signs in there."""
    school = people.the_school()
    school.time_zone = "Asia/Omsk"
    school.save(update_fields=["time_zone"])
    for login, (last, first, patronymic, gender, post) in NAMES.items():
        getattr(people, login)(
            user__username=login,
            user__last_name=last,
            user__first_name=first,
            user__patronymic=patronymic,
            user__gender=gender,
            post=post,
        )
    return {"school": school.pk, "zone": school.time_zone}


def notices(of):
    """What a person has been told, the newest first."""
    told = Notice.objects.filter(recipient__username=of).order_by("-pk")
    return [
        {"kind": one.kind, "subject": one.subject, "text": one.text, "due": one.due_at}
        for one in told
    ]


def journal(verb, by=""):
    """The newest line with this verb."""
    lines = JournalEntry.objects.filter(verb=verb)
    if by:
        lines = lines.filter(by__username=by)
    line = lines.order_by("-pk").first()
    return line and {"subject": line.subject, "role": line.role, "details": line.details}


def journal_verbs():
    """Every verb that was written, for the one who looks for a name."""
    return sorted({*JournalEntry.objects.values_list("verb", flat=True)})


def roadmap():
    """The one roadmap of the school."""
    plan = Roadmap.objects.get()
    return {"pk": plan.pk, "state": plan.state, "title": plan.title}


def activities():
    """What the roadmap plans, in its order."""
    planned = Activity.objects.order_by("stage__position", "position")
    return [
        {
            "pk": one.pk,
            "number": one.number,
            "title": one.title,
            "deadline": one.deadline_text,
            "due_on": one.due_on,
            "state": one.state,
        }
        for one in planned
    ]


def remind(now):
    """Let a morning come."""
    owe_deadline_reminders(now=datetime.fromisoformat(now))


def membership(of):
    """The role of somebody."""
    return Membership.objects.get(user__username=of).pk


def people_of_school():
    """Everybody in the bases, by full name: the number, the parts, the account."""
    return {
        one.name.full: {
            "pk": one.pk,
            "login": one.user.username if one.user else "",
            "is_mentee": hasattr(one, "mentee"),
            "is_mentor": hasattr(one, "mentor"),
            "request": one.mentee.request if hasattr(one, "mentee") else "",
        }
        for one in Person.objects.select_related("user", "mentee", "mentor").order_by("pk")
    }


def consents_of(pk):
    """What was answered about a person, and by which way."""
    given = Person.objects.get(pk=pk).consents.order_by("pk")
    return [
        {"state": one.state, "channel": one.channel, "signer": one.signer.name.full}
        for one in given
    ]


def pairs():
    """Pairs, the oldest first."""
    return [
        {
            "pk": one.pk,
            "state": one.state,
            "mentor": one.mentor.name.full,
            "mentee": one.mentee.name.full,
            "is_by_hand": one.is_by_hand,
            "reasons": one.reasons,
        }
        for one in Pair.objects.select_related("mentor", "mentee").order_by("pk")
    ]


def orders():
    """Orders, the oldest first."""
    return [
        {"pk": one.pk, "state": one.state, "is_issued": one.document_id is not None}
        for one in PairOrder.objects.order_by("pk")
    ]


def meetings():
    """Meetings, the oldest first."""
    return [
        {"topic": one.topic, "minutes": one.lasted_minutes, "held_on": one.held_on}
        for one in Meeting.objects.order_by("pk")
    ]


def reports():
    """Reports, the oldest first."""
    return [{"pk": one.pk, "state": one.state} for one in Report.objects.order_by("pk")]
