"""Who gets what at the addresses of questionnaires."""

from django.core.files.base import ContentFile
from django.utils import timezone

from kernel.calendar import SchoolYear
from roadmap.models import Programme
from surveys import links
from surveys.models import Section
from surveys.states import CampaignState, Privacy, QuestionnaireState
from tests.factories.participants import MenteeFactory, PersonFactory
from tests.factories.surveys import (
    CampaignFactory,
    InvitationFactory,
    QuestionFactory,
    QuestionnaireFactory,
    answered,
)
from tests.security.access import Access, everybody, only

LIBRARY = only(
    "region", "municipality", "director", "curator", "psychologist", "stranger", stranger=200
)
STAFF = only("curator", "psychologist", "director", others=404)
ASKERS = {**STAFF, "director": 403}
# Members of the school who may see what it published, but not build.
IN_SCHOOL = {
    **everybody(403),
    "curator": 200,
    "psychologist": 200,
    "region": 404,
    "municipality": 404,
    "admin": 404,
    "stranger": 404,
}
MAKERS = only("region", "municipality", "curator", "psychologist", "stranger", stranger=200)


def moved(answers):
    """The same principals, sent on after the deed."""
    return {who: 302 if status == 200 else status for who, status in answers.items()}


FILE_READERS = only("curator", "psychologist", others=404)


def built(maker, method="get", send=None, answers=None):
    """How one address of the builder answers."""
    found = answers or IN_SCHOOL
    return Access(
        url=pk_of(maker),
        method=method,
        send=send or (lambda world: {}),
        answers=moved(found) if method == "post" else found,
    )


def a_mentees_card(world):
    """The card of the mentee who signs in."""
    person = PersonFactory(
        organization=world.school, user=world.mentee.user, last_name=world.mentee.user.last_name
    )
    MenteeFactory(person=person)
    return person


def a_campaign(world):
    return CampaignFactory()


def a_closed_campaign(world):
    return CampaignFactory(state=CampaignState.CLOSED)


def a_confidential_campaign(world):
    return CampaignFactory(privacy=Privacy.CONFIDENTIAL)


def an_invitation(world):
    return InvitationFactory(campaign=world.made(a_campaign), person=world.made(a_mentees_card))


def a_sheet(world):
    return answered(world.made(a_campaign), world.made(a_mentees_card), request="Помогите")


def an_answer_with_a_file(world):
    answer = world.made(a_sheet).answers.get()
    answer.file.save("work.pdf", ContentFile(b"%PDF-"))
    return answer


def a_draft(world):
    """A draft of the school with a question in a section."""
    draft = QuestionnaireFactory(organization=world.school, state=QuestionnaireState.DRAFT)
    section = Section.objects.create(questionnaire=draft, position=0, title="Раздел")
    QuestionFactory(questionnaire=draft, section=section)
    return draft


def a_published(world):
    return QuestionnaireFactory(organization=world.school)


def a_question(world):
    return world.made(a_draft).questions.get()


def a_section(world):
    return world.made(a_draft).sections.get()


def pk_of(maker):
    return lambda world: [world.made(maker).pk]


def programmes_of_this_year(world):
    """Both schools have opened their programme."""
    year = SchoolYear.of(timezone.localdate()).start
    for school in (world.school, world.neighbour):
        Programme.objects.get_or_create(
            organization=school, year=year, defaults={"opened_at": timezone.now()}
        )
    return []


def token_of(world):
    return [links.link_of(world.made(an_invitation)).rstrip("/").split("/")[-1]]


def an_asked_campaign(world):
    return world.made(an_invitation).campaign


def token_of_poster(world):
    campaign = world.made(a_campaign)
    poster, _ = campaign.posters.get_or_create(class_name="7А", nonce="1" * 32)
    return [links.token_of(poster)]


