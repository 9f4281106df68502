"""Anonymous answers lead to nobody: not by a key, an order, a moment, a log, a backup, an export.

Before the campaign is closed the sheets cannot be read; afterwards the answers lie loose. Each test
knows who answered what, in which order, and looks for a way from the one to the other.
"""

import base64
import json
import logging
import random
import re
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import kept_forms
from kernel.backup.tables import dump, models_of
from kernel.models import JournalEntry
from kernel.refusals import Refusal
from surveys.actions import answering, campaigns
from surveys.documents.results_book import as_xlsx
from surveys.links import link_of
from surveys.models import AnonymousAnswer, AnonymousSheet, AnswerSheet, Campaign
from surveys.queries.campaigns import by_class
from surveys.queries.results import results_of
from surveys.sealing import OtherSecret, seal, unseal
from surveys.states import CampaignState, Prefill, Privacy, QuestionKind
from tests import people
from tests.factories.pairs import a_mentee
from tests.factories.surveys import CampaignFactory, InvitationFactory, QuestionFactory

pytestmark = pytest.mark.django_db

CONTENT = {"text", "number", "chosen", "score"}
PROMISED = {"role", "class_name"}


def said(number):
    """What the person with this number answered; nobody else says it."""
    return f"Тайна-{number:03}-семнадцать"


def anonymous(**facts):
    """An open anonymous campaign."""
    return CampaignFactory(privacy=Privacy.ANONYMOUS, **facts)


def asked(campaign, *class_names):
    """Invitations of pupils, one for each name of a class."""
    school = campaign.programme.organization
    return [
        InvitationFactory(campaign=campaign, person=a_mentee(school, class_name=name, gives=False))
        for name in class_names
    ]


def all_answer(invitations):
    """Each answers by the personal link, in an order that is not the order of the list."""
    order = list(enumerate(invitations))
    random.Random(7).shuffle(order)
    for number, invitation in order:
        path = "/" + link_of(invitation).split("/", 3)[3]
        sent = Client().post(path, {"request": said(number), "mark": str(number % 10 + 1)})
        assert sent.status_code == 302
    return [said(number) for number, _invitation in order]


def closed(campaign):
    """The curator closes the campaign: the box is opened."""
    return campaigns.close_campaign(campaign, by=people.curator(), now=timezone.now())


def answered_and_closed(count=12):
    """A class has answered; returns the campaign, the invitations, and what was said in order."""
    campaign = anonymous()
    invitations = asked(campaign, *["7А"] * count)
    order = all_answer(invitations)
    return closed(campaign), invitations, order


def whole_database():
    """Every table as a backup writes it."""
    found = {}
    for model in models_of(apps):
        rows = BytesIO()
        dump(model, rows)
        found[model._meta.label] = rows.getvalue().decode()
    return found


def test_the_tables_of_anonymous_answers_have_no_way_to_a_person_and_no_moment():
    ways = {
        model: {field.related_model for field in model._meta.fields if field.is_relation}
        for model in (AnonymousSheet, AnonymousAnswer)
    }
    moments = (models.DateField, models.TimeField, models.DurationField)

    assert {model.__name__ for model in ways[AnonymousSheet]} == {"Campaign"}
    assert {model.__name__ for model in ways[AnonymousAnswer]} == {"Campaign", "Question"}
    assert not any(
        isinstance(field, (*moments, models.AutoField))
        for model in ways
        for field in model._meta.fields
    )


def test_before_closing_nothing_that_was_answered_can_be_read():
    campaign = anonymous()

    all_answer(asked(campaign, *["7А"] * 6))

    assert AnonymousSheet.objects.count() == 6
    assert "семнадцать" not in json.dumps(whole_database(), ensure_ascii=False)
    assert (AnonymousAnswer.objects.count(), AnswerSheet.objects.count()) == (0, 0)


def test_a_closed_sheet_tells_no_moment_and_twice_the_same_is_not_the_same():
    first, second = seal({"answers": {}}), seal({"answers": {}})

    assert base64.urlsafe_b64decode(first)[1:9] == bytes(8)
    assert first != second
    assert unseal(first) == {"answers": {}}


