"""Who gets what at the addresses of notices."""

from django.utils import timezone

from accounts.models import Letter
from accounts.states import LetterKind
from notices.models import Notice
from notices.states import MailState
from tests.security.access import Access, everybody, only

ADMIN = only("admin", stranger=403)


def a_notice(world, **facts):
    """A notice promised to the curator."""
    return Notice.objects.create(
        recipient=world.curator.user,
        organization=world.school,
        kind="test",
        key="1",
        subject="Пора",
        url="/",
        due_at=timezone.now(),
        **facts,
    )


def a_lost_letter(world):
    return a_notice(world, mail_state=MailState.GAVE_UP)


def a_lost_reset(world):
    now = timezone.now()
    return Letter.objects.create(
        kind=LetterKind.PASSWORD_RESET, address="x@example.org", user=world.curator.user,
        owed_at=now, gave_up_at=now,
    )  # fmt: skip


ACCESS = {
    "notices": Access(answers=everybody(200)),
    "read-all-notices": Access(method="post", answers=everybody(302)),
    "notice-settings": Access(answers=everybody(200)),
    "open-notice": Access(
        url=lambda world: [world.made(a_notice).pk],
        method="post",
        answers=only("curator", answer=302, others=404),
    ),
    "sent-mail": Access(answers=ADMIN),
    "sign-in-letters": Access(answers=ADMIN),
    # The letters of the tests lie nowhere: there is nothing to read.
    "kept-letters": Access(answers={**ADMIN, "admin": 404}),
    "kept-letter": Access(
        url=lambda world: ["20261124-101010-1.log"], answers={**ADMIN, "admin": 404}
    ),
    "retry-letter": Access(
        url=lambda world: [world.made(a_lost_reset).pk],
        method="post",
        answers={**ADMIN, "admin": 302},
    ),
    "retry-mail": Access(
        url=lambda world: [world.made(a_lost_letter).pk],
        method="post",
        answers={**ADMIN, "admin": 302},
    ),
}
