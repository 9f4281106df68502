"""The words by which the journal of a person is told."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: Mapping[str, str | Promise] = {
    "enter_person": _("The card was made"),
    "change_person": _("The card was corrected"),
    "archive_person": _("Moved to the archive"),
    "restore_person": _("Brought back from the archive"),
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
    "export_people": _("Exported as a table"),
}

ICONS: Mapping[str, str] = {
    "give_consent": "file-check",
    "refuse_consent": "circle-alert",
    "withdraw": "circle-alert",
    "make_mentee": "graduation-cap",
    "make_mentor": "users-round",
    "link_user": "user",
}


def words_for(verb: str) -> str | Promise:
    """Tell a deed in words; an unknown one by its name."""
    return WORDS.get(verb, verb)
