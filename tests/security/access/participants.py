"""Who gets what at the addresses of people and consents."""

from datetime import UTC, datetime

from django.core.files.base import ContentFile

from kernel import jobs
from kernel.spreadsheets import Sheet, write
from participants import tokens
from participants.actions import imports
from participants.actions.consents import ask_consent, withdraw_consent
from participants.actions.filters import save_filter
from participants.actions.presets import load_presets
from participants.models import ConsentText, MentoringForm, PaperScan
from participants.states import Purpose
from tests.factories.participants import (
    ConsentFactory,
    EmployeeFactory,
    GuardianFactory,
    MenteeFactory,
    MentorFactory,
    ParentFactory,
    PersonFactory,
)
from tests.security.access import Access, everybody, only
from tests.security.world import CANARY

NOW = datetime.now(UTC)
TODAY = NOW.date()

LISTS = only("curator", "director", "psychologist", "class_teacher", "stranger")
STAFF = ("curator", "director", "psychologist", "class_teacher")
# Records outside `visible_to` are not there: for partners, those above and the administrator.
NOWHERE = {"region": 404, "municipality": 404, "partner": 404, "admin": 404, "stranger": 404}


def of_child(*roles, answer=200):
    """The card of a child of 7А: staff and family see it, each may do what the roles say."""
    return {
        **everybody(403),
        **NOWHERE,
        "mentor": 404,
        **dict.fromkeys(roles, answer),
    }


def child(world):
    """A child of 7А with the mentee's own user, and the parent of the world."""
    load_presets()
    made = PersonFactory(
        organization=world.school,
        last_name=CANARY,
        class_name="7А",
        user=world.mentee.user,
    )
    MenteeFactory(person=made)
    GuardianFactory(
        child=made,
        guardian=ParentFactory(
            organization=world.school, last_name=CANARY, user=world.guardian.user
        ),
    )
    return made


def pk_of_child(world):
    return [world.made(child).pk]


def another_child(world):
    """A child whom nobody of the world is related to, without an account."""
    load_presets()
    return PersonFactory(organization=world.school, last_name=CANARY, class_name="7А")


def teacher(world):
    return EmployeeFactory(organization=world.school, last_name=CANARY)


def labour_mentor(world):
    """A teacher who mentors teachers."""
    load_presets()
    person = EmployeeFactory(organization=world.school, last_name=CANARY)
    MentorFactory(person=person).forms.add(MentoringForm.objects.get(code="teacher-teacher"))
    return person


def archived(world):
    return PersonFactory(
        organization=world.school, last_name=CANARY, class_name="7А", archived_at=NOW
    )


def link(world):
    return world.made(child).guardians.get()


def consent(world):
    """A consent of the parent, with a scan."""
    guardian = link(world)
    made = ConsentFactory(
        person=world.made(child),
        signer=guardian.guardian,
        relation=guardian.relation,
        text=ConsentText.objects.get(organization=None, purpose=Purpose.TAKING_PART),
    )
    made.scan.save("scan", ContentFile(b"%PDF-1.7"))
    return made


def owed_step(world):
    """What is to be done after the parent has withdrawn."""
    withdrawn = withdraw_consent(world.made(consent), by=world.curator, now=NOW, today=TODAY)
    return withdrawn.withdrawal_steps.get(kind="stop")


def sheet(world):
    """A scanned paper that fits nobody yet."""
    scan = PaperScan(
        organization=world.school,
        file_name=f"{CANARY}.jpg",
        sheet=1,
        state="waiting",
        uploaded_at=NOW,
        uploaded_by=world.curator.user,
    )
    scan.file.save("sheet", ContentFile(b"\xff\xd8\xff picture"))
    return scan


def asked(world):
    """A personal link that is open."""
    person = world.made(child)
    made, _token = ask_consent(
        person,
        purpose=Purpose.THIRD_PARTY,
        signer=link(world).guardian,
        text=ConsentText.objects.get(organization=None, purpose=Purpose.THIRD_PARTY),
        by=world.curator,
        now=NOW,
    )
    return made


def brought(world):
    """A checked file of the curator."""
    content = write(
        [Sheet("8Б", ["ФИО", "Класс", "Дата рождения"], [[f"{CANARY} Ольга", "8Б", "01.02.2012"]])]
    )
    return imports.bring_file(
        world.school,
        profile="pupils",
        name="8Б.xlsx",
        content=content,
        by=world.curator,
        now=NOW,
        today=TODAY,
    )


