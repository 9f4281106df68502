"""Through which role the person acts in this request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from accounts.queries import acting_membership

GetResponse = Callable[[HttpRequest], HttpResponse]


def act_through_membership(get_response: GetResponse) -> GetResponse:
    """Set `request.membership`: the role chosen in the switcher, else the first that is in force.

    It is read anew on every request, so a role that was taken away is gone on the next one.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.membership = acting_membership(request)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware
