"""The gate: who is available, which paper is missing, in how many queries."""

from datetime import UTC, date, datetime, timedelta

import pytest

from participants.models import ConsentRequest
from participants.queries import (
    ConsentMissing,
    available_mentees,
    available_mentors,
    consent_statuses,
    missing_papers,
    require_consent,
)
from participants.states import ConsentState, ConsentStatus, Purpose
from roadmap.models import Programme
from tests.factories.participants import (
    ConsentFactory,
    ConsentTextFactory,
    GuardianFactory,
    MenteeFactory,
    MentorFactory,
    PersonFactory,
    consenting,
)
from tests.people import the_school

TODAY = date(2026, 11, 24)

pytestmark = pytest.mark.django_db


def test_the_missing_paper_names_who_can_give_it():
    link = GuardianFactory(guardian__last_name="Стрижова", guardian__first_name="Ирина")

    papers = missing_papers(link.child, Purpose.TAKING_PART, TODAY)

    assert [paper.sentence for paper in papers] == [
        (
            "Нет согласия представителя «участие и обработка данных» (ещё никого не просили)."
            f" Его может дать: мама — {link.guardian.name.full}."
        )
    ]


def test_without_a_representative_the_page_says_what_to_do():
    papers = missing_papers(PersonFactory(), Purpose.TAKING_PART, TODAY)

    assert papers[0].reason == ConsentStatus.NO_CONTACT
    assert "Добавьте маму, папу или опекуна" in papers[0].sentence


def test_the_gate_refuses_with_the_paper():
    person = GuardianFactory().child

    with pytest.raises(ConsentMissing, match="Нет согласия представителя"):
        require_consent(person, Purpose.TAKING_PART, TODAY)


def test_the_gate_lets_pass_whose_papers_are_there():
    person = consenting(PersonFactory())

    require_consent(person, Purpose.TAKING_PART, TODAY)


def test_a_consent_for_one_purpose_opens_no_other():
    person = consenting(PersonFactory())

    with pytest.raises(ConsentMissing):
        require_consent(person, Purpose.PUBLICATION, TODAY)


def test_only_those_who_consent_are_available():
    school = the_school()
    ready = MenteeFactory(person__organization=school).person
    consenting(ready)
    MenteeFactory(person__organization=school)
    MenteeFactory(person=consenting(PersonFactory(organization=school)), left_on=TODAY)
    mentor = MentorFactory(person__organization=school).person
    ConsentFactory(person=mentor)
    stranger = MentorFactory().person
    ConsentFactory(person=stranger)
    programme = Programme(organization=school, year=2026)

    assert available_mentees(programme, TODAY) == [ready]
    assert available_mentors(programme, TODAY) == [mentor]


def test_an_open_link_counts_as_asked_until_it_is_over():
    link = GuardianFactory()
    now = datetime(2026, 11, 1, tzinfo=UTC)
    ConsentRequest.objects.create(
        person=link.child,
        purpose=Purpose.TAKING_PART,
        signer=link.guardian,
        text=ConsentTextFactory(),
        nonce="0" * 32,
        token_digest="0" * 64,
        asked_at=now,
        expires_at=now + timedelta(days=30),
    )

    on_time = consent_statuses([link.child], Purpose.TAKING_PART, TODAY)
    later = consent_statuses([link.child], Purpose.TAKING_PART, date(2026, 12, 2))

    assert on_time == {link.child.pk: ConsentStatus.ASKED}
    assert later == {link.child.pk: ConsentStatus.NOT_ASKED}


@pytest.mark.parametrize("count", [1, 3, 30])
def test_statuses_of_many_take_three_queries(django_assert_num_queries, count):
    people = PersonFactory.create_batch(count)

    with django_assert_num_queries(3):
        statuses = consent_statuses(people, Purpose.TAKING_PART, TODAY)

    assert len(statuses) == count


def test_a_withdrawn_consent_closes_the_gate():
    person = consenting(PersonFactory())
    person.consents.filter(signer=person.guardians.get().guardian).update(
        state=ConsentState.WITHDRAWN, withdrawn_on=TODAY
    )

    assert consent_statuses([person], Purpose.TAKING_PART, TODAY) == {
        person.pk: ConsentStatus.WITHDRAWN
    }
