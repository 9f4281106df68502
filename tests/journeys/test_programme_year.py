"""One mentoring year in a browser, each step by the person whose step it is.

After each step the journey asks what stands in the database, which line the journal has, and
what the next person has been told.
"""

import re
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from kernel.calendar import Quarter, local_moment, today_in
from tests.journeys import papers
from tests.journeys.browser import DESK, PATIENCE_MS, PHONE
from tests.people import PASSWORD
from tests.services import wait_until

MENTEE = "Луговая Вера Павловна"
IMPORTED = "Берёзкин Артём Олегович"
MENTOR = ("Орлова", "Нина", "Петровна")
OTHER_MENTOR = ("Синицын", "Пётр", "Ильич")


@pytest.fixture
def year(installed, records, visitor, tmp_path):
    return Year(installed, records, visitor, tmp_path)


class Year:
    """What the steps share: the records, the people in front of their screens, the files."""

    def __init__(self, installed, records, visitor, folder):
        self.installed, self.records, self.visitor, self.folder = (
            installed,
            records,
            visitor,
            folder,
        )
        self.zone = records.world()["zone"]
        self.today = today_in(self.zone, datetime.now().astimezone())
        self.there = {}

    def who(self, login, width=DESK):
        """Somebody who has signed in."""
        if login not in self.there:
            self.there[login] = self.visitor(width).sign_in(login, PASSWORD)
        return self.there[login]

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content)
        return path

    def told(self, login, kind):
        """The newest notice of this kind, which must be there."""
        notices = self.records.notices(of=login)
        found = [notice for notice in notices if notice["kind"] == kind]
        assert found, f"{login} has {[notice['kind'] for notice in notices]}, not {kind}"
        return found[0]

    def written(self, verb, by):
        """The newest line of the journal with this verb by this person."""
        line = self.records.journal(verb=verb, by=by)
        assert line, f"no «{verb}» by {by}; there are {self.records.journal_verbs()}"
        return line


def test_a_programme_lives_one_year(year):
    the_curator_opens_the_programme_by_an_uploaded_roadmap(year)
    the_director_approves_it_and_the_municipality_agrees(year)
    the_responsible_person_is_reminded_once_and_then_told_it_is_overdue(year)
    people_are_entered_and_their_papers_given(year)
    a_questionnaire_is_answered_on_a_phone_by_a_class_card(year)
    pairs_are_proposed_changed_ordered_and_active_only_when_signed(year)
    the_mentor_records_a_meeting_on_a_phone(year)
    the_quarter_is_reported_accepted_and_consolidated(year)
    for person in year.there.values():
        assert person.complaints == []
    assert year.installed.troubles() == []


def the_curator_opens_the_programme_by_an_uploaded_roadmap(year):
    curator = year.who("curator")
    text = year.file("roadmap.txt", papers.roadmap_text(year.today))
    word = year.file("roadmap.docx", papers.roadmap_docx(year.today))

    curator.open("/roadmap/open/")
    curator.give("File with the roadmap", text)
    curator.press("Read the file")
    curator.sees("Check what was read", "Рассказать педагогам")
    curator.open("/roadmap/open/")
    curator.give("File with the roadmap", word)
    curator.press("Read the file")
    curator.sees("roadmap.docx")
    curator.press("Create the roadmap")
    curator.sees("The roadmap is made. Check it and send it for approval.")

    planned = year.records.activities()
    soon = year.today + timedelta(days=papers.SOON)
    assert [one["number"] for one in planned] == ["1.1", "1.2", "2.1", "3.1", "4.1", "5.1", "6.1"]
    assert date.fromisoformat(planned[1]["due_on"]) == soon
    assert planned[5]["due_on"] is None
    assert planned[5]["deadline"] == "по особому графику"
    assert year.records.roadmap()["state"] == "draft"
    year.written("open_programme", "curator")


def the_director_approves_it_and_the_municipality_agrees(year):
    curator, plan = year.who("curator"), year.records.roadmap()["pk"]
    curator.open(f"/roadmap/{plan}/")
    curator.press("Send for approval")
    curator.sees("The roadmap is sent for approval.")
    year.written("submit", "curator")
    year.told("director", "roadmap_submitted")

    director = year.who("director")
    director.open("/roadmap/approvals/")
    director.press("Read and decide")
    assert director.file(f"/roadmap/{plan}/roadmap.pdf").startswith(b"%PDF")
    director.press("Approve")
    director.sees("The roadmap is approved.")
    assert year.records.roadmap()["state"] == "approved"
    year.written("approve", "director")
    year.told("curator", "roadmap_approved")
    year.told("municipal", "roadmap_approved")

    municipal = year.who("municipal")
    municipal.open("/roadmap/approvals/")
    municipal.press("Read and decide")
    municipal.press("Agree")
    municipal.sees("The roadmap is agreed.")
    assert year.records.roadmap()["state"] == "agreed"
    year.written("agree", "municipal")
    year.told("director", "roadmap_agreed")


