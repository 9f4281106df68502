"""Addresses of training."""

from django.urls import path

from participants.views import learning, training

group = "training/<int:pk>/"
lesson = f"{group}lessons/<int:number>/"
learner = "training/mentors/<int:pk>/"
urlpatterns = [
    path("training/", training.training, name="training"),
    path("training/open/", training.open_training, name="open-training"),
    path("training/demands/", training.mentor_demands, name="mentor-demands"),
    path("training/mine/", learning.my_training, name="my-training"),
    path("training/come/<str:token>/", learning.come_to_lesson, name="come-to-lesson"),
    path("training/materials/<int:pk>/", learning.training_material, name="training-material"),
    path(group, training.training_group, name="training-group"),
    path(f"{group}change/", training.change_training, name="change-training"),
    path(f"{group}call-off/", training.call_off_training, name="call-off-training"),
    path(f"{group}enrol/", training.enrol_mentors, name="enrol-mentors"),
    path(f"{group}materials/add/", training.add_material, name="add-material"),
    path(
        f"{group}materials/<int:number>/remove/",
        training.remove_material,
        name="remove-material",
    ),
    path(f"{group}certify/", training.issue_certificates, name="issue-certificates"),
    path(f"{group}certificates/", learning.print_certificates, name="print-certificates"),
    path(f"{lesson}change/", training.change_lesson, name="change-lesson"),
    path(f"{lesson}marks/", training.mark_lesson, name="mark-lesson"),
    path(f"{lesson}code/", training.lesson_code, name="lesson-code"),
    path(f"{learner}leave/", training.leave_training, name="leave-training"),
    path(f"{learner}test/", learning.training_test, name="training-test"),
    path(f"{learner}result/", training.enter_test, name="enter-test"),
    path(f"{learner}certificate.pdf", learning.certificate, name="certificate"),
    path("certificates/check/", learning.check_certificate, name="check-certificate"),
]
