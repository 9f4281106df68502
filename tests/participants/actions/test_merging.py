"""Two cards of one person become one: nothing is lost, and what cannot be is refused."""

from datetime import UTC, date, datetime

import pytest

from accounts.models import Invitation as RoleInvitation
from accounts.states import Role
from kernel.models import JournalEntry
from pairs.models import Pair, QueueCard
from pairs.states import PairState, QueueState
from participants.actions.entry import invite_person
from participants.actions.merging import merge_people, tell_apart, what_hangs_on
from participants.merging import CannotMerge
from participants.models import CardMerge, DifferentPeople, Guardian, MenteeProfile, Person
from participants.queries.namesakes import compared, doubles_of, namesakes_of
from participants.states import ConsentState, Relation
from surveys.models import Invitation
from tests.factories.pairs import ActivePairFactory, PairFactory, QueueCardFactory
from tests.factories.participants import (
    ConsentFactory,
    DirectionFactory,
    GuardianFactory,
    MenteeFactory,
    ParentFactory,
    PersonFactory,
)
from tests.factories.surveys import CampaignFactory, InvitationFactory, answered
from tests.people import UserFactory, class_teacher, curator, mentee, the_school

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = date(2026, 11, 24)

pytestmark = pytest.mark.django_db


def card(**facts):
    return PersonFactory(organization=the_school(), last_name="Ёлкина", first_name="Вера", **facts)


def merge(kept, former, *taken, by=None):
    return merge_people(
        kept, former, taken=frozenset(taken), by=by or curator(), now=NOW, today=TODAY
    )


def test_the_value_of_each_field_is_the_chosen_one():
    kept = card(class_name="7А", phone="", email="old@example.org")
    former = card(class_name="8А", phone="+7 900 111-22-33", email="new@example.org")

    merge(kept, former, "class_name", "phone")

    left = Person.objects.get()
    assert (left.pk, left.class_name, left.phone) == (kept.pk, "8А", "+7 900 111-22-33")
    assert left.email == "old@example.org"


def test_what_only_one_card_says_is_offered_from_that_card():
    kept, former = card(phone=""), card(phone="+7 900 111-22-33", class_name="8Б")

    usual = {one.name: one.usual for one in compared(kept, former).differences}

    assert usual == {"phone": "former", "class_name": "kept"}


def test_everything_that_hangs_on_the_second_card_moves():
    kept, former = card(), card(user=UserFactory())
    GuardianFactory(child=former)
    consent = ConsentFactory(person=former)
    MenteeFactory(person=former, request="Хочу рисовать")
    pair = ActivePairFactory(mentee=former)
    sheet = answered(CampaignFactory(), former, request="Рисовать")
    user = former.user

    merge(kept, former)

    kept.refresh_from_db()
    assert (kept.user, kept.mentee.request) == (user, "Хочу рисовать")
    assert list(kept.consents.all()) == [consent]
    assert kept.guardians.count() == 1
    assert Pair.objects.get(mentee=kept) == pair
    assert sheet.invitation.__class__.objects.get(person=kept).sheet == sheet
    assert not Person.objects.filter(pk=former.pk).exists()


def test_the_merge_is_written_down_without_what_the_cards_said():
    kept, former = card(class_name="7А"), card(class_name="8А")
    ConsentFactory(person=former)
    number = former.pk

    merge(kept, former, "class_name")

    line = JournalEntry.objects.get(verb="merge_people")
    assert line.subject == f"participants.person:{kept.pk}"
    assert line.details["former"] == number
    assert line.details["fields"] == ["class_name"]
    assert line.details["moved"] == {"participants.consent": 2}
    assert "8А" not in str(line.details)
    assert CardMerge.objects.get(former=number).kept == kept


def test_the_last_answer_of_one_signer_holds_and_the_earlier_is_replaced():
    kept, former = card(), card()
    earlier = ConsentFactory(person=former)
    later = ConsentFactory(person=kept)

    merge(kept, former)

    states = {consent.pk: consent.state for consent in kept.consents.all()}
    assert states == {earlier.pk: ConsentState.REPLACED, later.pk: ConsentState.GIVEN}


def test_a_mother_with_two_cards_stays_the_mother_once():
    child = card()
    first, second = (ParentFactory(organization=the_school()) for _ in range(2))
    GuardianFactory(child=child, guardian=first, confirmed_at=None)
    GuardianFactory(child=child, guardian=second, relation=Relation.MOTHER)

    merge(first, second)

    link = Guardian.objects.get()
    assert (link.guardian, link.confirmed_at is not None) == (first, True)


def test_two_parts_of_a_mentee_become_one_with_all_directions():
    kept, former = card(), card()
    ours = MenteeFactory(person=kept, request="Алгебра", left_on=date(2026, 10, 1))
    theirs = MenteeFactory(person=former, request="Рисование", entered_on=date(2025, 9, 1))
    wanted = [DirectionFactory(), DirectionFactory()]
    ours.directions.set(wanted[:1])
    theirs.directions.set(wanted[1:])

    merge(kept, former, "menteeprofile.request")

    left = MenteeProfile.objects.get()
    assert (left.request, left.entered_on, left.left_on) == ("Рисование", date(2025, 9, 1), None)
    assert set(left.directions.all()) == set(wanted)


