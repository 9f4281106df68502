"""Papers and links: recorded, printed, answered on a phone, withdrawn by the same link."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from kernel import jobs
from kernel.models import Job, JournalEntry
from kernel.states import JobState
from participants import tokens
from participants.actions.presets import load_presets
from participants.models import Consent, ConsentRequest
from participants.states import Channel, ConsentState
from tests.factories.participants import (
    GuardianFactory,
    MenteeFactory,
    ParentFactory,
    PersonFactory,
)
from tests.people import client_of, curator, guardian, psychologist, the_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def link():
    load_presets()
    made = GuardianFactory(
        child__organization=the_school(),
        child__last_name="Берёзкина",
        child__first_name="Арина",
        guardian__last_name="Берёзкина",
        guardian__first_name="Ольга",
        guardian__patronymic="Павловна",
    )
    MenteeFactory(person=made.child)
    return made


def text_of(answer):
    return answer.content.decode()


def record(link, **facts):
    sent = {
        "purpose": "taking_part",
        "signer": str(link.guardian_id),
        "answer": "yes",
        "answered_on": "05.09.2026",
        **facts,
    }
    return client_of(curator()).post(reverse("record-consent", args=[link.child_id]), sent)


def picture():
    stream = BytesIO()
    Image.new("RGB", (8, 8)).save(stream, "PNG")
    return stream.getvalue()


def personal_link(link, purpose="taking_part"):
    client_of(curator()).post(
        reverse("ask-consent", args=[link.child_id]),
        {"purpose": purpose, "signer": str(link.guardian_id)},
    )
    asked = ConsentRequest.objects.latest("pk")
    return reverse("consent-link", args=[tokens.link_token(asked.nonce)])


ANSWER = {"answer": "yes", "full_name": "березкина ольга павловна"}


def test_a_signed_paper_is_recorded_with_its_scan(link):
    answer = record(link, scan=SimpleUploadedFile("скан.png", picture()))

    consent = Consent.objects.get()
    assert answer.status_code == 302
    assert (consent.state, consent.channel, consent.scan_name) == (
        ConsentState.GIVEN,
        Channel.PAPER,
        "скан.png",
    )
    assert "скан" not in consent.scan.name


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"answered_on": "01.01.2090"}, "не может быть в будущем"),
        ({"expires_on": "01.01.2020"}, "раньше даты бумаги"),
        ({"scan": SimpleUploadedFile("x.pdf", b"MZ program")}, "Это не PDF"),
        ({"scan": SimpleUploadedFile("x.png", b"\x89PNG\r\n broken")}, "Это не PDF"),
        ({"scan": SimpleUploadedFile("x.pdf", b"%PDF" + b"0" * (10 << 20))}, "больше 10 МБ"),
        ({"purpose": "publication"}, "Отметьте, что можно публиковать"),
        ({"signer": "999"}, "Выберите"),
    ],
)
def test_a_paper_that_cannot_be_is_refused(link, facts, sentence):
    answer = record(link, **facts)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert Consent.objects.count() == 0


def test_a_scan_is_downloaded_as_what_it_is_and_journalled(link):
    record(link, scan=SimpleUploadedFile("страница.html", picture()))
    address = reverse("consent-scan", args=[Consent.objects.get().pk])

    answer = client_of(curator()).get(address)

    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].startswith("attachment")
    seen = JournalEntry.objects.filter(verb="view").latest("pk")
    assert (seen.subject, seen.people) == (address, f",{link.child_id},")
    assert client_of(psychologist()).get(address).status_code == 403


def test_the_link_names_nobody_by_the_surname(link):
    page = text_of(Client().get(personal_link(link)))

    assert "Берёзкин" not in page
    assert "Арина Андреевна Б." in page
    assert "МБОУ" in page


def test_a_parent_answers_without_an_account_and_sees_the_answer(link):
    address = personal_link(link)
    browser = Client()

    answer = browser.post(address, ANSWER)
    page = text_of(browser.get(address))

    assert answer.url == address
    consent = Consent.objects.get()
    assert (consent.channel, consent.signer, consent.recorded_by) == (
        Channel.LINK,
        link.guardian,
        None,
    )
    assert "ответ записан" in page


def test_the_name_must_be_the_signers(link):
    answer = Client().post(personal_link(link), {**ANSWER, "full_name": "Берёзкина Арина"})

    assert answer.status_code == 422
    assert "Имя не совпадает" in text_of(answer)
    assert Consent.objects.count() == 0


def test_a_second_press_changes_nothing(link):
    address = personal_link(link)
    browser = Client()

    browser.post(address, ANSWER)
    browser.post(address, {**ANSWER, "answer": "no"})

    assert Consent.objects.get().state == ConsentState.GIVEN


def test_a_refusal_is_an_answer_too(link):
    Client().post(personal_link(link), {**ANSWER, "answer": "no", "reason": "подумаем"})

    consent = Consent.objects.get()
    assert (consent.state, consent.refusal_reason) == (ConsentState.REFUSED, "подумаем")


def test_publication_asks_for_each_kind_of_data(link):
    address = personal_link(link, "publication")

    nothing = Client().post(address, ANSWER)
    Client().post(address, {**ANSWER, "categories": ["name"]})

    assert nothing.status_code == 422
    assert Consent.objects.get().categories == ["name"]


def test_the_same_link_withdraws(link):
    address = personal_link(link)
    browser = Client()
    browser.post(address, ANSWER)

    browser.post(f"{address}withdraw/")
    page = text_of(browser.get(address))

    assert Consent.objects.get().state == ConsentState.WITHDRAWN
    assert "отозвано" in page
    assert f"{address}withdraw/" not in page


def test_a_link_that_is_over_says_so(link):
    address = personal_link(link)
    ConsentRequest.objects.update(expires_at=timezone.now() - timedelta(days=1))

    answer = Client().get(address)

    assert (answer.status_code, "Срок ссылки вышел" in text_of(answer)) == (410, True)


def test_a_false_link_opens_nothing():
    answer = Client().get(reverse("consent-link", args=["x" * 32]))

    assert (answer.status_code, "Такой ссылки нет" in text_of(answer)) == (404, True)


def test_the_curator_can_show_the_link_again(link):
    address = personal_link(link)
    asked = ConsentRequest.objects.get()

    page = text_of(
        client_of(curator()).get(reverse("consent-request", args=[link.child_id, asked.pk]))
    )

    assert address in page
    assert "data:image/png;base64," in page


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_blank_is_printed_and_edited(link, form):
    address = reverse("consent-form", args=[link.child_id, "taking_part", form])

    answer = client_of(curator()).get(address)

    assert answer.content[:4] == {"pdf": b"%PDF", "docx": b"PK\x03\x04"}[form]


def test_blanks_of_a_class_are_long_work(link):
    PersonFactory(organization=the_school())

    answer = client_of(curator()).post(
        reverse("print-consents"), {"class_name": "7А", "purpose": "taking_part"}
    )
    job = Job.objects.get()
    jobs.run(job.pk)
    job.refresh_from_db()

    assert answer.url == reverse("job", args=[job.pk])
    assert (job.state, job.file_name) == (JobState.DONE, "согласия-7А.pdf")
    assert job.file.read(4) == b"%PDF"


def test_a_parent_answers_and_withdraws_in_the_own_cabinet(link):
    parent = guardian()
    ParentFactory._meta.model.objects.filter(pk=link.guardian_id).update(user=parent.user)
    browser = client_of(parent)

    page = text_of(browser.get(reverse("my-children")))
    browser.post(reverse("answer-consent", args=[link.child_id, "taking_part"]), ANSWER)
    consent = Consent.objects.get()
    browser.post(reverse("withdraw-consent", args=[consent.pk]))

    assert "Берёзкина Арина Андреевна" in page
    assert consent.channel == Channel.CABINET
    assert Consent.objects.get().state == ConsentState.WITHDRAWN
