"""What the head and the navigation of a page offer to each role."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.states import Role
from kernel.pieces import Place
from notices.models import Notice

THEMES = frozenset({"light", "dark"})


@dataclass(frozen=True)
class Entry:
    """A line of the navigation: its words, the name of its address, its icon."""

    label: str | Promise
    url_name: str
    icon: str


HOME = Entry(_("Home"), "home", "house")
TODAY = Entry(_("Today"), "today", "calendar-check")
ROADMAP = Entry(_("Roadmap"), "roadmap", "route")
ROADMAPS = Entry(_("Roadmaps of schools"), "roadmaps", "route")
APPROVALS = Entry(_("For signature"), "approvals", "signature")
DECISIONS = Entry(_("For your decision"), "approvals", "signature")
MENTEES = Entry(_("Mentees"), "mentees", "graduation-cap")
MENTORS = Entry(_("Mentors"), "mentors", "users-round")
INFLUENCE = Entry(_("Influence card"), "influence", "trending-up")
INTERVIEWS = Entry(_("Interviews of mentors"), "interviews", "messages-square")
TRAINING = Entry(_("Training of mentors"), "training", "book-open")
MY_TRAINING = Entry(_("My training"), "my-training", "book-open")
CONSENTS = Entry(_("Consents"), "consents", "file-check")
QUESTIONNAIRES = Entry(_("Questionnaires"), "questionnaires", "clipboard-list")
MY_QUESTIONNAIRES = Entry(_("Questionnaires"), "my-questionnaires", "clipboard-list")
PAIRS = Entry(_("Pairs and groups"), "pairs", "handshake")
MATCHING = Entry(_("Matching"), "matching", "shuffle")
QUEUE = Entry(_("Without a pair"), "queue", "hourglass")
ORDERS = Entry(_("Orders"), "orders", "gavel")
REPORTS = Entry(_("Reports"), "reports", "chart-column")
SCHOOLS = Entry(_("Organizations"), "organizations", "school")
STAFF = Entry(_("People and roles"), "members", "id-card")
CARDS = Entry(_("Class cards"), "class-cards", "qr-code")
REQUISITES = Entry(_("Organization"), "organization", "building-2")
TEMPLATES = Entry(_("Roadmap templates"), "roadmap-templates", "map")
JOURNAL = Entry(_("Journal"), "journal", "history")
CHECK_DATA = Entry(_("What the check knows"), "check-data", "clipboard-check")
MAIL = Entry(_("Sent mail"), "sent-mail", "mail")
MY_DATA = Entry(_("My data"), "my-data", "shield-check")
CHILDREN = Entry(_("Consents"), "my-children", "file-check")
MY_PAIR = Entry(_("My mentor"), "my-pair", "handshake")
MY_PARTNER = Entry(_("My organization"), "my-partner", "building-2")
PARTNERS = Entry(_("Partners"), "partners", "building-2")
MY_PAIRS = Entry(_("My mentees"), "my-pairs", "handshake")

NAVIGATION: dict[str, tuple[Entry, ...]] = {
    Role.CURATOR: (
        HOME,
        TODAY,
        ROADMAP,
        MENTEES,
        INFLUENCE,
        MENTORS,
        INTERVIEWS,
        TRAINING,
        CONSENTS,
        QUESTIONNAIRES,
        MATCHING,
        PAIRS,
        QUEUE,
        ORDERS,
        REPORTS,
        CARDS,
        STAFF,
        REQUISITES,
        JOURNAL,
    ),
    Role.DIRECTOR: (
        HOME,
        TODAY,
        APPROVALS,
        ROADMAP,
        PAIRS,
        ORDERS,
        REPORTS,
        STAFF,
        REQUISITES,
        JOURNAL,
    ),
    Role.PSYCHOLOGIST: (
        HOME,
        TODAY,
        MENTEES,
        INFLUENCE,
        MENTORS,
        INTERVIEWS,
        QUESTIONNAIRES,
        PAIRS,
        QUEUE,
    ),
    Role.CLASS_TEACHER: (HOME, TODAY, MENTEES, INFLUENCE, CARDS),
    Role.MENTOR: (HOME, TODAY, MY_PAIRS, MY_TRAINING, MY_QUESTIONNAIRES, MY_DATA),
    Role.MENTEE: (HOME, MY_PAIR, MY_QUESTIONNAIRES, MY_DATA),
    Role.GUARDIAN: (HOME, CHILDREN, MY_DATA),
    Role.PARTNER: (HOME, MY_PARTNER, MY_PAIRS, MY_TRAINING, MY_QUESTIONNAIRES, MY_DATA),
    Role.MUNICIPALITY: (
        HOME,
        TODAY,
        DECISIONS,
        SCHOOLS,
        ROADMAPS,
        REPORTS,
        STAFF,
        REQUISITES,
    ),
    Role.REGION: (
        HOME,
        TODAY,
        SCHOOLS,
        ROADMAPS,
        TEMPLATES,
        QUESTIONNAIRES,
        REPORTS,
        STAFF,
        REQUISITES,
    ),
    Role.ADMIN: (HOME, SCHOOLS, STAFF, CHECK_DATA, MAIL, JOURNAL),
}


def context(request: HttpRequest) -> dict[str, Any]:
    """Give every page its head and navigation; nothing is asked before a template uses it."""
    membership: Membership | None = getattr(request, "membership", None)
    chosen = request.COOKIES.get("theme", "")
    return {
        "theme": chosen if chosen in THEMES else "",
        "membership": membership,
        "memberships": getattr(request, "memberships", []),
        "person_name": SimpleLazyObject(lambda: person_name(request)),
        "navigation": SimpleLazyObject(lambda: navigation(membership, request.path)),
        "unread_count": cache(lambda: unread_count(membership)),
        "addresses": {
            "home": address("home"),
            "switch": address("switch-membership"),
            "notices": address("notices"),
            "profile": address("my-profile"),
            "sign_out": address("sign-out"),
        },
        "is_demo": settings.DEMO,
    }


def navigation(membership: Membership | None, path: str) -> list[Place]:
    """List the places of a role; the longest address that the page lies under is current."""
    entries = NAVIGATION[membership.role] if membership else ()
    places = [(entry, address(entry.url_name)) for entry in entries]
    current = max((url for _entry, url in places if lies_under(path, url)), key=len, default="")
    return [Place(entry.label, url, entry.icon, url == current) for entry, url in places]


def lies_under(path: str, url: str) -> bool:
    """Tell whether a page belongs to a place of the navigation. Home has no pages under it."""
    return path == url or (url != "/" and path.startswith(url))


def unread_count(membership: Membership | None) -> int:
    """Count the notices that wait for the person, in whatever role."""
    if membership is None:
        return 0
    return Notice.objects.visible_to(membership).due(timezone.now()).unread().count()


def person_name(request: HttpRequest) -> str:
    """The name of the signed-in person, for the head of the page."""
    return str(request.user) if request.user.is_authenticated else ""


@lru_cache(maxsize=64)
def address(url_name: str) -> str:
    """Find an address by its name, once."""
    return reverse(url_name)
