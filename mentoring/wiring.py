"""Who reacts to what, what waits for a signature, which facts prove which activity.

This is the whole list: there are no other listeners, and no room reaches upwards by itself.
"""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from accounts import history as accounts_history
from accounts.events import InvitationAccepted
from kernel import approvals, events, history
from kernel.jobs import JobFinished
from mentoring import proofs as facts
from notices import freshness
from notices import history as notices_history
from notices.actions import tell_job_finished
from pairs import history as pairs_history
from pairs.actions import merging as pairs_merging
from pairs.actions.leaving import part_with_leaver
from pairs.actions.pairs import dissolve_pairs_of
from pairs.exhibits import signed_orders
from pairs.queries import lent
from pairs.queries.orders import waiting_orders
from pairs.queries.pages import pairs_by_order
from pairs.states import MeetingKind
from participants import connections
from participants import history as people_history
from participants.actions.entry import link_card
from participants.actions.observations import close_questions_of
from participants.events import ConsentWithdrawn, PersonLeft
from participants.queries.minors import names_of_minors
from participants.queries.names import names_in
from reports import history as reports_history
from reports.exhibits import sent_reports
from reports.queries import waiting_reports
from roadmap import discretion, exhibits, proofs, tools
from roadmap import history as roadmap_history
from roadmap.actions import reminders
from roadmap.queries import agreed_progress, waiting_for_signature
from roadmap.states import StageCode
from surveys import history as surveys_history
from surveys.actions import merging as surveys_merging
from surveys.actions import reminders as survey_reminders
from surveys.panels import panel as surveys_panel

REACTIONS: events.Reactions = {
    JobFinished: [tell_job_finished],
    InvitationAccepted: [link_card],
    PersonLeft: [part_with_leaver],
    ConsentWithdrawn: [dissolve_pairs_of, close_questions_of],
}

WAITING_FOR_SIGNATURE: Sequence[approvals.Source] = [
    waiting_for_signature,
    waiting_orders,
    waiting_reports,
]

# By the words an activity is recognized: every stem of a line stands in its text.
PROOFS: Mapping[str, proofs.Proof] = {
    "consents": proofs.Proof(
        _("mentees with a valid consent"),
        facts.consents_in,
        grows=True,
        words=("соглас обработк", "соглас собрать", "соглас родител", "соглас наставляем"),
    ),
    "mentor_consents": proofs.Proof(
        _("mentors with a valid consent"),
        facts.mentor_consents,
        grows=True,
        words=("соглас наставников обработк", "соглас наставник баз"),
    ),
    "mentee_answers": proofs.Proof(
        _("mentees who answered the application"),
        facts.answers_to("mentee-application"),
        grows=True,
        words=(
            "анкетиров наставляем",
            "анкетиров желающ",
            "анкетиров студент",
            "анкетиров обучающ",
        ),
    ),
    "mentee_base": proofs.Proof(
        _("mentees ready to be matched"),
        facts.mentee_base,
        grows=True,
        words=("баз наставляем", "банк наставляем"),
    ),
    "mentee_before": proofs.Proof(
        _("mentees measured at the start"),
        facts.answers_to("satisfaction-mentee-before"),
        grows=True,
        words=("исходн наставляем", "первичн диагност", "входн диагност", "мониторинг перв этап"),
    ),
    "measured_before": proofs.Proof(
        _("mentees measured for the influence card"),
        facts.measured_before,
        grows=True,
        words=("исходн показател наставляем", "карт оценк влияни"),
    ),
    "mentor_answers": proofs.Proof(
        _("mentors who answered the application"),
        facts.answers_to("mentor-application"),
        grows=True,
        words=("анкетиров наставников", "анкетиров потенциальн наставник"),
    ),
    "mentor_base": proofs.Proof(
        _("mentors ready to be matched"),
        facts.mentor_base,
        grows=True,
        words=("баз наставников", "банк наставников"),
    ),
    "mentor_before": proofs.Proof(
        _("mentors measured at the start"),
        facts.answers_to("satisfaction-mentor-before"),
        grows=True,
        words=("исходн состояни наставников",),
    ),
    "interviews_held": proofs.Proof(
        _("mentors whose interview was held"),
        facts.interviews_held,
        grows=True,
        words=("побеседов наставник", "собеседован наставник", "интервью наставник"),
    ),
    "mentors_trained": proofs.Proof(
        _("mentors who have finished training"),
        facts.mentors_trained,
        grows=True,
        words=("обучен наставник", "обучить наставник", "школ наставник"),
    ),
    "order_signed": proofs.Proof(
        _("orders that fix pairs"),
        facts.orders_signed,
        words=("закреп пар", "приказ пар", "приказ закреплен", "распоряжен пар"),
    ),
    "pairs_by_order": proofs.Proof(
        _("mentees with a pair by order"),
        pairs_by_order,
        grows=True,
        words=("формирован пар", "сформировать пар", "подобрать пар"),
    ),
    "queue_settled": proofs.Proof(
        _("those who waited without a pair and wait no more"),
        facts.queue_settled,
        grows=True,
        words=("без пар", "не сформировавш пар", "не получивш наставник"),
    ),
    "first_meetings": proofs.Proof(
        _("pairs that have met"),
        facts.first_meetings,
        grows=True,
        words=("перв встреч", "организационн встреч"),
    ),
    "trial_meetings": proofs.Proof(
        _("pairs that held the second, trial meeting"),
        facts.meetings_of(MeetingKind.TRIAL),
        grows=True,
        words=("втор встреч", "пробн встреч", "пробн рабоч"),
    ),
    "planning_meetings": proofs.Proof(
        _("pairs that held the planning meeting"),
        facts.meetings_of(MeetingKind.PLANNING),
        grows=True,
        words=("встреч планирован", "треть встреч", "встреч план"),
    ),
    "monthly_meetings": proofs.Proof(
        _("pairs that met within the last month"),
        facts.monthly_meetings,
        grows=True,
        words=("регулярн встреч", "регулярн рабоч пар"),
    ),
    "final_meetings": proofs.Proof(
        _("pairs that held the final meeting"),
        facts.meetings_of(MeetingKind.FINAL),
        grows=True,
        words=("последн встреч пар", "заключительн встреч пар", "итогов встреч пар"),
    ),
    "feedback": proofs.Proof(
        _("participants who gave feedback"),
        facts.answers_to("feedback", "pulse"),
        grows=True,
        words=("обратн связ",),
    ),
    "measured_after": proofs.Proof(
        _("participants measured at the end"),
        facts.answers_to("satisfaction-mentee-after", "satisfaction-mentor-after"),
        grows=True,
        words=("удовлетворенн", "довольн программ", "повтор измерен", "втор этап мониторинг"),
    ),
    "quarterly_report": proofs.Proof(
        _("quarterly reports sent"),
        facts.quarterly_reports,
        words=("квартальн отчет", "отчет дорожн карт", "информац ход реализац"),
    ),
    "reports_accepted": proofs.Proof(_("quarterly reports accepted"), facts.reports_accepted),
    "roadmaps_agreed": proofs.Proof(
        _("roadmaps agreed with schools"),
        agreed_progress,
        words=("согласов дорожн карт", "согласов план школ"),
        is_for_above=True,
    ),
    "reports_of_schools": proofs.Proof(
        _("quarterly reports of schools accepted"),
        facts.reports_of_schools,
        words=("квартальн отчет", "принять отчет школ"),
        is_for_above=True,
    ),
}