ACCESS = {
    "questionnaires": Access(answers=LIBRARY),
    "questionnaire": Access(
        url=lambda world: [QuestionnaireFactory(organization=None).pk], answers=LIBRARY
    ),
    "make-questionnaire": Access(answers=MAKERS),
    "questionnaire-paper": Access(
        url=lambda world: [QuestionnaireFactory(organization=None).pk], answers=LIBRARY
    ),
    "questionnaire-versions": Access(
        url=lambda world: [QuestionnaireFactory(organization=None).pk], answers=LIBRARY
    ),
    "copy-questionnaire": Access(
        url=lambda world: [QuestionnaireFactory(organization=None).pk],
        method="post",
        answers=moved(MAKERS),
    ),
    "import-questionnaire": Access(answers=MAKERS),
    "questionnaire-file": Access(
        url=lambda world: [QuestionnaireFactory(organization=None).pk], answers=LIBRARY
    ),
    "translate-questionnaire": built(a_draft),
    "build-questionnaire": built(a_draft),
    "describe-questionnaire": built(a_draft),
    "publish-questionnaire": built(a_draft, "post"),
    "retire-questionnaire": built(a_published, "post"),
    "make-version": built(a_published, "post"),
    "drop-questionnaire": built(a_draft, "post"),
    "add-question": built(a_draft),
    "add-section": built(a_draft),
    "change-question": built(a_question),
    "move-question": built(a_question, "post"),
    "copy-question": built(a_question, "post"),
    "remove-question": built(a_question, "post"),
    "question-condition": built(a_question),
    "change-section": built(a_section),
    "move-section": built(a_section, "post"),
    "remove-section": built(a_section, "post"),
    "section-condition": built(a_section),
    "answer-file": Access(url=pk_of(an_answer_with_a_file), answers=FILE_READERS),
    "campaign-people": Access(url=pk_of(a_campaign), answers=ASKERS),
    "plan-campaign": Access(
        url=programmes_of_this_year,
        answers=only("curator", "psychologist", "stranger", stranger=200),
    ),
    "campaign": Access(url=pk_of(a_campaign), answers=STAFF),
    "change-campaign": [
        Access(url=pk_of(a_campaign), answers=ASKERS),
        Access(
            url=pk_of(a_campaign),
            method="post",
            send=lambda world: {"title": "Анкета", "privacy": "named", "fewest": "5"},
            answers=moved(ASKERS),
        ),
    ],
    "campaign-slips": Access(url=pk_of(a_campaign), answers=ASKERS),
    "open-campaign": Access(url=pk_of(a_closed_campaign), method="post", answers=moved(ASKERS)),
    "close-campaign": Access(url=pk_of(a_campaign), method="post", answers=moved(ASKERS)),
    "remind-waiting": Access(url=pk_of(a_campaign), method="post", answers=moved(ASKERS)),
    "campaign-results": [
        Access(url=pk_of(a_campaign), answers=STAFF),
        Access(url=pk_of(a_confidential_campaign), answers=ASKERS),
    ],
    "campaign-results-file": [
        Access(url=lambda world: [world.made(a_campaign).pk, "xlsx"], answers=STAFF),
        Access(url=lambda world: [world.made(a_confidential_campaign).pk, "xlsx"], answers=ASKERS),
    ],
    "survey-changes": Access(
        url=programmes_of_this_year,
        answers=only("curator", "psychologist", "director", "stranger", stranger=200),
    ),
    "my-questionnaires": Access(
        answers=only(
            "mentee",
            "mentor",
            "guardian",
            "partner",
            "curator",
            "psychologist",
            "director",
            stranger=200,
        )
    ),
    "answer": [
        Access(url=pk_of(an_invitation), answers=only("mentee", others=404)),
        Access(
            url=pk_of(an_invitation),
            method="post",
            send=lambda world: {"request": "Помогите с алгеброй"},
            answers=moved(only("mentee", others=404)),
        ),
    ],
    "answer-by-link": [
        Access(url=token_of, answers=everybody(200, anonymous=200)),
        Access(url=lambda world: ["1.false"], answers=everybody(404, anonymous=404)),
    ],
    "campaign-posters": Access(url=pk_of(a_campaign), answers=ASKERS),
    "make-posters": Access(url=pk_of(an_asked_campaign), method="post", answers=moved(ASKERS)),
    "class-poster": [
        Access(url=token_of_poster, answers=everybody(200, anonymous=200)),
        Access(url=lambda world: ["1-x.false"], answers=everybody(404, anonymous=404)),
    ],
    "answer-by-poster": [
        Access(url=token_of_poster, answers=everybody(302, anonymous=302)),
        Access(url=lambda world: ["1-x.false"], answers=everybody(404, anonymous=404)),
    ],
    "answer-thanks": Access(url=pk_of(a_campaign), answers=everybody(200, anonymous=200)),
    "answer-sheet": Access(url=pk_of(a_sheet), answers=only("curator", "psychologist", others=404)),
    "accept-answers": Access(
        url=pk_of(a_sheet),
        method="post",
        send=lambda world: {"field": ["mentee.request"]},
        answers=only("curator", answer=302, others=404, psychologist=403),
    ),
}
