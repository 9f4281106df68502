"""Who may do what with people and consents. This file is the whole answer."""

from typing import Any

from accounts.states import Role
from kernel.access import Rule, declare, either, role_is, signed_in
from participants.models import (
    Consent,
    Enrolment,
    Guardian,
    Interview,
    MenteeProfile,
    MentorOffer,
    MentorProfile,
    Observation,
    PaperScan,
    Partner,
    PeopleImport,
    Person,
    SavedFilter,
    TrainingGroup,
    WithdrawalStep,
)
from participants.states import (
    CONSENT_LIFE,
    INTERVIEW_LIFE,
    ImportState,
    OfferState,
    PersonKind,
    ScanState,
)

SEE_LISTS = frozenset({Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST, Role.CLASS_TEACHER})
SEE_CONTACTS = frozenset({Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST, Role.CLASS_TEACHER})
TRAINING = frozenset({Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST})
MEASURES = frozenset({Role.CURATOR, Role.PSYCHOLOGIST, Role.CLASS_TEACHER})
LEARNS = frozenset({Role.MENTOR, Role.PARTNER, Role.MENTEE, Role.CLASS_TEACHER, Role.PSYCHOLOGIST})

curates = role_is(Role.CURATOR)
signs_papers = role_is(Role.CURATOR, Role.DIRECTOR)


def is_oneself(membership: Any, person: Person) -> bool:
    """Hold for the card of the person who asks."""
    return person.user_id is not None and person.user_id == membership.user_id


def is_guardian_of(membership: Any, person: Person) -> bool:
    """Hold for a parent whose link to the child has been confirmed."""
    return bool(
        membership.role == Role.GUARDIAN
        and Guardian.objects.filter(
            child=person, guardian__user_id=membership.user_id, confirmed_at__isnull=False
        ).exists()
    )


def is_family(membership: Any, person: Person) -> bool:
    """Hold for the person and for the parents."""
    return is_oneself(membership, person) or is_guardian_of(membership, person)


def signed_it(membership: Any, consent: Consent) -> bool:
    """Hold for the one who gave the consent."""
    return is_oneself(membership, consent.signer)


def is_of_family(membership: Any, consent: Consent) -> bool:
    """Hold for the people whom the consent is about."""
    return is_family(membership, consent.person)


def is_partner_still(_membership: Any, partner: Partner) -> bool:
    """Hold until the partnership is over."""
    return partner.ended_on is None


def waits_for_an_answer(_membership: Any, offer: MentorOffer) -> bool:
    """Hold until the school has answered or the partner has taken the offer back."""
    return offer.state == OfferState.OFFERED


def saved_it(membership: Any, saved: SavedFilter) -> bool:
    """Hold for the owner of a saved filter."""
    return bool(saved.owner_id == membership.user_id)


def is_kept(_membership: Any, person: Person) -> bool:
    """Hold while the person has not left."""
    return person.archived_at is None and person.erased_at is None


def has_left(_membership: Any, person: Person) -> bool:
    """Hold for a card in the archive."""
    return person.archived_at is not None


def has_no_account(_membership: Any, person: Person) -> bool:
    """Hold for a person who cannot sign in yet."""
    return person.user_id is None and is_kept(_membership, person)


def is_in_force(_membership: Any, consent: Consent) -> bool:
    """Hold while the consent can be withdrawn."""
    return CONSENT_LIFE.allows(consent, "withdraw")


def takes_part(_membership: Any, profile: MenteeProfile | MentorProfile) -> bool:
    """Hold while the person is in the programme."""
    return profile.left_on is None


def has_a_scan(_membership: Any, consent: Consent) -> bool:
    """Hold when the signed paper was kept."""
    return bool(consent.scan)


def is_not_loaded(_membership: Any, brought: PeopleImport) -> bool:
    """Hold until the file has been loaded."""
    return brought.state != ImportState.APPLIED


def mentors_colleagues(_membership: Any, person: Person) -> bool:
    """Hold for an employee whose part as a mentor is help to other employees."""
    return (
        person.kind == PersonKind.EMPLOYEE
        and MentorProfile.objects.filter(
            person=person, left_on=None, forms__is_labour=True
        ).exists()
    )


def waits(_membership: Any, scan: PaperScan) -> bool:
    """Hold for a scanned sheet that nobody has marked yet."""
    return scan.state == ScanState.WAITING


def is_owed(_membership: Any, step: WithdrawalStep) -> bool:
    """Hold while the step after a withdrawal is to be done."""
    return step.done_at is None


def is_loaded(_membership: Any, brought: PeopleImport) -> bool:
    """Hold while there is a loading to take back."""
    return brought.state == ImportState.APPLIED


def is_under_way(_membership: Any, group: TrainingGroup) -> bool:
    """Hold while the group was not called off."""
    return group.cancelled_at is None


def learns_as(membership: Any, enrolment: Enrolment) -> bool:
    """Hold for the mentor whose training it is."""
    return is_oneself(membership, enrolment.person)


def has_certificate(_membership: Any, enrolment: Enrolment) -> bool:
    """Hold once the certificate is issued."""
    return enrolment.certificate_id is not None


def has_no_certificate(_membership: Any, enrolment: Enrolment) -> bool:
    """Hold until the certificate is issued."""
    return enrolment.certificate_id is None and enrolment.group.cancelled_at is None


def talked(membership: Any, interview: Interview) -> bool:
    """Hold for the curator and for the one or two who talk."""
    own = {interview.interviewer_id, interview.second_id}
    return curates(membership, interview) or (
        membership.role == Role.PSYCHOLOGIST and membership.pk in own
    )


