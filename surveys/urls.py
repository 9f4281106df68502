"""Addresses of questionnaires and answers."""

from django.urls import path

from surveys.views import (
    answering,
    building,
    campaigns,
    exchange,
    offering,
    posters,
    questionnaires,
    results,
    sheets,
)

urlpatterns = [
    path("", questionnaires.questionnaires, name="questionnaires"),
    path("questionnaires/make/", questionnaires.make_questionnaire, name="make-questionnaire"),
    path(
        "questionnaires/<int:pk>/paper/",
        questionnaires.questionnaire_paper,
        name="questionnaire-paper",
    ),
    path(
        "questionnaires/<int:pk>/versions/",
        questionnaires.questionnaire_versions,
        name="questionnaire-versions",
    ),
    path(
        "questionnaires/<int:pk>/copy/",
        questionnaires.copy_questionnaire,
        name="copy-questionnaire",
    ),
    path(
        "questionnaires/<int:pk>/publish/",
        questionnaires.publish_questionnaire,
        name="publish-questionnaire",
    ),
    path(
        "questionnaires/<int:pk>/retire/",
        questionnaires.retire_questionnaire,
        name="retire-questionnaire",
    ),
    path("questionnaires/<int:pk>/next/", questionnaires.make_version, name="make-version"),
    path("questionnaires/<int:pk>/drop/", questionnaires.drop_draft, name="drop-questionnaire"),
    path(
        "questionnaires/<int:pk>/build/", building.build_questionnaire, name="build-questionnaire"
    ),
    path(
        "questionnaires/<int:pk>/describe/",
        building.describe_questionnaire,
        name="describe-questionnaire",
    ),
    path("questionnaires/<int:pk>/questions/add/", building.add_question, name="add-question"),
    path("questionnaires/<int:pk>/sections/add/", building.add_section, name="add-section"),
    path("questions/<int:pk>/", building.change_question, name="change-question"),
    path("questions/<int:pk>/move/", building.move_question, name="move-question"),
    path("questions/<int:pk>/copy/", building.copy_question, name="copy-question"),
    path("questions/<int:pk>/remove/", building.remove_question, name="remove-question"),
    path("questions/<int:pk>/condition/", building.question_condition, name="question-condition"),
    path("sections/<int:pk>/", building.change_section, name="change-section"),
    path("sections/<int:pk>/move/", building.move_section, name="move-section"),
    path("sections/<int:pk>/remove/", building.remove_section, name="remove-section"),
    path("sections/<int:pk>/condition/", building.section_condition, name="section-condition"),
    path("questionnaires/import/", exchange.import_questionnaire, name="import-questionnaire"),
    path(
        "questionnaires/<int:pk>/file.xlsx", exchange.questionnaire_file, name="questionnaire-file"
    ),
    path(
        "questionnaires/<int:pk>/english/",
        exchange.translate_questionnaire,
        name="translate-questionnaire",
    ),
    path("questionnaires/<int:pk>/", questionnaires.questionnaire, name="questionnaire"),
    path("campaigns/plan/", campaigns.plan_campaign, name="plan-campaign"),
    path("campaigns/<int:pk>/", campaigns.campaign, name="campaign"),
    path("campaigns/<int:pk>/change/", campaigns.change_campaign, name="change-campaign"),
    path("campaigns/<int:pk>/people/", offering.campaign_people, name="campaign-people"),
    path("campaigns/<int:pk>/slips/", campaigns.campaign_slips, name="campaign-slips"),
    path("campaigns/<int:pk>/open/", campaigns.open_campaign, name="open-campaign"),
    path("campaigns/<int:pk>/close/", campaigns.close_campaign, name="close-campaign"),
    path("campaigns/<int:pk>/remind/", campaigns.remind_waiting, name="remind-waiting"),
    path("campaigns/<int:pk>/results/", results.campaign_results, name="campaign-results"),
    path(
        "campaigns/<int:pk>/results.<slug:form>",
        results.campaign_results_file,
        name="campaign-results-file",
    ),
    path("changes/", results.changes, name="survey-changes"),
    path("mine/", answering.my_questionnaires, name="my-questionnaires"),
    path("answer/<int:pk>/", answering.answer, name="answer"),
    path("a/<str:token>/", answering.answer_by_link, name="answer-by-link"),
    path("campaigns/<int:pk>/posters/", posters.campaign_posters, name="campaign-posters"),
    path("campaigns/<int:pk>/posters/make/", posters.make_posters, name="make-posters"),
    path("p/<str:token>/", posters.class_poster, name="class-poster"),
    path("p/<str:token>/answer/", posters.answer_by_poster, name="answer-by-poster"),
    path("thanks/<int:pk>/", answering.answer_thanks, name="answer-thanks"),
    path("sheets/<int:pk>/", sheets.sheet, name="answer-sheet"),
    path("answers/<int:pk>/file/", sheets.answer_file, name="answer-file"),
    path("sheets/<int:pk>/accept/", sheets.accept_answers, name="accept-answers"),
]
