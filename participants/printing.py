"""Many sheets as one file, made by a job: consents of a class, certificates of a group."""

from datetime import date

from django.utils.translation import gettext as _

from kernel.documents.issue import facts_of
from kernel.documents.pdf import as_pdf
from kernel.jobs import Run
from participants.certificates import CertificateFacts
from participants.documents import certificate
from participants.documents.consent_form import as_paper
from participants.models import Person, TrainingGroup
from participants.queries.consents import blanks_of
from participants.queries.training import certificates_of
from participants.states import LEARNERS


def print_class(run: Run) -> None:
    """Print the blanks of everybody of the class, sorted by name, and keep the file."""
    said = run.params
    today = date.fromisoformat(said["today"])
    people = list(
        Person.objects.kept()
        .filter(organization=run.job.tenant_id, class_name=said["class_name"], kind__in=LEARNERS)
        .select_related("organization__parent")
        .order_by("sort_name")
    )
    blanks = []
    for done, person in enumerate(people, start=1):
        blanks += blanks_of(person, said["purpose"], today=today)
        run.step(done, len(people) + 1, person.class_name)
    run.step(len(people), len(people) + 1, _("Printing"))
    name = _("consents-%(class)s.pdf") % {"class": said["class_name"]}
    run.keep_file(name, as_pdf(as_paper(blanks)))


def print_chosen(run: Run) -> None:
    """Print the blanks of the chosen people, sorted by name, and keep the file."""
    said = run.params
    today = date.fromisoformat(said["today"])
    people = list(
        Person.objects.kept()
        .filter(organization=run.job.tenant_id, pk__in=said["people"])
        .select_related("organization__parent")
        .order_by("sort_name")
    )
    blanks = []
    for done, person in enumerate(people, start=1):
        blanks += blanks_of(person, said["purpose"], today=today)
        run.step(done, len(people) + 1)
    run.step(len(people), len(people) + 1, _("Printing"))
    run.keep_file(_("consents.pdf"), as_pdf(as_paper(blanks)))


def print_group(run: Run) -> None:
    """Print every certificate of a training group, in the order of the numbers."""
    group = TrainingGroup.objects.get(pk=run.params["group"], organization=run.job.tenant_id)
    run.step(0, 1, _("Printing"))
    facts = [facts_of(paper, CertificateFacts) for paper in certificates_of(group)]
    paper = certificate.as_paper(facts, link=run.params["link"])
    run.keep_file(_("certificates.pdf"), as_pdf(paper))