def test_no_value_of_an_answer_is_found_in_another_table():
    _campaign, _invitations, _order = answered_and_closed()
    columns = {field.attname for field in AnonymousAnswer._meta.fields} - CONTENT - PROMISED
    rows = list(AnonymousAnswer.objects.values(*columns))
    telling = {
        str(row[column])
        for column in columns
        for row in rows
        if len({str(other[column]) for other in rows}) > 1 and column != "question_id"
    }
    elsewhere = whole_database()
    del elsewhere["surveys.AnonymousAnswer"]

    assert len(telling) == len(rows)
    assert not [value for value in telling if value in json.dumps(elsewhere)]


def test_answers_do_not_lie_in_the_order_they_came():
    _campaign, _invitations, order = answered_and_closed()

    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM surveys_anonymousanswer WHERE text <> ''")
        as_they_lie = [text for (text,) in cursor.fetchall()]
    by_key = list(AnonymousAnswer.objects.exclude(text="").order_by("pk"))

    assert sorted(as_they_lie) == sorted(order)
    assert as_they_lie not in (order, order[::-1], sorted(order))
    assert [answer.text for answer in by_key] not in (order, sorted(order))


def test_two_answers_of_one_sheet_share_nothing():
    answered_and_closed(count=6)

    texts = AnonymousAnswer.objects.exclude(text="")
    marks = AnonymousAnswer.objects.exclude(number=None)

    assert {one.pk for one in texts}.isdisjoint(one.pk for one in marks)
    assert (texts.count(), marks.count()) == (6, 6)
    assert not any(re.search(r"\d{3}", str(one.number)) for one in marks)


def test_that_somebody_answered_is_known_by_the_day_only():
    _campaign, invitations, _order = answered_and_closed(count=5)

    invitations[0].refresh_from_db()

    assert type(invitations[0]._meta.get_field("answered_on")) is models.DateField
    assert invitations[0].answered_on is not None
    assert invitations[0].is_waiting is False


def test_neither_journal_nor_log_tells_who_answered_what(caplog):
    caplog.set_level(logging.DEBUG)

    campaign, invitations, _order = answered_and_closed(count=6)

    lines = JournalEntry.objects.filter(subject__startswith="surveys.")
    assert {line.verb for line in lines} == {"close", "open_box"}
    assert "семнадцать" not in caplog.text
    assert str(campaign) not in caplog.text
    assert not any(link_of(invitation) in caplog.text for invitation in invitations)


def test_neither_backup_nor_export_joins_an_answer_with_a_name():
    campaign, invitations, _order = answered_and_closed(count=6)

    lines = [
        line
        for table in whole_database().values()
        for line in table.splitlines()
        if "Тайна" in line
    ]
    book = openpyxl.load_workbook(BytesIO(as_xlsx(results_of(campaign))))
    exported = " ".join(
        str(cell) for page in book for row in page.iter_rows(values_only=True) for cell in row
    )

    assert len(lines) == 6
    assert all(len(json.loads(line)) == len(AnonymousAnswer._meta.fields) for line in lines)
    for invitation in invitations:
        assert invitation.person.last_name not in exported
        assert not any(invitation.person.last_name in line for line in lines)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL numbers its writers")
@pytest.mark.django_db(transaction=True)
def test_the_hidden_columns_of_postgresql_tell_nothing_either():
    answered_and_closed(count=6)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM surveys_anonymousanswer a "
            "JOIN surveys_invitation i ON i.xmin = a.xmin"
        )
        (joined,) = cursor.fetchone()
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM surveys_anonymousanswer")
        (writers,) = cursor.fetchone()

    assert (joined, writers) == (0, 1)


def test_results_are_hidden_until_the_campaign_is_closed():
    campaign = anonymous()
    all_answer(asked(campaign, *["7А"] * 7))

    while_open = results_of(campaign)
    afterwards = results_of(closed(campaign))

    assert (while_open.is_hidden, while_open.results) == (True, [])
    assert (afterwards.is_hidden, afterwards.sheet_count) == (False, 7)