STAGE_TOOLS: Mapping[str, Sequence[tools.Tool]] = {
    StageCode.PREPARATION: [
        tools.Tool(_("Roadmap templates"), "roadmap-templates", "map", "roadmap.templates"),
        tools.Tool(_("People and roles"), "members", "id-card", "accounts.members"),
    ],
    StageCode.MENTEES: [
        tools.Tool(_("Mentees"), "mentees", "graduation-cap", "people.list"),
        tools.Tool(_("Questionnaires"), "questionnaires", "clipboard-list", "surveys.campaigns"),
        tools.Tool(_("Consents"), "consents", "file-check", "consents.list"),
        tools.Tool(_("Influence card"), "influence", "trending-up", "influence.list"),
        tools.Tool(_("Class cards"), "class-cards", "qr-code", "people.cards"),
    ],
    StageCode.MENTORS: [
        tools.Tool(_("Mentors"), "mentors", "users-round", "people.list"),
        tools.Tool(_("Questionnaires"), "questionnaires", "clipboard-list", "surveys.campaigns"),
    ],
    StageCode.TRAINING: [
        tools.Tool(_("Mentors"), "mentors", "users-round", "people.list"),
        tools.Tool(_("Interviews of mentors"), "interviews", "messages-square", "interviews.list"),
        tools.Tool(_("Training of mentors"), "training", "book-open", "training.list"),
    ],
    StageCode.PAIRS: [
        tools.Tool(_("Matching desk"), "matching", "shuffle", "match.view"),
        tools.Tool(_("Orders on pairs"), "orders", "gavel", "order.list"),
        tools.Tool(_("Without a pair"), "queue", "user-x", "queue.list"),
    ],
    StageCode.WORK: [tools.Tool(_("Pairs and meetings"), "pairs", "handshake", "pair.list")],
    StageCode.COMPLETION: [
        tools.Tool(_("Reports"), "reports", "chart-column", "reports.list"),
        tools.Tool(_("Questionnaires"), "questionnaires", "clipboard-list", "surveys.campaigns"),
    ],
}

EXHIBITS: Mapping[str, exhibits.Source] = {
    "pairs_by_order": signed_orders,
    "quarterly_report": sent_reports,
}

NAMES: Sequence[exhibits.Names] = [names_in]

# What was promised in the morning may be done by the time its letter is sent.
FRESH_WORDS: Mapping[str, freshness.Look] = {
    reminders.KIND: reminders.reminder_now,
    survey_reminders.KIND: survey_reminders.reminder_now,
}

# Names that no calendar may tell.
MINORS: discretion.Source = names_of_minors

LENT_TO_PEOPLE = connections.Connections(
    panels=[surveys_panel, lent.panel],
    paired=lent.paired,
    load=lent.load,
    pairs_of_mentees=lent.pairs_of_mentees,
    pairs_of_mentors=lent.pairs_of_mentors,
    merging=[surveys_merging.PART, pairs_merging.PART],
)

TOLD_IN_THE_JOURNAL = history.History(
    rooms={
        "accounts": accounts_history.TOLD,
        "participants": people_history.TOLD,
        "roadmap": roadmap_history.TOLD,
        "surveys": surveys_history.TOLD,
        "pairs": pairs_history.TOLD,
        "reports": reports_history.TOLD,
        "notices": notices_history.TOLD,
        "kernel": history.OWN,
    },
    person="participants.person",
    people_called=people_history.people_called,
)


def connect() -> None:
    """Install the tables."""
    history.connect(TOLD_IN_THE_JOURNAL)
    events.connect(REACTIONS)
    approvals.connect(WAITING_FOR_SIGNATURE)
    proofs.connect(PROOFS)
    exhibits.connect(EXHIBITS, NAMES)
    tools.connect(STAGE_TOOLS)
    connections.connect(LENT_TO_PEOPLE)
    freshness.connect(FRESH_WORDS)
    discretion.connect(MINORS)