def is_planned(_membership: Any, interview: Interview) -> bool:
    """Hold until the talk is decided or called off."""
    return INTERVIEW_LIFE.allows(interview, "decide_interview")


def is_asked(membership: Any, asked: Observation) -> bool:
    """Hold for the one who was asked about a mentee."""
    return asked.asked_user_id is not None and asked.asked_user_id == membership.user_id


def awaits_an_answer(_membership: Any, asked: Observation) -> bool:
    """Hold until the question is answered or closed."""
    return asked.answered_at is None and asked.closed_on is None


def has_closed_note(_membership: Any, asked: Observation) -> bool:
    """Hold when something was written for the psychologist only."""
    return bool(asked.closed_note)


declare(
    {
        "people.list": Rule(role_is(*SEE_LISTS)),
        "people.view": Rule(either(role_is(*SEE_LISTS), is_family)),
        "people.contacts": Rule(either(role_is(*SEE_CONTACTS), is_family)),
        "people.add": Rule(curates),
        "people.change": Rule(curates, when=is_kept),
        "people.change_contacts": Rule(is_family, when=is_kept),
        "people.archive": Rule(signs_papers, when=is_kept),
        "people.restore": Rule(signs_papers, when=has_left),
        "people.history": Rule(signs_papers),
        "people.who_saw": Rule(either(role_is(Role.DIRECTOR), is_family)),
        "people.export": Rule(signs_papers),
        "people.base": Rule(signs_papers),
        "people.young": Rule(signs_papers),
        "people.young_bounds": Rule(curates),
        "partners.list": Rule(signs_papers),
        "partners.view": Rule(signs_papers),
        "partners.add": Rule(curates),
        "partners.change": Rule(curates, when=is_partner_still),
        "partners.own": Rule(role_is(Role.PARTNER)),
        "offers.decide": Rule(curates, when=waits_for_an_answer),
        "offers.take_back": Rule(role_is(Role.PARTNER), when=waits_for_an_answer),
        "people.move_up": Rule(curates),
        "people.leave_school": Rule(signs_papers, when=is_kept),
        "people.bulk": Rule(curates),
        "people.forget_filter": Rule(saved_it),
        "people.merge": Rule(curates, when=is_kept),
        "people.merge_any": Rule(curates),
        "people.bring": Rule(curates),
        "people.import": Rule(curates, when=is_not_loaded),
        "people.missing": Rule(curates),
        "people.undo_import": Rule(curates, when=is_loaded),
        "people.employment": Rule(signs_papers, when=mentors_colleagues),
        "people.invite": Rule(curates, when=has_no_account),
        "people.cards": Rule(role_is(Role.CURATOR, Role.CLASS_TEACHER)),
        "people.own": Rule(role_is(Role.MENTOR, Role.MENTEE, Role.GUARDIAN, Role.PARTNER)),
        "people.children": Rule(role_is(Role.GUARDIAN)),
        "consents.list": Rule(role_is(*SEE_LISTS)),
        "consents.record": Rule(curates, when=is_kept),
        "consents.ask": Rule(curates, when=is_kept),
        "consents.answer": Rule(is_family, when=is_kept),
        "consents.print": Rule(either(signs_papers, is_family)),
        "consents.print_class": Rule(curates),
        "consents.scan": Rule(either(signs_papers, is_of_family), when=has_a_scan),
        "consents.withdraw": Rule(either(curates, signed_it), when=is_in_force),
        "consents.texts": Rule(curates),
        "training.list": Rule(role_is(*TRAINING)),
        "training.view": Rule(role_is(*TRAINING)),
        "training.plan": Rule(curates),
        "training.change": Rule(curates, when=is_under_way),
        "training.certify": Rule(curates),
        "training.change_learner": Rule(curates, when=has_no_certificate),
        "training.print": Rule(signs_papers),
        "training.certificate": Rule(either(signs_papers, learns_as), when=has_certificate),
        "training.material": Rule(signed_in),
        "training.test": Rule(learns_as, when=has_no_certificate),
        "training.own": Rule(role_is(*LEARNS)),
        "training.demand": Rule(curates),
        "consents.desk": Rule(curates),
        "consents.sheet": Rule(curates, when=waits),
        "consents.withdrawals": Rule(signs_papers),
        "consents.finish_step": Rule(curates, when=is_owed),
        "influence.list": Rule(role_is(*MEASURES)),
        "influence.view": Rule(role_is(*MEASURES)),
        "influence.measure": Rule(role_is(*MEASURES), when=is_kept),
        "observations.view": Rule(role_is(*TRAINING)),
        "observations.ask": Rule(curates, when=is_kept),
        "observations.close": Rule(curates, when=awaits_an_answer),
        "observations.answer": Rule(is_asked, when=awaits_an_answer),
        "observations.open_note": Rule(
            role_is(Role.PSYCHOLOGIST, Role.DIRECTOR), when=has_closed_note
        ),
        "observations.extract": Rule(curates, when=is_kept),
        "interviews.list": Rule(role_is(*TRAINING)),
        "interviews.view": Rule(role_is(*TRAINING)),
        "interviews.sheet": Rule(talked),
        "interviews.decide": Rule(talked, when=is_planned),
        "interviews.plan": Rule(curates),
        "interviews.move": Rule(curates, when=is_planned),
        "interviews.note": Rule(curates, when=is_kept),
    }
)
