"""People of an organization: one card each, their parts as mentee and mentor, their consents."""

from participants.models.assessments import Measurement
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
from participants.models.interviews import Interview, NoRecordNote, latest_decision
from participants.models.merging import CardMerge, CardMergeQuerySet, DifferentPeople
from participants.models.observations import MentorExtract, Observation
from participants.models.partners import (
    MentorOffer,
    MentorOfferQuerySet,
    Partner,
    PartnerQuerySet,
)
from participants.models.people import Guardian, Person, PersonQuerySet
from participants.models.places import PlaceEvent
from participants.models.profiles import MenteeProfile, MentorProfile
from participants.models.scans import PaperScan, PaperScanQuerySet
from participants.models.settings import BaseSettings
from participants.models.training import (
    Attendance,
    Course,
    Enrolment,
    Lesson,
    Material,
    MentorDemand,
    TestAttempt,
    TrainingGroup,
)
from participants.models.withdrawals import WithdrawalStep, WithdrawalStepQuerySet

__all__ = [
    "Attendance",
    "BaseSettings",
    "CardMerge",
    "CardMergeQuerySet",
    "Consent",
    "ConsentQuerySet",
    "ConsentRequest",
    "ConsentRequestQuerySet",
    "ConsentText",
    "Course",
    "DifferentPeople",
    "Direction",
    "DirectoryQuerySet",
    "Enrolment",
    "Guardian",
    "Interview",
    "Lesson",
    "Material",
    "Measurement",
    "MenteeProfile",
    "MentorDemand",
    "MentorExtract",
    "MentorOffer",
    "MentorOfferQuerySet",
    "MentorProfile",
    "MentoringForm",
    "NoRecordNote",
    "Observation",
    "PaperScan",
    "PaperScanQuerySet",
    "Partner",
    "PartnerQuerySet",
    "PeopleImport",
    "PeopleImportQuerySet",
    "Person",
    "PersonQuerySet",
    "PlaceEvent",
    "RememberedColumn",
    "SavedFilter",
    "SavedFilterQuerySet",
    "TestAttempt",
    "TrainingGroup",
    "WithdrawalStep",
    "WithdrawalStepQuerySet",
    "latest_decision",
]