def test_of_two_answers_to_one_campaign_the_chosen_one_stays():
    campaign = CampaignFactory()
    kept, former = card(), card()
    ours, theirs = answered(campaign, kept, mark=3), answered(campaign, former, mark=5)

    merge(kept, former, f"answers.{campaign.pk}")

    assert Invitation.objects.get(campaign=campaign).sheet == theirs
    assert ours.pk != theirs.pk


def test_an_invitation_without_an_answer_gives_way_to_the_answer():
    campaign = CampaignFactory()
    kept, former = card(), card()
    InvitationFactory(campaign=campaign, person=kept)
    sheet = answered(campaign, former, mark=5)

    merge(kept, former)

    assert Invitation.objects.get(campaign=campaign).sheet == sheet


def test_of_two_places_in_the_queue_the_longer_wait_is_left():
    kept, former = card(), card()
    QueueCardFactory(mentee=kept, entered_on=date(2026, 10, 10))
    QueueCardFactory(mentee=former, entered_on=date(2026, 10, 1))

    merge(kept, former)

    left = QueueCard.objects.get()
    assert (left.mentee, left.entered_on) == (kept, date(2026, 10, 1))


def test_who_has_a_pair_by_order_waits_no_more():
    kept, former = card(), card()
    ActivePairFactory(mentee=kept)
    QueueCardFactory(mentee=former)

    merge(kept, former)

    assert QueueCard.objects.get().state == QueueState.PAIRED


def test_a_rejected_proposal_of_the_two_to_each_other_does_not_stand_in_the_way():
    kept, former = card(), card()
    PairFactory(mentor=kept, mentee=former, state=PairState.REJECTED, ended_on=TODAY)

    merge(kept, former)

    assert Pair.objects.count() == 0


def test_the_link_of_an_invitation_leads_to_the_card_that_stays():
    kept, former = card(), card()
    by = curator()
    invite_person(former, role=Role.MENTEE, by=by, now=NOW)

    merge(kept, former, by=by)

    assert RoleInvitation.objects.get().person_id == kept.pk


def test_of_two_accounts_one_stays_and_has_the_roles_of_both():
    kept = card(user=mentee().user)
    former = card(user=mentee().user)
    staying = former.user

    merge(kept, former, "user")

    kept.refresh_from_db()
    assert kept.user == staying
    open_roles = the_school().memberships.filter(role=Role.MENTEE, until_on=None)
    assert [role.user for role in open_roles] == [staying]


REFUSED = {}


def refused(name):
    def keep(make):
        REFUSED[name] = make
        return make

    return keep


@refused("Один представляет другого")
def _family():
    link = GuardianFactory(child__organization=the_school())
    return link.child, link.guardian


@refused("Между собой они пара")
def _pair():
    pair = PairFactory()
    return pair.mentee, pair.mentor


@refused("две открытые пары")
def _two_pairs():
    return ActivePairFactory().mentee, ActivePairFactory().mentee


@refused("не две карточки одной организации")
def _another_school():
    return card(), PersonFactory()


@refused("снять её вы не можете")
def _staff():
    return card(user=mentee().user), card(user=class_teacher().user)


@pytest.mark.parametrize("reason", REFUSED)
def test_what_cannot_be_merged_is_refused_with_the_reason(reason):
    kept, former = REFUSED[reason]()
    before = Person.objects.count()

    with pytest.raises(CannotMerge, match=reason):
        merge(kept, former)

    assert Person.objects.count() == before


def test_a_card_merged_twice_leads_to_the_last_one():
    first, second, third = card(), card(), card()
    numbers = first.pk, second.pk

    merge(second, first)
    merge(third, second)

    assert dict(CardMerge.objects.values_list("former", "kept")) == dict.fromkeys(numbers, third.pk)


def test_nothing_names_a_card_that_is_no_more():
    kept, former = card(), card()
    GuardianFactory(child=former)
    number = former.pk

    merge(kept, former)

    former.pk = number
    assert what_hangs_on(former) == []


def test_same_name_and_year_are_offered_and_namesakes_told_apart_are_not():
    by = curator()
    one, double, namesake = card(), card(), card(born_on=date(2010, 1, 1))
    PersonFactory(organization=the_school())

    found = [(pair.kept, pair.former, pair.is_sure) for pair in namesakes_of(by)]
    tell_apart(double, one, by=by, now=NOW)

    assert found == [(one, double, True)]
    assert namesakes_of(by) == []
    assert doubles_of(namesake, by) == []


def test_a_missing_patronymic_or_year_makes_it_less_sure():
    by = curator()
    card()
    card(patronymic="")
    card(born_on=None)

    notes = {pair.note for pair in namesakes_of(by)}

    assert notes == {"в одной карточке нет отчества", "год рождения неизвестен"}


def test_namesakes_told_apart_stay_two_and_can_be_merged_with_others():
    by = curator()
    one, other, third = card(), card(), card()
    tell_apart(one, other, by=by, now=NOW)
    tell_apart(other, third, by=by, now=NOW)

    merge(one, third, by=by)

    assert [(said.first, said.second) for said in DifferentPeople.objects.all()] == [(one, other)]
