"""Addresses of this room."""

from django.urls import path, re_path

from accounts.views import cards, invitations, journal, members, organizations, profile, sign_in

entry = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/code/", sign_in.second_factor_code, name="mfa_authenticate"),
    path("sign-in/kept/", sign_in.kept_form, name="kept-form"),
    path("sign-in/demo/", sign_in.demo_sign_in, name="demo-sign-in"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("switch-role/", sign_in.switch_membership, name="switch-membership"),
    path("no-role/", sign_in.no_role, name="no-role"),
    path("c/<str:token>/", cards.card, name="card"),
    path("i/<str:token>/", invitations.accept_invitation, name="accept-invitation"),
    path("e/<str:said>/", profile.confirm_email, name="confirm-email"),
    path("password/forgotten/", sign_in.forgot_password, name="account_reset_password"),
    path(
        "password/forgotten/sent/",
        sign_in.forgot_password_sent,
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)/$",
        sign_in.new_password,
        name="account_reset_password_from_key",
    ),
    path(
        "password/new/done/",
        sign_in.new_password_set,
        name="account_reset_password_from_key_done",
    ),
]
own = [
    path("me/", profile.my_profile, name="my-profile"),
    path("me/email/", profile.change_email, name="change-email"),
    path("me/password/", sign_in.change_password, name="account_change_password"),
    path("me/confirm/", sign_in.confirm_by_password, name="account_reauthenticate"),
    path("me/confirm/code/", sign_in.confirm_by_code, name="mfa_reauthenticate"),
    path("me/sessions/", profile.my_sessions, name="my-sessions"),
    path("me/sessions/<int:pk>/end/", profile.end_session, name="end-session"),
    path("me/sessions/end/", profile.sign_out_everywhere, name="sign-out-everywhere"),
    path("me/second-factor/", sign_in.second_factor_page, name="mfa_index"),
    path("me/second-factor/on/", sign_in.set_up_second_factor, name="mfa_activate_totp"),
    path("me/second-factor/off/", sign_in.switch_off_second_factor, name="mfa_deactivate_totp"),
    path("me/second-factor/codes/", sign_in.show_spare_codes, name="mfa_view_recovery_codes"),
    path(
        "me/second-factor/codes/new/",
        sign_in.new_spare_codes,
        name="mfa_generate_recovery_codes",
    ),
]
people = [
    path("members/", members.members, name="members"),
    path("members/former/", members.former_members, name="former-members"),
    path("members/<int:pk>/", members.member, name="member"),
    path("members/<int:pk>/details/", members.describe_role, name="describe-role"),
    path("members/<int:pk>/grant/", members.grant_role, name="grant-role"),
    path("members/<int:pk>/end/", members.end_role, name="end-role"),
    path("members/<int:pk>/hand-over/", members.hand_over, name="hand-over"),
    path("members/<int:pk>/block/", members.block, name="block-account"),
    path("members/<int:pk>/unblock/", members.unblock, name="unblock-account"),
    path("members/<int:pk>/end-sessions/", members.end_sessions_of, name="end-sessions-of"),
    path(
        "members/<int:pk>/second-factor-off/",
        members.reset_second_factor,
        name="reset-second-factor",
    ),
    path("invitations/new/", invitations.invite, name="invite"),
    path("invitations/<int:pk>/", invitations.invitation_page, name="invitation"),
    path(
        "invitations/<int:pk>/withdraw/",
        invitations.withdraw_invitation,
        name="withdraw-invitation",
    ),
    path("invitations/<int:pk>/renew/", invitations.renew_invitation, name="renew-invitation"),
    path("class-cards/", cards.class_cards, name="class-cards"),
    path("class-cards/print/", cards.print_cards, name="print-cards"),
    path("class-cards/<int:pk>/revoke/", cards.revoke_card, name="revoke-card"),
]
places = [
    path("organizations/", organizations.organizations, name="organizations"),
    path("organizations/new/", organizations.add_organization, name="add-organization"),
    path(
        "organizations/<int:pk>/",
        organizations.one_organization,
        name="organization-below",
    ),
    path(
        "organizations/<int:pk>/edit/",
        organizations.edit_organization,
        name="edit-organization",
    ),
    path("organization/", organizations.own_organization, name="organization"),
    path("journal/", journal.journal, name="journal"),
    path("journal/export/", journal.export_journal, name="export-journal"),
]
urlpatterns = [*entry, *own, *people, *places]