def loaded(world):
    """A file of the curator that a worker has loaded."""
    wanted = imports.want_load(brought(world), decisions={}, by=world.curator, now=NOW, today=TODAY)
    jobs.run(wanted.job_id)
    return wanted


def token_of(world):
    return [tokens.link_token(world.made(asked).nonce)]


def with_presets(*args):
    load_presets()
    return list(args)


def saved_filter(world):
    """A filter that the curator has shared."""
    return save_filter(
        "mentees",
        name="без входа",
        query="without=entry",
        is_shared=True,
        by=world.curator,
        now=NOW,
    )


CHOSEN = Access(
    url=lambda world: ["mentees"],
    method="post",
    answers=only("curator", stranger=302, answer=302),
)
OWN_FILE = {**everybody(404), "curator": 200}
NOT_FOUND = everybody(404)

ACCESS = {
    "people": Access(answers=LISTS | {"stranger": 200}),
    "mentees": Access(answers=LISTS | {"stranger": 200}),
    "mentors": Access(answers=LISTS | {"stranger": 200}),
    "export-people": Access(
        url=lambda world: ["mentees"], answers=only("curator", "director", stranger=200)
    ),
    "base": Access(
        url=lambda world: ["mentee-base"], answers=only("curator", "director", stranger=200)
    ),
    "export-base": Access(
        url=lambda world: ["mentee-base"], answers=only("curator", "director", stranger=200)
    ),
    "add-person": Access(answers=only("curator", stranger=200)),
    "person": Access(url=pk_of_child, answers=of_child(*STAFF, "mentee", "guardian")),
    "change-person": Access(url=pk_of_child, answers=of_child("curator")),
    "change-contacts": Access(url=pk_of_child, answers=of_child("mentee", "guardian")),
    "archive-person": Access(
        url=pk_of_child, method="post", answers=of_child("curator", "director", answer=302)
    ),
    "restore-person": Access(
        url=lambda world: [world.made(archived).pk],
        method="post",
        answers=of_child("curator", "director", answer=302) | {"mentee": 404, "guardian": 404},
    ),
    "make-mentee": Access(url=pk_of_child, answers=of_child("curator")),
    "make-mentor": Access(url=pk_of_child, answers=of_child("curator")),
    "leave-programme": Access(
        url=lambda world: [world.made(child).pk, "mentee"], answers=of_child("curator")
    ),
    "add-guardian": Access(url=pk_of_child, answers=of_child("curator")),
    "confirm-guardian": Access(
        url=lambda world: [world.made(child).pk, link(world).pk],
        method="post",
        answers=of_child("curator", answer=302),
    ),
    "remove-guardian": Access(
        url=lambda world: [world.made(child).pk, link(world).pk],
        method="post",
        answers=of_child("curator", answer=302),
    ),
    "invite-person": Access(
        url=lambda world: [world.made(teacher).pk],
        method="post",
        answers=of_child("curator", answer=302)
        | {"class_teacher": 404, "mentee": 404, "guardian": 404},
    ),
    "let-in": Access(
        url=lambda world: [world.made(another_child).pk],
        method="post",
        answers=of_child("curator", "class_teacher", answer=302) | {"mentee": 404, "guardian": 404},
    ),
    "young-specialists": Access(answers=only("curator", "director", stranger=200)),
    "young-bounds": Access(answers=only("curator", stranger=200)),
    "move-up": Access(answers=only("curator", stranger=200)),
    "leave-school": Access(url=pk_of_child, answers=of_child("curator", "director")),
    "keep-filter": Access(
        url=lambda world: ["mentees"],
        query="?without=entry",
        answers=LISTS | {"stranger": 200},
    ),
    "forget-filter": Access(
        url=lambda world: [world.made(saved_filter).pk],
        method="post",
        answers={**everybody(403), "curator": 302, "stranger": 404}
        | {"region": 404, "municipality": 404, "admin": 404},
    ),
    "let-chosen-in": CHOSEN,
    "cards-for-chosen": CHOSEN,
    "print-for-chosen": CHOSEN,
    "archive-chosen": CHOSEN,
    "set-form-of-chosen": CHOSEN,
    "doubles": Access(answers=only("curator", stranger=200)),
    "find-double": Access(url=pk_of_child, answers=of_child("curator")),
    "merge-cards": Access(
        url=lambda world: [world.made(child).pk, world.made(another_child).pk],
        answers=of_child("curator"),
    ),
    "tell-cards-apart": Access(
        url=lambda world: [world.made(child).pk, world.made(another_child).pk],
        method="post",
        answers=of_child("curator", answer=302),
    ),
    "let-class-in": Access(answers=only("curator", "class_teacher", stranger=200)),
    "consents": Access(answers=LISTS | {"stranger": 200}),
    "consent-texts": Access(
        url=lambda world: with_presets(), answers=only("curator", stranger=200)
    ),
    "change-consent-text": Access(
        url=lambda world: with_presets("transfer"),
        answers=only("curator", stranger=200),
    ),
    "print-consents": Access(answers=only("curator", stranger=200)),
    "record-consent": Access(url=pk_of_child, answers=of_child("curator")),
    "ask-consent": Access(url=pk_of_child, answers=of_child("curator")),
    "consent-request": Access(
        url=lambda world: [world.made(child).pk, world.made(asked).pk],
        answers=of_child("curator"),
    ),
    "consent-slip": Access(
        url=lambda world: [world.made(child).pk, world.made(asked).pk],
        answers=of_child("curator"),
    ),
    "consent-form": Access(
        url=lambda world: [world.made(child).pk, "taking_part", "docx"],
        answers=of_child("curator", "director", "mentee", "guardian"),
    ),
    "answer-consent": Access(
        url=lambda world: [world.made(child).pk, "publication"],
        answers=of_child("guardian") | {"mentee": 302},
    ),
    "withdraw-consent": Access(
        url=lambda world: [world.made(consent).pk], answers=of_child("curator", "guardian")
    ),
    "employment-paper": Access(
        url=lambda world: [world.made(labour_mentor).pk, "consent", "docx"],
        answers=of_child("curator", "director")
        | {"class_teacher": 404, "mentee": 404, "guardian": 404},
    ),
    "bring-scans": Access(answers=only("curator", stranger=200)),
    "consent-desk": Access(answers=only("curator", stranger=200)),
    "scan-inbox": Access(answers=only("curator", stranger=200)),
    "paper-scan": Access(url=lambda world: [world.made(sheet).pk], answers=OWN_FILE),
    "scan-picture": Access(url=lambda world: [world.made(sheet).pk], answers=OWN_FILE),
    "discard-scan": Access(
        url=lambda world: [world.made(sheet).pk],
        method="post",
        answers=OWN_FILE | {"curator": 302},
    ),
    "withdrawals": Access(answers=only("curator", "director", stranger=200)),
    "finish-step": Access(
        url=lambda world: [world.made(owed_step).pk], answers=of_child("curator")
    ),
    "consent-scan": Access(
        url=lambda world: [world.made(consent).pk],
        answers=of_child("curator", "director", "guardian", "mentee"),
    ),
    "consent-link": Access(url=token_of, answers=everybody(200, anonymous=200)),
    "withdraw-by-link": Access(url=token_of, method="post", answers=everybody(404, anonymous=404)),
    "my-children": Access(answers=only("guardian", stranger=403)),
    "own-copy": Access(
        url=lambda world: ["json"],
        answers=only("mentor", "mentee", "guardian", "partner", stranger=403),
    ),
    "export-consents": Access(answers=only("curator", "director", stranger=200)),
    "my-data": Access(answers=only("mentor", "mentee", "guardian", "partner", stranger=403)),
    "import-people": Access(answers=only("curator", stranger=200)),
    "import-sample": Access(url=lambda world: ["pupils"], answers=only("curator", stranger=200)),
    "import": Access(url=lambda world: [world.made(brought).pk], answers=OWN_FILE),
    "import-columns": Access(url=lambda world: [world.made(brought).pk], answers=OWN_FILE),
    "load-import": Access(
        url=lambda world: [world.made(brought).pk],
        method="post",
        answers=OWN_FILE | {"curator": 302},
    ),
    "undo-import": Access(
        url=lambda world: [world.made(loaded).pk], answers={**everybody(404), "curator": 200}
    ),
    "archive-missing": Access(
        url=lambda world: [world.made(brought).pk],
        method="post",
        answers=OWN_FILE | {"curator": 302},
    ),
    "import-wrong-rows": Access(url=lambda world: [world.made(brought).pk], answers=OWN_FILE),
}
