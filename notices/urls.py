"""Addresses of notices."""

from django.urls import path

from notices.views import mail, notices

urlpatterns = [
    path("", notices.notice_list, name="notices"),
    path("read-all/", notices.read_all, name="read-all-notices"),
    path("settings/", notices.settings, name="notice-settings"),
    path("<int:pk>/open/", notices.open_notice, name="open-notice"),
    path("mail/", mail.sent_mail, name="sent-mail"),
    path("mail/<int:pk>/retry/", mail.retry_mail, name="retry-mail"),
    path("mail/sign-in/", mail.sign_in_letters, name="sign-in-letters"),
    path("mail/sign-in/<int:pk>/retry/", mail.retry_letter, name="retry-letter"),
    path("mail/texts/", mail.kept_letters, name="kept-letters"),
    path("mail/texts/<str:name>/", mail.kept_letter, name="kept-letter"),
]
