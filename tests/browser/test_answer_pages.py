"""Pages of those who answer, and what their answers show: accessible, narrow enough, also plain."""

import pytest
from django.urls import reverse
from django.utils import timezone

from surveys.actions import answering, campaigns, posters
from surveys.links import link_of, pin_of, token_of
from surveys.models import Answer, Section
from surveys.states import Privacy, QuestionKind
from tests import people
from tests.factories.pairs import a_mentee
from tests.factories.surveys import CampaignFactory, InvitationFactory, QuestionFactory
from tests.people import client_of

PHONE, DESKTOP = 360, 1280


def asked(count=1, **facts):
    """So many pupils of 7А are asked in two parts."""
    campaign = CampaignFactory(**facts)
    section = Section.objects.create(
        questionnaire=campaign.questionnaire, position=0, title="Ещё немного"
    )
    QuestionFactory(
        questionnaire=campaign.questionnaire,
        section=section,
        code="met",
        text="Встретились?",
        kind=QuestionKind.YES_NO,
    )
    school = campaign.programme.organization
    return [
        InvitationFactory(campaign=campaign, person=a_mentee(school, class_name="7А", gives=False))
        for _number in range(count)
    ]


def path_of(invitation):
    """Where the personal link leads."""
    return "/" + link_of(invitation).split("/", 3)[3]


def faults(page, violations):
    """What is wrong with a page at both widths and in both colours."""
    found = []
    for width, colours in ((PHONE, "light"), (DESKTOP, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=colours)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"wider than {width}")
        found += violations(page)
    return found


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_pupil_answers_in_two_parts_on_a_phone(transactional_db, live_server, page_at, scripts):
    (invitation,) = asked()
    page = page_at(PHONE, scripts=scripts)

    page.goto(live_server.url + path_of(invitation))
    page.get_by_label("С чем вам помочь?").fill("Алгебра")
    page.get_by_role("button", name="Дальше").click()
    page.get_by_role("button", name="Назад").click()
    kept = page.get_by_label("С чем вам помочь?").input_value()
    page.get_by_role("button", name="Дальше").click()
    page.get_by_text("Да", exact=True).click()
    page.get_by_role("button", name="Отправить ответы").click()
    page.wait_for_url("**/thanks/**")

    assert kept == "Алгебра"
    assert Answer.objects.get(question__code="met").chosen == ["yes"]
    assert page.complaints == []


def test_pages_of_answering_are_accessible(transactional_db, live_server, page_at, violations):
    first, second = asked(count=2)
    (secret,) = asked(privacy=Privacy.ANONYMOUS)
    posters.make_posters(first.campaign, by=people.curator())
    poster = first.campaign.posters.get()
    page, found = page_at(PHONE), {}

    def look(name):
        found[name] = faults(page, violations)

    for name, path in {
        "first part": path_of(first),
        "anonymous": path_of(secret),
        "false link": "/surveys/a/1.x/",
        "poster": reverse("class-poster", args=[token_of(poster)]),
    }.items():
        page.goto(live_server.url + path)
        look(name)
    page.get_by_label("ПИН-код от учителя").fill(pin_of(poster))
    page.get_by_role("button", name="Дальше").click()
    look("names")
    page.get_by_text(second.person.last_name).click()
    page.get_by_role("button", name="Дальше").click()
    page.get_by_role("button", name="Дальше").click()
    look("what is missing")

    assert {name: said for name, said in found.items() if said} == {}


def test_pages_of_results_are_accessible(transactional_db, live_server, page_at, violations):
    invitations = asked(count=6, privacy=Privacy.ANONYMOUS)
    for invitation in invitations:
        answering.submit_answers(
            invitation, {"request": "Алгебра", "mark": 7}, by=None, now=timezone.now()
        )
    curator = people.curator()
    campaign = campaigns.close_campaign(invitations[0].campaign, by=curator, now=timezone.now())
    (named,) = asked()
    answering.submit_answers(named, {"request": "Алгебра"}, by=None, now=timezone.now())
    page = page_at(PHONE, client=client_of(curator), server=live_server.url)
    found = {}

    for name, pk in (
        ("campaign", campaign.pk),
        ("campaign-results", campaign.pk),
        ("change-campaign", named.campaign_id),
        ("campaign-posters", named.campaign_id),
        ("campaign-slips", named.campaign_id),
    ):
        page.goto(live_server.url + reverse(name, args=[pk]))
        found[name] = faults(page, violations)

    assert {name: said for name, said in found.items() if said} == {}
    assert page.complaints == []
