"""Posters of classes: a whole class comes in at once, a guesser does not."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kernel.models import JournalEntry
from notices.models import Notice
from surveys.actions import posters
from surveys.actions.posters import PosterAnswer
from surveys.links import pin_of, token_of
from surveys.models import Answer, AnswerSheet
from surveys.models.posters import WRONG_PINS
from surveys.states import CampaignState, Privacy
from tests import people
from tests.factories.pairs import a_mentee
from tests.factories.surveys import CampaignFactory, InvitationFactory

pytestmark = pytest.mark.django_db


def a_poster(*, count=3, **facts):
    """The poster of 7А, of so many pupils."""
    campaign = CampaignFactory(**facts)
    school = campaign.programme.organization
    for _number in range(count):
        person = a_mentee(school, class_name="7А", gives=False)
        InvitationFactory(campaign=campaign, person=person)
    posters.make_posters(campaign, by=people.curator())
    return campaign.posters.get()


def path_of(poster):
    """Where the code leads."""
    return reverse("class-poster", args=[token_of(poster)])


def come_in(poster):
    """A phone that has typed the PIN."""
    client = Client()
    client.post(path_of(poster), {"pin": pin_of(poster)})
    return client


def wrong(poster):
    """A PIN that is not the poster's."""
    return f"{(int(pin_of(poster)) + 1) % 10**6:06d}"


def test_a_pupil_types_the_pin_finds_oneself_and_answers():
    poster = a_poster()
    invitation = poster.campaign.invitations.order_by("person__sort_name").first()
    client = come_in(poster)

    names = client.get(path_of(poster))
    chosen = client.post(path_of(poster), {"person": invitation.pk})
    client.post(chosen.url, {"request": "Помогите с алгеброй"})

    assert invitation.person.last_name in names.text
    assert Answer.objects.get().text == "Помогите с алгеброй"
    assert Answer.objects.get().sheet.invitation == invitation


def test_no_name_is_shown_before_the_pin():
    poster = a_poster()

    shown = Client().get(path_of(poster))

    assert not any(one.person.last_name in shown.text for one in poster.campaign.invitations.all())


def test_who_has_answered_is_no_longer_on_the_list():
    poster = a_poster(count=2)
    first, second = poster.campaign.invitations.order_by("pk")
    first.answered_on = timezone.localdate()
    first.save()

    shown = come_in(poster).get(path_of(poster))

    assert [value for value, _name in shown.context["form"].fields["person"].choices] == [second.pk]


def test_an_anonymous_list_does_not_show_who_has_answered():
    poster = a_poster(count=2, privacy=Privacy.ANONYMOUS)
    poster.campaign.invitations.filter(pk=poster.campaign.invitations.first().pk).update(
        answered_on=timezone.localdate()
    )

    shown = come_in(poster).get(path_of(poster))

    assert len(shown.context["form"].fields["person"].choices) == 2


def test_a_draft_of_one_pupil_is_not_shown_to_another():
    poster = a_poster()
    invitation = poster.campaign.invitations.first()
    mine, other = come_in(poster), come_in(poster)
    mine.post(path_of(poster), {"person": invitation.pk})
    answer = reverse("answer-by-poster", args=[token_of(poster)])
    mine.post(answer, {"request": "Очень личное", "draft": "1"})

    refused = other.post(path_of(poster), {"person": invitation.pk})
    peeked = other.get(answer)
    again = mine.get(answer)

    assert refused.status_code == 422
    assert "на другом устройстве" in refused.text
    assert peeked.status_code == 302
    assert "Очень личное" in again.text


def test_thirty_pupils_behind_one_address_are_no_attack():
    poster = a_poster(count=30)
    invitations = list(poster.campaign.invitations.order_by("pk"))

    for invitation in invitations:
        client = Client(REMOTE_ADDR="10.0.0.1")
        client.post(path_of(poster), {"pin": wrong(poster)}) if invitation.pk % 3 == 0 else None
        client.post(path_of(poster), {"pin": pin_of(poster)})
        chosen = client.post(path_of(poster), {"person": invitation.pk})
        client.post(chosen.url, {"request": "Алгебра"})

    assert Answer.objects.count() == 30


def test_guessing_locks_the_poster_for_a_while_and_tells_the_curator():
    asks = people.curator()
    poster = a_poster(made_by=asks.user)
    inside = come_in(poster)
    answers = [
        Client(REMOTE_ADDR=f"10.0.0.{number}").post(path_of(poster), {"pin": wrong(poster)})
        for number in range(WRONG_PINS + 2)
    ]

    right = Client().post(path_of(poster), {"pin": pin_of(poster)})
    poster.refresh_from_db()
    later = posters.try_poster_pin(
        poster, pin_of(poster), now=timezone.now() + timedelta(minutes=16)
    )

    assert [one.status_code for one in answers] == [422] * (WRONG_PINS - 1) + [429] * 3
    assert (right.status_code, later) == (429, PosterAnswer.OPEN)
    assert inside.get(path_of(poster)).status_code == 200
    assert JournalEntry.objects.filter(verb="lock_poster").count() == 1
    assert Notice.objects.filter(kind="poster", recipient=asks.user).count() == 1


def test_a_right_pin_does_not_forgive_the_guesses_of_another():
    poster = a_poster()
    for _number in range(WRONG_PINS - 1):
        posters.try_poster_pin(poster, wrong(poster), now=timezone.now())
        posters.try_poster_pin(poster, pin_of(poster), now=timezone.now())

    assert posters.try_poster_pin(poster, wrong(poster), now=timezone.now()) == "locked"


def test_renewed_posters_open_nothing_with_the_former_code():
    poster = a_poster()
    former, inside = path_of(poster), come_in(poster)

    posters.renew_posters(poster.campaign, by=people.curator())
    poster.refresh_from_db()

    assert Client().get(former).status_code == 404
    assert "person" not in inside.get(path_of(poster)).context["form"].fields


@pytest.mark.parametrize("pin", ["", "12", "1234567", "12345²", "\u0661\u0662\u0663456", "a" * 400])
def test_what_is_no_pin_is_not_counted(pin):
    poster = a_poster()

    answer = Client().post(path_of(poster), {"pin": pin})

    poster.refresh_from_db()
    assert (answer.status_code, poster.wrong_count) == (422, 0)


def test_a_pupil_of_another_class_cannot_be_chosen():
    poster = a_poster()
    school = poster.campaign.programme.organization
    other = InvitationFactory(
        campaign=poster.campaign, person=a_mentee(school, class_name="7Б", gives=False)
    )

    answer = come_in(poster).post(path_of(poster), {"person": other.pk})

    assert answer.status_code == 422
    assert not AnswerSheet.objects.exists()


def test_the_poster_of_a_closed_campaign_says_so():
    poster = a_poster(state=CampaignState.CLOSED)

    shown = Client().get(path_of(poster))

    assert shown.status_code == 410


def test_the_curator_prints_a_poster_with_its_pin(sign_in):
    poster = a_poster()

    shown = sign_in(people.curator()).get(reverse("campaign-posters", args=[poster.campaign_id]))

    assert pin_of(poster) in shown.text.replace(" ", "")
    assert "data:image/png;base64," in shown.text
