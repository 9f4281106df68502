"""Addresses of reports."""

from django.urls import path, re_path

from reports import views

urlpatterns = [
    path("", views.report_list, name="reports"),
    path("burden/", views.burden, name="burden"),
    path("build/", views.build_report, name="build-report"),
    path("consolidate/", views.consolidate, name="consolidate-reports"),
    path("<int:pk>/", views.report_detail, name="report"),
    path("<int:pk>/figures/<slug:code>/", views.report_figure, name="report-figure"),
    path("<int:pk>/submit/", views.submit_report, name="submit-report"),
    path("<int:pk>/accept/", views.accept_report, name="accept-report"),
    path("<int:pk>/return/", views.return_report, name="return-report"),
    re_path(
        r"^(?P<pk>\d+)/report\.(?P<form>pdf|docx|xlsx)$", views.report_file, name="report-file"
    ),
]
