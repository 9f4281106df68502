"""The sentences of matching: what a reason is called on pages, in reports and in refusals.

Reasons are kept as codes and words (`matching.Why`), so that they read right in any language.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel.refusals import Refusal
from pairs.matching import Verdict, Why

FACTS: Mapping[str, "str | Promise"] = {
    "directions": gettext_lazy("The mentor helps with just this: %(words)s"),
    "words": gettext_lazy("Both the request and the competences say: %(words)s"),
    "form": gettext_lazy("The wished form: %(words)s"),
    "time": gettext_lazy("The time suits both: %(words)s"),
    "interests": gettext_lazy("Common interests: %(words)s"),
    "trained": gettext_lazy("The mentor is trained"),
}
WARNINGS: Mapping[str, "str | Promise"] = {
    "not_trained": gettext_lazy("The mentor has not been trained yet"),
    "in_reserve": gettext_lazy("The interview has left the mentor in reserve"),
    "no_interview": gettext_lazy("No interview has been held with the mentor yet"),
    "no_record_shown": gettext_lazy("No certificate of no criminal record has been shown"),
    "other_form": gettext_lazy("Another form was wished; this one is “%(words)s”"),
    "nothing_in_common": gettext_lazy("Nothing in the cards speaks for this pair"),
    "age_unknown": gettext_lazy("The age of the mentee is not entered"),
}
# What stands in the way, and what would have to change.
OBSTACLES: Mapping[str, "str | Promise"] = {
    "same_person": gettext_lazy("This is one and the same person"),
    "relatives": gettext_lazy("One of them is the other's parent or representative"),
    "no_consent_of_mentee": gettext_lazy("There is no valid consent of the mentee"),
    "no_consent_of_mentor": gettext_lazy("There is no valid consent of the mentor"),
    "must_be_trained": gettext_lazy("The mentor has not finished the training"),
    "not_admitted": gettext_lazy("The interview has not admitted the mentor"),
    "must_be_admitted": gettext_lazy("No interview has admitted the mentor yet"),
    "parted_before": gettext_lazy("This pair has been dissolved before"),
    "no_form": gettext_lazy("The directory has no form of mentoring for these two"),
    "form_not_wished": gettext_lazy("The mentor does not work in this form of mentoring"),
    "age": gettext_lazy("The mentor takes mentees of another age: %(ages)s"),
    "no_places": gettext_lazy("The mentor has no free places"),
}
# Why somebody got nobody, and what would change it; `%(mentors)s` are the nearest mentors.
UNMATCHED: Mapping[str, "str | Promise"] = {
    "no_mentors": gettext_lazy("There is no mentor available. Invite mentors or collect consents."),
    "places_taken": gettext_lazy(
        "The places of all who fit are taken: %(mentors)s. Raise somebody's capacity or invite"
        " one more mentor."
    ),
    "no_consent_of_mentee": gettext_lazy(
        "There is no valid consent. Collect it, then repeat the matching."
    ),
    "relatives": gettext_lazy(
        "The only one who fits is a parent or representative: %(mentors)s. Invite one more mentor."
    ),
    "parted_before": gettext_lazy(
        "The only one who fits is a mentor the mentee has parted from: %(mentors)s."
        " Invite one more mentor."
    ),
    "no_form": gettext_lazy(
        "No form of mentoring suits the available mentors. Nearest: %(mentors)s. Add a form to"
        " the directory or invite mentors of another kind."
    ),
    "form_not_wished": gettext_lazy(
        "The nearest mentor works in other forms: %(mentors)s. Ask about this form."
    ),
    "age": gettext_lazy(
        "The nearest mentor takes mentees of another age (%(ages)s): %(mentors)s. Ask whether"
        " this age would do."
    ),
    "no_consent_of_mentor": gettext_lazy(
        "The nearest mentor has given no consent: %(mentors)s. Collect it."
    ),
    "must_be_trained": gettext_lazy(
        "The nearest mentor has not finished the training: %(mentors)s. Finish it, or allow pairs"
        " before it."
    ),
    "not_admitted": gettext_lazy(
        "The interview has not admitted the nearest mentor: %(mentors)s. Invite one more mentor."
    ),
    "must_be_admitted": gettext_lazy(
        "No interview has admitted the nearest mentor yet: %(mentors)s. Hold it, or allow pairs"
        " before it."
    ),
    "same_person": gettext_lazy("There is nobody but the person. Invite mentors."),
    "dissolved": gettext_lazy("The pair was dissolved. Look for a new mentor."),
    "rejected": gettext_lazy("The proposed pair was taken back. Look for another mentor."),
    "without_form": gettext_lazy("No proposal has been made yet."),
}


class PairRefused(Refusal):
    """The two cannot be a pair, and the message says why."""


@dataclass(frozen=True)
class Sentence:
    """A reason as a page shows it."""

    text: str
    is_warning: bool = False

    def __str__(self) -> str:
        return self.text


def fact(why: Why) -> str:
    """Say why a pair was proposed."""
    return str(FACTS[why.code]) % {"words": ", ".join(why.words)}


def warning(why: Why) -> str:
    """Say what the curator should look at."""
    return str(WARNINGS[why.code]) % {"words": ", ".join(why.words)}


def obstacle(why: Why) -> str:
    """Say which rule forbids the pair."""
    return str(OBSTACLES[why.code]) % {"ages": _ages(why.words)}


def why_unmatched(reason: Mapping[str, Any], names: Mapping[int, str]) -> str:
    """Say why somebody has no pair and what would change it. `reason` is `keep_reason`'s value."""
    known = reason.get("code", "without_form")
    mentors = [names[pk] for pk in reason.get("mentors", ()) if pk in names]
    sentence = UNMATCHED.get(known, UNMATCHED["without_form"])
    return str(sentence) % {"mentors": ", ".join(mentors), "ages": _ages(reason.get("words", ()))}


def keep_reason(why: Why, mentors: Iterable[int] = ()) -> dict[str, Any]:
    """Write the reason of somebody without a pair as JSON: codes and numbers, no names."""
    return {"code": why.code, "words": list(why.words), "mentors": list(mentors)}


def keep_reasons(verdict: Verdict) -> list[dict[str, Any]]:
    """Write the reasons of a pair as JSON."""
    return [
        {"code": why.code, "words": list(why.words), "kind": kind}
        for kind, reasons in (("fact", verdict.facts), ("warning", verdict.warnings))
        for why in reasons
    ]


def sentences(kept: Iterable[Mapping[str, Any]]) -> list[Sentence]:
    """Read the reasons of a pair as sentences, facts first."""
    said = []
    for reason in kept:
        why = Why(reason["code"], tuple(reason["words"]))
        is_warning = reason.get("kind") == "warning"
        said.append(Sentence(warning(why) if is_warning else fact(why), is_warning))
    return said


def _ages(words: Sequence[str]) -> str:
    first, last = (*words, "", "")[:2]
    if first and last:
        return _("from %(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return _("from %(first)s") % {"first": first}
    return _("up to %(last)s") % {"last": last} if last else ""
