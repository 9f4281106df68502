"""Scanned papers find their people by the code; what they say a person marks."""

from datetime import UTC, date, datetime

import pytest

from kernel import jobs
from kernel.documents.pdf import as_pdf
from participants.actions import scans as acts
from participants.actions.consents import Scan
from participants.actions.presets import load_presets
from participants.documents.consent_form import as_paper
from participants.models import Consent, PaperScan
from participants.queries.consents import blanks_of
from participants.queries.scans import desk_of, inbox_of
from participants.sheet_codes import SheetCode, read_code
from participants.states import ConsentState, Purpose, ScanState
from tests.factories.participants import ConsentTextFactory, EmployeeFactory, GuardianFactory
from tests.kernel.test_scans import picture
from tests.people import curator, stranger, the_neighbour, the_school

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def pile(people, purpose=Purpose.TAKING_PART):
    """The blanks of people as the pile comes out of the scanner."""
    load_presets()
    blanks = [blank for person in people for blank in blanks_of(person, purpose, today=TODAY)]
    return Scan("стопка.pdf", as_pdf(as_paper(blanks)))


def bring(*files, school=None, by=None):
    job = acts.bring_scans(school or the_school(), files=files, by=by or curator(), now=NOW)
    jobs.run(job.pk)


def child():
    return GuardianFactory(child__organization=the_school()).child


def test_a_pile_of_one_file_lies_on_the_desk_sheet_by_sheet():
    people = [child() for _number in range(3)]

    bring(pile(people))

    on_desk = desk_of(curator())
    assert {scan.person_id for scan in on_desk} == {person.pk for person in people}
    assert {scan.signer_id for scan in on_desk} == {
        person.guardians.get().guardian_id for person in people
    }
    assert inbox_of(curator()).count() == 0


@pytest.mark.parametrize(
    ("agrees", "state"), [(True, ConsentState.GIVEN), (False, ConsentState.REFUSED)]
)
def test_a_marked_sheet_becomes_an_answer_with_its_picture(
    agrees, state, django_capture_on_commit_callbacks
):
    bring(pile([child()]))
    scan = PaperScan.objects.get()
    name, storage = scan.file.name, scan.file.storage

    with django_capture_on_commit_callbacks(execute=True):
        acts.attach_scan(scan, acts.Mark(agrees, date(2026, 11, 20)), by=curator(), now=NOW)

    consent = Consent.objects.get()
    scan.refresh_from_db()
    assert (consent.state, consent.answered_on, bool(consent.scan)) == (
        state, date(2026, 11, 20), True,
    )  # fmt: skip
    assert (scan.state, scan.consent, bool(scan.file)) == (ScanState.ATTACHED, consent, False)
    assert not storage.exists(name)


def test_a_sheet_is_written_down_once():
    bring(pile([child()]))
    scan = PaperScan.objects.get()
    mark = acts.Mark(agrees=True, answered_on=TODAY)
    acts.attach_scan(scan, mark, by=curator(), now=NOW)

    with pytest.raises(acts.NotWaiting):
        acts.attach_scan(scan, mark, by=curator(), now=NOW)

    assert Consent.objects.count() == 1


def test_reading_again_reads_nothing_twice():
    bring(pile([child(), child()]))

    read = acts.read_scans(the_school().pk, by=None, now=NOW, step=lambda *_told: None)

    assert (read, PaperScan.objects.count()) == (0, 2)


def test_a_photo_without_a_code_waits_in_the_inbox():
    bring(Scan("фото.jpg", picture()))

    assert [scan.file_name for scan in inbox_of(curator())] == ["фото.jpg"]
    assert desk_of(curator()) == []


def test_a_broken_file_stays_in_the_inbox_with_the_reason():
    bring(Scan("x.pdf", b"%PDF-1.7 broken"), pile([child()]))

    (broken,) = inbox_of(curator())
    assert "PDF прочитать нельзя" in broken.trouble
    assert len(desk_of(curator())) == 1


def test_a_sheet_of_another_school_fits_nobody_here():
    bring(pile([child()]), school=the_neighbour(), by=stranger())

    (scan,) = inbox_of(stranger())
    assert (scan.person, desk_of(curator())) == (None, [])


def test_a_signer_who_is_no_representative_any_more_sends_the_sheet_to_the_inbox():
    person = child()
    paper = pile([person])
    person.guardians.all().delete()

    bring(paper)

    assert (len(desk_of(curator())), inbox_of(curator()).get().person) == (0, person)


def test_a_paper_without_a_code_is_written_down_for_whom_it_fits():
    bring(Scan("фото.jpg", picture()))
    teacher = EmployeeFactory(organization=the_school())

    consent = acts.record_scanned(
        PaperScan.objects.get(),
        teacher,
        purpose=Purpose.TAKING_PART,
        signer=teacher,
        text=ConsentTextFactory(),
        agrees=True,
        answered_on=TODAY,
        by=curator(),
        now=NOW,
    )

    assert (bool(consent.scan), PaperScan.objects.get().consent) == (True, consent)


def test_a_thrown_away_sheet_leaves_no_picture(django_capture_on_commit_callbacks):
    bring(Scan("фото.jpg", picture()))
    scan = PaperScan.objects.get()
    name, storage = scan.file.name, scan.file.storage

    with django_capture_on_commit_callbacks(execute=True):
        acts.discard_scan(scan, by=curator())

    assert (PaperScan.objects.get().state, storage.exists(name)) == (ScanState.DISCARDED, False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://example.org/",
        "NS1.1.1.1.1",
        "NS1.1.1.1.1.AAAAAAAAAAAA",
        "NS2.1.1.1.1.x",
        "....",
    ],
)
def test_a_code_of_somebody_else_is_no_code(text):
    assert read_code(text) is None


def test_a_code_cannot_be_changed():
    code = str(SheetCode(7, Purpose.TRANSFER, 0, 3))

    assert read_code(code) == SheetCode(7, Purpose.TRANSFER, 0, 3)
    assert read_code(code.replace("NS1.7", "NS1.8")) is None