def the_responsible_person_is_reminded_once_and_then_told_it_is_overdue(year):
    title = "Собрать родителей"
    due_on = year.today + timedelta(days=papers.SOON)
    eve = local_moment(due_on - timedelta(days=1), 8, year.zone)

    def reminders():
        told = year.records.notices(of="curator")
        return [one for one in told if one["kind"] == "deadlines" and title in one["text"]]

    year.records.remind(now=eve - timedelta(minutes=1))
    assert reminders() == []
    for later in (0, 5, 10):
        year.records.remind(now=eve + timedelta(minutes=later))
    assert len(reminders()) == 1
    year.records.remind(now=local_moment(due_on + timedelta(days=1), 8, year.zone))
    assert len(reminders()) == 2

    curator = year.who("curator")
    curator.open(f"/roadmap/activities/{year.records.activities()[0]['pk']}/")
    curator.sees("overdue")


def people_are_entered_and_their_papers_given(year):
    curator = year.who("curator")
    a_pupil_and_two_teachers_are_entered_by_hand(year, curator)
    thirty_people_come_in_a_file(year, curator)
    without_a_paper_nobody_is_paired_and_the_page_says_which(year, curator)
    signed_papers_are_recorded(year, curator)
    a_parent_agrees_by_a_personal_link(year, curator)
    the_mentor_accepts_an_invitation(year, curator)


def a_pupil_and_two_teachers_are_entered_by_hand(year, curator):
    curator.open("/people/add/?part=mentee")
    _name(curator, "Луговая", "Вера", "Павловна")
    curator.fill("Class or group", "7А")
    curator.fill("Date of birth", f"{year.today.year - 12}-03-10")
    curator.press("Save")
    curator.fill("Request in own words", "Хочу подтянуть алгебру")
    curator.press("Save")
    curator.press("Add a representative")
    curator.choose("Who is it to the child", "mother")
    _name(curator, "Луговая", "Ольга", "Ивановна")
    curator.press("Save")
    for last, first, patronymic in (MENTOR, OTHER_MENTOR):
        curator.open("/people/add/?part=mentor")
        _name(curator, last, first, patronymic)
        curator.fill("Post", "учитель математики")
        curator.fill("Date of birth", "1985-05-20")
        curator.press("Save")
        curator.fill("Competences", "Объясняю алгебру простыми словами")
        curator.fill("How many mentees at once", "2")
        curator.press("Save")

    known = year.records.people_of_school()
    assert known[MENTEE]["is_mentee"]
    assert known[" ".join(MENTOR)]["is_mentor"]
    year.written("enter_person", "curator")
    year.written("make_mentor", "curator")


def thirty_people_come_in_a_file(year, curator):
    before = len(year.records.people_of_school())
    curator.open("/people/import/")
    curator.tick("base of mentees (13 columns)")
    curator.give("File", year.file("mentees.xlsx", papers.thirty_mentees(year.today)))
    curator.press("Check the file")
    curator.sees("Берёзкин Артём Олегович", "30")
    assert len(year.records.people_of_school()) == before

    curator.page.locator("#load button").last.click()
    wait_until(
        lambda: sum(one["is_mentee"] for one in year.records.people_of_school().values()) == 31,
        60,
        year.installed.complaint,
    )
    year.written("load_people", "curator")


def without_a_paper_nobody_is_paired_and_the_page_says_which(year, curator):
    curator.open("/pairs/matching/")
    curator.sees("Whom a missing paper keeps away")
    curator.open("/pairs/matching/add/")
    curator.sees("Nobody is free")
    pupil = year.records.people_of_school()[MENTEE]["pk"]
    curator.open(f"/people/{pupil}/")
    curator.sees("Луговая Ольга Ивановна", "nobody has been asked yet")


def signed_papers_are_recorded(year, curator):
    known = year.records.people_of_school()
    for name in (MENTEE, " ".join(MENTOR), " ".join(OTHER_MENTOR)):
        pk = known[name]["pk"]
        blank = curator.file(f"/people/{pk}/consents/taking_part/form.pdf")
        assert blank.startswith(b"%PDF")
        curator.open(f"/people/{pk}/")
        curator.press("Record a paper")
        curator.fill("Date on the paper", f"{year.today:%Y-%m-%d}")
        curator.press("Write down")
        curator.sees("The paper is written down.")
    (paper,) = year.records.consents_of(pk=known[MENTEE]["pk"])
    assert paper == {"state": "given", "channel": "paper", "signer": "Луговая Ольга Ивановна"}


