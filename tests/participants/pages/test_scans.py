"""The desk of papers in a browser: upload a pile, mark thirty, find whose the others are."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kernel import jobs
from kernel.models import Job
from participants.models import Consent, PaperScan
from participants.states import ConsentState, Purpose
from tests.factories.participants import EmployeeFactory, GuardianFactory
from tests.kernel.test_scans import picture
from tests.participants.actions.test_scans import Scan, bring, child, pile
from tests.people import client_of, curator, the_school

pytestmark = pytest.mark.django_db

DAY = "20.11.2026"


@pytest.fixture
def browser():
    return client_of(curator())


def text_of(answer):
    return answer.content.decode()


def test_a_pile_walks_from_the_upload_to_the_consents(browser):
    people = [child() for _number in range(3)]
    scan = pile(people)

    browser.post(
        reverse("bring-scans"), {"files": [SimpleUploadedFile("стопка.pdf", scan.content)]}
    )
    jobs.run(Job.objects.get(kind="participants.read_scans").pk)
    desk = text_of(browser.get(reverse("consent-desk")))
    first, second, third = PaperScan.objects.order_by("person__sort_name", "pk")
    browser.post(
        reverse("consent-desk"),
        {"answered_on": DAY, f"mark-{first.pk}": "yes", f"mark-{second.pk}": "no"},
    )

    assert all(person.name.full in desk for person in people)
    assert {consent.person_id: consent.state for consent in Consent.objects.all()} == {
        first.person_id: ConsentState.GIVEN,
        second.person_id: ConsentState.REFUSED,
    }
    assert list(PaperScan.objects.waiting()) == [third]


def test_a_yes_to_publication_says_to_what(browser):
    bring(pile([child()], Purpose.PUBLICATION))
    scan = PaperScan.objects.get()
    yes = {"answered_on": DAY, f"mark-{scan.pk}": "yes"}

    refused = browser.post(reverse("consent-desk"), yes)
    browser.post(reverse("consent-desk"), {**yes, f"ticks-{scan.pk}": ["name", "works"]})

    assert (refused.status_code, "Отметьте, что можно публиковать" in text_of(refused)) == (
        422,
        True,
    )
    assert Consent.objects.get().categories == ["name", "works"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [({}, "Отметьте хотя бы один лист"), ({"day": "20.11.2099"}, "не может быть в будущем")],
)
def test_the_desk_keeps_what_cannot_be(browser, typed, sentence):
    bring(pile([child()]))
    scan = PaperScan.objects.get()
    marks = {f"mark-{scan.pk}": "yes", f"day-{scan.pk}": typed["day"]} if typed else {}

    answer = browser.post(reverse("consent-desk"), {"answered_on": DAY, **marks})

    assert (answer.status_code, sentence in text_of(answer)) == (422, True)
    assert Consent.objects.count() == 0


def test_one_that_is_refused_keeps_no_other_back(browser):
    twice, other = child(), child()
    bring(pile([twice, twice, other]))
    marks = {f"mark-{scan.pk}": "yes" for scan in PaperScan.objects.all()}

    answer = browser.post(reverse("consent-desk"), {"answered_on": DAY, **marks}, follow=True)

    assert Consent.objects.count() == 2
    assert "оно действует" in text_of(answer) or "уже" in text_of(answer)
    assert PaperScan.objects.waiting().count() == 1


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([], "Сначала выберите файлы"),
        ([("x.pdf", b"<html>")], "Это не PDF"),
        ([("x.exe", b"MZ")], "Это не PDF"),
    ],
)
def test_what_is_no_scan_is_not_taken(browser, files, sentence):
    sent = [SimpleUploadedFile(name, content) for name, content in files]

    answer = browser.post(reverse("bring-scans"), {"files": sent} if sent else {})

    assert (answer.status_code, sentence in text_of(answer)) == (422, True)
    assert PaperScan.objects.count() == 0


def test_a_paper_without_a_code_is_found_a_person_and_written_down(browser):
    teacher = EmployeeFactory(organization=the_school(), last_name="Вересова")
    pile([teacher])

    bring(Scan("фото.jpg", picture()))
    scan = PaperScan.objects.get()

    found = text_of(browser.get(reverse("paper-scan", args=[scan.pk]), {"q": "верес"}))
    page = text_of(browser.get(reverse("record-consent", args=[teacher.pk]), {"sheet": scan.pk}))
    browser.post(
        f"{reverse('record-consent', args=[teacher.pk])}?sheet={scan.pk}",
        {
            "purpose": "taking_part",
            "signer": teacher.pk,
            "answer": "yes",
            "answered_on": DAY,
        },
    )

    assert f"?sheet={scan.pk}" in found
    assert reverse("scan-picture", args=[scan.pk]) in page
    assert Consent.objects.get().paper_scan == scan


def test_the_inbox_says_what_is_there_and_throws_away(browser):

    bring(Scan("x.pdf", b"%PDF-1.7 broken"))
    scan = PaperScan.objects.get()

    inbox = text_of(browser.get(reverse("scan-inbox")))
    browser.post(reverse("discard-scan", args=[scan.pk]))
    after = text_of(browser.get(reverse("scan-inbox")))

    assert "PDF прочитать нельзя" in inbox
    assert "Здесь ничего не ждёт" in after


@pytest.mark.parametrize("count", [1, 5])
def test_a_desk_of_many_takes_as_many_queries_as_one(django_assert_max_num_queries, count):
    GuardianFactory(child__organization=the_school())
    bring(pile([child() for _number in range(count)]))
    browser = client_of(curator())

    with django_assert_max_num_queries(15):
        page = text_of(browser.get(reverse("consent-desk")))

    assert page.count('value="yes"') >= count