def test_a_box_with_fewer_than_five_sheets_stays_closed_and_may_be_filled_up():
    campaign = anonymous()
    invitations = asked(campaign, *["7А"] * 5)
    all_answer(invitations[:4])
    too_early = closed(campaign)

    still_closed = (results_of(too_early).is_hidden, AnonymousAnswer.objects.count())
    campaigns.open_campaign(too_early, by=people.curator(), now=timezone.now())
    all_answer(invitations[4:])
    counted = closed(Campaign.objects.get())

    assert still_closed == (True, 0)
    assert (counted.box_count, AnonymousSheet.objects.count()) == (5, 0)


def test_a_counted_campaign_is_not_opened_again():
    campaign, _invitations, _order = answered_and_closed(count=5)

    with pytest.raises(Refusal, match="подсчитаны"):
        campaigns.open_campaign(campaign, by=people.curator(), now=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.filter(pk=campaign.pk).update(state=CampaignState.OPEN)


def test_a_small_class_is_not_told_apart():
    campaign = anonymous()
    all_answer(asked(campaign, *["7А"] * 12, *["7Б"] * 7, *["7В"] * 2))

    closed(campaign)

    places = AnonymousAnswer.objects.exclude(text="").values_list("role", "class_name")
    assert sorted(set(places)) == [("mentee", ""), ("mentee", "7А")]


def test_a_question_that_few_have_answered_is_hidden():
    campaign = anonymous()
    for invitation in asked(campaign, *["7А"] * 8):
        given = {"request": "Алгебра"}
        if AnonymousSheet.objects.count() < 3:
            given["mark"] = 2
        answering.submit_answers(invitation, given, by=None, now=timezone.now())

    request, mark, _ways = results_of(closed(campaign)).results

    assert (request.answered, mark.answered) == (8, 0)


def test_an_anonymous_sheet_is_sent_once_and_has_no_draft():
    campaign = anonymous()
    (invitation,) = asked(campaign, "7А")
    path = "/" + link_of(invitation).split("/", 3)[3]
    now = timezone.now()

    draft = Client().post(path, {"mark": "4", "draft": "1"}, headers={"X-Autosave": "1"})
    answering.submit_answers(invitation, {"request": "Раз"}, by=None, now=now)
    with pytest.raises(Refusal, match="нельзя изменить"):
        answering.submit_answers(invitation, {"request": "Два"}, by=None, now=now)
    again = Client().get(path)

    assert draft.status_code == 409
    assert (AnonymousSheet.objects.count(), AnswerSheet.objects.count()) == (1, 0)
    assert "никто не знает" in again.text


def test_the_page_says_what_is_promised_and_offers_no_draft():
    (invitation,) = asked(anonymous(), "7А")

    shown = Client().get("/" + link_of(invitation).split("/", 3)[3])

    assert "Ваши ответы анонимны" in shown.text
    assert "Сохранить черновик" not in shown.text
    assert "data-autosave " not in shown.text


def test_what_was_typed_after_the_session_ended_is_not_kept_beside_the_name(rf, sign_in):
    request = rf.post("/surveys/answer/1/", {"request": "Личное", "kept_nowhere": "1"})
    request.session = {kept_forms.LEFT: {"user": 1, "why": "idle"}}

    assert kept_forms.keep(request) is False
    assert kept_forms.KEPT not in request.session


def test_the_curator_sees_how_many_answered_and_no_names(sign_in):
    campaign = anonymous()
    invitations = asked(campaign, *["7А"] * 3)
    all_answer(invitations[:1])

    shown = sign_in(people.curator()).get(reverse("campaign", args=[campaign.pk]))

    (line,) = by_class(campaign)
    assert (line.answered, line.asked, line.waiting) == (1, 3, [])
    assert not any(one.person.last_name in shown.text for one in invitations)


def test_who_sees_the_answers_is_fixed_once_somebody_has_begun():
    campaign = CampaignFactory()
    (invitation,) = asked(campaign, "7А")
    facts = {
        "title": "Иначе",
        "fewest": 7,
        "may_change": True,
        "closes_at": None,
        "by": people.curator(),
    }

    changed = campaigns.change_campaign(campaign, privacy=Privacy.ANONYMOUS, **facts)
    answering.submit_answers(invitation, {"request": "Раз"}, by=None, now=timezone.now())
    with pytest.raises(Refusal, match="больше нельзя"):
        campaigns.change_campaign(changed, privacy=Privacy.NAMED, **facts)
    with pytest.raises(Refusal, match="увеличить"):
        campaigns.change_campaign(changed, privacy=Privacy.ANONYMOUS, **{**facts, "fewest": 5})

    assert Campaign.objects.get().privacy == Privacy.ANONYMOUS


def test_the_database_itself_keeps_the_smallest_number():
    with pytest.raises(IntegrityError), transaction.atomic():
        CampaignFactory(fewest=4)


def test_the_end_of_a_campaign_opens_the_box_by_itself():
    campaign = anonymous(closes_at=timezone.now() + timedelta(hours=1))
    all_answer(asked(campaign, *["7А"] * 5))

    campaigns.close_over(now=timezone.now())
    too_early = Campaign.objects.get().state
    campaigns.close_over(now=timezone.now() + timedelta(hours=2))

    assert too_early == CampaignState.OPEN
    assert (Campaign.objects.get().state, AnonymousAnswer.objects.count()) == ("closed", 10)


def test_another_secret_keeps_the_box_closed_until_the_old_one_is_named(settings):
    sealed = seal({"answers": {}})
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another"

    with pytest.raises(OtherSecret):
        unseal(sealed)
    settings.SECRET_KEY_FALLBACKS = [old]

    assert unseal(sealed) == {"answers": {}}


def test_confidential_answers_are_for_curator_and_psychologist(sign_in):
    campaign = CampaignFactory(privacy=Privacy.CONFIDENTIAL)
    (invitation,) = asked(campaign, "7А")
    answering.submit_answers(invitation, {"request": "Раз"}, by=None, now=timezone.now())
    url = reverse("answer-sheet", args=[AnswerSheet.objects.get().pk])

    answers = [
        sign_in(person).get(url).status_code
        for person in (people.curator(), people.psychologist(), people.director())
    ]

    assert answers == [200, 200, 404]


def test_a_curator_changes_a_campaign_on_its_page(sign_in):
    campaign = CampaignFactory()
    client, url = sign_in(people.curator()), reverse("change-campaign", args=[campaign.pk])
    form = {"title": "По-новому", "privacy": "anonymous", "fewest": "8", "closes_on": ""}

    too_few = client.post(url, {**form, "fewest": "3"})
    client.post(url, form)

    campaign.refresh_from_db()
    assert too_few.status_code == 422
    assert (campaign.title, campaign.privacy, campaign.fewest) == ("По-новому", "anonymous", 8)


@pytest.mark.parametrize("telling", [{"kind": QuestionKind.FILE}, {"prefill": Prefill.NAME}])
def test_a_questionnaire_that_asks_who_one_is_cannot_be_anonymous(telling):
    campaign = CampaignFactory()
    QuestionFactory(questionnaire=campaign.questionnaire, **telling)
    facts = {
        "title": "Анкета",
        "fewest": 5,
        "may_change": True,
        "closes_at": None,
        "by": people.curator(),
    }

    with pytest.raises(Refusal, match="выдаст"):
        campaigns.change_campaign(campaign, privacy=Privacy.ANONYMOUS, **facts)


def test_an_anonymous_form_does_not_know_who_reads_it():
    campaign = anonymous()
    QuestionFactory(questionnaire=campaign.questionnaire, prefill=Prefill.CLASS, code="class")
    (invitation,) = asked(campaign, "7А")

    shown = Client().get("/" + link_of(invitation).split("/", 3)[3])

    assert shown.context["form"].initial == {}
