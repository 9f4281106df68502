"""Addresses of the kernel's pages."""

from django.urls import path

from kernel import gallery, views

urlpatterns = [
    path("jobs/<int:pk>/", views.job_page, name="job"),
    path("jobs/<int:pk>/file/", views.job_file, name="job-file"),
    path("_gallery/", gallery.gallery, name="gallery"),
]
