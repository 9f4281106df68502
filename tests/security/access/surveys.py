"""Who gets what at the addresses of questionnaires."""

from django.utils import timezone

from kernel.calendar import SchoolYear
from roadmap.models import Programme
from surveys.links import link_of
from surveys.states import CampaignState, Privacy
from tests.factories.participants import MenteeFactory, PersonFactory
from tests.factories.surveys import (
    CampaignFactory,
    InvitationFactory,
    QuestionnaireFactory,
    answered,
)
from tests.security.access import Access, everybody, only

LIBRARY = only(
    "region", "municipality", "director", "curator", "psychologist", "stranger", stranger=200
)
STAFF = only("curator", "psychologist", "director", others=404)
ASKERS = {**STAFF, "director": 403}


def a_mentees_card(world):
    """The card of the mentee who signs in."""
    person = PersonFactory(
        organization=world.school, user=world.mentee.user, last_name=world.mentee.user.last_name
    )
    MenteeFactory(person=person)
    return person


def a_campaign(world):
    return CampaignFactory()


def a_closed_campaign(world):
    return CampaignFactory(state=CampaignState.CLOSED)


def a_confidential_campaign(world):
    return CampaignFactory(privacy=Privacy.CONFIDENTIAL)


def an_invitation(world):
    return InvitationFactory(campaign=world.made(a_campaign), person=world.made(a_mentees_card))


def a_sheet(world):
    return answered(world.made(a_campaign), world.made(a_mentees_card), request="Помогите")


def pk_of(maker):
    return lambda world: [world.made(maker).pk]


def programmes_of_this_year(world):
    """Both schools have opened their programme."""
    year = SchoolYear.of(timezone.localdate()).start
    for school in (world.school, world.neighbour):
        Programme.objects.get_or_create(
            organization=school, year=year, defaults={"opened_at": timezone.now()}
        )
    return []


def token_of(world):
    return [link_of(world.made(an_invitation)).rstrip("/").split("/")[-1]]


def moved(answers):
    """The same principals, sent on after the deed."""
    return {who: 302 if status == 200 else status for who, status in answers.items()}


ACCESS = {
    "questionnaires": Access(answers=LIBRARY),
    "questionnaire": Access(
        url=lambda world: [QuestionnaireFactory(organization=None).pk], answers=LIBRARY
    ),
    "plan-campaign": Access(
        url=programmes_of_this_year,
        answers=only("curator", "psychologist", "stranger", stranger=200),
    ),
    "campaign": Access(url=pk_of(a_campaign), answers=STAFF),
    "change-campaign": [
        Access(url=pk_of(a_campaign), answers=ASKERS),
        Access(
            url=pk_of(a_campaign),
            method="post",
            send=lambda world: {"title": "Анкета", "privacy": "named", "fewest": "5"},
            answers=moved(ASKERS),
        ),
    ],
    "campaign-slips": Access(url=pk_of(a_campaign), answers=ASKERS),
    "open-campaign": Access(url=pk_of(a_closed_campaign), method="post", answers=moved(ASKERS)),
    "close-campaign": Access(url=pk_of(a_campaign), method="post", answers=moved(ASKERS)),
    "remind-waiting": Access(url=pk_of(a_campaign), method="post", answers=moved(ASKERS)),
    "campaign-results": [
        Access(url=pk_of(a_campaign), answers=STAFF),
        Access(url=pk_of(a_confidential_campaign), answers=ASKERS),
    ],
    "campaign-results-file": [
        Access(url=pk_of(a_campaign), answers=STAFF),
        Access(url=pk_of(a_confidential_campaign), answers=ASKERS),
    ],
    "my-questionnaires": Access(
        answers=only(
            "mentee",
            "mentor",
            "guardian",
            "partner",
            "curator",
            "psychologist",
            "director",
            stranger=200,
        )
    ),
    "answer": [
        Access(url=pk_of(an_invitation), answers=only("mentee", others=404)),
        Access(
            url=pk_of(an_invitation),
            method="post",
            send=lambda world: {"request": "Помогите с алгеброй"},
            answers=moved(only("mentee", others=404)),
        ),
    ],
    "answer-by-link": [
        Access(url=token_of, answers=everybody(200, anonymous=200)),
        Access(url=lambda world: ["1.false"], answers=everybody(404, anonymous=404)),
    ],
    "answer-thanks": Access(url=pk_of(a_campaign), answers=everybody(200, anonymous=200)),
    "answer-sheet": Access(url=pk_of(a_sheet), answers=only("curator", "psychologist", others=404)),
    "accept-answers": Access(
        url=pk_of(a_sheet),
        method="post",
        send=lambda world: {"field": ["mentee.request"]},
        answers=only("curator", answer=302, others=404, psychologist=403),
    ),
}