def a_parent_agrees_by_a_personal_link(year, curator):
    pk = year.records.people_of_school()[IMPORTED]["pk"]
    curator.open(f"/people/{pk}/")
    curator.press("Ask by a link")
    curator.press("Make the link")
    link = re.search(r"http\S+/people/link/\S+", curator.page.locator("main").inner_html())[0]

    parent = year.there["parent"] = year.visitor(PHONE)
    parent.open(link.split('"')[0].split("<")[0])
    parent.sees("Артём")
    assert "Берёзкин" not in parent.page.locator("main").inner_text()
    parent.tick("I agree", exact=True)
    parent.fill("Your last name, first name and patronymic", "Берёзкина Ольга Юрьевна")
    parent.press("Send the answer")
    parent.sees("Thank you, the answer is written down")
    (answer,) = year.records.consents_of(pk=pk)
    assert answer == {"state": "given", "channel": "link", "signer": "Берёзкина Ольга Юрьевна"}


def the_mentor_accepts_an_invitation(year, curator):
    name = " ".join(MENTOR)
    curator.open(f"/people/{year.records.people_of_school()[name]['pk']}/")
    curator.press("Invite by a link")
    link = re.search(r"http\S+/i/[\w-]+/", curator.page.locator("main").inner_html())[0]
    year.written("invite", "curator")

    mentor = year.there["orlova"] = year.visitor(PHONE)
    mentor.open(link)
    mentor.fill("E-mail or login name", "orlova")
    mentor.fill("Think up a password", PASSWORD)
    mentor.fill("The same password once more", PASSWORD)
    mentor.press("Accept the invitation")
    assert year.records.people_of_school()[name]["login"] == "orlova"


def a_questionnaire_is_answered_on_a_phone_by_a_class_card(year):
    curator = year.who("curator")
    link, pin = the_curator_prints_a_class_card(year, curator)
    curator.open("/surveys/campaigns/plan/")
    curator.choose("Questionnaire", "Анкета наставляемого")
    curator.fill("Title for those who answer", "Расскажи о себе")
    curator.tick("all mentees")
    curator.press("Open the campaign")
    year.written("plan_campaign", "curator")

    pupil = year.there["pupil"] = year.visitor(PHONE)
    pupil.open(link)
    pupil.fill("PIN from the card", pin)
    pupil.press("Sign in")
    login = year.records.people_of_school()[MENTEE]["login"]
    assert year.told(login, "campaign")
    pupil.open("/surveys/mine/")
    pupil.press("Answer")
    pupil.press("Go on")
    pupil.fill("С чем тебе помог бы наставник?", "Понять дроби и не бояться контрольных")
    while pupil.page.get_by_role("button", name="Дальше").count():
        pupil.press("Go on")
    pupil.press("Send the answers")
    year.written("submit", login)

    pk = year.records.people_of_school()[MENTEE]["pk"]
    curator.open(f"/people/{pk}/")
    curator.press("Расскажи о себе")
    curator.sees("Понять дроби и не бояться контрольных")
    curator.page.locator("main input[name=field]").first.check()
    curator.press("Fill the card")
    assert year.records.people_of_school()[MENTEE]["request"].startswith("Понять дроби")
    year.written("accept_answers", "curator")


def the_curator_prints_a_class_card(year, curator):
    pk = year.records.people_of_school()[MENTEE]["pk"]
    curator.open(f"/people/{pk}/")
    curator.press("Card with a QR code")
    curator.tick(MENTEE)
    curator.press("Print cards")
    year.written("make_card", "curator")
    card = curator.page.locator(".class-card").first
    pin = card.locator(".class-card-pin").inner_text().replace(" ", "").replace("\u00a0", "")
    return card.locator(".class-card-link").inner_text().strip(), pin


def _name(visitor, last, first, patronymic):
    visitor.fill("Last name", last)
    visitor.fill("First name", first)
    visitor.fill("Patronymic", patronymic)


def pairs_are_proposed_changed_ordered_and_active_only_when_signed(year):
    curator = year.who("curator")
    proposed = the_curator_changes_one_of_the_proposed_pairs(year, curator)

    curator.press("Draw up the order")
    curator.press("Make the draft")
    order = year.records.orders()[-1]["pk"]
    year.written("draw_up", "curator")
    curator.press("Forms of names")
    curator.press("Confirm the forms")
    year.written("confirm_names", "curator")
    assert curator.file(f"/pairs/orders/{order}/order.pdf").startswith(b"%PDF")
    curator.press("Send for signature")
    year.told("director", "order_submitted")
    assert {pair["state"] for pair in year.records.pairs() if pair["pk"] in proposed} == {
        "proposed"
    }

    director = year.who("director")
    director.open("/roadmap/approvals/")
    director.press("Read and decide")
    director.agree("Sign the order")
    director.sees("№ 1")
    year.written("sign", "director")
    assert year.records.orders()[-1] == {"pk": order, "state": "signed", "is_issued": True}
    assert {pair["state"] for pair in year.records.pairs() if pair["pk"] in proposed} == {"active"}
    year.told("curator", "order_signed")
    year.told("orlova", "pair_active")

    words = _words_of(director.file(f"/pairs/orders/{order}/order.docx"))
    assert "Орлову Нину Петровну, учителя математики" in words
    assert "Белкиной Анне Сергеевне" in words


