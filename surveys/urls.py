"""Addresses of questionnaires and answers."""

from django.urls import path

from surveys import views

urlpatterns = [
    path("", views.questionnaires, name="questionnaires"),
    path("questionnaires/<int:pk>/", views.questionnaire, name="questionnaire"),
    path("campaigns/plan/", views.plan_campaign, name="plan-campaign"),
    path("campaigns/<int:pk>/", views.campaign, name="campaign"),
    path("campaigns/<int:pk>/slips/", views.campaign_slips, name="campaign-slips"),
    path("campaigns/<int:pk>/open/", views.open_campaign, name="open-campaign"),
    path("campaigns/<int:pk>/close/", views.close_campaign, name="close-campaign"),
    path("campaigns/<int:pk>/remind/", views.remind_waiting, name="remind-waiting"),
    path("campaigns/<int:pk>/results/", views.campaign_results, name="campaign-results"),
    path(
        "campaigns/<int:pk>/results.xlsx", views.campaign_results_file, name="campaign-results-file"
    ),
    path("mine/", views.my_questionnaires, name="my-questionnaires"),
    path("answer/<int:pk>/", views.answer, name="answer"),
    path("a/<str:token>/", views.answer_by_link, name="answer-by-link"),
    path("thanks/<int:pk>/", views.answer_thanks, name="answer-thanks"),
    path("sheets/<int:pk>/", views.sheet, name="answer-sheet"),
    path("sheets/<int:pk>/accept/", views.accept_answers, name="accept-answers"),
]
