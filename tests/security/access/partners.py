"""Who gets what at the addresses of partners and the mentors they offer."""

from datetime import UTC, datetime

from kernel.russian import PersonName
from participants.actions.partners import offer_mentor
from participants.models import Partner
from participants.states import PartnerKind
from tests.factories.participants import ParentFactory
from tests.security.access import Access, everybody, only

NOW = datetime(2026, 10, 20, 9, tzinfo=UTC)

LISTS = only("curator", "director", stranger=200)
# Only the curator and the director of the school and the partner itself find the records.
HIDDEN = {
    **everybody(404),
    "curator": 403,
    "director": 403,
    "partner": 403,
}


def a_partner(world):
    """A factory whose representative is the partner of the world."""
    contact = ParentFactory(organization=world.school, user=world.partner.user)
    return Partner.objects.create(
        organization=world.school,
        kind=PartnerKind.EMPLOYER,
        name="Завод «Луч»",
        contact=contact,
        since_on="2026-09-01",
    )


def uninvited(world):
    """A partner whose representative cannot sign in yet."""
    return Partner.objects.create(
        organization=world.school,
        kind=PartnerKind.NGO,
        name="Фонд «Свет»",
        contact=ParentFactory(organization=world.school),
        since_on="2026-09-01",
    )


def offered(world):
    return offer_mentor(
        world.made(a_partner),
        name=PersonName("Станков", "Игорь"),
        post="",
        competences="Покажу цех",
        available_time="",
        phone="",
        email="",
        by=world.partner,
        now=NOW,
        today=NOW.date(),
    )


def of(maker):
    return lambda world: [world.made(maker).pk]


def with_partner(world):
    world.made(a_partner)
    return []


ACCESS = {
    "partners": Access(answers=LISTS),
    "partner": Access(url=of(a_partner), answers=HIDDEN | {"curator": 200, "director": 200}),
    "add-partner": Access(answers=only("curator", stranger=200)),
    "invite-partner": Access(
        url=of(uninvited), method="post", answers=HIDDEN | {"curator": 302, "partner": 404}
    ),
    "end-partner": Access(url=of(a_partner), method="post", answers=HIDDEN | {"curator": 302}),
    "accept-offer": Access(url=of(offered), method="post", answers=HIDDEN | {"curator": 302}),
    "decline-offer": Access(url=of(offered), answers=HIDDEN | {"curator": 200}),
    "take-offer-back": Access(url=of(offered), method="post", answers=HIDDEN | {"partner": 302}),
    "my-partner": Access(answers=only("partner", stranger=403)),
    "offer-mentor": Access(url=with_partner, answers=only("partner", stranger=403)),
}