def the_curator_changes_one_of_the_proposed_pairs(year, curator):
    """Proposed by a job with reasons; the mentor of one is exchanged by hand."""
    curator.open("/pairs/matching/")
    curator.press("Propose pairs")
    wait_until(year.records.pairs, 60, year.installed.complaint)
    curator.open("/pairs/matching/")
    before = year.records.pairs()
    assert all(pair["reasons"] for pair in before)
    assert {pair["state"] for pair in before} == {"proposed"}
    year.written("match", "curator")

    changed = next((one for one in before if one["mentor"] == " ".join(OTHER_MENTOR)), before[0])
    curator.press("Change", within=f"tr:has(a[href='/pairs/{changed['pk']}/'])")
    curator.page.locator("main input[name=mentor]").first.check()
    curator.fill("Why", "Давно знакомы по кружку")
    curator.press("Propose this pair")
    curator.sees("The pair is changed.")
    now = [pair for pair in year.records.pairs() if pair["state"] == "proposed"]
    assert len(now) == len(before)
    assert sum(pair["is_by_hand"] for pair in now) == 1
    return {pair["pk"] for pair in now}


def the_mentor_records_a_meeting_on_a_phone(year):
    mentor = year.there["orlova"]
    mentor.open("/")
    mentor.press("Record a meeting")
    mentor.fill("When you met", f"{year.today:%Y-%m-%d}")
    mentor.fill("How many minutes", "40")
    mentor.fill("What you did", "Разобрали дроби")
    mentor.fill("When you meet next", f"{year.today + timedelta(days=7):%Y-%m-%d}")
    mentor.press("Record the meeting")
    mentor.sees("The meeting is recorded.", "Разобрали дроби")
    year.written("record_meeting", "orlova")
    (meeting,) = year.records.meetings()
    assert meeting["minutes"] == 40
    assert date.fromisoformat(meeting["held_on"]) == year.today


def the_quarter_is_reported_accepted_and_consolidated(year):
    quarter = Quarter.of(year.today)
    asked = f"{quarter.year}-{quarter.number}"
    the_report_is_built_and_its_figures_open(year, asked)

    director = year.who("director")
    report = year.records.reports()[-1]["pk"]
    director.open(f"/reports/{report}/")
    director.agree("Send to the municipality")
    assert year.records.reports()[-1]["state"] == "submitted"
    year.written("submit", "director")
    year.told("municipal", "report-submitted")

    municipal = year.who("municipal")
    municipal.open(f"/reports/?quarter={asked}")
    municipal.press("Школа № 1")
    municipal.press("Accept the report")
    municipal.sees("The report is accepted.")
    assert year.records.reports()[-1]["state"] == "accepted"
    year.written("accept", "municipal")
    year.told("director", "report-accepted")

    regional = year.who("regional")
    regional.open(f"/reports/?quarter={asked}")
    regional.press("Consolidated workbook")
    cells = load_workbook(BytesIO(regional.take("Download the file"))).worksheets
    assert "Школа № 1" in {cell.value for sheet in cells for row in sheet for cell in row}
    regional.open(f"/reports/?quarter={asked}")
    regional.press("Consolidated PDF")
    assert regional.take("Download the file").startswith(b"%PDF")


def the_report_is_built_and_its_figures_open(year, asked):
    """Built by the worker while its page shows how far it is; a figure leads to its list."""
    curator = year.who("curator")
    curator.open("/reports/")
    curator.page.locator("#quarter").select_option(asked)
    curator.press("Build the report")
    assert "/jobs/" in curator.page.url
    curator.press("Open the result", patience=PATIENCE_MS)
    year.written("begin_report", "curator")
    figures = curator.page.locator("main a[href*='/figures/']")
    figures.filter(has_text=re.compile("^[1-9]")).first.click()
    curator.page.wait_for_url("**/figures/**")
    assert curator.page.locator("main tbody tr").count() > 0


def _words_of(docx):
    document = Document(BytesIO(docx))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(part.text for part in document.paragraphs), *(c.text for c in cells)])
