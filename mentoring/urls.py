"""Every address of the product, room by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("mentoring.pages")),
    path("", include("kernel.urls")),
    path("", include("accounts.urls")),
    path("notices/", include("notices.urls")),
    path("roadmap/", include("roadmap.urls")),
    path("people/", include("participants.urls")),
    path("surveys/", include("surveys.urls")),
    path("pairs/", include("pairs.urls")),
    path("reports/", include("reports.urls")),
    path("showcase/", include("showcase.urls")),
]

handler400 = "mentoring.views.bad_request"
handler403 = "mentoring.views.forbidden"
handler404 = "mentoring.views.not_found"
handler500 = "mentoring.views.server_error"
