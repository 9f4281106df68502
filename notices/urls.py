"""Addresses of notices."""

from django.urls import path

from notices import views

urlpatterns = [
    path("", views.notice_list, name="notices"),
    path("read-all/", views.read_all, name="read-all-notices"),
    path("settings/", views.settings, name="notice-settings"),
    path("<int:pk>/open/", views.open_notice, name="open-notice"),
    path("mail/", views.sent_mail, name="sent-mail"),
    path("mail/<int:pk>/retry/", views.retry_mail, name="retry-mail"),
]
