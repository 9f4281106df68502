"""One mentoring year in a browser, each step by the person whose step it is.

After each step the journey asks what stands in the database, which line the journal has, and
what the next person has been told.
"""

from datetime import date, datetime, timedelta

import pytest

from kernel.calendar import local_moment, today_in
from tests.journeys import papers
from tests.journeys.browser import DESK
from tests.people import PASSWORD


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
