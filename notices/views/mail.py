"""What became of letters: for the administrator, who without a mail server also reads them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from accounts.actions.letters import retry_letter as owe_again
from kernel.access import requires
from kernel.journal import looked
from kernel.listing import Column, Listing
from kernel.pages import page
from kernel.pieces import Tab
from notices import actions, mailbox
from notices.forms import LettersFilter, MailFilter
from notices.queries import letter_log, mail_log

PAGE_SIZE = 30


def _columns(due: str, *more: Column) -> list[Column]:
    return [
        Column("to", gettext_lazy("To")),
        *more,
        Column("state", gettext_lazy("State")),
        Column("due", gettext_lazy("Due"), sort=(due, "pk")),
        Column("trouble", gettext_lazy("Trouble")),
        Column("deeds", gettext_lazy("Actions"), kind="actions"),
    ]


@require_GET
@requires("notices.mail")
def sent_mail(request: HttpRequest) -> HttpResponse:
    """Show which notices went by letter, which wait and which were given up; never their texts."""
    listing = Listing(
        request, mail_log(), columns=_columns("due_at"), filters=MailFilter, default_sort="-due"
    )
    return page(request, "notices/mail.html", _around(listing, "sent-mail"), partial="rows")


@require_GET
@requires("notices.mail")
def sign_in_letters(request: HttpRequest) -> HttpResponse:
    """Show what became of invitations, resets and other letters about sign-in."""
    columns = _columns("owed_at", Column("kind", gettext_lazy("Kind of letter")))
    listing = Listing(
        request, letter_log(), columns=columns, filters=LettersFilter, default_sort="-due"
    )
    return page(
        request, "notices/letters.html", _around(listing, "sign-in-letters"), partial="rows"
    )


@require_GET
@requires("notices.read_mail")
def kept_letters(request: HttpRequest) -> HttpResponse:
    """Show the letters that were kept as files, where there is no mail server."""
    if not mailbox.are_kept():
        raise Http404
    shown = Paginator(mailbox.kept_names(), PAGE_SIZE).get_page(request.GET.get("page"))
    letters = [letter for name in shown for letter in mailbox.letters_in(name)]
    context = {"shown": shown, "letters": letters, "tabs": _tabs("kept-letters")}
    return page(request, "notices/kept_letters.html", context)


@require_GET
@requires("notices.read_mail")
def kept_letter(request: HttpRequest, name: str) -> HttpResponse:
    """Show one of them whole; that it was read stays in the journal."""
    letters = mailbox.letters_in(name) if mailbox.are_kept() else []
    if not letters:
        raise Http404
    looked(request)
    return page(request, "notices/kept_letter.html", {"letters": letters})


@require_POST
@requires("notices.mail")
def retry_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Try the letter of a notice again that was given up."""
    actions.retry_mail(pk, by=request.membership, now=timezone.now())  # type: ignore[attr-defined]
    messages.success(request, _("The letter will be tried again."))
    return redirect("sent-mail")


@require_POST
@requires("notices.mail")
def retry_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a letter about sign-in again that was given up."""
    owe_again(pk, by=request.membership, now=timezone.now())  # type: ignore[attr-defined]
    messages.success(request, _("The letter will be tried again."))
    return redirect("sign-in-letters")


def _around(listing: object, current: str) -> dict[str, object]:
    return {"listing": listing, "tabs": _tabs(current), "are_kept": mailbox.are_kept()}


def _tabs(current: str) -> list[Tab]:
    words = {
        "sent-mail": _("About notices"),
        "sign-in-letters": _("About sign-in"),
        **({"kept-letters": _("Texts of letters")} if mailbox.are_kept() else {}),
    }
    return [Tab(label, reverse(name), name == current) for name, label in words.items()]
