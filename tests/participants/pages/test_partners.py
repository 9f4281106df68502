"""Partners: the list of the school, the own cabinet, an offer and its answer."""

import pytest
from django.urls import reverse

from accounts.models import Invitation
from accounts.states import Role
from notices.models import Notice
from participants.models import MentorOffer, MentorProfile, Partner, Person
from participants.states import OfferState, PartnerKind
from tests.factories.pairs import PairFactory
from tests.factories.participants import ParentFactory
from tests.people import client_of, curator, partner, psychologist, stranger, the_school

pytestmark = pytest.mark.django_db

OFFER = {
    "last_name": "Станков",
    "first_name": "Игорь",
    "patronymic": "",
    "post": "инженер",
    "competences": "Покажу цех",
    "phone": "",
    "email": "",
    "agrees": "on",
}
FACTORY = {
    "name": "Завод «Луч»",
    "kind": "employer",
    "note": "Соглашение № 5",
    "last_name": "Кадров",
    "first_name": "Павел",
    "email": "kadry@example.org",
}


def text_of(answer):
    return answer.content.decode()


def a_partner(membership=None, **facts):
    """A factory whose representative is this membership."""
    contact = ParentFactory(organization=the_school(), user=membership.user if membership else None)
    said = {"kind": PartnerKind.EMPLOYER, "name": "Завод «Луч»", "since_on": "2026-09-01"}
    return Partner.objects.create(organization=the_school(), contact=contact, **{**said, **facts})


def offer(membership, **sent):
    return client_of(membership).post(reverse("offer-mentor"), {**OFFER, **sent}, follow=True)


def test_a_partner_is_taken_in_with_its_representative_and_invited():
    client = client_of(curator())

    client.post(reverse("add-partner"), FACTORY)
    made = Partner.objects.get()
    client.post(reverse("invite-partner", args=[made.pk]))

    assert (made.contact.workplace, made.contact.email) == ("Завод «Луч»", "kadry@example.org")
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.person_id) == (Role.PARTNER, made.contact_id)


def test_the_same_partner_twice_is_refused():
    client = client_of(curator())
    client.post(reverse("add-partner"), FACTORY)

    answer = client.post(reverse("add-partner"), FACTORY)

    assert answer.status_code == 422
    assert "уже в списке" in text_of(answer)
    assert Person.objects.count() == 1


def test_an_offer_reaches_the_curator_and_becomes_a_mentor():
    by, representative = curator(), partner()
    a_partner(representative)

    cabinet = text_of(offer(representative))
    made = MentorOffer.objects.get()
    client_of(by).post(reverse("accept-offer", args=[made.pk]))

    assert "ждёт ответа" in cabinet
    made.refresh_from_db()
    assert made.state == OfferState.ACCEPTED
    assert made.person.workplace == "Завод «Луч»"
    assert MentorProfile.objects.get(person=made.person).competences == "Покажу цех"
    told = set(Notice.objects.values_list("recipient", flat=True))
    assert told == {by.user_id, representative.user_id}


def test_a_decline_carries_its_reason_to_the_cabinet():
    representative = partner()
    a_partner(representative)
    offer(representative)

    client_of(curator()).post(
        reverse("decline-offer", args=[MentorOffer.objects.get().pk]),
        {"reason": "Нет наставляемых по этому направлению"},
    )

    cabinet = text_of(client_of(representative).get(reverse("my-partner")))
    assert "Нет наставляемых по этому направлению" in cabinet


def test_an_answered_offer_is_not_answered_again():
    representative = partner()
    a_partner(representative)
    offer(representative)
    made = MentorOffer.objects.get()
    client = client_of(curator())
    client.post(reverse("accept-offer", args=[made.pk]))

    again = client.post(reverse("accept-offer", args=[made.pk]))
    back = client_of(representative).post(reverse("take-offer-back", args=[made.pk]))

    assert {again.status_code, back.status_code} == {409}
    assert MentorProfile.objects.count() == 1


def test_an_offer_is_taken_back():
    representative = partner()
    a_partner(representative)
    offer(representative)

    client_of(representative).post(reverse("take-offer-back", args=[MentorOffer.objects.get().pk]))

    assert MentorOffer.objects.get().state == OfferState.TAKEN_BACK


@pytest.mark.parametrize("missing", ["agrees", "competences", "last_name"])
def test_what_an_offer_needs(missing):
    representative = partner()
    a_partner(representative)

    answer = offer(representative, **{missing: ""})

    assert answer.status_code == 422
    assert MentorOffer.objects.count() == 0


def test_the_same_person_is_offered_once():
    representative = partner()
    a_partner(representative)
    offer(representative)

    answer = offer(representative)

    assert "ждёт ответа школы" in text_of(answer)
    assert MentorOffer.objects.count() == 1


def test_a_partner_sees_the_own_offers_and_counts_but_no_child():
    mine, other = partner(), partner(user__last_name="Другов")
    own = a_partner(mine)
    a_partner(other, name="Завод «Гром»")
    offer(mine)
    offer(other, last_name="Чужаков")
    pair = PairFactory()
    MentorOffer.objects.filter(partner=own).update(
        state=OfferState.ACCEPTED, decided_at="2026-10-01T00:00Z", person=pair.mentor
    )

    cabinet = text_of(client_of(mine).get(reverse("my-partner")))

    assert "Станков" in cabinet
    assert "Чужаков" not in cabinet
    assert "наставляемый" in cabinet
    assert pair.mentee.last_name not in cabinet


def test_the_cabinet_closes_with_the_partnership():
    representative = partner()
    own = a_partner(representative)

    client_of(curator()).post(reverse("end-partner", args=[own.pk]))

    assert "Организации пока нет" in text_of(client_of(representative).get(reverse("my-partner")))
    assert client_of(representative).get(reverse("offer-mentor")).status_code == 404


def test_other_schools_and_roles_see_no_partner():
    own = a_partner()

    assert client_of(stranger()).get(reverse("partner", args=[own.pk])).status_code == 404
    assert client_of(psychologist()).get(reverse("partners")).status_code == 403


def test_many_partners_cost_as_many_queries_as_one(django_assert_max_num_queries):
    client = client_of(curator())
    for number in range(8):
        a_partner(name=f"Завод {number}")
    client.get(reverse("partners"))

    with django_assert_max_num_queries(9):
        client.get(reverse("partners"))
