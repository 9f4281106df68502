"""Addresses of the project's own pages: home and health."""

from django.urls import path

from mentoring import health, views

urlpatterns = [
    path("", views.home_page, name="home"),
    path("health/", health.health, name="health"),
]
