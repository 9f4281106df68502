"""The same numbers on the page, in the workbook and on paper; «нет данных» is not 0."""

from io import BytesIO

import openpyxl
import pdfplumber
import pytest
from django.urls import reverse

from kernel.documents.pdf import as_pdf
from kernel.jobs import Run
from kernel.models import Job
from kernel.states import JobState
from reports import consolidating
from reports.documents import consolidated, school_report
from reports.states import ReportState
from tests import people
from tests.factories.pairs import NOW
from tests.factories.reports import (
    FIGURES,
    AcceptedReportFactory,
    ReportFactory,
    SubmittedReportFactory,
)

pytestmark = pytest.mark.django_db

MENTEES = "Вошли в программу как наставляемые"
DISSOLVED = "Пар прекратили работу досрочно"
MEETINGS = "Встреч проведено в квартале"


def cells(content, title):
    """A sheet of a workbook: the first column and the rest of each row."""
    sheet = openpyxl.load_workbook(BytesIO(content))[title]
    return {row[0]: row[1:] for row in sheet.iter_rows(values_only=True) if row[0]}


def words(content):
    """The text of a paper, in one line."""
    with pdfplumber.open(BytesIO(content)) as opened:
        return " ".join(" ".join(page.extract_text() for page in opened.pages).split())


def test_page_workbook_and_paper_say_the_same(sign_in):
    report = ReportFactory()
    said = school_report.school_report(report)

    page = sign_in(people.curator()).get(reverse("report", args=[report.pk]))
    book = cells(school_report.as_xlsx(said), "Показатели")
    paper = words(as_pdf(school_report.as_paper(said)))

    shown = {
        figure.form.code: figure.value
        for _group, figures in page.context["page"].groups
        for figure in figures
        if figure.value is not None
    }
    assert shown == FIGURES
    assert book[MENTEES][-1] == 12
    assert f"{MENTEES} чел. 12" in paper


def test_no_data_is_not_zero():
    said = school_report.school_report(ReportFactory())

    book = cells(school_report.as_xlsx(said), "Показатели")

    assert (book[DISSOLVED][-1], book[MEETINGS][-1]) == (0, "нет данных")
    assert f"{MEETINGS} ед. нет данных" in words(as_pdf(school_report.as_paper(said)))


def collected():
    """What the region adds up: two accepted, one sent, one silent."""
    schools = [people.SchoolFactory(parent=people.the_municipality()) for _number in range(4)]
    AcceptedReportFactory(organization=schools[0])
    AcceptedReportFactory(organization=schools[1])
    SubmittedReportFactory(organization=schools[2])
    report = AcceptedReportFactory.build(organization=schools[0])
    return schools, consolidating.collect(people.the_region(), report.period, now=NOW)


def test_only_accepted_reports_are_added_up():
    _schools, said = collected()

    assert consolidated.total(said.accepted, "mentees") == 24
    assert consolidated.total(said.accepted, "pairs_dissolved") == 0
    assert consolidated.total(said.accepted, "meetings") is None


def test_those_who_are_missing_are_named():
    schools, said = collected()

    book = openpyxl.load_workbook(BytesIO(consolidated.as_xlsx(said)))
    missing = list(book["Не вошли в свод"].iter_rows(min_row=2, values_only=True))
    paper = words(as_pdf(consolidated.as_paper(said)))

    assert [(row[1], row[2]) for row in missing] == [
        (schools[2].short_name, "отправлен, не принят"),
        (schools[3].short_name, "не отправлен"),
    ]
    assert schools[3].short_name in paper
    assert cells(consolidated.as_xlsx(said), "Свод")[MENTEES][1] == 24


def test_a_consolidated_workbook_is_made_as_long_work():
    AcceptedReportFactory()
    above = people.municipal()
    report = AcceptedReportFactory.build()
    job = consolidating.want_consolidated(quarter=report.period, form="xlsx", by=above, now=NOW)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING)

    said = consolidating.build_consolidated(Run(Job.objects.get(pk=job.pk), now=lambda: NOW))

    made = Job.objects.get(pk=job.pk)
    assert said == {"accepted": 1, "missing": 0}
    assert cells(made.file.read(), "Свод")[MENTEES][1] == 12


def test_a_returned_report_is_named_as_returned():
    SubmittedReportFactory(state=ReportState.RETURNED)
    report = ReportFactory.build()

    said = consolidating.collect(people.the_region(), report.period, now=NOW)

    assert [line.state for line in said.missing] == ["возвращён"]


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_the_files_of_a_report_are_handed_out(sign_in, form):
    report = ReportFactory()

    answer = sign_in(people.director()).get(reverse("report-file", args=[report.pk, form]))

    assert answer.status_code == 200
