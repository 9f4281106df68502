"""Addresses of information from third parties."""

from django.urls import path

from participants.views import observations

about = "<int:pk>/observations/"
asked = "observations/<int:pk>/"
urlpatterns = [
    path(about, observations.observations, name="observations"),
    path(f"{about}ask/", observations.ask_third_party, name="ask-third-party"),
    path(f"{about}extract/", observations.write_extract, name="write-extract"),
    path(f"{asked}answer/", observations.answer_observation, name="answer-observation"),
    path(f"{asked}close/", observations.close_question, name="close-question"),
    path(f"{asked}note/", observations.open_closed_note, name="open-closed-note"),
    path("asked/<str:token>/", observations.observation_link, name="observation-link"),
]
