"""Who gets what at the addresses of accounts."""

from datetime import timedelta

from django.utils import timezone

from accounts.actions.cards import make_card
from accounts.actions.invitations import invite
from accounts.letters import email_change_link
from accounts.tokens import invitation_token
from kernel.russian import PersonName
from tests.security.access import Access, everybody, only

PUBLIC = everybody(200, anonymous=200)
OWN = everybody(200)
ABOVE = {"region", "municipality"}


def an_invitation(world):
    """A mentor, invited by the curator of the school."""
    made, _token = invite(
        PersonName("Лаптева", "Ольга", "Юрьевна"),
        organization=world.school,
        role="mentor",
        by=world.curator,
        now=timezone.now(),
    )
    return made


def a_director_to_be(world):
    """A director, invited by the municipality."""
    made, _token = invite(
        PersonName("Седов", "Олег", "Ильич"),
        organization=world.school,
        role="director",
        by=world.people["municipality"],
        now=timezone.now() - timedelta(minutes=1),
    )
    return made


def a_card(world):
    """The card of the mentee: the card, its token and PIN."""
    return make_card(
        user=world.mentee.user, organization=world.school, by=world.curator, now=timezone.now()
    )


def member(role):
    return lambda world: [world.people[role].pk]


def see(role, *, to, hidden=()):
    """Pages about one's role: 200 for those who see it, 404 for the rest."""
    answers = dict.fromkeys(
        (
            "region",
            "municipality",
            "director",
            "curator",
            "psychologist",
            "class_teacher",
            "mentor",
            "mentee",
            "guardian",
            "partner",
            "admin",
            "stranger",
        ),
        404,
    )
    return {**answers, **dict.fromkeys(to, 200), role: 200, "anonymous": 302}


def deed(*able, role, answer=200, sees=("director", "curator", "region", "municipality")):
    """Deeds on the role of somebody: 404 for those who do not see it, 403 for the rest."""
    answers = see(role, to=sees)
    return {
        who: answer if who in able else 403 if status == 200 else status
        for who, status in answers.items()
    }


def cards_token(world):
    return [world.made(a_card)[1]]


SCHOOL_SEES = ("director", "curator")

