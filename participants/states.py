"""Kinds of people, purposes of consents and the life of a consent."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.lifecycle import Lifecycle, Move


class PersonKind(models.TextChoices):
    """What a person is to the organization."""

    PUPIL = "pupil", _("pupil")
    STUDENT = "student", _("student")
    EMPLOYEE = "employee", _("employee")
    OUTSIDE = "outside", _("from outside")


LEARNERS = frozenset({PersonKind.PUPIL, PersonKind.STUDENT})


class PeopleList(models.TextChoices):
    """The lists of people that there are."""

    MENTEES = "mentees", _("Mentees")
    MENTORS = "mentors", _("Mentors")
    PEOPLE = "people", _("People")


class PartnerKind(models.TextChoices):
    """What a partner organization is."""

    EMPLOYER = "employer", _("employer")
    UNIVERSITY = "university", _("university or college")
    NGO = "ngo", _("non-profit organization")
    OTHER = "other", pgettext_lazy("partner", "other")


class OfferState(models.TextChoices):
    """How far the offer of a mentor is."""

    OFFERED = "offered", pgettext_lazy("offer", "waits for an answer")
    ACCEPTED = "accepted", pgettext_lazy("offer", "accepted")
    DECLINED = "declined", pgettext_lazy("offer", "declined")
    TAKEN_BACK = "taken_back", pgettext_lazy("offer", "taken back")


OFFER_LIFE = Lifecycle(
    {
        "accept": Move(frozenset({OfferState.OFFERED}), OfferState.ACCEPTED),
        "decline": Move(frozenset({OfferState.OFFERED}), OfferState.DECLINED),
        "take_back": Move(frozenset({OfferState.OFFERED}), OfferState.TAKEN_BACK),
    }
)


class PlaceEventKind(models.TextChoices):
    """What happened to the class or post of a person."""

    NEXT_CLASS = "next_class", _("moved to the next class")
    STAYED = "stayed", _("stayed for a second year")
    CLASS = "class", _("moved to another class")
    POST = "post", _("another post")
    GRADUATED = "graduated", _("finished the school")
    LEFT = "left", _("left for another school or place")


class Purpose(models.TextChoices):
    """What a consent is for. Each is its own document (152-FZ art. 9 as of 1 September 2025)."""

    TAKING_PART = "taking_part", _("taking part and processing of data")
    THIRD_PARTY = "third_party", _("information from third parties")
    PUBLICATION = "publication", _("publication")
    TRANSFER = "transfer", _("handing to another organization")


class Category(models.TextChoices):
    """What may be published: each is chosen apart (152-FZ art. 10.1); silence is a no."""

    NAME = "name", _("last and first name")
    PLACE = "place", _("class, group or post")
    PICTURES = "pictures", _("photos and videos")
    WORKS = "works", _("feedback, results and works")


class ConsentState(models.TextChoices):
    """What was answered, and whether it still holds."""

    GIVEN = "given", _("given")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REPLACED = "replaced", _("replaced by a later one")


CONSENT_LIFE = Lifecycle(
    {
        "withdraw": Move(frozenset({ConsentState.GIVEN}), ConsentState.WITHDRAWN),
        "replace": Move(frozenset({ConsentState.GIVEN}), ConsentState.REPLACED),
    }
)


class ScanState(models.TextChoices):
    """How far a scanned sheet is."""

    UNREAD = "unread", pgettext_lazy("scanned sheet", "not read yet")
    WAITING = "waiting", pgettext_lazy("scanned sheet", "waits for a mark")
    ATTACHED = "attached", pgettext_lazy("scanned sheet", "written down")
    DISCARDED = "discarded", pgettext_lazy("scanned sheet", "thrown away")


SCAN_LIFE = Lifecycle(
    {
        "read": Move(frozenset({ScanState.UNREAD}), ScanState.WAITING),
        "attach": Move(frozenset({ScanState.WAITING}), ScanState.ATTACHED),
        "discard": Move(frozenset({ScanState.WAITING}), ScanState.DISCARDED),
    }
)


class StepKind(models.TextChoices):
    """What the law wants done after a withdrawal (152-FZ art. 10.1, 20 and 21)."""

    STOP = "stop", _("stop the use")
    ANSWER = "answer", _("answer the signer")
    DESTROY = "destroy", _("destroy the data")


class ConsentStatus(models.TextChoices):
    """What the records say together about one person and one purpose. Derived, never stored."""

    NOT_ASKED = "not_asked", _("not asked")
    ASKED = "asked", _("asked")
    PARTLY = "partly", _("partly given")
    GIVEN = "given", _("given")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")
    CONTRADICTORY = "contradictory", _("contradictory")
    NO_CONTACT = "no_contact", _("no contact")
    RENEW = "renew", _("needs renewal")


class Channel(models.TextChoices):
    """How a consent reached us."""

    PAPER = "paper", _("signed paper")
    LINK = "link", _("personal link")
    CABINET = "cabinet", _("own cabinet")


class Relation(models.TextChoices):
    """What a guardian is to the child."""

    MOTHER = "mother", _("mother")
    FATHER = "father", _("father")
    GUARDIAN = "guardian", _("appointed guardian")
    OTHER = "other", _("other representative")


class ImportProfile(models.TextChoices):
    """What a file of people holds."""

    PUPILS = "pupils", _("pupils or students")
    STAFF = "staff", _("staff and mentors from outside")
    MENTEE_BASE = "mentee_base", _("base of mentees (13 columns)")
    MENTOR_BASE = "mentor_base", _("base of mentors (16 columns)")


class ImportState(models.TextChoices):
    """How far an import is."""

    UPLOADED = "uploaded", _("uploaded")
    CHECKED = "checked", _("checked")
    APPLIED = "applied", _("loaded")
    UNDONE = "undone", _("taken back")


IMPORT_LIFE = Lifecycle(
    {
        "check": Move(frozenset({ImportState.UPLOADED, ImportState.CHECKED}), ImportState.CHECKED),
        "apply": Move(frozenset({ImportState.CHECKED}), ImportState.APPLIED),
        "undo_load": Move(frozenset({ImportState.APPLIED}), ImportState.UNDONE),
    }
)


class RowClass(models.TextChoices):
    """What a row of a file would do. Derived by the check."""

    NEW = "new", pgettext_lazy("row of a file", "new")
    CHANGED = "changed", pgettext_lazy("row of a file", "changed")
    SAME = "same", pgettext_lazy("row of a file", "same")
    DOUBTFUL = "doubtful", pgettext_lazy("row of a file", "doubtful")
    WRONG = "wrong", pgettext_lazy("row of a file", "wrong")
    MISSING = "missing", pgettext_lazy("row of a file", "not in the file")


class CourseKind(models.TextChoices):
    """When a course is for: before work with a mentee, or while it goes on."""

    PRIMARY = "primary", _("before work")
    FURTHER = "further", _("during work")


class TrainingPart(models.TextChoices):
    """The three parts of training; the further course has its own."""

    SELF = "self", _("self-analysis and self-presentation")
    TALK = "talk", _("effective communication")
    STAGES = "stages", _("walk through the stages of the programme")
    FURTHER = "further", _("experience and questions")


class Presence(models.TextChoices):
    """How it was marked that somebody was at a lesson."""

    CODE = "code", _("by the code of the lesson")
    HAND = "hand", _("by the curator")


class TrainingStanding(models.TextChoices):
    """How far the training of a mentor is. Derived, never stored."""

    NONE = "none", _("no training yet")
    LEARNING = "learning", _("learns")
    TRAINED = "trained", _("trained")


class InterviewState(models.TextChoices):
    """Where a talk with a mentor stands."""

    PLANNED = "planned", pgettext_lazy("interview", "planned")
    DECIDED = "decided", pgettext_lazy("interview", "held")
    CALLED_OFF = "called_off", pgettext_lazy("interview", "called off")


DECIDED = frozenset({InterviewState.DECIDED})
INTERVIEW_LIFE = Lifecycle(
    {
        "decide_interview": Move(frozenset({InterviewState.PLANNED}), InterviewState.DECIDED),
        "call_off_interview": Move(frozenset({InterviewState.PLANNED}), InterviewState.CALLED_OFF),
    }
)


class InterviewDecision(models.TextChoices):
    """What an interview ends with. The reason of a refusal stays with those who talked."""

    READY = "ready", pgettext_lazy("mentor", "ready")
    RESERVE = "reserve", pgettext_lazy("mentor", "in reserve")
    REFUSED = "refused", pgettext_lazy("mentor", "not admitted")


class InterviewMark(models.TextChoices):
    """How a point of the sheet is met."""

    YES = "yes", pgettext_lazy("point of a sheet", "yes")
    PARTLY = "partly", pgettext_lazy("point of a sheet", "partly")
    NO = "no", pgettext_lazy("point of a sheet", "no")


class SourceKind(models.TextChoices):
    """Who may tell of the request of a mentee."""

    CLASS_TEACHER = "class_teacher", pgettext_lazy("source", "class teacher or group curator")
    PSYCHOLOGIST = "psychologist", pgettext_lazy("source", "psychologist")
    SOCIAL_WORKER = "social_worker", pgettext_lazy("source", "social worker")
    TEACHER = "teacher", pgettext_lazy("source", "subject teacher")
    PARENT = "parent", pgettext_lazy("source", "parent or representative")


class MeasuredAt(models.TextChoices):
    """When a mentee is measured: what was not measured at the start cannot be compared."""

    BEFORE = "before", _("at the start")
    AFTER = "after", _("at the end")
