"""Addresses of the influence card."""

from django.urls import path

from participants.views import assessments

urlpatterns = [
    path("influence/", assessments.influence, name="influence"),
    path("<int:pk>/influence/", assessments.influence_card, name="influence-card"),
    path("<int:pk>/influence/<str:moment>/", assessments.measure_mentee, name="measure-mentee"),
]