ACCESS = {
    "journal": Access(answers=only("curator", "director", "admin", stranger=200)),
    "export-journal": Access(answers=only("director", "admin", stranger=403)),
    "account_login": Access(answers={**everybody(302), "anonymous": 200}),
    "mfa_authenticate": Access(answers=everybody(302)),
    "kept-form": Access(answers=everybody(302)),
    "demo-sign-in": Access(method="post", answers=everybody(404, anonymous=404)),
    "sign-out": Access(method="post", answers=everybody(302)),
    "switch-membership": Access(method="post", answers=everybody(404)),
    "no-role": Access(answers=everybody(302)),
    "card": Access(url=cards_token, answers=PUBLIC),
    "accept-invitation": Access(
        url=lambda world: [invitation_token(world.made(an_invitation).nonce)], answers=PUBLIC
    ),
    "confirm-email": Access(
        url=lambda world: [
            email_change_link(world.curator.user, "new@example.org").rstrip("/").split("/")[-1]
        ],
        answers=PUBLIC,
    ),
    "account_reset_password": Access(answers=PUBLIC),
    "account_reset_password_done": Access(answers=PUBLIC),
    "account_reset_password_from_key": Access(url=lambda world: ["1", "dead-key"], answers=PUBLIC),
    "account_reset_password_from_key_done": Access(answers=PUBLIC),
    "my-profile": Access(answers=OWN),
    "change-email": Access(answers=OWN),
    "account_change_password": Access(answers=OWN),
    "account_reauthenticate": Access(answers=OWN),
    "mfa_reauthenticate": Access(answers=everybody(302)),
    "my-sessions": Access(answers=OWN),
    "end-session": Access(method="post", url=lambda world: [0], answers=everybody(404)),
    "sign-out-everywhere": Access(method="post", answers=everybody(302)),
    "mfa_index": Access(answers=OWN),
    "mfa_activate_totp": Access(answers=OWN),
    "mfa_deactivate_totp": Access(answers=everybody(404)),
    "mfa_view_recovery_codes": Access(answers=everybody(404)),
    "mfa_generate_recovery_codes": Access(answers=OWN),
    "members": Access(
        answers=only(
            "region", "municipality", "director", "curator", "admin", "stranger", stranger=200
        )
    ),
    "former-members": Access(
        answers=only(
            "region", "municipality", "director", "curator", "admin", "stranger", stranger=200
        )
    ),
    "member": [
        Access(url=member("mentor"), answers=see("mentor", to=SCHOOL_SEES)),
        Access(
            url=member("director"),
            answers=see("director", to=("curator", "region", "municipality")),
        ),
    ],
    "describe-role": Access(
        url=member("mentor"), answers=deed("curator", role="mentor", sees=SCHOOL_SEES)
    ),
    "grant-role": [
        Access(url=member("mentor"), answers=deed("curator", role="mentor", sees=SCHOOL_SEES)),
        Access(
            url=member("curator"),
            answers=deed("director", role="curator", sees=("director", *ABOVE)),
        ),
        Access(
            url=member("mentor"),
            method="post",
            fresh=False,
            answers={**deed(role="mentor", sees=SCHOOL_SEES)},
        ),
    ],
    "end-role": [
        Access(url=member("mentor"), answers=deed("curator", role="mentor", sees=SCHOOL_SEES)),
        Access(url=member("director"), answers=deed("region", "municipality", role="director")),
    ],
    "hand-over": Access(
        url=member("curator"), answers=deed("director", role="curator", sees=("director", *ABOVE))
    ),
    "block-account": Access(
        url=member("mentor"),
        method="post",
        answers=deed("curator", "director", role="mentor", answer=302, sees=SCHOOL_SEES),
    ),
    "unblock-account": Access(
        url=member("curator"),
        method="post",
        answers=deed("region", "municipality", "director", role="curator", answer=302),
    ),
    "end-sessions-of": Access(
        url=member("mentor"),
        method="post",
        answers=deed("curator", "director", role="mentor", answer=302, sees=SCHOOL_SEES),
    ),
    "reset-second-factor": Access(
        url=member("mentor"),
        method="post",
        answers=deed("director", role="mentor", answer=302, sees=SCHOOL_SEES),
    ),
    "invite": Access(
        answers=only("region", "municipality", "director", "curator", "stranger", stranger=200)
    ),
    "invitation": [
        Access(
            url=lambda world: [world.made(an_invitation).pk],
            answers=only("curator", region=404, municipality=404, admin=404),
        ),
        Access(
            url=lambda world: [world.made(a_director_to_be).pk],
            answers=only("region", "municipality", admin=404),
        ),
    ],
    "withdraw-invitation": Access(
        url=lambda world: [world.made(an_invitation).pk],
        method="post",
        answers=only("curator", answer=302, region=404, municipality=404, admin=404),
    ),
    "renew-invitation": Access(
        url=lambda world: [world.made(an_invitation).pk],
        method="post",
        answers=only("curator", answer=302, region=404, municipality=404, admin=404),
    ),
    "class-cards": Access(answers=only("curator", "class_teacher", "stranger", stranger=200)),
    "print-cards": Access(
        method="post",
        send=lambda world: {"pk": [world.mentee.pk]},
        answers={**only("curator"), "class_teacher": 404},
    ),
    "revoke-card": Access(
        url=lambda world: [world.made(a_card)[0].pk],
        method="post",
        answers=only("curator", answer=302, region=404, municipality=404, admin=404),
    ),
    "organizations": Access(answers=only("region", "municipality", "admin", stranger=403)),
    "add-organization": Access(answers=only("region", "municipality", stranger=403)),
    "organization": Access(
        answers=only(
            "region",
            "municipality",
            "director",
            "curator",
            "psychologist",
            "class_teacher",
            "admin",
            "stranger",
            stranger=200,
        )
    ),
    "organization-below": Access(
        url=lambda world: [world.school.pk],
        answers=only(
            "region",
            "municipality",
            "director",
            "curator",
            "psychologist",
            "class_teacher",
            "admin",
        ),
    ),
    "edit-organization": Access(
        url=lambda world: [world.school.pk],
        answers=only("region", "municipality", "director"),
    ),
}
