"""Who gets what at the addresses of the roadmap."""

from datetime import UTC, date, datetime

from roadmap.actions.comments import add_comment
from roadmap.actions.evidence import add_evidence
from roadmap.actions.feeds import renew_feed
from roadmap.actions.findings import leave_finding
from roadmap.checking import check_of
from roadmap.models import Leave, Roadmap
from roadmap.states import RoadmapState
from roadmap.tokens import calendar_token
from tests.factories.roadmap import a_draft, a_roadmap, an_activity
from tests.security.access import Access, everybody, only

# Staff of the school see its plan; mentors see it too; those who are mentored and their parents
# do not; those above see it once it has been sent.
SEES = {
    **everybody(403),
    "region": 200,
    "municipality": 200,
    "director": 200,
    "curator": 200,
    "psychologist": 200,
    "class_teacher": 200,
    "mentor": 200,
    "mentee": 404,
    "guardian": 404,
    "partner": 404,
    "admin": 404,
    "stranger": 404,
}
HIDDEN = {"mentee": 404, "guardian": 404, "partner": 404, "admin": 404, "stranger": 404}


def in_force(world):
    return world.made(_in_force)


def _in_force(world):
    return a_roadmap(by=world.curator, state=RoadmapState.APPROVED)


def submitted(world):
    return world.made(_submitted)


def _submitted(world):
    return a_roadmap(by=world.curator, state=RoadmapState.SUBMITTED, year=2025)


def returned(world):
    return world.made(_returned)


def _returned(world):
    return a_roadmap(by=world.curator, state=RoadmapState.RETURNED, year=2024)


def planned(world):
    """An activity of the plan in force, for which the mentor is responsible."""
    return world.made(_planned)


def _planned(world):
    return an_activity(in_force(world), "до 25 октября", responsible=[world.mentor])


def written(world):
    """An activity whose words may still be changed."""
    return world.made(_written)


def _written(world):
    return an_activity(returned(world), "до 25 октября")


def a_finding(world):
    """A finding of the returned plan: its activity has no deadline that can be met."""
    roadmap = written(world).roadmap
    check = check_of(roadmap, today=datetime(2026, 10, 20, tzinfo=UTC).date())
    return [roadmap.pk, next(row.finding.mark for row in check.rows if row.can_be_mended)]


def decided(world):
    """A finding that the curator has left as it is."""
    return world.made(_decided)


def _decided(world):
    pk, mark = a_finding(world)
    return leave_finding(
        Roadmap.objects.get(pk=pk),
        mark=mark,
        reason="Так задумано",
        by=world.curator,
        today=datetime(2026, 10, 20, tzinfo=UTC).date(),
        now=datetime(2026, 10, 20, tzinfo=UTC),
    )


def evidence(world):
    return world.made(_evidence)


def _evidence(world):
    return add_evidence(
        planned(world),
        link="https://example.org/report",
        by=world.curator,
        now=datetime(2026, 10, 20, tzinfo=UTC),
    )


def comment(world):
    return world.made(_comment)


def _comment(world):
    return add_comment(
        planned(world), text="Зал занят", by=world.curator, now=datetime(2026, 10, 20, tzinfo=UTC)
    )


def leave(world):
    return world.made(_leave)


