"""The words by which the journal tells of people, and the names of its records."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from kernel.history import Told
from kernel.russian import search_key
from participants.models import (
    CardMerge,
    Consent,
    Interview,
    Observation,
    Person,
    TrainingGroup,
)

WORDS: Mapping[str, str | Promise] = {
    "enter_person": _("The card was made"),
    "change_person": _("The card was corrected"),
    "archive_person": _("Moved to the archive"),
    "restore_person": _("Brought back from the archive"),
    "merge_people": _("Two cards became one"),
    "tell_apart": _("Two namesakes were told apart"),
    "add_guardian": _("A representative was added"),
    "remove_guardian": _("A representative was removed"),
    "confirm_guardian": _("A representative was confirmed"),
    "link_user": _("Can sign in now"),
    "make_mentee": _("Became a mentee"),
    "change_mentee": _("The request and wishes were changed"),
    "make_mentor": _("Became a mentor"),
    "change_mentor": _("The part of the mentor was changed"),
    "leave_programme": _("Left the programme"),
    "ask_consent": _("A consent was asked for by a link"),
    "give_consent": _("A consent was given"),
    "refuse_consent": _("A consent was refused"),
    "withdraw": _("A consent was withdrawn"),
    "import_person": _("Came from a file"),
    "withdraw_by_link": _("Withdrawn by the personal link"),
    "set_young_bounds": _("It was decided who is a young specialist"),
    "add_partner": _("A partner was added"),
    "end_partner": _("A partnership ended"),
    "offer_mentor": _("A partner has offered a mentor"),
    "accept": _("The offered mentor was accepted"),
    "decline": _("The offered mentor was declined"),
    "take_back": _("The partner took the offer back"),
    "move_up": _("The school was moved to the next class"),
    "leave_school": _("Left the school"),
    "save_filter": _("A filter of a list was saved"),
    "forget_filter": _("A saved filter was removed"),
    "export_people": _("Exported as a table"),
    "bring_scans": _("Scans of papers were uploaded"),
    "read": _("A scanned sheet was read"),
    "attach": _("A scanned sheet was written down as a consent"),
    "discard": _("A scanned sheet was thrown away"),
    "finish_step": _("A step after a withdrawal was done"),
    "replace": _("A consent was replaced by a newer answer"),
    "change_consent_text": _("The wording of a consent was changed"),
    "bring_file": _("A file of people was uploaded"),
    "name_columns": _("The columns of a file were named"),
    "check": _("A file of people was checked"),
    "apply": _("A file of people was loaded"),
    "load_people": _("People were loaded from a file"),
    "undo_load": _("A loaded file was taken back"),
    "forget_file": _("A file of people was deleted, its time is over"),
    "open_training": _("A training group was opened"),
    "change_training": _("A training group was changed"),
    "call_off_training": _("A training group was called off"),
    "change_lesson": _("A lesson was changed"),
    "enrol_mentors": _("Mentors were taken into a training group"),
    "take_out_of_training": _("A mentor was taken out of a training group"),
    "add_material": _("A material was added to training"),
    "remove_material": _("A material was removed from training"),
    "come_to_lesson": _("Marked at a lesson by its code"),
    "mark_lesson": _("The marks of a lesson were written down"),
    "take_test": _("The test of training was taken"),
    "enter_test": _("A test on paper was entered"),
    "certify": _("A certificate of training was issued"),
    "plan_interview": _("An interview was planned"),
    "move_interview": _("An interview was moved"),
    "call_off_interview": _("An interview was called off"),
    "decide_interview": _("An interview was held and decided"),
    "note_no_record": _("A certificate of no criminal record was shown"),
    "measure": _("Measured for the influence card"),
    "ask_third_party": _("Somebody was asked about a mentee"),
    "answer_observation": _("Information from a third party has come"),
    "close_question": _("A question to a third party was taken back"),
    "open_closed_note": _("A note for the psychologist was opened"),
    "write_extract": _("An extract for the mentor was written"),
    "remove_extract": _("An extract for the mentor was taken back"),
    "ask_of_mentors": _("What is asked of mentors was chosen"),
}

ICONS: Mapping[str, str] = {
    "give_consent": "file-check",
    "refuse_consent": "circle-alert",
    "withdraw": "circle-alert",
    "make_mentee": "graduation-cap",
    "make_mentor": "users-round",
    "link_user": "user",
    "merge_people": "users",
}


MOST_CALLED = 200


def words_for(verb: str) -> str | Promise:
    """Tell a deed in words; an unknown one by its name."""
    return WORDS.get(verb, verb)


def names_of_people(numbers: Iterable[int]) -> dict[int, str]:
    """What people are called."""
    wanted = set(numbers)
    became = dict(CardMerge.objects.filter(former__in=wanted).values_list("former", "kept"))
    found = Person.objects.filter(pk__in=wanted | set(became.values()))
    names = {person.pk: person.name.full for person in found}
    return {pk: names[became.get(pk, pk)] for pk in wanted if became.get(pk, pk) in names}


def names_of_consents(numbers: Iterable[int]) -> dict[int, str]:
    """Whose consents they are."""
    found = Consent.objects.filter(pk__in=numbers).select_related("person")
    return {consent.pk: consent.person.name.full for consent in found}


def names_of_groups(numbers: Iterable[int]) -> dict[int, str]:
    """What training groups are called."""
    return dict(TrainingGroup.objects.filter(pk__in=numbers).values_list("pk", "title"))


def names_of_interviews(numbers: Iterable[int]) -> dict[int, str]:
    """Whom the interviews are with."""
    found = Interview.objects.filter(pk__in=numbers).select_related("person")
    return {interview.pk: interview.person.name.full for interview in found}


def names_of_observations(numbers: Iterable[int]) -> dict[int, str]:
    """Whom the questions to third parties are about."""
    found = Observation.objects.filter(pk__in=numbers).select_related("person")
    return {asked.pk: asked.person.name.full for asked in found}


def people_called(membership: Membership, text: str) -> list[int]:
    """The people whom this role may know of and who are called so, in any order of the words."""
    found = Person.objects.visible_to(membership)
    for word in search_key(text).split():
        found = found.filter(search__contains=word)
    return list(found.values_list("pk", flat=True)[:MOST_CALLED])


TOLD = Told(
    title=_("People and consents"),
    words=WORDS,
    pages={
        "participants.person": "person",
        "participants.peopleimport": "import",
        "participants.partner": "partner",
        "participants.traininggroup": "training-group",
        "participants.interview": "interview",
    },
    names={
        "participants.person": names_of_people,
        "participants.consent": names_of_consents,
        "participants.traininggroup": names_of_groups,
        "participants.interview": names_of_interviews,
        "participants.observation": names_of_observations,
    },
)
