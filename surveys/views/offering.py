"""The page where the curator names those who can be chosen in a campaign."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.acting import acting
from kernel import journal
from kernel.access import requires
from kernel.pages import page
from surveys.actions.offering import offer_people
from surveys.forms.offering import OfferPeople
from surveys.models import Campaign
from surveys.queries.answering import people_to_offer
from surveys.views.sent import sent


@require_http_methods(["GET", "POST"])
@requires("surveys.change", Campaign)
def campaign_people(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Name those who can be chosen, before the first answer comes."""
    people = people_to_offer(campaign)
    form = OfferPeople(sent(request), campaign=campaign, people=people)
    if not form.is_valid():
        journal.saw(request, [person.pk for person in people])
        status = 422 if form.is_bound else 200
        context = {"campaign": campaign, "form": form}
        return page(request, "surveys/offer_people.html", context, status=status)
    offer_people(campaign, form.cleaned_data["people"], by=acting(request))
    messages.success(request, _("Those who answer choose from this list."))
    return redirect("campaign", pk=campaign.pk)
