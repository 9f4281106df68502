"""What happens to a consent: asked, given, refused, withdrawn; never deleted."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kernel import events
from kernel.models import JournalEntry
from mentoring import wiring
from notices.models import Notice
from participants import tokens
from participants.actions import consents as acts
from participants.events import ConsentWithdrawn
from participants.models import Consent, ConsentRequest
from participants.queries import consent_statuses
from participants.states import CONSENT_LIFE, Channel, ConsentState, ConsentStatus, Purpose
from tests.factories.participants import (
    ConsentFactory,
    ConsentTextFactory,
    GuardianFactory,
    PersonFactory,
)
from tests.people import UserFactory, curator, the_school

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = date(2026, 11, 24)

pytestmark = pytest.mark.django_db


@pytest.fixture
def link():
    return GuardianFactory(child__organization=the_school())


@pytest.fixture
def announced():
    """Listen instead of the rooms above."""
    heard = []
    events.connect({**wiring.REACTIONS, ConsentWithdrawn: [heard.append]})
    yield heard
    wiring.connect()


def ask(link, purpose=Purpose.TAKING_PART, now=NOW):
    return acts.ask_consent(
        link.child,
        purpose=purpose,
        signer=link.guardian,
        text=ConsentTextFactory(purpose=purpose),
        by=curator(),
        now=now,
    )


def paper(link, **facts):
    said = {"agrees": True, "answered_on": TODAY, "purpose": Purpose.TAKING_PART, **facts}
    text = said.pop("text", None) or ConsentTextFactory(purpose=said["purpose"])
    return acts.record_paper(
        link.child, signer=link.guardian, text=text, by=curator(), now=NOW, **said
    )


def status_of(person, purpose=Purpose.TAKING_PART):
    return consent_statuses([person], purpose, TODAY)[person.pk]


def test_a_link_keeps_only_the_digest_of_its_token(link):
    request, token = ask(link)

    stored = ConsentRequest.objects.values().get()
    assert token not in str(stored)
    assert stored["token_digest"] == tokens.digest(token)
    assert tokens.link_token(request.nonce) == token


def test_a_newer_link_replaces_the_older(link):
    older, _token = ask(link)

    newer, _token = ask(link)

    assert not ConsentRequest.objects.get(pk=older.pk).is_open(NOW)
    assert newer.is_open(NOW)


def test_a_link_is_answered_once(link):
    request, _token = ask(link)
    acts.answer_by_link(request, agrees=True, by=None, now=NOW, today=TODAY)

    with pytest.raises(acts.LinkUsed):
        acts.answer_by_link(request, agrees=True, by=None, now=NOW, today=TODAY)

    assert Consent.objects.get().channel == Channel.LINK
    assert status_of(link.child) == ConsentStatus.GIVEN


def test_a_link_is_over_after_thirty_days(link):
    request, _token = ask(link)

    with pytest.raises(acts.LinkUsed):
        acts.answer_by_link(
            request, agrees=True, by=None, now=NOW + timedelta(days=31), today=TODAY
        )


def test_a_refusal_keeps_its_reason_and_asks_nobody_again(link):
    consent = paper(link, agrees=False, reason="не хотим")

    assert (consent.state, consent.refusal_reason) == (ConsentState.REFUSED, "не хотим")
    assert status_of(link.child) == ConsentStatus.REFUSED


def test_the_same_consent_is_not_given_twice(link):
    paper(link)

    with pytest.raises(acts.AlreadyGiven, match="уже дано и действует"):
        paper(link)


def test_a_consent_that_is_over_is_renewed(link):
    paper(link, answered_on=date(2025, 9, 1), expires_on=date(2026, 8, 31))

    paper(link)

    assert list(Consent.objects.order_by("pk").values_list("state", flat=True)) == [
        ConsentState.REPLACED,
        ConsentState.GIVEN,
    ]


def test_a_new_wording_takes_the_place_of_the_old(link):
    paper(link)

    paper(link, text=ConsentTextFactory(version=2))

    assert status_of(link.child) == ConsentStatus.GIVEN
    assert Consent.objects.filter(state=ConsentState.GIVEN).count() == 1


def test_somebody_else_may_not_sign(link):
    stranger = PersonFactory(organization=link.child.organization)

    with pytest.raises(acts.NotOurs):
        acts.record_paper(
            link.child,
            purpose=Purpose.TAKING_PART,
            signer=stranger,
            text=ConsentTextFactory(),
            agrees=True,
            answered_on=TODAY,
            by=curator(),
            now=NOW,
        )


def test_withdrawal_is_announced_in_its_transaction(link, announced):
    consent = paper(link)

    acts.withdraw_consent(consent, by=None, now=NOW, today=TODAY, channel="link")

    assert announced == [ConsentWithdrawn(link.child, Purpose.TAKING_PART, None, TODAY)]
    assert status_of(link.child) == ConsentStatus.WITHDRAWN
    assert Consent.objects.count() == 1


def test_a_refusal_after_a_consent_withdraws_it(link, announced):
    paper(link)

    paper(link, agrees=False)

    assert len(announced) == 1
    assert status_of(link.child) == ConsentStatus.REFUSED


def test_what_may_be_published_is_kept_for_publication_only(link):
    shown = paper(link, purpose=Purpose.PUBLICATION, categories=("name", "pictures"))
    part = paper(link, categories=("name",))

    assert shown.categories == ["name", "pictures"]
    assert part.categories == []


def test_deeds_leave_lines_without_names(link):
    ask(link)
    paper(link)

    lines = JournalEntry.objects.filter(subject=f"participants.person:{link.child.pk}")
    assert set(lines.values_list("verb", flat=True)) == {"ask_consent", "give_consent"}
    assert link.guardian.last_name not in str(list(lines.values()))


@pytest.mark.parametrize("state", ConsentState)
@pytest.mark.parametrize("name", CONSENT_LIFE.moves)
def test_lifecycle_allows_exactly_its_arrows(state, name):
    drawn = {(source, move) for source, move, _target in CONSENT_LIFE.arrows()}

    assert CONSENT_LIFE.allows(Consent(state=state), name) is ((state, name) in drawn)


def test_the_database_keeps_the_day_of_a_withdrawal():
    consent = ConsentFactory()

    with pytest.raises(Exception, match="consent_withdrawn_on_a_day"):
        Consent.objects.filter(pk=consent.pk).update(state=ConsentState.WITHDRAWN)


def test_curators_learn_of_what_was_answered_without_them(link):
    by = curator()
    request, _token = ask(link)

    acts.answer_by_link(request, agrees=True, by=None, now=NOW, today=TODAY)

    notice = Notice.objects.get(kind="consent", recipient=by.user)
    assert notice.subject == f"Согласие дано: {link.child.name.short}"


def test_a_signer_with_an_account_is_told_of_the_question(link):
    link.guardian.user = UserFactory()
    link.guardian.save()

    ask(link)

    assert Notice.objects.get(kind="consent_asked").recipient == link.guardian.user
