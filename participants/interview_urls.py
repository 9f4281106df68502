"""Addresses of interviews."""

from django.urls import path

from participants.views import interviews

one = "interviews/<int:pk>/"
urlpatterns = [
    path("interviews/", interviews.interviews, name="interviews"),
    path("interviews/plan/", interviews.plan_interviews, name="plan-interviews"),
    path(one, interviews.interview, name="interview"),
    path(f"{one}move/", interviews.move_interview, name="move-interview"),
    path(f"{one}call-off/", interviews.call_off_interview, name="call-off-interview"),
    path(f"{one}decide/", interviews.decide_interview, name="decide-interview"),
    path(f"{one}sheet.pdf", interviews.interview_sheet, name="interview-sheet"),
    path("<int:pk>/no-record/", interviews.note_no_record, name="note-no-record"),
]
