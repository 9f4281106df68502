"""What somebody typed when the session was over already: kept for them until they are back."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest  # noqa: TID251 -- a guard of views

LEFT, KEPT = "left", "kept_form"
MOST = 200_000
KEPT_NOWHERE = "kept_nowhere"  # a form says so when what is typed must not stand beside a name
NEVER_KEPT = ("csrfmiddlewaretoken", "password")


@dataclass(frozen=True)
class KeptForm:
    """A form that waits to be sent again."""

    path: str
    fields: list[tuple[str, str]]
    had_files: bool


def remember_who_left(request: HttpRequest, user_pk: int, why: str) -> None:
    """Say in the session that begins now whose the one before was, and why it is over."""
    request.session[LEFT] = {"user": user_pk, "why": why}


def why_left(request: HttpRequest) -> str:
    """Tell the door why the session was over."""
    return str(request.session.get(LEFT, {}).get("why", ""))


def typed(request: HttpRequest) -> KeptForm:
    """What this request was sent with, apart from passwords."""
    fields = [
        (name, str(value))
        for name, values in request.POST.lists()
        if not any(word in name for word in NEVER_KEPT)
        for value in values
    ]
    return KeptForm(request.get_full_path(), fields, bool(request.FILES))


def keep(request: HttpRequest) -> bool:
    """Keep what was sent, when it is known whose it is and it is not too much."""
    if KEPT_NOWHERE in request.POST:
        return False
    sent = typed(request)
    text = urlencode(sent.fields)
    if LEFT not in request.session or len(text) > MOST:
        return False
    request.session[KEPT] = {
        "user": request.session[LEFT]["user"],
        "path": sent.path,
        "said": text,
        "files": sent.had_files,
    }
    return True


def waiting(request: HttpRequest) -> KeptForm | None:
    """Find what waits for the person who is signed in now, and nobody else."""
    kept = request.session.get(KEPT)
    if not kept or kept["user"] != request.user.pk:
        return None
    fields = parse_qsl(kept["said"], keep_blank_values=True)
    return KeptForm(kept["path"], fields, kept["files"])


def next_place(request: HttpRequest) -> str:
    """Where one goes after coming in: to what waits, else home."""
    return "kept-form" if waiting(request) else "home"


def forget(request: HttpRequest) -> None:
    """It has been sent, or is not wanted any more."""
    request.session.pop(KEPT, None)
    request.session.pop(LEFT, None)
