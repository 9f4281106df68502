"""People of an organization: one card each, their parts as mentee and mentor, their consents."""

from participants.models.consents import (
    Consent,
    ConsentQuerySet,
    ConsentRequest,
    ConsentRequestQuerySet,
    ConsentText,
)
from participants.models.directories import Direction, DirectoryQuerySet, MentoringForm
from participants.models.filters import SavedFilter, SavedFilterQuerySet
from participants.models.imports import PeopleImport, PeopleImportQuerySet, RememberedColumn
from participants.models.merging import CardMerge, CardMergeQuerySet, DifferentPeople
from participants.models.people import Guardian, Person, PersonQuerySet
from participants.models.profiles import MenteeProfile, MentorProfile

__all__ = [
    "CardMerge",
    "CardMergeQuerySet",
    "Consent",
    "ConsentQuerySet",
    "ConsentRequest",
    "ConsentRequestQuerySet",
    "ConsentText",
    "DifferentPeople",
    "Direction",
    "DirectoryQuerySet",
    "Guardian",
    "MenteeProfile",
    "MentorProfile",
    "MentoringForm",
    "PeopleImport",
    "PeopleImportQuerySet",
    "Person",
    "PersonQuerySet",
    "RememberedColumn",
    "SavedFilter",
    "SavedFilterQuerySet",
]
