"""Addresses of questionnaires and answers."""

from django.urls import path

from surveys.views import answering, campaigns, questionnaires, results, sheets

urlpatterns = [
    path("", questionnaires.questionnaires, name="questionnaires"),
    path("questionnaires/<int:pk>/", questionnaires.questionnaire, name="questionnaire"),
    path("campaigns/plan/", campaigns.plan_campaign, name="plan-campaign"),
    path("campaigns/<int:pk>/", campaigns.campaign, name="campaign"),
    path("campaigns/<int:pk>/change/", campaigns.change_campaign, name="change-campaign"),
    path("campaigns/<int:pk>/slips/", campaigns.campaign_slips, name="campaign-slips"),
    path("campaigns/<int:pk>/open/", campaigns.open_campaign, name="open-campaign"),
    path("campaigns/<int:pk>/close/", campaigns.close_campaign, name="close-campaign"),
    path("campaigns/<int:pk>/remind/", campaigns.remind_waiting, name="remind-waiting"),
    path("campaigns/<int:pk>/results/", results.campaign_results, name="campaign-results"),
    path(
        "campaigns/<int:pk>/results.xlsx",
        results.campaign_results_file,
        name="campaign-results-file",
    ),
    path("mine/", answering.my_questionnaires, name="my-questionnaires"),
    path("answer/<int:pk>/", answering.answer, name="answer"),
    path("a/<str:token>/", answering.answer_by_link, name="answer-by-link"),
    path("thanks/<int:pk>/", answering.answer_thanks, name="answer-thanks"),
    path("sheets/<int:pk>/", sheets.sheet, name="answer-sheet"),
    path("sheets/<int:pk>/accept/", sheets.accept_answers, name="accept-answers"),
]