def _leave(world):
    """The psychologist is away for ever: the tests do not know what day it is."""
    return Leave.objects.create(
        person=world.psychologist,
        deputy=world.curator,
        since_on=date(2026, 1, 1),
        until_on=date(2100, 1, 1),
        set_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def _feed(world):
    """The secret part of the curator's address."""
    now = datetime(2026, 10, 20, tzinfo=UTC)
    return calendar_token(renew_feed(by=world.curator, now=now).nonce)


def draft(world):
    return world.made(a_draft_of_the_curator)


def a_draft_of_the_curator(world):
    return a_draft(world.curator)


def pk_of(maker):
    return lambda world: [maker(world).pk]


def stage_of(maker):
    return lambda world: [maker(world).stages.first().pk]


def seen(**answers):
    """The answers at something that only the school and those above may see."""
    return {**SEES, **answers}


def deed(*roles, answer=302):
    """A deed of a few roles at a record that all of SEES may see."""
    refused = {role: 403 for role, said in SEES.items() if said == 200}
    return {**SEES, **refused, **dict.fromkeys(roles, answer), "anonymous": 302}


KEEPERS = only("curator", "region", "municipality", "stranger", stranger=200)
DRAFTS = {**everybody(404), "curator": 200, "director": 403, "psychologist": 403,
          "class_teacher": 403, "mentor": 403, "mentee": 403, "guardian": 403, "partner": 403,
          "region": 404, "municipality": 404, "admin": 404, "stranger": 404}  # fmt: skip
STAFF = ("director", "curator", "psychologist", "class_teacher", "region", "municipality")
EDIT = ("curator",)

ACCESS = {
    "roadmap": Access(
        url=lambda world: [in_force(world)][:0],
        answers=only(*STAFF, "mentor", "stranger", stranger=200),
    ),
    "roadmaps": Access(answers=only(*STAFF, "stranger", stranger=200)),
    "roadmap-templates": Access(answers=only(*STAFF, "stranger", stranger=200)),
    "roadmap-template": Access(
        url=lambda world: ["school"], answers=only(*STAFF, "stranger", stranger=200)
    ),
    "open-programme": [
        Access(answers=KEEPERS),
        Access(
            method="post",
            send=lambda world: {"way_in": "text", "text": "ничего"},
            answers=only("curator", "region", "municipality", "stranger", answer=422, stranger=422),
        ),
    ],
    "deadline-reading": Access(query="?deadline=до 5 ноября", answers=KEEPERS),
    "roadmap-draft": [
        Access(url=pk_of(draft), answers=DRAFTS),
        Access(
            url=pk_of(draft),
            method="post",
            send=lambda world: {"create": "1", "replace": "1"},
            answers={**DRAFTS, "curator": 302},
        ),
    ],
    "drop-draft": Access(url=pk_of(draft), method="post", answers={**DRAFTS, "curator": 302}),
    "approvals": Access(answers=only("director", "region", "municipality", stranger=403)),
    "roadmap-plan": Access(url=pk_of(in_force), answers=SEES),
    "edit-roadmap": [
        Access(url=pk_of(returned), answers=deed("curator", answer=200)),
        Access(
            url=pk_of(returned),
            method="post",
            send=lambda world: {"title": "Другое название"},
            answers=deed("curator"),
        ),
    ],
    "roadmap-reminders": Access(
        url=pk_of(in_force),
        method="post",
        send=lambda world: {"days": ["1"]},
        answers=deed("curator"),
    ),
    "review-roadmap": Access(
        url=pk_of(submitted), answers=deed("director", "municipality", answer=200)
    ),
    "roadmap-check": Access(url=pk_of(submitted), answers=seen(mentor=403)),
    "check-data": Access(answers=only("admin", stranger=403)),
    "add-check-entry": Access(url=lambda world: ["norm"], answers=only("admin", stranger=403)),
    "check-entry": Access(
        url=lambda world: ["words", "events"], answers=only("admin", stranger=403)
    ),
    "restore-check-entry": Access(
        url=lambda world: ["words", "events"],
        method="post",
        answers=only("admin", answer=404, stranger=403),
    ),
    "mend-finding": Access(url=a_finding, method="post", answers=deed("curator")),
    "leave-finding": [
        Access(url=a_finding, method="post", answers=deed("curator", answer=422)),
        Access(
            url=a_finding,
            method="post",
            send=lambda world: {"reason": "Так задумано"},
            answers=deed("curator"),
        ),
    ],
    "take-back-decision": Access(url=pk_of(decided), method="post", answers=deed("curator")),
    "submit-roadmap": Access(
        url=lambda world: [written(world).roadmap.pk], method="post", answers=deed("curator")
    ),
    "withdraw-roadmap": Access(url=pk_of(submitted), method="post", answers=deed("curator")),
    "approve-roadmap": Access(url=pk_of(submitted), method="post", answers=deed("director")),
    "agree-roadmap": Access(url=pk_of(in_force), method="post", answers=deed("municipality")),
    "return-roadmap": Access(
        url=pk_of(in_force),
        method="post",
        send=lambda world: {"comment": "Уточните сроки"},
        answers=deed("director", "municipality"),
    ),
    "roadmap-pdf": Access(url=pk_of(in_force), answers=seen(mentor=403)),
    "roadmap-docx": Access(url=pk_of(in_force), answers=seen(mentor=403)),
    "inspection-folder": [
        Access(url=pk_of(in_force), answers=deed("curator", "director", answer=200)),
        Access(url=pk_of(in_force), method="post", answers=deed("curator", "director")),
    ],
    "add-stage": Access(
        url=pk_of(returned),
        method="post",
        send=lambda world: {"title": "Ещё этап"},
        answers=deed("curator"),
    ),
    "stage": Access(url=stage_of(in_force), answers=SEES),
    "edit-stage": [
        Access(url=stage_of(returned), answers=deed("curator", answer=200)),
        Access(
            url=stage_of(returned),
            method="post",
            send=lambda world: {"title": "Другой этап"},
            answers=deed("curator"),
        ),
    ],
    "remove-stage": Access(url=stage_of(returned), method="post", answers=deed("curator")),
    "move-stage": Access(url=stage_of(returned), method="post", answers=deed("curator")),
    "add-activity": Access(
        url=stage_of(returned),
        method="post",
        send=lambda world: {"title": "Ещё дело"},
        answers=deed("curator"),
    ),
    "activity": Access(url=pk_of(planned), answers=SEES),
    "edit-activity": [
        Access(url=pk_of(written), answers=deed("curator", answer=200)),
        Access(
            url=pk_of(written),
            method="post",
            send=lambda world: {"title": "Другое дело"},
            answers=deed("curator"),
        ),
    ],
    "remove-activity": Access(url=pk_of(written), method="post", answers=deed("curator")),
    "move-activity": Access(url=pk_of(written), method="post", answers=deed("curator")),
    "assign-activity": [
        Access(url=pk_of(planned), answers=deed("curator", "director", answer=200)),
        Access(url=pk_of(planned), method="post", answers=deed("curator", "director")),
    ],
    "complete-activity": Access(
        url=pk_of(planned), method="post", answers=deed("curator", "mentor")
    ),
    "skip-activity": Access(
        url=pk_of(planned),
        method="post",
        send=lambda world: {"reason": "Нет таких детей"},
        answers=deed("curator"),
    ),
    "reopen-activity": Access(
        url=pk_of(planned), method="post", answers=deed("curator", answer=409)
    ),
    "step-back": Access(url=pk_of(planned), method="post", answers=deed("curator", answer=409)),
    "roadmap-table": Access(url=pk_of(in_force), answers=SEES),
    "roadmap-table-xlsx": Access(url=pk_of(in_force), answers=seen(mentor=403)),
    "edit-roadmap-table": [
        Access(url=pk_of(in_force), answers=deed("curator", answer=200)),
        Access(url=pk_of(in_force), method="post", answers=deed("curator")),
    ],
    "roadmap-calendar": Access(url=pk_of(in_force), answers=SEES),
    "roadmap-year": Access(url=pk_of(in_force), answers=SEES),
    "roadmap-proofs": [
        Access(url=pk_of(in_force), answers=deed("curator", answer=200)),
        Access(url=pk_of(in_force), method="post", answers=deed("curator")),
    ],
    "choose-proof": Access(url=pk_of(planned), answers=deed("curator", answer=200)),
    "add-evidence": Access(
        url=pk_of(planned),
        method="post",
        send=lambda world: {"link": "https://example.org"},
        answers=deed("curator", "director", "psychologist", "mentor"),
    ),
    "add-comment": Access(
        url=pk_of(planned),
        method="post",
        send=lambda world: {"text": "Готово наполовину"},
        answers=deed("curator", "director", "psychologist", "class_teacher", "mentor"),
    ),
    "remove-comment": Access(
        url=pk_of(comment),
        method="post",
        answers={
            **everybody(404),
            "curator": 302,
            "director": 403,
            "psychologist": 403,
            "class_teacher": 403,
            "mentor": 403,
            "anonymous": 302,
        },
    ),
    "today": Access(answers=only(*STAFF, "mentor", "stranger", stranger=200)),
    "calendar-feed": Access(answers=only(*STAFF, "mentor", "stranger", stranger=200)),
    "renew-calendar-feed": Access(
        method="post", answers=only(*STAFF, "mentor", "stranger", answer=302, stranger=302)
    ),
    "close-calendar-feed": Access(
        method="post", answers=only(*STAFF, "mentor", "stranger", answer=302, stranger=302)
    ),
    # The secret address is the key, whoever is signed in.
    "calendar-ics": Access(
        url=lambda world: [world.made(_feed)], answers=dict.fromkeys(everybody(200), 200)
    ),
    "activity-ics": Access(url=pk_of(planned), answers=SEES),
    "leaves": Access(answers=only(*STAFF, "mentor", "stranger", stranger=200)),
    "end-leave": Access(
        url=pk_of(leave),
        method="post",
        answers={
            **everybody(404),
            "curator": 302,
            "director": 302,
            "psychologist": 302,
            "class_teacher": 403,
            "anonymous": 302,
        },
    ),
    # It is a link: there is no file to hand out, for those who see it at all.
    "evidence": Access(url=pk_of(evidence), answers=everybody(404)),
    "remove-evidence": Access(
        url=pk_of(evidence),
        method="post",
        answers={
            **everybody(404),
            "curator": 302,
            "director": 403,
            "psychologist": 403,
            "mentor": 403,
        },
    ),
}
