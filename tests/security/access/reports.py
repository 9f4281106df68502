"""Who gets what at the addresses of reports."""

from tests.factories.pairs import programme
from tests.factories.reports import ReportFactory, ReportFigureFactory, SubmittedReportFactory
from tests.security.access import Access, only

SEES = only("curator", "director", "municipality", "region", others=404)
RECEIVES = only("municipality", others=404, curator=403, director=403, region=403)
SCHOOL = only("curator", "director", others=404)


def a_draft(world):
    return ReportFactory()


def a_submitted(world):
    return SubmittedReportFactory()


def a_figure(world):
    """A figure of a submitted report, with the mentee behind it."""
    return ReportFigureFactory(report=world.made(a_submitted))


def pk_of(maker):
    return lambda world: [world.made(maker).pk]


def programmes(world):
    """Both schools have opened the programme of 2026/2027."""
    programme(world.school)
    programme(world.neighbour)
    return []


def the_third_quarter(world):
    return {"quarter": "2026-3"}


ACCESS = {
    "reports": Access(answers=only("region", "municipality", "director", "curator", stranger=200)),
    "burden": Access(answers=only("region", "municipality", "director", "curator", stranger=200)),
    "build-report": Access(
        url=programmes,
        method="post",
        send=the_third_quarter,
        answers=only("director", "curator", answer=302, stranger=302),
    ),
    "consolidate-reports": Access(
        method="post",
        send=lambda world: {"quarter": "2026-3", "form": "xlsx"},
        answers=only("region", "municipality", answer=302, stranger=403),
    ),
    "report": [
        Access(url=pk_of(a_submitted), answers=SEES),
        Access(url=pk_of(a_draft), answers=SCHOOL),
    ],
    "report-figure": Access(
        url=lambda world: [world.made(a_figure).report_id, "mentees"],
        answers={**SCHOOL, "municipality": 403, "region": 403},
    ),
    "submit-report": [
        Access(
            url=pk_of(a_draft),
            method="post",
            answers=only("director", answer=302, others=404, curator=403),
        ),
        Access(
            url=pk_of(a_submitted),
            method="post",
            answers={
                **only("curator", "municipality", "region", answer=403, others=404),
                "director": 409,
            },
        ),
    ],
    "accept-report": Access(
        url=pk_of(a_submitted), method="post", answers={**RECEIVES, "municipality": 302}
    ),
    "return-report": [
        Access(url=pk_of(a_submitted), answers=RECEIVES),
        Access(url=pk_of(a_submitted), method="post", answers={**RECEIVES, "municipality": 422}),
    ],
    "report-file": [
        Access(url=lambda world: [world.made(a_submitted).pk, "xlsx"], answers=SEES),
        Access(url=lambda world: [world.made(a_draft).pk, "xlsx"], answers=SCHOOL),
    ],
}
